// asks:
//   en: Which organs does nobody inform, or do another thing toward, as far as the sources say?
//   sv: Vilka organ informerar ingen, eller gör ingen något annat för, såvitt källorna säger?
// params:
//   - {name: verbs, type: verbs, default: informs, example: prepares_for, means: {en: what nobody does toward them, sv: vad ingen gör för dem}}
//   - {name: case, type: case, example: vasterbotten, means: {en: only this case, sv: bara detta fall}}
// returns: [organ, name, tier, side]
// order: [organ]
// twin: silence --verb VERBS
MATCH (o:Actor)-[:OF_CASE]->(c:Case)
WHERE o.organ AND o.status = 'adopted' AND NOT o.negative AND c.dataset = $dataset AND ($case IS NULL OR c.id = $case)
WITH o, c.begins_earliest AS first, c.ends_latest AS last
WHERE o.begins_earliest <= last AND o.ends_latest >= first
  AND NOT (coalesce(o.covers_latest < first OR last < o.covers_earliest, false)
    AND (NOT o.valid_own
      OR (o.begins_latest > last AND o.from_earliest IS NULL)
      OR (o.ends_earliest < first AND o.to_latest IS NULL)))
  AND NOT EXISTS {
    MATCH (a:Actor)-[r]->(o)
    WHERE r.verb IN $verbs AND r.direct_in AND r.status = 'adopted'
      AND r.begins_earliest <= last AND r.ends_latest >= first
      AND NOT (coalesce(r.covers_latest < first OR last < r.covers_earliest, false)
        AND (NOT r.valid_own
          OR (r.begins_latest > last AND r.from_earliest IS NULL)
          OR (r.ends_earliest < first AND r.to_latest IS NULL)))
      AND (NOT r.of_to OR NOT o.valid_own
        OR (r.begins_earliest <= o.ends_latest AND o.begins_earliest <= r.ends_latest))
  }
RETURN o.id AS organ, o.name AS name, o.tier AS tier, o.side AS side
ORDER BY organ
