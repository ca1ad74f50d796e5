/** Which other rules would page the same people within a minute for the same incident. */

import { html } from "lit-html";
import { fill, gettext, nameOf } from "../core/i18n.js";
import { durationText } from "../domain/rule_words.js";

export function overlapsView({ results }, { words }) {
  if (!results.length) return html`<p class="faint">${gettext("Nobody, by the rules in use.")}</p>`;
  return html`<ul class="overlapping">${results.map((each) => view(each, words))}</ul>`;
}

function view({ rule, people, mine, theirs }, words) {
  const text = fill(
    gettext("%(people)s: %(mine)s after the beginning by this rule, %(theirs)s by the other."),
    {
      people: people.map((one) => one.name).join(", "),
      mine: durationText(mine, words),
      theirs: durationText(theirs, words),
    },
  );
  return html`<li class="warned"><a href="/escalation/rules/${rule.id}/">${nameOf(rule)}</a><br />${text}</li>`;
}
