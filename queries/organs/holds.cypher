// asks:
//   en: Which mandates does an actor hold, itself, jointly with others, or as one of a group?
//   sv: Vilka mandat har en aktör, själv, tillsammans med andra eller som en i en grupp?
// params:
//   - {name: actor, type: actor, example: PKD, means: {en: the holder, sv: innehavaren}}
// returns: [mandate, aim, deontic, toward, object, joint, via, applies, negative, status, mode]
// order: [mandate, via]
// twin: "show ACTOR: mandates"
MATCH (a:Actor {id: $actor, dataset: $dataset})
CALL (a) {
  MATCH (a)-[h:HOLDS]->(m:Mandate)
  RETURN m, h.joint AS joint, null AS via, null AS applies
  UNION
  MATCH (a)-[:IN_GROUP]->(g:Actor)-[h:HOLDS]->(m:Mandate)
  WHERE NOT EXISTS { MATCH (a)-[:HOLDS]->(m) }
    AND coalesce(m.extent, '') <> 'further' AND coalesce(m.pairs, '') <> 'class'
  RETURN m, h.joint AS joint, g.id AS via,
    CASE WHEN h.joint THEN 'jointly' ELSE coalesce(m.holder_as, m.pairs) END AS applies
}
OPTIONAL MATCH (m)-[:TOWARD]->(t:Actor)
WITH m, joint, via, applies, t ORDER BY t.id
WITH m, joint, via, applies, collect(DISTINCT t.id) AS toward
RETURN m.id AS mandate, m.aim AS aim, m.deontic AS deontic, toward, m.object AS object, joint, via, applies,
  m.negative AS negative, m.status AS status, m.mode AS mode
ORDER BY mandate, via
