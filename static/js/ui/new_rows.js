/** The mark in a list's head that new rows wait to be shown, without moving what is under the hand. */

import { html, nothing } from "lit-html";
import { fill, gettext, ngettext } from "../core/i18n.js";

export function newRows(list) {
  if (!list.waiting) return nothing;
  const text = fill(ngettext("%(n)s new", "%(n)s new", list.waiting), { n: list.waiting });
  return html`<button class="new-rows" @click=${() => list.showNew()} title=${gettext("Show new rows now")}>
    ${text} <kbd>.</kbd></button>`;
}
