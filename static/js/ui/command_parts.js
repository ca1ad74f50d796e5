/** The parts of the command line as they are drawn. */

import { html, nothing } from "lit-html";
import { fill, gettext } from "../core/i18n.js";
import { completionText, errorText, meaningText, refusalText } from "./command_words.js";

/** The completions, the marked one first in the eye of a screen reader. */
export function offers(desk, { items, marked, take }, index) {
  if (!items.length) return nothing;
  return html`<ul class="command-offers" id="command-offers" role="listbox" aria-label=${gettext("Completions")}>
    ${items.map(
      (
        item,
        at,
      ) => html`<li role="option" id="command-offer-${at}" aria-selected=${String(at === marked)}
        @pointerdown=${(event) => pick(event, () => take(at))}>
        <strong>${item.text}</strong> <span>${completionText(desk, item, index)}</span></li>`,
    )}</ul>`;
}

function pick(event, take) {
  event.preventDefault();
  take();
}

/** One line of plain words: what would be done, what is wrong, or what was done. */
export function echo(desk, how) {
  const { text, tone, sign } = saying(desk, how);
  return html`<p class="command-echo ${tone}" id="command-echo" role="status" aria-live="polite">
    <span class="command-mark" aria-hidden="true">${sign}</span><span class="command-saying">${text}</span></p>`;
}

function saying(desk, { read, index, growing, result, sending }) {
  if (!index) return { text: gettext("Opening the command line …"), tone: "soft", sign: "…" };
  if (sending) return { text: gettext("Sending …"), tone: "soft", sign: "…" };
  if (result) return resultOf(desk, result, read, index);
  if (!read) return { text: HINT, tone: "soft", sign: "?" };
  const [error] = read.errors;
  if (!error) return { text: meaningText(desk, read.meaning, index), tone: "meant", sign: "↵" };
  if (growing && error.code !== "missing") return { text: CHOOSE, tone: "soft", sign: "…" };
  const tone = error.code === "missing" ? "soft" : "bad";
  return { text: errorText(error, index), tone, sign: tone === "bad" ? "!" : "…" };
}

const HINT = gettext(
  "Type a command: D unit incident, ER unit, AR unit, CL unit … Tab completes, ↑ brings earlier lines.",
);

const CHOOSE = gettext("Tab completes the word.");

function resultOf(desk, { text, problem, next }, read, index) {
  if (!problem) {
    const offered = next && read?.meaning ? ` ↵ ${meaningText(desk, read.meaning, index)}` : "";
    return { text: `${text}${offered}`, tone: "good", sign: "✓" };
  }
  if (problem.code === "means_something_else" && read?.meaning) {
    const now = meaningText(desk, read.meaning, index);
    const words = gettext("The picture changed. The line now means: %(meaning)s");
    return { text: fill(words, { meaning: now }), tone: "warn", sign: "!" };
  }
  return { text: refusalText(problem), tone: "bad", sign: "!" };
}

/** The typed line once more, behind the field, with the word that cannot be meant underlined. */
export function mirror(read, line) {
  const [error] = read?.errors ?? [];
  if (!error || error.to <= error.from) return nothing;
  const letters = Array.from(read.line);
  const part = (from, to) => letters.slice(from, to).join("");
  // Composed text takes as much room as the typed one, so the two lie on each other.
  return html`<div class="command-mirror" aria-hidden="true" title=${line}>${part(0, error.from)}<span
    class="command-fault">${part(error.from, error.to)}</span>${part(error.to)}</div>`;
}

/** Undo with its seconds, and the way out. */
export function keysLine(desk, { seconds, takeBack, leave }) {
  const words = fill(gettext("Undo (%(seconds)s s)"), { seconds });
  return html`<div class="command-keys">
    ${seconds ? html`<button type="button" class="button" @click=${takeBack} title=${desk.state.undo.text}>${words} <kbd>Ctrl+Z</kbd></button>` : nothing}
    <button type="button" class="button quiet" @click=${leave}>${gettext("Close")} <kbd>Esc</kbd></button>
  </div>`;
}
