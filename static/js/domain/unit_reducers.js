/** What each kind of log entry does to units, assignments, maydays and alarms: `(edit, data, subject)`. */

import { isActive } from "./assignments.js";

/** An active row stands on the board; one that ended leaves it. */
const keep = (part, stands) => (edit, row) =>
  stands(row) ? edit.put(part, row) : edit.drop(part, row.id);

const keepUnit = keep("units", (unit) => unit.active);
const keepAssignment = keep("assignments", isActive);
const keepMayday = keep("maydays", (mayday) => !mayday.ended_at);

/** The assignment as it is now; an incident has one primary unit, so another one is no longer it. */
function assigned(edit, { assignment, primary }) {
  keepAssignment(edit, assignment);
  if (assignment.primary) lead(edit, assignment.incident, assignment.id);
  if (primary) lead(edit, assignment.incident, primary);
}

function lead(edit, incident, id) {
  for (const row of [...edit.rows("assignments").values()])
    if (row.incident === incident && row.primary !== (row.id === id))
      edit.put("assignments", { ...row, primary: row.id === id });
}

/** Whoever is still on an incident that is over is told of in an entry of its own. */
function leaveAll(edit, _data, { id }) {
  edit.drop("alarms", id);
  for (const row of [...edit.rows("assignments").values()])
    if (row.incident === id) edit.drop("assignments", row.id);
}

const told = (edit, { mayday }) => keepMayday(edit, mayday);

export const unitReducers = {
  "unit.changed": (edit, { unit }) => keepUnit(edit, unit),
  "assignment.made": assigned,
  "assignment.moved": assigned,
  "assignment.cleared": assigned,
  "assignment.undone": assigned,
  "assignment.primary": assigned,
  "assignment.checked": assigned,
  "assignment.overdue": assigned,
  "assignment.timed": () => {},
  "assignments.shared": (edit, { assignments }) => {
    for (const row of assignments) keepAssignment(edit, row);
  },
  "mayday.raised": told,
  "mayday.acknowledged": told,
  "mayday.ended": told,
  "crew.logged_on": () => {},
  "crew.logged_off": () => {},
  "incident.alarm_raised": (edit, { level }, { id }) => edit.put("alarms", { id, level }),
  "incident.closed": leaveAll,
  "incident.merged": leaveAll,
};
