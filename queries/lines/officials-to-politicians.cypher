// asks:
//   en: What do officials do toward politicians?
//   sv: Vad gör tjänstepersoner gentemot politiker?
// params:
//   - {name: verbs, type: verbs, default: any, example: information, means: {en: only lines of these verbs or families, sv: bara linjer av dessa verb eller familjer}}
//   - {name: at, type: date, example: "2025", means: {en: at this date or in this span, sv: "vid detta datum, i denna tid"}}
//   - {name: status, type: statuses, default: adopted, example: "adopted,proposed", means: {en: which statuses count, sv: vilka statusar som räknas}}
//   - {name: case, type: case, example: vasterbotten, means: {en: only this case, sv: bara detta fall}}
// returns: [from, verb, to, holds, status, mode, line]
// order: [to, from, line]
MATCH (a:Actor)-[r]->(b:Actor), (c:Case)
WHERE r.verb IN $verbs AND type(r) <> 'APPLIES' AND r.status IN $status AND c.id = r.case AND c.dataset = r.dataset
  AND r.dataset = $dataset AND ($case IS NULL OR r.case = $case)
  AND a.tier = 'official' AND b.tier = 'political'
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
RETURN a.id AS from, r.verb AS verb, b.id AS to,
  CASE WHEN r.any IS NULL THEN holds ELSE 'possibly' END AS holds, r.status AS status, r.mode AS mode, r.id AS line
ORDER BY to, from, line
