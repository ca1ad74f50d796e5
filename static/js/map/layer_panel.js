/** The map's legend: what is shown, and what the signs of incidents and units mean. */

import { gettext } from "../core/i18n.js";
import { KINDS } from "./glyphs.js";
import { L } from "./leaflet.js";
import { incidentSign, svg } from "./signs.js";
import { unitMeanings, unitRow } from "./unit_legend.js";

function element(tag, properties = {}, children = []) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function glyph(kind) {
  const path = svg("path", { d: KINDS[kind].path });
  return svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true", "data-kind": kind }, [path]);
}

function kindRow(kind, checked, onToggle) {
  const box = element("input", { type: "checkbox", checked, name: `map-${kind}` });
  box.addEventListener("change", () => onToggle(kind, box.checked));
  return element("label", { className: "map-kind" }, [box, glyph(kind), KINDS[kind].words()]);
}

const SAMPLE = { id: 0, number: "-1", priority: 1, exercise: false };
const MEANINGS = [
  ["waiting", false, () => gettext("Nobody has acknowledged")],
  ["acknowledged", false, () => gettext("Acknowledged")],
  ["working", false, () => gettext("Being worked on")],
  ["waiting", true, () => gettext("No answer in time")],
];

function meaningRow([state, overdue, words]) {
  const card = { ...SAMPLE, tracks: [{ role: "lead", state, overdue }] };
  const sign = incidentSign(card, { selected: false });
  sign.querySelector(".number").remove();
  return element("li", {}, [sign, words()]);
}

/** A button that opens the legend. Options: kinds, shown (Set), onToggle(kind, wanted), units, onUnits(wanted). */
export function layerPanel({ kinds, shown, onToggle, units, onUnits }) {
  const rows = kinds.map((kind) => kindRow(kind, shown.has(kind), onToggle));
  const places = element("fieldset", {}, [
    element("legend", { textContent: gettext("Show on the map") }),
    unitRow(units, onUnits),
    ...rows,
  ]);
  const ofUnits = element("div");
  const meanings = element("div", {}, [
    element("h3", { textContent: gettext("Incidents") }),
    element("ul", {}, MEANINGS.map(meaningRow)),
    ofUnits,
  ]);
  const panel = element("div", { className: "map-panel", hidden: true, id: "map-panel" }, [
    places,
    meanings,
  ]);
  const button = element("button", {
    type: "button",
    className: "map-layers",
    textContent: gettext("Layers"),
  });
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", panel.id);
  const open = (wanted) => {
    panel.hidden = !wanted;
    // Drawn when it is looked at, in the colours of the theme of that moment.
    if (wanted) ofUnits.replaceChildren(...unitMeanings());
    button.setAttribute("aria-expanded", String(wanted));
  };
  button.addEventListener("click", () => open(panel.hidden));
  const box = element("div", { className: "map-legend leaflet-control" }, [button, panel]);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    event.preventDefault();
    open(false);
    button.focus();
  });
  return onMap(box, "topright");
}

/** Who made the data, as plain text: what a city pack says is never read as HTML. */
export function attribution(text) {
  const plain = new DOMParser().parseFromString(text, "text/html").body.textContent;
  return onMap(
    element("div", { className: "map-attribution leaflet-control", textContent: plain }),
    "bottomright",
  );
}

function onMap(box, position) {
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  const control = new L.Control({ position });
  control.onAdd = () => box;
  return control;
}
