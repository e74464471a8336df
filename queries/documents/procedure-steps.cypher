// asks:
//   en: Which mandates make the steps of a procedure?
//   sv: Vilka mandat utgör stegen i en procedur?
// params:
//   - {name: procedure, type: record, example: malarstader.projektprocessen, means: {en: the procedure, sv: proceduren}}
// returns: [step, text, mandate, aim, holders, object, status]
// order: [step, mandate]
// twin: show PROCEDURE
MATCH (m:Mandate)-[s:STEP_OF]->(p:Procedure {id: $procedure, dataset: $dataset})
MATCH (a:Actor)-[:HOLDS]->(m)
WITH p, m, s, a ORDER BY a.id
WITH p, m, s, collect(a.id) AS holders
RETURN s.order AS step, p.steps[s.order - 1] AS text, m.id AS mandate, m.aim AS aim, holders, m.object AS object,
  m.status AS status
ORDER BY step, mandate
