// asks:
//   en: Who appoints which organs, and the members of which?
//   sv: Vem utser vilka organ, och ledamöter i vilka?
// params:
//   - {name: case, type: case, example: vasterbotten, means: {en: only this case, sv: bara detta fall}}
// returns: [by, what, organ, kind, status, mode, record]
// order: [by, organ, record]
CALL () {
  MATCH (a:Actor)-[r:APPOINTS]->(b:Actor)
  WHERE r.dataset = $dataset AND ($case IS NULL OR r.case = $case)
  RETURN a.id AS by, 'organ' AS what, b.id AS organ, null AS kind, r.status AS status, r.mode AS mode, r.record AS record
  UNION ALL
  MATCH (s:Seat)-[:SEAT_IN]->(o:Actor)
  WHERE s.appointed_by IS NOT NULL AND NOT s.negative AND s.deontic <> 'may_not' AND s.dataset = $dataset AND ($case IS NULL OR s.case = $case)
  RETURN s.appointed_by AS by, 'seat' AS what, o.id AS organ, s.kind AS kind, s.status AS status, s.mode AS mode,
    s.id AS record
}
RETURN by, what, organ, kind, status, mode, record
ORDER BY by, organ, record
