// asks:
//   en: Which facts are inferred, and from which words?
//   sv: Vilka fakta är slutledda, och ur vilka ord?
// params:
//   - {name: case, type: case, example: vasterbotten, means: {en: only this case, sv: bara detta fall}}
// returns: [fact, label, source, cue]
// order: [fact, source, cue]
// twin: "silence: inferred"
MATCH (f)-[s:STATED_IN]->(t:Source)
WHERE f.basis = 'inferred' AND f.dataset = $dataset AND ($case IS NULL OR f.case = $case)
RETURN f.id AS fact, head([l IN labels(f) WHERE l IN ['Actor', 'Topic', 'TopicList', 'Instrument', 'Mandate', 'Seat',
  'Event', 'Procedure']]) AS label, t.id AS source, s.cue AS cue
ORDER BY fact, source, cue
