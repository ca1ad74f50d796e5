/** Keys while the map has the focus. Arrows, + and − are Leaflet's own. */

import { gettext } from "../core/i18n.js";

/** Rows for the sheet of keys; `act` names a method of what `listen` is given. */
export const MAP_KEYS = [
  { keys: [".", ">"], act: "next", words: () => gettext("Next incident in view") },
  { keys: [",", "<"], act: "previous", words: () => gettext("Previous incident in view") },
  { keys: ["]"], act: "nextUnit", words: () => gettext("Next unit in view") },
  { keys: ["["], act: "previousUnit", words: () => gettext("Previous unit in view") },
  {
    keys: ["Enter"],
    act: "pick",
    words: () => gettext("File an incident at the middle of the map"),
  },
  { keys: ["0"], act: "whole", words: () => gettext("Show the whole city") },
];

/** Calls `acts[act]()` for keys pressed on `element` itself. Returns a stop function. */
export function listen(element, acts) {
  const onKey = (event) => {
    if (event.target !== element || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = MAP_KEYS.find(({ keys }) => keys.includes(event.key));
    if (!row) return;
    event.preventDefault();
    event.stopPropagation();
    acts[row.act]();
  };
  element.addEventListener("keydown", onKey);
  return () => element.removeEventListener("keydown", onKey);
}
