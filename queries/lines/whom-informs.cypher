// asks:
//   en: Whom does an actor inform, itself or as one of a group?
//   sv: Vem informeras av en aktör, av den själv eller som en i en grupp?
// params:
//   - {name: actor, type: actor, example: vasterbotten.samverkansomradena, means: {en: who informs, sv: den som informerar}}
//   - {name: verbs, type: verbs, default: informs, example: information, means: {en: verbs or families instead, sv: verb eller familjer i stället}}
//   - {name: at, type: date, example: "2025", means: {en: at this date or in this span, sv: "vid detta datum, i denna tid"}}
//   - {name: status, type: statuses, default: adopted, example: "adopted,proposed", means: {en: which statuses count, sv: vilka statusar som räknas}}
// returns: [from, verb, to, via, holds, status, mode, basis, line, record]
// order: [from, to, verb, line]
// twin: whom ACTOR VERBS --at AT --status STATUS
MATCH (a:Actor {id: $actor, dataset: $dataset})-[:OF_CASE]->(c:Case)
WITH a, coalesce($at_first, c.begins_earliest) AS first, coalesce($at_last, c.ends_latest) AS last
MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.verb IN $verbs AND r.direct_out AND r.status IN $status
WITH a, r, b, [x IN [r] + CASE WHEN r.of_from AND a.valid_own THEN [a] ELSE [] END |
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
  AND (size(held) = 1 OR (r.begins_earliest <= a.ends_latest AND a.begins_earliest <= r.ends_latest))
RETURN
  CASE WHEN r.turned THEN b.id WHEN r.of_from THEN a.id ELSE coalesce(r.coded_from, a.id) END AS from,
  r.verb AS verb,
  CASE WHEN NOT r.turned THEN b.id WHEN r.of_from THEN a.id ELSE r.coded_to END AS to,
  CASE WHEN NOT r.of_from THEN null WHEN r.turned THEN r.coded_to ELSE r.coded_from END AS via,
  CASE
    WHEN 'possibly' IN held OR r.any IS NOT NULL OR (r.of_from AND r.extent IN ['most', 'some']) THEN 'possibly'
    WHEN size(held) = 1 THEN 'yes'
    WHEN (r.from_open OR a.to_open OR r.begins_latest <= a.ends_earliest)
      AND (a.from_open OR r.to_open OR a.begins_latest <= r.ends_earliest) THEN 'yes'
    ELSE 'possibly'
  END AS holds,
  r.status AS status, r.mode AS mode, r.basis AS basis, r.id AS line, r.record AS record
ORDER BY from, to, verb, line
