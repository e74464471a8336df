// asks:
//   en: How often are organs to meet?
//   sv: Hur ofta ska organ sammanträda?
// params:
//   - {name: case, type: case, example: vasterbotten, means: {en: only this case, sv: bara detta fall}}
// returns: [actor, deontic, at_least, at_most, approx, per, status, mode, mandate]
// order: [actor, mandate]
// twin: list mandates --aim meets
MATCH (a:Actor)-[:HOLDS]->(m:Mandate)
WHERE m.aim = 'meets' AND NOT m.free AND m.dataset = $dataset AND ($case IS NULL OR m.case = $case)
RETURN a.id AS actor, m.deontic AS deontic, m.times_at_least AS at_least, m.times_at_most AS at_most,
  m.times_approx AS approx, m.times_per AS per, m.status AS status, m.mode AS mode, m.id AS mandate
ORDER BY actor, mandate
