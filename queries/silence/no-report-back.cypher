// asks:
//   en: Who is appointed or commissioned by another and is not stated to inform it?
//   sv: Vem är utsedd av en annan eller har dess uppdrag och sägs inte informera den?
// params:
//   - {name: case, type: case, example: vasterbotten, means: {en: only this case, sv: bara detta fall}}
// returns: [agent, verb, principal, record, line]
// order: [agent, principal, line]
// twin: "silence: no_report_back"
MATCH (a:Actor)-[r]->(b:Actor), (c:Case)
WHERE r.verb IN ['appoints', 'commissions', 'carries_out_for'] AND type(r) <> 'APPLIES' AND r.status = 'adopted'
  AND c.id = r.case AND c.dataset = r.dataset AND c.dataset = $dataset AND ($case IS NULL OR c.id = $case) AND a.id <> b.id
  AND coalesce(a.kind, '') <> 'unspecified' AND coalesce(b.kind, '') <> 'unspecified'
WITH r, c.begins_earliest AS first, c.ends_latest AS last,
  CASE WHEN r.verb = 'carries_out_for' THEN a ELSE b END AS agent,
  CASE WHEN r.verb = 'carries_out_for' THEN b ELSE a END AS principal
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
RETURN agent.id AS agent, r.verb AS verb, principal.id AS principal, r.record AS record, r.id AS line
ORDER BY agent, principal, line
