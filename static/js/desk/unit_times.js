/** Saying later, or correcting, when a unit or the incident reached something. What was said before stays. */

import { newKey, Problem } from "../core/api.js";
import { dayOf, timeOfDay } from "../core/format.js";
import { gettext } from "../core/i18n.js";
import { atWallTime } from "../domain/wall_time.js";
import { WHY_NOT } from "../ui/words.js";
import { notify } from "./noticing.js";
import { changePanel, showPanel, updatePanel } from "./panels.js";

/** In place of a unit: the times of the incident itself, such as "under control". */
export const INCIDENT = "incident";

const PATHS = {
  units: (id) => `/api/incidents/${id}/units/`,
  incident: (id) => `/api/incidents/${id}/times/`,
  unit: (id) => `/api/assignments/${id}/times/`,
};

/** Open the panel with my units of the chosen incident, also those that are clear already. */
export async function openTimes(desk) {
  const { me, selected, picked } = desk.state;
  if (selected == null) return notify(desk, gettext("Choose an incident first."));
  if (!me.may.includes("record_time")) return notify(desk, WHY_NOT.role);
  try {
    const rows = me.may.includes("correct_times") ? await unitsOf(desk, selected) : [];
    const chosen = rows.find(({ id }) => id === picked) ?? rows[0];
    const values = { ...now(desk), what: "", reason: "", whose: chosen?.id ?? INCIDENT };
    showPanel(desk, { act: "times", incident: selected, rows, told: null, values, submit });
    await loadTold(desk);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    notify(desk, problem.message, "bad");
  }
}

async function unitsOf(desk, incident) {
  const { results } = await desk.api.get(PATHS.units(incident));
  return results.filter(({ agency }) => agency === desk.state.me.agency);
}

function now({ state }) {
  const zone = state.reference.city.timezone;
  return { day: dayOf(state.now, zone), clock: timeOfDay(state.now, zone) };
}

/** Another unit, or the incident: what was said of it so far is fetched. */
export function chooseWhose(desk, whose) {
  changePanel(desk, { whose, what: "" });
  updatePanel(desk, desk.state.panel, { told: null });
  return loadTold(desk);
}

async function loadTold(desk) {
  const { panel } = desk.state;
  const { whose } = panel.values;
  const { results } = await desk.api.get(pathOf(panel));
  if (desk.state.panel?.values.whose === whose) updatePanel(desk, panel, { told: results });
}

const isIncident = ({ values }) => values.whose === INCIDENT;
const pathOf = (panel) =>
  isIncident(panel) ? PATHS.incident(panel.incident) : PATHS.unit(panel.values.whose);

/** What the panel still lacks; of an incident's own time nobody asks why. */
function lackingOf(panel) {
  const needs = ["what", "day", "clock", ...(isIncident(panel) ? [] : ["reason"])];
  return needs.filter((name) => !String(panel.values[name]).trim());
}

function bodyOf(panel, zone) {
  const { what, day, clock, reason } = panel.values;
  const at = new Date(atWallTime(day, clock, zone)).toISOString();
  return isIncident(panel) ? { code: what, at } : { status: what, at, reason };
}

async function submit(desk) {
  const { panel } = desk.state;
  const fields = lackingOf(panel);
  if (fields.length) {
    const message = gettext("Something is still needed.");
    return void updatePanel(desk, panel, { problem: { message, fields } });
  }
  updatePanel(desk, panel, { sending: true, problem: null });
  try {
    const body = bodyOf(panel, desk.state.reference.city.timezone);
    await desk.api.post(pathOf(panel), body, { key: panel.key });
    kept(desk, panel);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (!updatePanel(desk, panel, { sending: false, problem }))
      notify(desk, problem.message, "bad", panel.incident);
  }
}

/** The panel stays for the next time, and shows this one among those that were said. */
function kept(desk, panel) {
  notify(desk, gettext("The time is kept."), "good", panel.incident);
  if (!updatePanel(desk, panel, { sending: false, key: newKey() })) return;
  changePanel(desk, { what: "" });
  loadTold(desk);
}
