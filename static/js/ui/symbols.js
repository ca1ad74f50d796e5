/** Drawn signs: priorities and track states. Each is a shape that reads without its colour. */

import { html, svg } from "lit-html";
import { fill, gettext, nameOf, pgettext } from "../core/i18n.js";
import { priorityOf, SHAPES } from "../domain/priorities.js";

/** The badge of a priority: its shape with its number inside, named for a screen reader. */
export function priorityBadge(level, reference) {
  const { code, shape, token } = priorityOf(level);
  const name = nameOf(reference?.priorityByLevel.get(level));
  return html`<svg class="priority ${token}" viewBox="0 0 20 20" role="img" aria-label="${code} ${name}">
    <title>${code} ${name}</title>
    <path d=${SHAPES[shape]} class=${shape === "ring" ? "outline" : "solid"}></path>
    <text x="10" y=${shape === "triangle" ? 16 : 14.2} text-anchor="middle">${level}</text>
  </svg>`;
}

const STATE_MARKS = {
  waiting: svg`<circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="3 2"/>`,
  told: svg`<circle cx="8" cy="4" r="1.4" fill="currentColor"/><path d="M8 7v6" stroke="currentColor" stroke-width="2"/>`,
  tick: svg`<path d="M3 8.5 6.5 12 13 4.5" fill="none" stroke="currentColor" stroke-width="2"/>`,
  filled: svg`<circle cx="8" cy="8" r="5.5" fill="currentColor"/>`,
  done: svg`<rect x="2" y="2" width="12" height="12" rx="2" fill="currentColor"/><path d="M4.5 8.2 7 10.6 11.5 5.4" fill="none" class="cut" stroke-width="1.8"/>`,
  cross: svg`<path d="M4 4 12 12M12 4 4 12" fill="none" stroke="currentColor" stroke-width="2"/>`,
};

/** The mark of a track state; it says nothing aloud, since text stands beside it. */
export function stateMark(symbol) {
  return html`<svg class="mark" viewBox="0 0 16 16" aria-hidden="true">${STATE_MARKS[symbol]}</svg>`;
}

const ICONS = {
  pin: "M8 15s5-5.2 5-8.7A5 5 0 0 0 3 6.3C3 9.8 8 15 8 15ZM8 8.200a1.900 1.900 0 1 0 0-3.800a1.900 1.900 0 0 0 0 3.800Z",
  phone:
    "M3 2.500 5.500 2 7 5.200 5.300 6.600a8.500 8.500 0 0 0 4 4L10.800 9 14 10.500 13.500 13c-.1.600-.6 1-1.200 1C6.600 14 2 9.400 2 3.700c0-.6.400-1.100 1-1.200Z",
  sound:
    "M2 6h2.500L8 3v10L4.500 10H2ZM10.500 5.500a3.500 3.500 0 0 1 0 5M12.300 3.700a6 6 0 0 1 0 8.600",
  muted: "M2 6h2.500L8 3v10L4.500 10H2ZM10.500 6 14 10M14 6l-3.500 4",
  bell: "M8 2a4 4 0 0 0-4 4c0 3.500-1.500 4.500-1.500 5.500h11C13.500 10.500 12 9.500 12 6a4 4 0 0 0-4-4ZM6.500 13.500a1.500 1.500 0 0 0 3 0",
  warn: "M8 1.800 15 14H1ZM8 6v4M8 11.500v1",
};

/** A small line icon; give `label` when it stands alone. */
export function icon(name, label = "") {
  return html`<svg class="icon" viewBox="0 0 16 16" role=${label ? "img" : "presentation"} aria-hidden=${label ? "false" : "true"} aria-label=${label}>
    <path d=${ICONS[name]}></path>
  </svg>`;
}

/** Somebody reads it in an emergency: said on the row and on the incident until it is over. */
export function emergencyTag(board, id) {
  const open = [...board.emergencies.values()].filter((access) => access.incident === id);
  if (!open.length) return "";
  const said = open.map(({ name, reason }) => `${name}: ${reason}`).join("\n");
  return html`<span class="tag late" title=${said}>${icon("warn")} ${gettext("opened in an emergency")}</span>`;
}

/** An incident in which one's agency has no part: it is seen by an agreement, and only read. */
export function readOnlyTag(card, me) {
  if (card.tracks.some((track) => track.agency === me.agency)) return "";
  return html`<span class="tag" title=${gettext("Seen by a sharing agreement. To act, ask to take part.")}>${gettext("read only")}</span>`;
}

/** "exercise" said out loud wherever an exercise is shown. */
export function exerciseTag(card) {
  return card.exercise ? html`<span class="tag exercise">${gettext("Exercise")}</span>` : "";
}

/** The same in a dense row: before the type and never cut off, whole for the ear and on hover. */
export function exerciseMark(card) {
  if (!card.exercise) return "";
  return html`<span class="tag exercise" title=${gettext("Exercise")}><span aria-hidden="true">${pgettext("short for exercise", "EX")}</span><span class="unseen">${gettext("Exercise")}</span></span>`;
}

/** "2 calls" where more than one report points at the incident. */
export function reportCount(card) {
  if (card.reports < 2) return "";
  const text = fill(gettext("%(n)s reports"), { n: card.reports });
  return html`<span class="tag" title=${text}>${icon("phone")}${card.reports}<span class="unseen">${text}</span></span>`;
}

/** The alarm that was raised, from the second on. */
export function alarmTag(level) {
  if (level < 2) return "";
  const text = fill(gettext("alarm %(n)s"), { n: level });
  return html`<span class="tag alarm" title=${text}>${text}</span>`;
}
