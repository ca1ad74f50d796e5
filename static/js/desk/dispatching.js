/** Sending units: the panel with the recommendation, what is chosen in it, and the sending itself. */

import { newKey, Problem, query } from "../core/api.js";
import { fill, gettext } from "../core/i18n.js";
import { firstChoice, stepLevel, toggled } from "../domain/recommended.js";
import { namesOf } from "../ui/unit_words.js";
import { focusChosen } from "./focusing.js";
import { notify } from "./noticing.js";
import { changePanel, showPanel, updatePanel } from "./panels.js";
import { offerUndo } from "./undoing.js";

/** Open the panel, with `units` (ids) chosen already when somebody named them. */
export function openDispatch(desk, card, units = []) {
  // Which alarm it is, the server says; from then on the person does.
  const values = {
    level: null,
    chosen: units,
    added: units,
    asked: [],
    typing: "",
    touched: false,
  };
  showPanel(desk, {
    act: "dispatch",
    place: "dispatch",
    incident: card.id,
    values,
    answer: null,
    trouble: null,
    engaged: null,
    submit: submitDispatch,
  });
  return recommend(desk, desk.state.panel, units.length > 0);
}

/** Ask who should go. What a person has chosen by hand stays chosen. */
async function recommend(desk, panel, isNamed) {
  const { incident, values } = panel;
  try {
    const path = `/api/incidents/${incident}/recommendation/`;
    const answer = await desk.api.get(query(path, { alarm_level: values.level }));
    const now = desk.state.panel;
    if (now?.id !== panel.id || now.values.level !== values.level) return;
    const keeps = isNamed || now.values.touched;
    const chosen = keeps ? now.values.chosen : firstChoice(answer);
    const next = { ...now.values, chosen, level: answer.alarm_level };
    updatePanel(desk, panel, { answer, trouble: null, values: next });
  } catch (problem) {
    // Without a recommendation units are still sent by call sign.
    if (!(problem instanceof Problem)) throw problem;
    updatePanel(desk, panel, { trouble: problem.message });
  }
}

export function toggleUnit(desk, unit) {
  const { chosen } = desk.state.panel.values;
  changePanel(desk, { chosen: toggled(chosen, unit), touched: true });
}

/** Ask another agency when these units are sent, or not after all. */
export function toggleAgency(desk, agency) {
  changePanel(desk, { asked: toggled(desk.state.panel.values.asked, agency), touched: true });
}

/** One more unit, by call sign. */
export function addUnit(desk, unit) {
  const { chosen, added } = desk.state.panel.values;
  const once = (list) => (list.includes(unit.id) ? list : [...list, unit.id]);
  changePanel(desk, { chosen: once(chosen), added: once(added), typing: "", touched: true });
}

/** The next alarm, or the one before: who is missing then. */
export function changeLevel(desk, step) {
  const { panel } = desk.state;
  const level = stepLevel(panel.answer?.levels ?? [], panel.values.level, step);
  if (level === panel.values.level) return;
  changePanel(desk, { level, touched: false });
  return recommend(desk, desk.state.panel, false);
}

/** Send what is chosen. `also` sends units that another incident has; `without` leaves some out. */
export async function submitDispatch(desk, { also = false, without = [] } = {}) {
  const { panel } = desk.state;
  if (panel.sending) return;
  const chosen = panel.values.chosen.filter((id) => !without.includes(id));
  const isEmpty = !chosen.length && !panel.values.asked.length && !raises(panel);
  if (isEmpty) return lackUnits(desk, panel);
  const key = also || without.length || panel.problem ? newKey() : panel.key;
  updatePanel(desk, panel, { sending: true, problem: null, engaged: null });
  try {
    if (raises(panel)) await raiseAlarm(desk, panel);
    await ask(desk, panel);
    const sent = chosen.length ? await send(desk, panel, { chosen, also, key }) : [];
    if (updatePanel(desk, panel, {})) desk.set({ panel: null });
    focusChosen(desk);
    sayWhat(desk, panel, sent);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    refused(desk, panel, problem, chosen);
  }
}

function lackUnits(desk, panel) {
  updatePanel(desk, panel, { problem: { message: gettext("Choose at least one unit.") } });
}

/** Looking at the next alarm raises nothing; sending by it does. */
function raises({ answer, values }) {
  return Boolean(answer) && values.level > answer.raised;
}

async function raiseAlarm(desk, { id, incident, values, answer }) {
  await desk.api.post(`/api/incidents/${incident}/alarm/`, { level: values.level });
  updatePanel(desk, { id }, { answer: { ...answer, raised: values.level } });
}

async function send(desk, { incident, values }, { chosen, also, key }) {
  const body = { units: inRowOrder(desk.state.panel, chosen) };
  if (values.level) body.alarm_level = values.level;
  if (also) body.also = true;
  const { results } = await desk.api.post(`/api/incidents/${incident}/units/`, body, { key });
  return results;
}

/** The first becomes the primary unit, so it goes by the recommendation and not by who was ticked first. */
function inRowOrder(panel, chosen) {
  const rows = (panel?.answer?.units ?? []).map(({ unit }) => unit);
  const place = (id) => (rows.includes(id) ? rows.indexOf(id) : rows.length);
  return [...chosen].sort((a, b) => place(a) - place(b));
}

/** Another agency sends its own units; it is asked for them, once. */
async function ask(desk, { incident, values }) {
  for (const agency of values.asked) {
    const body = { agency, role: "support", transfer: false, reason: "" };
    await desk.api.post(`/api/incidents/${incident}/agencies/`, body);
    const { panel } = desk.state;
    const asked = panel.values.asked.filter((each) => each !== agency);
    desk.set({ panel: { ...panel, values: { ...panel.values, asked } } });
  }
}

/** Somebody else has one of them: who, where, since when, and whether to send it all the same. */
function refused(desk, panel, problem, chosen) {
  const isEngaged = problem.status === 409 && problem.code === "unit_engaged";
  const engaged = isEngaged ? { units: problem.body.units, chosen } : null;
  const patch = { sending: false, problem: isEngaged ? null : withUnits(problem), engaged };
  if (!updatePanel(desk, panel, patch)) notify(desk, problem.message, "bad", panel.incident);
}

function withUnits(problem) {
  const named = (problem.body.units ?? []).map(({ call_sign: name, reason }) =>
    [name, reason].filter(Boolean).join(": "),
  );
  return named.length ? { message: `${problem.message} ${named.join(", ")}` } : problem;
}

function sayWhat(desk, { incident }, sent) {
  const number = desk.card(incident)?.number ?? "";
  if (!sent.length) return notify(desk, gettext("Asked."), "good", incident);
  const text = fill(gettext("Sent to %(number)s: %(units)s"), { number, units: namesOf(sent) });
  offerUndo(desk, text, sent);
}
