// asks:
//   en: What is proposed or planned, and not adopted?
//   sv: Vad är föreslaget eller planerat, och inte antaget?
// params:
//   - {name: case, type: case, example: vasterbotten, means: {en: only this case, sv: bara detta fall}}
// returns: [fact, label, name, status, valid]
// order: [fact]
// twin: list RECORDS --status proposed, and --status planned
MATCH (f)-[:OF_CASE]->(c:Case)
WHERE f.status IN ['proposed', 'planned'] AND c.dataset = $dataset AND ($case IS NULL OR c.id = $case)
RETURN f.id AS fact, head([l IN labels(f) WHERE l IN ['Actor', 'Topic', 'TopicList', 'Instrument', 'Mandate', 'Seat',
  'Event', 'Procedure']]) AS label, coalesce(f.name, f.aim) AS name, f.status AS status, f.valid AS valid
ORDER BY fact
