// asks:
//   en: Who is party to which instruments, and who adopts them?
//   sv: Vilka är parter i vilka instrument, och vilka antar dem?
// params:
//   - {name: case, type: case, example: vasterbotten, means: {en: only this case, sv: bara detta fall}}
// returns: [instrument, name, actor, relation]
// order: [instrument, relation, actor]
MATCH (i:Instrument)-[r:HAS_PARTY|ADOPTED_BY]->(a:Actor)
WHERE i.dataset = $dataset AND ($case IS NULL OR i.case = $case)
RETURN i.id AS instrument, i.name AS name, a.id AS actor, type(r) AS relation
ORDER BY instrument, relation, actor
