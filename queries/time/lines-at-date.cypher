// asks:
//   en: Which lines hold, or possibly hold, at a date?
//   sv: Vilka linjer gäller, eller gäller möjligen, vid ett datum?
// params:
//   - {name: at, type: date, example: "2025", means: {en: at this date or in this span, sv: "vid detta datum, i denna tid"}}
//   - {name: case, type: case, example: vasterbotten, means: {en: only this case, sv: bara detta fall}}
// returns: [from, verb, to, holds, status, line]
// order: [line]
// twin: list lines --at AT
MATCH (a:Actor)-[r]->(b:Actor), (c:Case)
WHERE r.verb IS NOT NULL AND type(r) <> 'APPLIES' AND c.id = r.case AND c.dataset = r.dataset AND r.dataset = $dataset AND ($case IS NULL OR r.case = $case)
WITH a, r, b, coalesce($at_first, c.begins_earliest) AS first, coalesce($at_last, c.ends_latest) AS last
WITH a, r, b, CASE
    WHEN NOT r.valid_own AND (r.covers_latest < first OR last < r.covers_earliest) THEN 'not_covered'
    WHEN r.begins_earliest > last OR r.ends_latest < first THEN 'no'
    WHEN r.begins_latest <= last AND r.ends_earliest >= first THEN CASE WHEN r.valid_certain THEN 'yes' ELSE 'possibly' END
    WHEN (r.covers_latest < first OR last < r.covers_earliest)
      AND ((r.begins_latest > last AND r.from_earliest IS NULL) OR (r.ends_earliest < first AND r.to_latest IS NULL))
    THEN 'not_covered'
    ELSE 'possibly'
  END AS holds
WHERE holds IN ['yes', 'possibly']
RETURN a.id AS from, r.verb AS verb, b.id AS to, holds, r.status AS status, r.id AS line
ORDER BY line
