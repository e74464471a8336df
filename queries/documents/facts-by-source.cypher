// asks:
//   en: Which facts does a source state, by which words?
//   sv: Vilka fakta står i en källa, med vilka ord?
// params:
//   - {name: source, type: source, example: vasterbotten.overenskommelse, means: {en: the source, sv: källan}}
// returns: [fact, label, cue]
// order: [fact, cue]
MATCH (f)-[s:STATED_IN]->(:Source {id: $source, dataset: $dataset})
RETURN f.id AS fact, head([l IN labels(f) WHERE l IN ['Actor', 'Topic', 'TopicList', 'Instrument', 'Mandate', 'Seat',
  'Event', 'Procedure']]) AS label, s.cue AS cue
ORDER BY fact, cue
