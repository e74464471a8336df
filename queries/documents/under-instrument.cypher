// asks:
//   en: "What rests on an instrument: an agreement, a law, bylaws?"
//   sv: "Vad vilar på ett instrument: en överenskommelse, en lag, ett reglemente?"
// params:
//   - {name: instrument, type: about, example: vasterbotten.overenskommelsen, means: {en: the instrument, sv: instrumentet}}
// returns: [instrument, fact, label, name]
// order: [instrument, fact]
// twin: list RECORDS --under INSTRUMENT
MATCH (f)-[:UNDER]->(i:Instrument)
WHERE i.id IN $instrument AND i.dataset = $dataset
RETURN i.id AS instrument, f.id AS fact, head([l IN labels(f) WHERE l IN ['Actor', 'Topic', 'TopicList', 'Instrument',
  'Mandate', 'Seat', 'Event', 'Procedure']]) AS label, coalesce(f.name, f.aim) AS name
ORDER BY instrument, fact
