// asks:
//   en: By what shortest paths does one actor reach another, in six steps or fewer?
//   sv: Vilka är de kortaste vägarna från en aktör till en annan, i högst sex steg?
// params:
//   - {name: from, type: actor, example: PKD AU, means: {en: where the paths begin, sv: där vägarna börjar}}
//   - {name: to, type: actor, example: Region Västerbotten, means: {en: where they end, sv: där de slutar}}
//   - {name: verbs, type: verbs, default: any, example: information, means: {en: only lines of these verbs or families, sv: bara linjer av dessa verb eller familjer}}
//   - {name: at, type: date, example: "2025", means: {en: at this date or in this span, sv: "vid detta datum, i denna tid"}}
// returns: [length, actors, verbs, holds, lines]
// order: [length, actors, lines]
// twin: path FROM TO --verbs VERBS --at AT --max 6
MATCH (s:Actor {id: $from, dataset: $dataset})-[:OF_CASE]->(c:Case), (t:Actor {id: $to, dataset: $dataset})
WITH s, t, coalesce($at_first, c.begins_earliest) AS first, coalesce($at_last, c.ends_latest) AS last,
  [t.id] + [(t)-[:IN_GROUP]->(g:Actor) | g.id] AS home
MATCH (s)((a:Actor)-[r]->(b:Actor)
  WHERE r.verb IN $verbs AND r.status = 'adopted'
    AND all(x IN [r] + CASE WHEN r.of_from AND a.valid_own THEN [a] ELSE [] END
      + CASE WHEN r.of_to AND b.valid_own THEN [b] ELSE [] END
      WHERE x.begins_earliest <= last AND x.ends_latest >= first
        AND NOT (coalesce(x.covers_latest < first OR last < x.covers_earliest, false)
          AND (NOT x.valid_own
            OR (x.begins_latest > last AND x.from_earliest IS NULL)
            OR (x.ends_earliest < first AND x.to_latest IS NULL))))
){1,6}(t)
WITH s, a, r, b, first, last, home,
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
WITH size(r) AS length, [s.id] + [x IN b | x.id] AS actors, [x IN r | x.verb] AS verbs,
  CASE
    WHEN any(x IN r WHERE x.any IS NOT NULL OR ((x.of_from OR x.of_to) AND x.extent IN ['most', 'some'])) THEN 'possibly'
    WHEN any(x IN told WHERE NOT (x.valid_certain AND x.begins_latest <= last AND x.ends_earliest >= first))
    THEN 'possibly'
    WHEN all(i IN range(0, size(told) - 2) WHERE all(j IN range(i + 1, size(told) - 1) WHERE
      (told[i].from_open OR told[j].to_open OR told[i].begins_latest <= told[j].ends_earliest)
      AND (told[j].from_open OR told[i].to_open OR told[j].begins_latest <= told[i].ends_earliest))) THEN 'yes'
    ELSE 'possibly'
  END AS holds,
  [x IN r | x.id] AS lines
WITH collect({length: length, actors: actors, verbs: verbs, holds: holds, lines: lines}) AS found, min(length) AS least
UNWIND found AS path
WITH path WHERE path.length = least
RETURN path.length AS length, path.actors AS actors, path.verbs AS verbs, path.holds AS holds, path.lines AS lines
ORDER BY length, actors, lines
