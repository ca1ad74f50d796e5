/** `/?incident=7`: the way from a message to its incident. */

import { select } from "./selecting.js";

export function incidentIn(search) {
  const id = Number(new URLSearchParams(search).get("incident"));
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}

/** Once: a reload shows the desk, not what one came for an hour ago. */
export function goWhereAddressed(desk, { location, history } = globalThis) {
  const id = incidentIn(location.search);
  if (id === null) return;
  history.replaceState(history.state, "", location.pathname);
  select(desk, id, { tab: "incidents" });
}
