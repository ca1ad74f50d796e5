/** A crew in danger: heard until a person says by name that it was heard, ended with a reason. */

import { Problem } from "../core/api.js";
import { fill, gettext } from "../core/i18n.js";
import { play } from "../ui/sound.js";
import { notify } from "./noticing.js";
import { targetsOf } from "./unit_moving.js";
import { openUnitPanel } from "./unit_panels.js";

const AGAIN_SECONDS = 4;

/** Every mayday that stands: those that nobody has acknowledged first, then the oldest. */
export function maydaysOf({ maydays }) {
  return [...maydays.values()].sort(
    (a, b) =>
      Number(Boolean(a.acknowledged_at)) - Number(Boolean(b.acknowledged_at)) || a.id - b.id,
  );
}

/** The unit's own people answer it; the others see and hear that they have not. */
export function isMine({ agency }, me) {
  return agency === me.agency && me.may.includes("acknowledge_mayday");
}

/** One key for what the first of mine waits for: to be acknowledged, then to be ended. */
export function answerMayday(desk) {
  const first = maydaysOf(desk.state.board).find((mayday) => isMine(mayday, desk.state.me));
  if (!first) return notify(desk, gettext("No mayday of your agency waits."));
  return first.acknowledged_at ? endMayday(desk, first) : acknowledgeMayday(desk, first);
}

export async function acknowledgeMayday(desk, { id, call_sign: unit, incident }) {
  try {
    await desk.api.post(`/api/maydays/${id}/acknowledge/`);
    const text = fill(gettext("Mayday of %(unit)s acknowledged"), { unit });
    notify(desk, text, "good", incident);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    notify(desk, problem.message, "bad", incident);
  }
}

export function endMayday(desk, { id }) {
  openUnitPanel(desk, "end_mayday", [], {}, { place: "mayday", mayday: id });
}

/** Which unit is in danger: the picked one is offered, and the panel asks once more. */
export function raiseMayday(desk, rows = targetsOf(desk)) {
  const free = rows.length ? null : freeUnit(desk.state);
  if (free) return openUnitPanel(desk, "mayday", [free], { unit: String(free.unit) }, BOARD);
  if (!rows.length) return notify(desk, gettext("No unit of yours is on this incident."));
  const unit = rows.length === 1 ? String(rows[0].unit) : "";
  openUnitPanel(desk, "mayday", rows, { unit });
}

const BOARD = { place: "units" };

/** A crew on its way home may be in danger too: the row of the unit board, if it is one of mine. */
function freeUnit({ pane, unit, board, me }) {
  const row = pane === "units" ? board.units.get(unit) : null;
  return row?.agency === me.agency ? { unit: row.id, call_sign: row.call_sign } : null;
}

/** It sounds again and again until somebody acknowledges; a desk that is muted hears this all the same. */
export function alarm({ state: { board, now } }) {
  const isOpen = [...board.maydays.values()].some((mayday) => !mayday.acknowledged_at);
  if (isOpen && Math.floor(now / 1000) % AGAIN_SECONDS === 0) play("mayday");
}
