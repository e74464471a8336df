// asks:
//   en: Who would no longer be reached by whom without an actor, in three steps or fewer?
//   sv: Vem skulle inte längre nås av vem utan en aktör, i högst tre steg?
// params:
//   - {name: actor, type: actor, example: PKD, means: {en: who is thought away, sv: den som tänks bort}}
//   - {name: verbs, type: verbs, default: any, example: information, means: {en: only lines of these verbs or families, sv: bara linjer av dessa verb eller familjer}}
//   - {name: at, type: date, example: "2025", means: {en: at this date or in this span, sv: "vid detta datum, i denna tid"}}
// returns: [from, to]
// order: [from, to]
// twin: path FROM TO --all-paths --max 3 --verbs VERBS --at AT, for every two
MATCH (w:Actor {id: $actor, dataset: $dataset})-[:OF_CASE]->(c:Case)
WITH w, c, coalesce($at_first, c.begins_earliest) AS first, coalesce($at_last, c.ends_latest) AS last
MATCH (s:Actor {case: c.id, dataset: c.dataset})((a:Actor)-[r]->(b:Actor)
  WHERE r.verb IN $verbs AND r.status = 'adopted'
    AND all(x IN [r] + CASE WHEN r.of_from AND a.valid_own THEN [a] ELSE [] END
      + CASE WHEN r.of_to AND b.valid_own THEN [b] ELSE [] END
      WHERE x.begins_earliest <= last AND x.ends_latest >= first
        AND NOT (coalesce(x.covers_latest < first OR last < x.covers_earliest, false)
          AND (NOT x.valid_own
            OR (x.begins_latest > last AND x.from_earliest IS NULL)
            OR (x.ends_earliest < first AND x.to_latest IS NULL))))
){1,3}(t:Actor)
WHERE s.id <> t.id AND s.id <> w.id AND t.id <> w.id
  AND coalesce(s.kind, '') <> 'unspecified' AND coalesce(t.kind, '') <> 'unspecified'
WITH w, s, a, r, b, t, first, last, [t.id] + [(t)-[:IN_GROUP]->(g:Actor) | g.id] AS home,
  [i IN range(0, size(r) - 1) | CASE WHEN r[i].turned THEN r[i].coded_from ELSE coalesce(r[i].coded_to, b[i].id) END] AS far,
  [i IN range(0, size(r) - 1) | CASE WHEN r[i].turned THEN r[i].coded_to ELSE coalesce(r[i].coded_from, a[i].id) END] AS near,
  reduce(told = [], i IN range(0, size(r) - 1) | told + [r[i]]
    + CASE WHEN r[i].of_from AND a[i].valid_own THEN [a[i]] ELSE [] END
    + CASE WHEN r[i].of_to AND b[i].valid_own THEN [b[i]] ELSE [] END) AS told
WHERE all(i IN range(0, size(r) - 2) WHERE
    (NOT r[i].to_body OR r[i + 1].from_body)
    AND r[i].any IS NULL AND coalesce(r[i].pairs, '') <> 'class' AND coalesce(r[i].extent, '') <> 'further'
    AND coalesce(b[i].kind, '') <> 'unspecified' AND b[i].id <> s.id
    AND NOT (far[i] IN home AND NOT (r[i].pairs IS NOT NULL AND r[i].of_from)
      AND (far[i] = home[0] OR coalesce(CASE WHEN r[i].turned THEN r[i].holder_as ELSE r[i].toward_as END, '') = 'each'))
    AND NOT (r[i].of_to AND r[i + 1].of_from AND near[i + 1] = far[i] AND r[i].pairs IS NULL
      AND none(j IN range(0, i) WHERE (j > 0 AND b[j - 1].id = far[i]) OR s.id = far[i]))
    AND all(j IN range(i + 1, size(r) - 1) WHERE
      (b[i].id <> b[j].id OR (r[i].to_body AND NOT r[j].to_body))
      AND (r[i].id <> r[j].id OR near[i] <> far[i])))
  AND all(i IN range(0, size(told) - 2) WHERE all(j IN range(i + 1, size(told) - 1) WHERE
    told[i].begins_earliest <= told[j].ends_latest AND told[j].begins_earliest <= told[i].ends_latest))
WITH s.id AS from, t.id AS to, any(x IN b WHERE x.id = w.id) AS through
WITH from, to, collect(DISTINCT through) AS ways
WHERE ways = [true]
RETURN from, to
ORDER BY from, to
