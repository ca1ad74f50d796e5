/** `<pending-queue>`: what waits for my agency's word, with its age in colour and in text. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { duration, shortNumber } from "../core/format.js";
import { fill, gettext, nameOf, ngettext } from "../core/i18n.js";
import { begin } from "../desk/acting.js";
import { select } from "../desk/selecting.js";
import { isPossible } from "../domain/acts.js";
import { localAddress } from "../domain/addresses.js";
import { isHeld, waitOf } from "../domain/ageing.js";
import { pendingOf } from "../domain/lists.js";
import { trackOf } from "../domain/tracks.js";
import { ListView } from "./list_view.js";
import { moreRows, newRows } from "./new_rows.js";
import { nextAction } from "./next_action.js";
import { exerciseMark, priorityBadge, stateMark } from "./symbols.js";
import { ACT } from "./words.js";

/** Nobody works through more at once; the rest is counted and moves up. */
const MOST_ROWS = 100;

class PendingQueue extends ListView {
  pane = "queue";

  template(state) {
    const { board, me, now } = state;
    const pending = pendingOf(board, me.agency, now);
    this.sight.begin();
    const cards = this.steady(pending.slice(0, MOST_ROWS));
    return html`<section class="panel queue" aria-labelledby="queue-title">
      <header class="panel-head">
        <h2 id="queue-title">${gettext("Pending")}</h2>
        <span class="count">${pending.length}</span>
        ${lateCount(pending, state)}
        <span class="grow"></span>
        ${newRows(this)}
      </header>
      ${cards.length ? this.#rows(cards) : empty(state)}
      ${pending.length > MOST_ROWS ? moreRows(pending.length - MOST_ROWS) : nothing}
    </section>`;
  }

  #rows(cards) {
    return html`<ol class="rows" aria-labelledby="queue-title">
      ${repeat(
        cards,
        (card) => card.id,
        (card) => this.seen(card, () => this.#row(card)),
      )}
    </ol>`;
  }

  #row(card) {
    const { reference, me, now, selected, fresh } = this.state;
    const wait = waitOf(card, me.agency, reference, now);
    const type = nameOf(reference.typeByCode.get(card.type)) || card.type;
    return html`<li class="queue-row ${wait?.level ?? ""} p${card.priority}-row ${this.gone.has(card.id) ? "gone" : ""}" data-id=${card.id}
      tabindex=${card.id === selected ? 0 : -1} aria-current=${card.id === selected ? "true" : nothing}
      data-fresh=${fresh.has(card.id) ? "yes" : nothing}
      @click=${() => this.choose(card.id)}>
      ${priorityBadge(card.priority, reference)}
      <div class="queue-text">
        <p class="queue-type">${exerciseMark(card)} <strong>${type}</strong></p>
        <p class="queue-place"><span class="number">${shortNumber(card.number)}</span> ${placeLine(card, reference)}</p>
      </div>
      ${isHeld(card, now) ? heldClock(card, now) : waitClock(wait)}
      ${this.#answer(card)}
      <p class="queue-next">${nextAction(card, this.state)}</p>
    </li>`;
  }

  #answer(card) {
    if (!isPossible("acknowledge", card, this.state.me, this.state.now)) return nothing;
    const told = trackOf(card, this.state.me.agency).role === "informed";
    return html`<button class="button answer ${told ? "quiet" : ""}" tabindex="-1" aria-label=${ACT.acknowledge}
      title="${ACT.acknowledge} (A)" @click=${(event) => this.#acknowledge(event, card.id)}>
      ${stateMark("tick")}<span class="answer-word">${ACT.acknowledge}</span></button>`;
  }

  #acknowledge(event, id) {
    event.stopPropagation();
    select(this.desk, id);
    begin(this.desk, "acknowledge");
  }
}

function placeLine({ place }, { city }) {
  const district = nameOf(place.district);
  const address = localAddress(place.address, city) || gettext("point on the map");
  return html`${district ? html`<span class="district">${district}</span> ` : nothing}${address}
    ${place.verified ? nothing : html`<span class="unverified">${gettext("unverified")}</span>`}`;
}

/** The age in text, and how far it is from the city's limit. */
function waitClock(wait) {
  if (!wait) return html`<span class="clock"></span>`;
  const { seconds, limit, level, over } = wait;
  const late =
    level === "late" ? fill(gettext("late by %(time)s"), { time: duration(over) }) : null;
  const rest = limit == null ? "" : fill(gettext("of %(time)s"), { time: duration(limit) });
  return html`<span class="clock ${level}"><b>${duration(seconds)}</b><small>${late ?? rest}</small></span>`;
}

function heldClock(card, now) {
  const rest = duration((Date.parse(card.held_until) - now) / 1000);
  return html`<span class="clock held" title=${card.hold_reason}><b>${rest}</b><small>${gettext("on hold")}</small></span>`;
}

function lateCount(cards, { me, reference, now }) {
  const late = cards.filter(
    (card) => !isHeld(card, now) && waitOf(card, me.agency, reference, now)?.level === "late",
  );
  if (!late.length) return nothing;
  return html`<span class="tag late">${fill(ngettext("%(n)s late", "%(n)s late", late.length), { n: late.length })}</span>`;
}

function empty({ board }) {
  if (!board.loaded) return html`<p class="empty" aria-busy="true">${gettext("Loading …")}</p>`;
  return html`<p class="empty"><strong>${gettext("Nothing waits for you")}</strong>
    ${gettext("New incidents for your agency appear here by themselves.")}</p>`;
}

customElements.define("pending-queue", PendingQueue);
