/** The panels that an act on units opens: what each begins with, lacks and sends. */

import { newKey, Problem } from "../core/api.js";
import { gettext } from "../core/i18n.js";
import { isPossible } from "../domain/acts.js";
import { assignmentsOf } from "../domain/assignments.js";
import { namesOf, UNIT_ACT } from "../ui/unit_words.js";
import { firstValues } from "./act_requests.js";
import { focusChosen } from "./focusing.js";
import { notify } from "./noticing.js";
import { showPanel, updatePanel } from "./panels.js";
import { offerUndo } from "./undoing.js";
import { inTurn } from "./unit_turns.js";

/** The server's word for what a freed unit does next. */
const NEXT_FIELD = "then";

const PANELS = {
  clear: {
    values: { reason: "", next: "returning" },
    requests: ({ rows, values }) =>
      rows.map(({ id }) => [
        `/api/assignments/${id}/clear/`,
        { reason: values.reason, [NEXT_FIELD]: values.next },
      ]),
    after: closeWhenLast,
  },
  transport: {
    values: { destination: "" },
    requests: ({ rows, values }) =>
      rows.map(({ id }) => [
        `/api/assignments/${id}/status/`,
        { status: "transport", destination: values.destination },
      ]),
  },
  override: {
    values: { reason: "" },
    needs: ["reason"],
    requests: ({ rows, values }) => rows.map(({ id }) => overriding(id, values)),
  },
  mayday: {
    values: { unit: "" },
    needs: ["unit"],
    requests: ({ values }) => [[`/api/units/${values.unit}/mayday/`, {}]],
  },
  end_mayday: {
    values: { reason: "" },
    needs: ["reason"],
    requests: ({ mayday, values }) => [[`/api/maydays/${mayday}/end/`, values]],
  },
  duty: {
    values: { duty: "", reason: "" },
    needs: ["duty"],
    requests: ({ unit, values }) => [[`/api/units/${unit}/duty/`, values]],
  },
};

/** A supervisor's order: moving and clearing stand at two addresses. */
function overriding(id, { status, reason }) {
  if (status === "clear") return [`/api/assignments/${id}/clear/`, { override_reason: reason }];
  return [`/api/assignments/${id}/status/`, { status, reason }];
}

export const UNIT_PANELS = Object.keys(PANELS);

/** Open the panel of `act` for these assignments; `more` are values or members that it needs to know. */
export function openUnitPanel(desk, act, rows, more = {}, members = {}) {
  const incident = members.place ? null : (rows[0]?.incident ?? desk.state.selected);
  showPanel(desk, {
    act,
    rows,
    incident,
    values: { ...PANELS[act].values, ...more },
    submit: submitUnits,
    ...members,
  });
}

/** What the open panel still lacks, as field names. */
export function lackingOf({ act, values }) {
  const needs = [...(PANELS[act].needs ?? [])];
  if (act === "duty" && values.duty === "out_of_service") needs.push("reason");
  return needs.filter((name) => !String(values[name]).trim());
}

export async function submitUnits(desk) {
  const { panel } = desk.state;
  const fields = lackingOf(panel);
  if (fields.length) {
    const message = gettext("Something is still needed.");
    return void updatePanel(desk, panel, { problem: { message, fields } });
  }
  updatePanel(desk, panel, { sending: true, problem: null });
  try {
    const answers = await inTurn(() => sendAll(desk, panel));
    if (updatePanel(desk, panel, {})) desk.set({ panel: null });
    done(desk, panel, answers);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (!updatePanel(desk, panel, { sending: false, problem }))
      notify(desk, problem.message, "bad", panel.incident);
  }
}

async function sendAll(desk, panel) {
  const answers = [];
  for (const [nth, [path, body]] of PANELS[panel.act].requests(panel).entries())
    answers.push(await desk.api.post(path, body, { key: nth ? newKey() : panel.key }));
  return answers;
}

function done(desk, panel, answers) {
  const { act, rows } = panel;
  const text = [UNIT_ACT[act === "override" ? panel.values.status : act], namesOf(rows)];
  const said = text.filter(Boolean).join(": ");
  const moved = answers.map((answer, nth) => ({ ...rows[nth], ...answer }));
  if (rows.length && act !== "mayday") offerUndo(desk, said, moved);
  else notify(desk, said, "good", panel.incident);
  focusChosen(desk);
  PANELS[act].after?.(desk, panel);
}

/** The last unit is clear: what remains is to say how it ended. */
function closeWhenLast(desk, { incident, rows }) {
  const card = desk.card(incident);
  const { board, me, now, selected, panel } = desk.state;
  const cleared = new Set(rows.map(({ id }) => id));
  const left = assignmentsOf(board, incident).filter(({ id }) => !cleared.has(id));
  if (left.length || !card || !isPossible("close", card, me, now)) return;
  if (selected !== incident || panel) return;
  showPanel(desk, { act: "close", incident, seen: card, values: firstValues("close", card) });
}
