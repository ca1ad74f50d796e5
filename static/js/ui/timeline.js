/** One timeline, merged from the log: newest first, narrowed to one agency on request. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { moment } from "../core/format.js";
import { gettext, shortOf } from "../core/i18n.js";
import { showNotes } from "../desk/selecting.js";
import { byAgency, gathered, toneOf } from "../domain/timeline.js";
import { folded } from "../domain/timeline_escalation.js";
import { exerciseMark } from "./symbols.js";
import { isProtected, lineOf, wordsOf } from "./timeline_words.js";
import { toldLines } from "./told.js";

export function timeline(desk, card, detail, { agency, filter, again }) {
  const { state } = desk;
  const entries = gathered(folded(byAgency(detail.entries, agency))).reverse();
  return html`<section class="timeline" aria-labelledby="timeline-title">
    <h3 class="section-head" id="timeline-title">${gettext("Timeline")}<span class="grow"></span>
      ${agencyFilter(card, state, agency, filter)}</h3>
    ${trouble(detail, again)}
    <ol class="entries">${repeat(
      entries,
      (entry) => entry.seq,
      (entry) => line(entry, card, state, protectedWords(desk, entry, detail)),
    )}</ol>
  </section>`;
}

function agencyFilter(card, { reference }, agency, filter) {
  return html`<label><span class="unseen">${gettext("Agency")}</span>
    <select class="input small" @change=${(event) => filter(event.target.value ? Number(event.target.value) : null)}>
      <option value="" ?selected=${agency == null}>${gettext("all agencies")}</option>
      ${card.tracks.map(
        (track) => html`<option value=${track.agency} ?selected=${track.agency === agency}>
          ${shortOf(reference.agencyById.get(track.agency))}</option>`,
      )}
    </select></label>`;
}

function trouble({ status, problem, entries }, again) {
  if (status === "failed") {
    return html`<p class="wrong trouble">${problem.message}
      <button class="button" @click=${again}>${gettext("Try again")}</button></p>`;
  }
  if (status === "loading" && !entries.length)
    return html`<p class="faint trouble" aria-busy="true">${gettext("Loading …")}</p>`;
  return nothing;
}

/** What a protected note says, once it was asked for; a way to ask before that. */
function protectedWords(desk, entry, { notes }) {
  if (!isProtected(entry)) return null;
  if (!notes)
    return html`<button class="link" @click=${() => showNotes(desk)}>${gettext("Read what is protected; the look is recorded")}</button>`;
  return notes.get(entry.data.note.id) || gettext("Protected: not for your role or agency.");
}

function line(entry, card, { reference, now }, hidden) {
  const words = hidden ?? wordsOf(entry);
  const agency = reference.agencyById.get(entry.by?.agency);
  return html`<li class="entry ${toneOf(entry)}" data-colour=${agency?.colour ?? ""}>
    <time datetime=${entry.at}>${moment(entry.at, now, reference.city.timezone)}</time>
    <div><p class="entry-line">${entry.told ? exerciseMark(card) : nothing}${lineOf(entry, reference)}
      <span class="entry-by">${[shortOf(agency), entry.by?.name].filter(Boolean).join(" · ")}</span></p>
      ${words ? html`<p class="entry-words">${words}</p>` : nothing}
      ${entry.told?.length ? toldLines(entry.told, reference) : nothing}</div>
  </li>`;
}
