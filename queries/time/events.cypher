// asks:
//   en: What happened to actors and instruments, and when?
//   sv: Vad hände med aktörer och instrument, och när?
// params:
//   - {name: case, type: case, example: vasterbotten, means: {en: only this case, sv: bara detta fall}}
// returns: [case, event, kind, date, of, from, to]
// order: [event]
// twin: list events
MATCH (e:Event)-[:OF_CASE]->(c:Case)
WHERE c.dataset = $dataset AND ($case IS NULL OR c.id = $case)
OPTIONAL MATCH (e)-[:EVENT_OF]->(o)
WITH e, c, o ORDER BY o.id
WITH e, c, collect(o.id) AS of
OPTIONAL MATCH (e)-[:EVENT_FROM]->(f)
WITH e, c, of, f ORDER BY f.id
WITH e, c, of, collect(f.id) AS before
OPTIONAL MATCH (e)-[:EVENT_TO]->(t)
WITH e, c, of, before, t ORDER BY t.id
WITH e, c, of, before, collect(t.id) AS after
RETURN c.id AS case, e.id AS event, e.kind AS kind, e.date AS date, of,
  CASE WHEN e.from_names IS NULL THEN before ELSE e.from_names END AS from,
  CASE WHEN e.to_names IS NULL THEN after ELSE e.to_names END AS to
ORDER BY event
