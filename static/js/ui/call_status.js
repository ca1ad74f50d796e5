/** How the saving of a call goes, in plain words. */

import { html } from "lit-html";
import { timeOfDay } from "../core/format.js";
import { fill, gettext } from "../core/i18n.js";
import { isSettled, lacksReason, missing } from "../domain/draft.js";

const NEEDED = { place: gettext("place"), type: gettext("type") };

export function callStatus({ reference }, call) {
  const [tone, text] = saying(call, reference.city.timezone);
  return html`<p class="call-status ${tone}" role="status">${text}</p>`;
}

function saying({ draft, status, problem, savedAt, wanted, asked }, zone) {
  if (status === "saving") return ["", gettext("Saving …")];
  if (status === "unsent")
    return [
      "bad",
      fill(gettext("Not sent, will be retried. %(why)s"), { why: problem?.message ?? "" }),
    ];
  if (status === "refused")
    return ["bad", fill(gettext("Not accepted: %(why)s"), { why: refusal(problem) })];
  if (status === "conflict") return ["bad", gettext("Choose which version stands.")];
  if (lacksReason(draft))
    return [asked ? "bad" : "", gettext("Lowering a priority needs a reason.")];
  if (isSettled(draft))
    return [
      "good",
      fill(gettext("Saved %(time)s"), { time: savedAt ? timeOfDay(savedAt, zone) : "" }),
    ];
  if (draft.filed || wanted) return ["", gettext("Saving …")];
  return unfiled(missing(draft), asked);
}

export function refusal({ message, fields }) {
  const words = Object.entries(fields ?? {}).map(
    ([name, what]) => `${NEEDED[name] ?? name}: ${what}`,
  );
  return [message, ...words].join(" ");
}

function unfiled(lacking, asked) {
  if (!lacking.length) return ["ready", gettext("Ready. Enter files it.")];
  const needed = lacking.map((name) => NEEDED[name]).join(", ");
  return [asked ? "bad" : "", fill(gettext("Still needed: %(fields)s"), { fields: needed })];
}
