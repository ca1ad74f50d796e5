/** The map follows the choice; these bring it where one asks for. */

/** Bring the chosen incident into the middle of the map and, on a phone, the map to the front. */
export function showOnMap(desk) {
  const card = desk.selectedCard;
  desk.set({ tab: "map" });
  if (card) desk.panes.map?.focusOn(card.place);
}
