// asks:
//   en: "Which organs are tied to an organ by who sits in them: one role in both, members from one source, or from each other?"
//   sv: "Vilka organ hänger ihop med ett organ genom vilka som ingår: samma roll i båda, ledamöter från samma håll, eller från varandra?"
// params:
//   - {name: actor, type: actor, example: PKD, means: {en: the organ, sv: organet}}
// returns: [organ, by, shared]
// order: [organ, by, shared]
// twin: "show ACTOR: interlocks"
MATCH (o:Actor {id: $actor, dataset: $dataset})
CALL (o) {
  MATCH (o)<-[:SEAT_IN]-(s:Seat), (t:Seat)-[:SEAT_IN]->(p:Actor)
  WHERE p.case = o.case AND p.id <> o.id AND s.of_post AND t.of_post
    AND s.status = 'adopted' AND s.mode = 'rule' AND NOT s.negative AND s.deontic <> 'may_not'
    AND t.status = 'adopted' AND t.mode = 'rule' AND NOT t.negative AND t.deontic <> 'may_not'
  UNWIND coalesce(s.roles, []) AS role
  WITH p, t, role WHERE role IN coalesce(t.roles, [])
  RETURN p.id AS organ, 'role' AS by, role AS shared
  UNION
  MATCH (o)<-[:SEAT_IN]-(s:Seat)-[:DRAWN_FROM]->(f:Actor)<-[:DRAWN_FROM]-(t:Seat)-[:SEAT_IN]->(p:Actor)
  WHERE p.id <> o.id AND f.id <> o.id AND f.id <> p.id
    AND s.status = 'adopted' AND s.mode = 'rule' AND NOT s.negative AND s.deontic <> 'may_not'
    AND t.status = 'adopted' AND t.mode = 'rule' AND NOT t.negative AND t.deontic <> 'may_not'
  WITH o, p, f, s, t,
    reduce(roles = [], x IN [(o)<-[:SEAT_IN]-(x:Seat) WHERE x.of_post AND x.status = 'adopted' AND x.mode = 'rule' AND NOT x.negative AND x.deontic <> 'may_not' | coalesce(x.roles, [])] | roles + x) AS ours,
    reduce(roles = [], x IN [(p)<-[:SEAT_IN]-(x:Seat) WHERE x.of_post AND x.status = 'adopted' AND x.mode = 'rule' AND NOT x.negative AND x.deontic <> 'may_not' | coalesce(x.roles, [])] | roles + x) AS theirs
  WHERE none(role IN coalesce(s.roles, []) WHERE role IN ours AND role IN theirs)
    AND none(role IN coalesce(t.roles, []) WHERE role IN ours AND role IN theirs)
  RETURN p.id AS organ, 'source' AS by, f.id AS shared
  UNION
  MATCH (o)<-[:DRAWN_FROM]-(t:Seat)-[:SEAT_IN]->(p:Actor)
  WHERE p.id <> o.id AND (o:Organ OR o:Network)
    AND t.status = 'adopted' AND t.mode = 'rule' AND NOT t.negative AND t.deontic <> 'may_not'
  WITH o, p, t,
    reduce(roles = [], x IN [(o)<-[:SEAT_IN]-(x:Seat) WHERE x.of_post AND x.status = 'adopted' AND x.mode = 'rule' AND NOT x.negative AND x.deontic <> 'may_not' | coalesce(x.roles, [])] | roles + x) AS ours,
    reduce(roles = [], x IN [(p)<-[:SEAT_IN]-(x:Seat) WHERE x.of_post AND x.status = 'adopted' AND x.mode = 'rule' AND NOT x.negative AND x.deontic <> 'may_not' | coalesce(x.roles, [])] | roles + x) AS theirs
  WHERE none(role IN coalesce(t.roles, []) WHERE role IN ours AND role IN theirs)
  RETURN p.id AS organ, 'members' AS by, o.id AS shared
  UNION
  MATCH (o)<-[:SEAT_IN]-(s:Seat)-[:DRAWN_FROM]->(p:Actor)
  WHERE p.id <> o.id AND (p:Organ OR p:Network)
    AND s.status = 'adopted' AND s.mode = 'rule' AND NOT s.negative AND s.deontic <> 'may_not'
  WITH o, p, s,
    reduce(roles = [], x IN [(o)<-[:SEAT_IN]-(x:Seat) WHERE x.of_post AND x.status = 'adopted' AND x.mode = 'rule' AND NOT x.negative AND x.deontic <> 'may_not' | coalesce(x.roles, [])] | roles + x) AS ours,
    reduce(roles = [], x IN [(p)<-[:SEAT_IN]-(x:Seat) WHERE x.of_post AND x.status = 'adopted' AND x.mode = 'rule' AND NOT x.negative AND x.deontic <> 'may_not' | coalesce(x.roles, [])] | roles + x) AS theirs
  WHERE none(role IN coalesce(s.roles, []) WHERE role IN ours AND role IN theirs)
  RETURN p.id AS organ, 'members' AS by, p.id AS shared
}
RETURN DISTINCT organ, by, shared
ORDER BY organ, by, shared
