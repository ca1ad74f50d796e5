/** Moving units by one key: the picked one, or all of mine on the chosen incident that can. */

import { Problem } from "../core/api.js";
import { fill, gettext } from "../core/i18n.js";
import { assignmentsOf } from "../domain/assignments.js";
import { newestOf } from "../domain/unit_place.js";
import { mayMove } from "../domain/unit_status.js";
import { namesOf, statusName, UNIT_ACT } from "../ui/unit_words.js";
import { WHY_NOT } from "../ui/words.js";
import { notify } from "./noticing.js";
import { offerUndo } from "./undoing.js";
import { openUnitPanel } from "./unit_panels.js";
import { expectMove, inTurn, soon } from "./unit_turns.js";

const SPEAKS = new Set(["clear", "transport"]);

/** Quick hands press "en route" and "on scene" before the first answer is back: each is asked in its turn. */
export function moveUnits(desk, status, among = null) {
  if (!desk.state.me.may.includes("unit_status")) return notify(desk, WHY_NOT.role);
  const rows = among?.map(soon) ?? targetsOf(desk);
  if (!rows.length) return notify(desk, gettext("No unit of yours is on this incident."));
  const able = rows.filter((row) => mayMove(row.status, status));
  if (!able.length) return refuse(desk, status, rows);
  if (SPEAKS.has(status)) return openUnitPanel(desk, status, able);
  const wish = expectMove(able, status);
  return inTurn(() => send(desk, status, able, wish));
}

/** The assignments that a unit key means: the picked one; in the unit board its row; or all of mine here. */
export function targetsOf(desk) {
  const { board, me, pane, unit } = desk.state;
  if (pane !== "units" || !board.units.has(unit)) return targetsHere(desk);
  const newest = newestOf(board, unit);
  return newest?.agency === me.agency ? [soon(newest)] : [];
}

/** Those of the chosen incident, wherever the keyboard is. */
export function targetsHere({ state: { board, me, selected, picked } }) {
  const mine = assignmentsOf(board, selected).filter(({ agency }) => agency === me.agency);
  const one = mine.find(({ id }) => id === picked);
  return (one ? [one] : mine).map(soon);
}

async function send(desk, status, rows, wish) {
  const moved = [];
  try {
    for (const row of rows) {
      const answer = await desk.api.post(`/api/assignments/${row.id}/status/`, { status });
      wish.answered(row.id, answer);
      moved.push(row);
    }
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    wish.failed();
    notify(desk, `${UNIT_ACT[status]}: ${problem.message}`, "bad", rows[0].incident);
  }
  if (moved.length) offerUndo(desk, `${UNIT_ACT[status]}: ${namesOf(moved)}`, moved);
}

/** None of them may: there already, or a jump that a supervisor may order with a reason. */
function refuse(desk, status, rows) {
  const { me, reference } = desk.state;
  const others = rows.filter((row) => row.status !== status);
  if (others.length && me.may.includes("override_status"))
    return openUnitPanel(desk, "override", others, { status });
  const [row] = others.length ? others : rows;
  const text = others.length
    ? gettext("%(unit)s: not from “%(was)s” to “%(status)s”.")
    : gettext("%(unit)s: already “%(status)s”.");
  const [was, wanted] = [row.status, status].map((one) => statusName(one, reference));
  notify(desk, fill(text, { unit: row.call_sign, was, status: wanted }));
}

/** Everybody is well: the safety check of all that are watched here. */
export async function checkUnits(desk, among = targetsOf(desk)) {
  const rows = among.filter((row) => row.safety_due_at || row.safety_missed);
  if (!rows.length) return notify(desk, gettext("No safety check is running here."));
  try {
    for (const { id } of rows) await desk.api.post(`/api/assignments/${id}/check/`);
    notify(desk, `${UNIT_ACT.check}: ${namesOf(rows)}`, "good", rows[0].incident);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    notify(desk, `${UNIT_ACT.check}: ${problem.message}`, "bad", rows[0].incident);
  }
}

/** Pick the next or previous unit of the chosen incident; past the ends all are meant again. */
export function pickUnit(desk, step) {
  const { board, selected, picked } = desk.state;
  const ids = [null, ...assignmentsOf(board, selected).map(({ id }) => id)];
  const at = Math.max(0, ids.indexOf(picked));
  desk.set({ picked: ids[(at + step + ids.length) % ids.length] });
}
