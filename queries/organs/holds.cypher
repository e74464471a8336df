// asks:
//   en: Which mandates does an actor hold, itself or jointly with others?
//   sv: Vilka mandat har en aktör, själv eller tillsammans med andra?
// params:
//   - {name: actor, type: actor, example: PKD, means: {en: the holder, sv: innehavaren}}
// returns: [mandate, aim, deontic, toward, object, joint, negative, status, mode]
// order: [mandate]
// twin: "show ACTOR: mandates"
MATCH (a:Actor {id: $actor, dataset: $dataset})-[h:HOLDS]->(m:Mandate)
OPTIONAL MATCH (m)-[:TOWARD]->(t:Actor)
WITH m, h, t ORDER BY t.id
WITH m, h, collect(DISTINCT t.id) AS toward
RETURN m.id AS mandate, m.aim AS aim, m.deontic AS deontic, toward, m.object AS object, h.joint AS joint,
  m.negative AS negative, m.status AS status, m.mode AS mode
ORDER BY mandate
