// asks:
//   en: Who informs an actor, itself or as one of a group?
//   sv: Vem informerar en aktör, själv eller som en i en grupp?
// params:
//   - {name: actor, type: actor, example: PKD, means: {en: who is informed, sv: den som informeras}}
//   - {name: verbs, type: verbs, default: informs, example: information, means: {en: verbs or families instead, sv: verb eller familjer i stället}}
//   - {name: at, type: date, example: "2025", means: {en: at this date or in this span, sv: "vid detta datum, i denna tid"}}
//   - {name: status, type: statuses, default: adopted, example: "adopted,proposed", means: {en: which statuses count, sv: vilka statusar som räknas}}
// returns: [from, verb, to, via, holds, status, mode, basis, line, record]
// order: [from, to, verb, line]
// twin: who VERBS ACTOR --at AT --status STATUS
MATCH (b:Actor {id: $actor, dataset: $dataset})-[:OF_CASE]->(c:Case)
WITH b, coalesce($at_first, c.begins_earliest) AS first, coalesce($at_last, c.ends_latest) AS last
MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.verb IN $verbs AND r.direct_in AND r.status IN $status
WITH a, r, b, [x IN [r] + CASE WHEN r.of_to AND b.valid_own THEN [b] ELSE [] END |
  CASE
    WHEN NOT x.valid_own AND (x.covers_latest < first OR last < x.covers_earliest) THEN 'not_covered'
    WHEN x.begins_earliest > last OR x.ends_latest < first THEN 'no'
    WHEN x.begins_latest <= last AND x.ends_earliest >= first THEN CASE WHEN x.valid_certain THEN 'yes' ELSE 'possibly' END
    WHEN (x.covers_latest < first OR last < x.covers_earliest)
      AND ((x.begins_latest > last AND x.from_earliest IS NULL) OR (x.ends_earliest < first AND x.to_latest IS NULL))
    THEN 'not_covered'
    ELSE 'possibly'
  END] AS held
WHERE all(h IN held WHERE h IN ['yes', 'possibly'])
  AND (size(held) = 1 OR (r.begins_earliest <= b.ends_latest AND b.begins_earliest <= r.ends_latest))
RETURN
  CASE WHEN NOT r.turned THEN a.id WHEN r.of_to THEN b.id ELSE r.coded_from END AS from,
  r.verb AS verb,
  CASE WHEN r.turned THEN a.id ELSE b.id END AS to,
  CASE WHEN NOT r.of_to THEN null WHEN r.turned THEN r.coded_from ELSE r.coded_to END AS via,
  CASE
    WHEN 'possibly' IN held OR r.any IS NOT NULL OR (r.of_to AND r.extent IN ['most', 'some']) THEN 'possibly'
    WHEN size(held) = 1 THEN 'yes'
    WHEN (r.from_open OR b.to_open OR r.begins_latest <= b.ends_earliest)
      AND (b.from_open OR r.to_open OR b.begins_latest <= r.ends_earliest) THEN 'yes'
    ELSE 'possibly'
  END AS holds,
  r.status AS status, r.mode AS mode, r.basis AS basis, r.id AS line, r.record AS record
ORDER BY from, to, verb, line
