// asks:
//   en: Of what do the sources say both that it is and that it is not?
//   sv: Om vad säger källorna både att det är och att det inte är?
// params:
//   - {name: case, type: case, example: vasterbotten, means: {en: only this case, sv: bara detta fall}}
// returns: [actor, aim, stated, denied, toward]
// order: [actor, stated, denied]
MATCH (a:Actor)-[:HOLDS]->(m:Mandate), (a)-[:HOLDS]->(n:Mandate)
WHERE m.aim = n.aim AND coalesce(a.kind, '') <> 'unspecified' AND a.dataset = $dataset AND ($case IS NULL OR a.case = $case)
  AND NOT m.negative AND m.deontic <> 'may_not' AND (n.negative OR n.deontic = 'may_not')
WITH a, m, n, [(m)-[:TOWARD]->(t:Actor) | t.id] AS some, [(n)-[:TOWARD]->(t:Actor) | t.id] AS others
WITH a, m, n, [t IN some WHERE t IN others] AS both, some, others
WHERE size(both) > 0 OR (size(some) = 0 AND size(others) = 0)
UNWIND CASE WHEN size(both) = 0 THEN [null] ELSE both END AS toward
WITH a, m, n, toward ORDER BY toward
RETURN a.id AS actor, m.aim AS aim, m.id AS stated, n.id AS denied, collect(toward) AS toward
ORDER BY actor, stated, denied
