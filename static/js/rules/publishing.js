/** Before a rule is published: what changes by it, in words. */

import { html, nothing } from "lit-html";
import { fill, gettext } from "../core/i18n.js";
import { difference, lines } from "../domain/rule_words.js";
import { overlapsView } from "./overlaps.js";

export function publishDialog(
  { rule, definition, busy, overlaps },
  page,
  known,
  { publish, close },
) {
  const before = rule.published ? lines(rule.published.definition, known, page.changes) : [];
  const { gone, come } = difference(before, lines(definition, known, page.changes));
  const number = (rule.published?.number ?? 0) + 1;
  return html`<dialog class="publish" aria-labelledby="publish-title" @close=${close} @cancel=${close}>
    <h2 id="publish-title">${fill(gettext("Publish version %(n)s"), { n: number })}</h2>
    <p>${gettext("It counts for whatever begins from now on. What runs already keeps its version, until you move it.")}</p>
    ${gone.length ? list(gettext("No longer"), gone, "gone") : nothing}
    ${come.length ? list(gettext("From now on"), come, "come") : html`<p>${gettext("Only the name changes.")}</p>`}
    ${overlaps?.results.length ? twice(overlaps, page) : nothing}
    <footer>
      <button type="button" class="button main" ?disabled=${busy} @click=${publish}>${gettext("Publish")}</button>
      <button type="button" class="button" @click=${(event) => event.target.closest("dialog").close()}>${gettext("Not yet")}</button>
    </footer>
  </dialog>`;
}

function twice(overlaps, page) {
  return html`<h3>${gettext("Who would be told twice within a minute")}</h3>${overlapsView(overlaps, page)}`;
}

function list(title, found, name) {
  return html`<h3>${title}</h3><ul class=${name}>${found.map((line) => html`<li>${line}</li>`)}</ul>`;
}
