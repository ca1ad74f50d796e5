/** What both pages need of the server before they can draw: the reference, and a map. */

import { api } from "../core/api.js";
import { language } from "../core/i18n.js";
import { shownTheme } from "../core/theme.js";
import { indexed } from "../domain/reference.js";

let asked = null;

/** The indexed reference, asked for once. */
export function reference() {
  asked ??= api.get("/api/reference/").then(indexed);
  return asked;
}

/** A map in `element` on which a click chooses a point; null where it does not open. */
export async function openMap(element, { onPick }) {
  try {
    const { createMap } = await import("../map/map.js");
    const map = createMap(element, {
      reference: await reference(),
      language: language(),
      theme: shownTheme(),
      onSelect: () => {},
      onPick,
    });
    map.setPicking(true);
    return map;
  } catch (error) {
    console.error("The map did not open", error);
    return null;
  }
}
