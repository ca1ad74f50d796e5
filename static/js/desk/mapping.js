/** The map follows the choice; these bring it where one asks for, and take up what is chosen on it. */

import { newestOf } from "../domain/unit_place.js";
import { select } from "./selecting.js";

/** Bring the chosen incident into the middle of the map and, on a phone, the map to the front. */
export function showOnMap(desk) {
  const card = desk.selectedCard;
  desk.set({ tab: "map" });
  if (card) desk.panes.map?.focusOn(card.place);
}

/** A unit was chosen on the map: it is chosen on its board too, and where it is at work is opened. */
export function chooseUnit(desk, id) {
  desk.set({ unit: id });
  const newest = newestOf(desk.state.board, id);
  if (newest) select(desk, newest.incident);
}
