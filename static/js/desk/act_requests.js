/** What each act's panel begins with, what it still lacks, and what it sends. Pure: nothing is fetched here. */

import { needsOverride } from "../domain/acts.js";
import { isLowering } from "../domain/priorities.js";

/** The values that the panel of `act` opens with. */
export function firstValues(act, card) {
  const values = {
    share: { agency: "", role: "support", transfer: false, reason: "" },
    priority: { priority: card.priority, reason: "" },
    type: { type: card.type },
    place: { ...card.place },
    hold: { minutes: 10, reason: "" },
    note: { text: "", audience: "all", level: "open" },
    link: { kind: "related", to: null },
    unlink: { link: "" },
    merge: { into: null },
    close: { disposition: "", note: "", override_reason: "", released_to: "returning" },
  };
  return values[act] ?? { reason: "" };
}

/** What the panel still lacks, as field names; the form shows them, and the server checks again. */
export function lacking(panel, card, me) {
  const { act, values } = panel;
  const empty = (...names) =>
    names.filter((name) => values[name] == null || !String(values[name]).trim());
  if (act === "decline" || act === "reopen" || act === "hold") return empty("reason");
  if (act === "priority") return isLowering(card.priority, values.priority) ? empty("reason") : [];
  if (act === "share") return empty("agency");
  if (act === "note") return empty("text");
  if (act === "merge") return empty("into");
  if (act === "link") return empty("to");
  if (act === "unlink") return empty("link");
  if (act === "close")
    return empty("disposition", ...(needsOverride(card, me) ? ["override_reason"] : []));
  return [];
}

/** The request of each act with a panel. PATCH and merging and closing carry the version that was seen. */
export function requestOf({ act, values, frees = false }, version) {
  const post = (path, body) => ({ method: "post", path, body });
  const patch = (body) => ({ method: "patch", path: "", body: { version, ...body } });
  const requests = {
    decline: () => post("decline/", values),
    share: () => post("agencies/", { ...values, agency: Number(values.agency) }),
    priority: () => patch({ priority: values.priority, reason: values.reason }),
    type: () => patch({ type: values.type }),
    place: () => patch({ place: placeBody(values) }),
    hold: () => post("hold/", { minutes: Number(values.minutes), reason: values.reason }),
    note: () => post("notes/", values),
    link: () => post("links/", { kind: values.kind, to: values.to }),
    unlink: () => ({ method: "delete", path: `links/${values.link}/` }),
    merge: () => post("merge/", { into: values.into, version }),
    close: () => post("close/", { ...closeBody(values, frees), version }),
    reopen: () => post("reopen/", values),
  };
  return requests[act]();
}

/** Units are freed only where the person saw that some are still there. */
function closeBody({ released_to: next, ...values }, frees) {
  return frees ? { ...values, released_to: next } : values;
}

function placeBody({ lon, lat, address, cross_street, verified }) {
  return { lon, lat, address, cross_street, verified };
}
