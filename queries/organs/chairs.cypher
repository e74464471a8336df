// asks:
//   en: Who chairs which organs?
//   sv: Vem är ordförande i vilka organ?
// params:
//   - {name: case, type: case, example: vasterbotten, means: {en: only this case, sv: bara detta fall}}
// returns: [organ, kind, roles, drawn_from, rotation, status, mode, seat]
// order: [organ, seat]
MATCH (s:Seat)-[:SEAT_IN]->(o:Actor)
WHERE s.kind IN ['chair', 'vice_chair'] AND NOT s.negative AND s.dataset = $dataset AND ($case IS NULL OR s.case = $case)
OPTIONAL MATCH (s)-[:DRAWN_FROM]->(f:Actor)
RETURN o.id AS organ, s.kind AS kind, coalesce(s.roles, []) AS roles, f.id AS drawn_from, s.rotation AS rotation, s.status AS status,
  s.mode AS mode, s.id AS seat
ORDER BY organ, seat
