// asks:
//   en: Who sits in an organ, how many, and by whose choice?
//   sv: Vilka ingår i ett organ, hur många, och utsedda av vem?
// params:
//   - {name: actor, type: actor, example: PKD, means: {en: the organ, sv: organet}}
// returns: [seat, kind, count, whole, at_least, at_most, per_member, drawn_from, roles, appointed_by, status, mode]
// order: [seat]
// twin: "show ACTOR: seats"
MATCH (s:Seat)-[:SEAT_IN]->(o:Actor {id: $actor, dataset: $dataset})
OPTIONAL MATCH (s)-[:DRAWN_FROM]->(f:Actor)
RETURN s.id AS seat, s.kind AS kind, s.count AS count, s.whole AS whole, s.at_least AS at_least, s.at_most AS at_most,
  s.per_member AS per_member, f.id AS drawn_from, coalesce(s.roles, []) AS roles, s.appointed_by AS appointed_by,
  s.status AS status, s.mode AS mode
ORDER BY seat
