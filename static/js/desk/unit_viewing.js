/** Going about the unit status board by key. */

import { gettext } from "../core/i18n.js";
import { newestOf } from "../domain/unit_place.js";
import { dutiesFor } from "../domain/unit_status.js";
import { SORTS, servicesOf } from "../domain/units.js";
import { notify } from "./noticing.js";
import { select } from "./selecting.js";
import { setView } from "./unit_keeping.js";
import { openUnitPanel } from "./unit_panels.js";

/** One key there and back: open and go there, or close when one is there already. */
export function goToUnits(desk) {
  const { pane, unitView } = desk.state;
  if (unitView.open && pane === "units") return closeUnits(desk);
  setView(desk, { open: true });
  desk.set({ pane: "units", tab: "units" });
  desk.panes.units?.draw();
  desk.panes.units?.focusRow();
}

export function closeUnits(desk) {
  setView(desk, { open: false });
  desk.set({ pane: "incidents", tab: "incidents" });
  desk.panes.incidents.focusRow();
}

export function nextService(desk, step) {
  const { board, reference, unitView } = desk.state;
  const services = servicesOf(board, reference);
  const at = services.indexOf(unitView.service);
  setView(desk, { service: services[(at + step + services.length) % services.length] });
}

export function nextSort(desk) {
  const at = SORTS.indexOf(desk.state.unitView.sort);
  setView(desk, { sort: SORTS[(at + 1) % SORTS.length] });
}

export function toggleFree(desk) {
  setView(desk, { free: !desk.state.unitView.free });
}

/** Go where the unit is at work; a free one of mine asks for its duty instead. */
export function openUnit(desk) {
  const { board, unit } = desk.state;
  const newest = unit == null ? null : newestOf(board, unit);
  if (newest) return select(desk, newest.incident, { tab: "incidents" });
  return openDuty(desk);
}

export function openDuty(desk) {
  const { board, me, unit } = desk.state;
  const row = board.units.get(unit);
  if (!row) return notify(desk, gettext("Choose a unit first."));
  if (row.agency !== me.agency) return notify(desk, gettext("It is a unit of another agency."));
  if (row.incidents) return notify(desk, gettext("It is on an incident; clear it there."));
  const members = { place: "units", unit };
  openUnitPanel(desk, "duty", [], { duty: dutiesFor(row)[0] }, members);
}
