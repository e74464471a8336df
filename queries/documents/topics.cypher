// asks:
//   en: Which topics stand in which lists, in which order?
//   sv: Vilka ämnen står i vilka listor, i vilken ordning?
// params:
//   - {name: case, type: case, example: vasterbotten, means: {en: only this case, sv: bara detta fall}}
// returns: [list, order, topic, kind, name]
// order: [list, order, topic]
MATCH (t:Topic)-[i:LISTED_IN]->(l:TopicList)
WHERE t.dataset = $dataset AND ($case IS NULL OR t.case = $case)
RETURN l.id AS list, i.order AS order, t.id AS topic, t.kind AS kind, t.name AS name
ORDER BY list, order, topic
