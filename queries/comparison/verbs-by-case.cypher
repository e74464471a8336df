// asks:
//   en: How many lines of each verb has each case?
//   sv: Hur många linjer av varje verb har varje fall?
// params:
//   - {name: status, type: statuses, default: adopted, example: "adopted,proposed", means: {en: which statuses count, sv: vilka statusar som räknas}}
//   - {name: case, type: case, example: vasterbotten, means: {en: only this case, sv: bara detta fall}}
// returns: [case, family, verb, lines]
// order: [case, family, verb]
MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.verb IS NOT NULL AND type(r) <> 'APPLIES' AND r.status IN $status AND r.dataset = $dataset AND ($case IS NULL OR r.case = $case)
RETURN r.case AS case, r.family AS family, r.verb AS verb, count(*) AS lines
ORDER BY case, family, verb
