/** Open incidents that still run by an older version: what moving them would change, then moving. */

import { html, nothing } from "lit-html";
import { api } from "../core/api.js";
import { fill, gettext } from "../core/i18n.js";
import { moment } from "./preview.js";

/** `host` keeps what was found. */
export function moving(host, rule, changed) {
  const url = `/api/escalation-rules/${rule.id}/open-incidents/`;
  host.moving ??= { runs: null, said: "", problem: "" };
  const found = host.moving;
  const act = async (ask, take) => {
    Object.assign(found, { said: "", problem: "" });
    try {
      take(await ask());
    } catch (problem) {
      found.problem = problem.message;
    }
    changed();
  };
  const look = () =>
    act(
      () => api.get(url),
      ({ results }) => Object.assign(found, { runs: results }),
    );
  const move = () =>
    act(
      () => api.post(url, { number: rule.published.number }),
      ({ results }) =>
        Object.assign(found, {
          runs: null,
          said: fill(gettext("%(n)s moved."), { n: results.length }),
        }),
    );
  return html`<section aria-labelledby="moving-title">
    <h2 id="moving-title">${gettext("Open incidents")}</h2>
    <p class="faint">${gettext("What runs keeps the version it began with. Look first at what moving it would change.")}</p>
    ${found.problem ? html`<p class="message" role="alert">${found.problem}</p>` : nothing}
    ${found.said ? html`<p class="rule-said" role="status">${found.said}</p>` : nothing}
    ${found.runs ? list(found.runs) : nothing}
    <div class="buttons">
      <button type="button" class="button" @click=${look}>${gettext("What would move?")}</button>
      ${found.runs?.length ? html`<button type="button" class="button main" @click=${move}>${fill(gettext("Move them to v%(n)s"), { n: rule.published.number })}</button>` : nothing}
    </div>
  </section>`;
}

function list(runs) {
  if (!runs.length) return html`<p>${gettext("Nothing runs by an older version.")}</p>`;
  return html`<div class="cases"><table>
    <thead><tr><th scope="col">${gettext("Incident")}</th><th scope="col">${gettext("Next now")}</th><th scope="col">${gettext("Next then")}</th></tr></thead>
    <tbody>${runs.map((run) => html`<tr><td class="number">${run.number}</td><td>${side(run.before)}</td><td>${side(run.after)}</td></tr>`)}</tbody>
  </table></div>`;
}

function side(one) {
  if (!one) return gettext("it ends: the rule is not for it any more");
  const step = fill(gettext("step %(n)s"), { n: one.step + 1 });
  return one.due_at ? `${step}, ${moment(one.due_at)}` : gettext("nothing more");
}
