/** Notes of an incident, newest first; one's own stand here before the server has them. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { moment } from "../../core/format.js";
import { gettext, shortOf } from "../../core/i18n.js";

export function notesOf(scene, { reference, now }) {
  if (!scene.notes.length) return nothing;
  return html`<section><h3>${gettext("Notes")}</h3><ol class="order-notes">${repeat(
    scene.notes,
    (note) => note.id,
    (note) => noteLine(note, reference, now),
  )}</ol></section>`;
}

function noteLine(note, reference, now) {
  const who = [shortOf(reference.agencyById.get(note.agency)), note.author].filter(Boolean);
  return html`<li class=${note.unsent ? "unsent" : ""}>
    <p class="note-words">${note.text}</p>
    <p class="faint"><time datetime=${note.at}>${moment(note.at, now, reference.city.timezone)}</time>
      ${who.join(" · ")}
      ${note.audience === "own" ? html`<span class="tag">${gettext("own agency only")}</span>` : nothing}
      ${note.unsent ? html`<span class="tag unsent">${gettext("not sent yet")}</span>` : nothing}</p></li>`;
}
