// asks:
//   en: Which actors play one function, in which case, on what grounds?
//   sv: Vilka aktörer har en funktion, i vilket fall, på vilka grunder?
// params:
//   - {name: function, type: function, example: working-committee, means: {en: the function, sv: funktionen}}
//   - {name: case, type: case, example: vasterbotten, means: {en: only this case, sv: bara detta fall}}
// returns: [case, actor, name, confidence, status, reason]
// order: [case, actor]
// twin: align CASE
MATCH (a:Actor)-[s:SERVES_AS]->(:Function {id: $function, dataset: $dataset})
WHERE a.dataset = $dataset AND ($case IS NULL OR a.case = $case)
RETURN a.case AS case, a.id AS actor, a.name AS name, s.confidence AS confidence, s.status AS status, s.reason AS reason
ORDER BY case, actor
