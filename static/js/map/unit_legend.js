/** What the signs of units mean, for the legend of the map. */

import { gettext } from "../core/i18n.js";
import { Sprites } from "./unit_sprites.js";

const SAMPLE = { outline: "fire", letters: "", tone: "free", filling: "open", stale: false };
const MEANINGS = [
  [{}, () => gettext("Free")],
  [{ tone: "asked", filling: "rings" }, () => gettext("Alerted")],
  [{ tone: "busy", filling: "full" }, () => gettext("On the way")],
  [{ tone: "there", filling: "framed" }, () => gettext("On scene")],
  [{ tone: "away", filling: "crossed" }, () => gettext("Out of service")],
  [{ stale: true }, () => gettext("Position too old")],
  [{ emergency: true }, () => gettext("Mayday")],
];
const SERVICES = [
  ["fire", () => gettext("Fire")],
  ["police", () => gettext("Police")],
  ["city", () => gettext("City")],
  ["coast_guard", () => gettext("Coast guard")],
  ["health", () => gettext("Health")],
  ["utility", () => gettext("Utilities")],
];

/** The box that shows units or takes them away. */
export function unitRow(shown, onUnits) {
  const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: shown });
  box.name = "map-units";
  box.addEventListener("change", () => onUnits(box.checked));
  const row = Object.assign(document.createElement("label"), { className: "map-kind" });
  row.append(box, gettext("Units"));
  return row;
}

/** A title and a list for states, and another list for services. */
export function unitMeanings() {
  const sprites = new Sprites({ family: "sans-serif" });
  const title = document.createElement("h3");
  title.textContent = gettext("Units");
  const states = MEANINGS.map(([look, words]) => meaning(sprites, { ...SAMPLE, ...look }, words()));
  const services = SERVICES.map(([outline, words]) =>
    meaning(sprites, { ...SAMPLE, outline, tone: "busy" }, words()),
  );
  return [title, list(states), list(services)];
}

function list(rows) {
  const made = document.createElement("ul");
  made.append(...rows);
  return made;
}

function meaning(sprites, look, words) {
  const scale = globalThis.devicePixelRatio || 1;
  const { image, side } = sprites.of({ ...look, key: words }, { small: false, scale });
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: image.width, height: image.height });
  canvas.getContext("2d").drawImage(image, 0, 0);
  canvas.style.width = canvas.style.height = `${side}px`;
  const row = document.createElement("li");
  row.append(canvas, words);
  return row;
}
