/** The signs of what a unit does; words stand beside each, so a sign says nothing aloud. */

import { html, svg } from "lit-html";
import { stateOf } from "../domain/unit_status.js";
import { statusName } from "./unit_words.js";

const MARKS = {
  home: svg`<path d="M2 8 8 2.5 14 8h-2v5H4V8Z" fill="none" stroke="currentColor" stroke-width="1.8"/>`,
  ring: svg`<circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="1.8"/>`,
  left: svg`<path d="M13 8H3.5M7 4 3 8l4 4" fill="none" stroke="currentColor" stroke-width="1.8"/>`,
  right: svg`<path d="M3 8h9.5M9 4l4 4-4 4" fill="none" stroke="currentColor" stroke-width="1.8"/>`,
  double: svg`<path d="M3 4l4 4-4 4M8.5 4l4 4-4 4" fill="none" stroke="currentColor" stroke-width="1.8"/>`,
  pause: svg`<path d="M5.5 3v10M10.5 3v10" fill="none" stroke="currentColor" stroke-width="1.8"/>`,
  bell: svg`<path d="M8 2v7" stroke="currentColor" stroke-width="2.4"/><circle cx="8" cy="12.5" r="1.5" fill="currentColor"/>`,
  tick: svg`<path d="M3 8.5 6.5 12 13 4.5" fill="none" stroke="currentColor" stroke-width="1.8"/>`,
  filled: svg`<circle cx="8" cy="8" r="5.5" fill="currentColor"/>`,
  plus: svg`<path d="M8 2.5v11M2.5 8h11" stroke="currentColor" stroke-width="2.6"/>`,
  hospital: svg`<path d="M4.5 3v10M11.5 3v10M4.5 8h7" fill="none" stroke="currentColor" stroke-width="1.8"/>`,
  cross: svg`<path d="M4 4 12 12M12 4 4 12" fill="none" stroke="currentColor" stroke-width="1.8"/>`,
};

export function unitMark(status) {
  const { mark, tone } = stateOf(status);
  return html`<svg class="mark unit-${tone}" viewBox="0 0 16 16" aria-hidden="true">${MARKS[mark]}</svg>`;
}

/** Sign and words, as rows show it. */
export function unitStatus(status, reference) {
  const { tone } = stateOf(status);
  return html`<span class="unit-status unit-${tone}">${unitMark(status)}<span>${statusName(status, reference)}</span></span>`;
}
