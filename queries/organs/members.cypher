// asks:
//   en: Who is counted as a member of a group?
//   sv: Vilka räknas som medlemmar i en grupp?
// params:
//   - {name: group, type: actor, example: varmland.parterna, means: {en: the group, sv: gruppen}}
// returns: [member, direct]
// order: [member]
// twin: "show GROUP: members"
MATCH (m:Actor)-[g:IN_GROUP]->(:Actor {id: $group, dataset: $dataset})
RETURN m.id AS member, g.direct AS direct
ORDER BY member
