/** What each kind of log entry does to running escalations: `(edit, data, subject)`. */

import { isStanding } from "./escalations.js";

/** Whatever needs nothing more leaves the board. */
function keep(edit, run) {
  if (isStanding(run)) edit.put("escalations", run);
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
