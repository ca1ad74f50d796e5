/** What a message to the person at this desk says, in one line. */

import { shortNumber } from "../core/format.js";
import { fill, gettext, nameOf } from "../core/i18n.js";
import { localAddress } from "../domain/addresses.js";
import { runBehind } from "../domain/pop_ups.js";
import { priorityOf } from "../domain/priorities.js";
import { ruleName } from "./escalation_words.js";

/** "P0 structure fire, Mill Bridge 3 (0042)", or the server's own words where no incident is behind it. */
export function popUpWords(message, { board, reference }) {
  const card = board.incidents.get(message.incident);
  if (!card) return message.text || gettext("A message for you");
  return fill(gettext("%(priority)s %(type)s, %(place)s (%(number)s)"), {
    priority: priorityOf(card.priority).code,
    type: nameOf(reference.typeByCode.get(card.type)) || card.type,
    place: localAddress(card.place.address, reference.city) || nameOf(card.place.district),
    number: shortNumber(card.number),
  });
}

/** The rule that asks, where one does. */
export function popUpRule(message, { board }) {
  const run = runBehind(message, board);
  return run ? ruleName(run) : "";
}
