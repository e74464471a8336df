// asks:
//   en: Which mandates are about a topic, a list of topics or an instrument?
//   sv: Vilka mandat gäller ett ämne, en lista av ämnen eller ett instrument?
// params:
//   - {name: topic, type: about, example: vasterbotten.regional-utveckling, means: {en: the topic, sv: ämnet}}
//   - {name: case, type: case, example: vasterbotten, means: {en: only this case, sv: bara detta fall}}
// returns: [mandate, aim, deontic, holders, about, status, mode]
// order: [mandate]
// twin: list mandates --about TOPIC
MATCH (m:Mandate)-[:ABOUT]->(t)
WHERE t.id IN $topic AND t.dataset = $dataset AND ($case IS NULL OR m.case = $case)
WITH m, t ORDER BY t.id
WITH m, collect(t.id) AS about
MATCH (a:Actor)-[:HOLDS]->(m)
WITH m, about, a ORDER BY a.id
RETURN m.id AS mandate, m.aim AS aim, m.deontic AS deontic, collect(a.id) AS holders, about, m.status AS status,
  m.mode AS mode
ORDER BY mandate
