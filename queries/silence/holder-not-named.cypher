// asks:
//   en: Which duties does nobody in particular hold?
//   sv: Vilka uppgifter har ingen namngiven?
// params:
//   - {name: case, type: case, example: vasterbotten, means: {en: only this case, sv: bara detta fall}}
// returns: [mandate, aim, deontic, object, status, mode]
// order: [mandate]
MATCH (a:Actor)-[:HOLDS]->(m:Mandate)
WHERE a.kind = 'unspecified' AND NOT m.negative AND m.deontic <> 'may_not' AND m.dataset = $dataset AND ($case IS NULL OR m.case = $case)
RETURN m.id AS mandate, m.aim AS aim, m.deontic AS deontic, m.object AS object, m.status AS status, m.mode AS mode
ORDER BY mandate
