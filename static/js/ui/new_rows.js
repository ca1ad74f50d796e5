/** What a list says of rows that it does not draw now: new ones that wait, and more than it shows. */

import { html, nothing } from "lit-html";
import { fill, gettext, ngettext } from "../core/i18n.js";

/** New rows wait to be shown, so that nothing moves under the hand. */
export function newRows(list) {
  if (!list.waiting) return nothing;
  const text = fill(ngettext("%(n)s new", "%(n)s new", list.waiting), { n: list.waiting });
  return html`<button class="new-rows" @click=${() => list.showNew()} title=${gettext("Show new rows now")}>
    ${text} <kbd>.</kbd></button>`;
}

export function moreRows(count) {
  return html`<p class="more">${fill(gettext("%(n)s more. Narrow them down with the filter."), { n: count })}</p>`;
}
