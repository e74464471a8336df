// asks:
//   en: Who informs another of whom it is not stated that it informs back?
//   sv: Vem informerar en annan som inte sägs informera tillbaka?
// params:
//   - {name: case, type: case, example: vasterbotten, means: {en: only this case, sv: bara detta fall}}
// returns: [from, to, verbs, records]
// order: [from, to]
// twin: "silence: one_way"
MATCH (principal:Actor)-[r]->(agent:Actor), (c:Case)
WHERE r.family = 'information' AND type(r) <> 'APPLIES' AND r.status = 'adopted'
  AND c.id = r.case AND c.dataset = r.dataset AND c.dataset = $dataset AND ($case IS NULL OR c.id = $case) AND principal.id <> agent.id
  AND coalesce(principal.kind, '') <> 'unspecified' AND coalesce(agent.kind, '') <> 'unspecified'
WITH r, principal, agent, c.begins_earliest AS first, c.ends_latest AS last
WHERE r.begins_earliest <= last AND r.ends_latest >= first
  AND NOT (coalesce(r.covers_latest < first OR last < r.covers_earliest, false)
    AND (NOT r.valid_own
      OR (r.begins_latest > last AND r.from_earliest IS NULL)
      OR (r.ends_earliest < first AND r.to_latest IS NULL)))
  AND NOT EXISTS {
    MATCH (agent)-[i]->(principal)
    WHERE i.family = 'information' AND i.status = 'adopted'
      AND all(x IN [i] + CASE WHEN i.of_from AND agent.valid_own THEN [agent] ELSE [] END
        + CASE WHEN i.of_to AND principal.valid_own THEN [principal] ELSE [] END
        WHERE x.begins_earliest <= last AND x.ends_latest >= first
          AND NOT (coalesce(x.covers_latest < first OR last < x.covers_earliest, false)
            AND (NOT x.valid_own
              OR (x.begins_latest > last AND x.from_earliest IS NULL)
              OR (x.ends_earliest < first AND x.to_latest IS NULL))))
  }
WITH principal.id AS from, agent.id AS to, r.verb AS verb, r.record AS record ORDER BY record
RETURN from, to, collect(DISTINCT verb) AS verbs, collect(DISTINCT record) AS records
ORDER BY from, to
