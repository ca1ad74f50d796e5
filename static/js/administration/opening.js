/** A map of the city for the pages of administration, on which nothing is picked. */

import { language } from "../core/i18n.js";
import { shownTheme } from "../core/theme.js";
import { reference } from "../plans/opening.js";

/** The map in `element`; null where it does not open: the forms work without it. */
export async function openCityMap(element) {
  try {
    const { createMap } = await import("../map/map.js");
    return createMap(element, {
      reference: await reference(),
      language: language(),
      theme: shownTheme(),
      onSelect: () => {},
    });
  } catch (error) {
    console.error("The map did not open", error);
    return null;
  }
}

/** The features that the page holds beside its form. */
export function featuresOf(id) {
  return JSON.parse(document.getElementById(id)?.textContent ?? "[]");
}
