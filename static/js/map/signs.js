/** The signs on the map as small DOM elements: an incident, a group of them, the pin of a call. */

import { fill, gettext, nameOf, ngettext } from "../core/i18n.js";
import { priorityOf, SHAPES } from "../domain/priorities.js";
import { lookOf } from "./look.js";

const SVG = "http://www.w3.org/2000/svg";

/** A drawn element with its attributes and children. */
export function svg(name, attributes, children = []) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function span(name, text) {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text;
  return element;
}

function shapeOf(look) {
  const letter = svg("text", {
    x: 10,
    y: look.shape === "triangle" ? 16 : 14.2,
    "text-anchor": "middle",
  });
  letter.textContent = String(look.level);
  return [svg("path", { class: "shape", d: SHAPES[look.shape] }), letter];
}

/** The sign of one incident. Its state stands in data attributes; map_signs.css draws from them. */
export function incidentSign(card, { selected }) {
  const look = lookOf(card);
  const sign = document.createElement("div");
  sign.className = `incident-sign ${look.token}`;
  Object.assign(sign.dataset, { answer: look.answer, shape: look.shape });
  if (look.overdue) sign.dataset.overdue = "";
  if (look.exercise) sign.dataset.exercise = "";
  if (selected) sign.dataset.selected = "";
  const ring = svg("circle", { class: "ring", cx: 10, cy: 10, r: 14 });
  const chosen = svg("circle", { class: "chosen", cx: 10, cy: 10, r: 18 });
  const drawing = svg("svg", { viewBox: "-10 -10 40 40", "aria-hidden": "true" }, [
    chosen,
    ring,
    ...shapeOf(look),
  ]);
  sign.append(drawing, span("number", look.number));
  return sign;
}

/** The sign of a group: the worst shape in it and how many they are. */
export function groupSign(cards) {
  const worst = lookOf(cards.reduce((a, b) => (b.priority < a.priority ? b : a)));
  const sign = document.createElement("div");
  sign.className = `incident-group ${worst.token}`;
  sign.dataset.shape = worst.shape;
  sign.dataset.answer = cards.some((card) => lookOf(card).answer === "none") ? "none" : "some";
  const drawing = svg("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, shapeOf(worst));
  sign.append(drawing, span("count", String(cards.length)));
  return sign;
}

/** The pin of the call that is being written. */
export function pinSign() {
  const sign = document.createElement("div");
  sign.className = "call-pin";
  const outline = "M14 35.5S26 22.600 26 13.500a12 12 0 0 0-24 0C2 22.600 14 35.500 14 35.500Z";
  const parts = [svg("path", { d: outline }), svg("circle", { cx: 14, cy: 13.5, r: 4.5 })];
  sign.append(svg("svg", { viewBox: "0 0 28 37", "aria-hidden": "true" }, parts));
  return sign;
}

/** One line that says what the sign of `card` shows. */
export function saying(card, reference) {
  const type = reference.typeByCode.get(card.type);
  const parts = [
    `${priorityOf(card.priority).code} ${nameOf(type) || card.type}`,
    card.number,
    card.place.address,
    ANSWERS[lookOf(card).answer](),
    card.exercise ? gettext("Exercise") : "",
  ];
  return parts.filter(Boolean).join(" · ");
}

const ANSWERS = {
  none: () => gettext("nobody has acknowledged"),
  some: () => gettext("acknowledged"),
  working: () => gettext("being worked on"),
};

export function groupSaying(cards) {
  return fill(ngettext("%(n)s incident here", "%(n)s incidents here", cards.length), {
    n: cards.length,
  });
}
