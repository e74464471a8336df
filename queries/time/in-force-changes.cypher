// asks:
//   en: Which lines hold at one of two dates and not at the other, or less surely?
//   sv: Vilka linjer gäller vid ett av två datum och inte vid det andra, eller mindre säkert?
// params:
//   - {name: before, type: date, example: "2019", means: {en: the first date, sv: det första datumet}}
//   - {name: after, type: date, example: "2022", means: {en: the second date, sv: det andra datumet}}
//   - {name: case, type: case, example: vasterbotten, means: {en: only this case, sv: bara detta fall}}
// returns: [from, verb, to, before, after, status, line]
// order: [line]
// twin: list lines --at BEFORE, and --at AFTER
MATCH (a:Actor)-[r]->(b:Actor), (c:Case)
WHERE r.verb IS NOT NULL AND type(r) <> 'APPLIES' AND c.id = r.case AND c.dataset = r.dataset AND r.dataset = $dataset AND ($case IS NULL OR r.case = $case)
WITH a, r, b, [
  [coalesce($before_first, c.begins_earliest), coalesce($before_last, c.ends_latest)],
  [coalesce($after_first, c.begins_earliest), coalesce($after_last, c.ends_latest)]] AS spans
WITH a, r, b, [span IN spans |
  CASE
    WHEN NOT r.valid_own AND (r.covers_latest < span[0] OR span[1] < r.covers_earliest) THEN 'not_covered'
    WHEN r.begins_earliest > span[1] OR r.ends_latest < span[0] THEN 'no'
    WHEN r.begins_latest <= span[1] AND r.ends_earliest >= span[0] THEN CASE WHEN r.valid_certain THEN 'yes' ELSE 'possibly' END
    WHEN (r.covers_latest < span[0] OR span[1] < r.covers_earliest)
      AND ((r.begins_latest > span[1] AND r.from_earliest IS NULL) OR (r.ends_earliest < span[0] AND r.to_latest IS NULL))
    THEN 'not_covered'
    ELSE 'possibly'
  END] AS held
WHERE held[0] <> held[1] AND (held[0] IN ['yes', 'possibly'] OR held[1] IN ['yes', 'possibly'])
RETURN a.id AS from, r.verb AS verb, b.id AS to, held[0] AS before, held[1] AS after, r.status AS status, r.id AS line
ORDER BY line
