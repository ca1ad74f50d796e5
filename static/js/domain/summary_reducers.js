/** What sharing agreements and emergency accesses do to the board: `(edit, data, subject)`. */

/** Everything of an incident that is no longer seen in full. */
function forget(edit, id) {
  edit.drop("incidents", id);
  edit.drop("alarms", id);
  for (const part of ["assignments", "escalations"])
    for (const row of [...edit.rows(part).values()])
      if (row.incident === id) edit.drop(part, row.id);
}

const seen = (edit, _data, { id }) => edit.drop("summaries", id);

export const summaryReducers = {
  "emergency.opened": (edit, { access }) => edit.put("emergencies", access),
  "emergency.ended": (edit, { access }) => edit.drop("emergencies", access.id),
  "incident.shared": seen,
  "incident.summarised": (edit, { summary }, { id }) => {
    forget(edit, id);
    edit.put("summaries", summary);
  },
  "incident.withdrawn": (edit, _data, { id }) => {
    forget(edit, id);
    edit.drop("summaries", id);
  },
};
