/** The acts of an incident, always in the same place; what is not possible now is dimmed and says why. */

import { html } from "lit-html";
import { gettext } from "../core/i18n.js";
import { begin } from "../desk/acting.js";
import { detailOf } from "../desk/selecting.js";
import { nextAct, whyNot } from "../domain/acts.js";
import { isHeld } from "../domain/ageing.js";
import { removableLinks } from "../domain/timeline.js";
import { keycap } from "./key_table.js";
import { ACT, WHY_NOT } from "./words.js";

const BAR = [
  "acknowledge",
  "dispatch",
  "start",
  "finish",
  "decline",
  "share",
  "note",
  "priority",
  "type",
  "place",
  "hold",
  "merge",
  "link",
  "unlink",
  "close",
];

export function actionBar(desk, card) {
  const { me, now } = desk.state;
  const next = nextAct(card, me, now);
  return html`<div class="actions" role="toolbar" aria-label=${gettext("Acts on this incident")}>
    ${present(desk, card, now).map((act) => button(desk, card, act, act === next))}
  </div>`;
}

/** Closed, merged and held incidents offer the way back in the place of the way in. */
function present(desk, card, now) {
  const { entries } = detailOf(desk.state, card.id);
  const bar = removableLinks(entries).length ? BAR : BAR.filter((act) => act !== "unlink");
  const swap = { close: card.status === "closed" ? "reopen" : "close" };
  swap.merge = card.status === "merged" ? "unmerge" : "merge";
  swap.hold = isHeld(card, now) ? "release" : "hold";
  return bar.map((act) => swap[act] ?? act);
}

const KEY_OF = { release: "hold", unmerge: "merge" };

function button(desk, card, act, main) {
  const why = whyNot(act, card, desk.state.me, desk.state.now);
  const open = desk.state.panel?.act === act;
  return html`<button class="button act ${main ? "main" : ""}" aria-disabled=${String(Boolean(why))}
    aria-expanded=${String(open)} title=${why ? `${ACT[act]}: ${WHY_NOT[why]}` : ACT[act]}
    @click=${() => begin(desk, act)}><kbd>${keycap(KEY_OF[act] ?? act)}</kbd>${ACT[act]}</button>`;
}
