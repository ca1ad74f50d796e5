/** What each kind of log entry does to running escalations: `(edit, data, subject)`. */

/** A run on which something is still to come, or that a person must look at. */
const STANDS = new Set(["active", "blocked", "exhausted"]);

/** Whatever needs nothing more leaves the board. */
function keep(edit, run) {
  if (STANDS.has(run.state)) edit.put("escalations", run);
  else edit.drop("escalations", run.id);
}

const all = (edit, { runs }) => {
  for (const run of runs) keep(edit, run);
};
const one = (edit, { run }) => keep(edit, run);

/** Nothing is scheduled on an incident that is over. */
function dropAll(edit, _data, { id }) {
  for (const run of [...edit.rows("escalations").values()])
    if (run.incident === id) edit.drop("escalations", run.id);
}

export const escalationReducers = {
  "escalation.planned": all,
  "escalation.ended": all,
  "escalation.stepped": one,
  "escalation.blocked": one,
  "incident.closed": dropAll,
  "incident.merged": dropAll,
};
