/** How the page opens: from the server, or without a signal from what this phone kept. */

import { api } from "../core/api.js";
import { indexed } from "../domain/reference.js";
import { Box, lastPerson, rememberPerson } from "./box.js";
import { Phone } from "./phone.js";

const PATIENCE_SECONDS = 8;

/** The phone, ready; throws Problem when there is no signal and nothing was kept, or one is signed out. */
export async function openPhone() {
  const reference = await knownReference();
  const box = new Box({ user: reference.me.user, agency: reference.me.agency });
  return new Phone({ reference: indexed(reference), box, api, reload: () => location.reload() });
}

async function knownReference() {
  try {
    const reference = await api.get("/api/reference/", { seconds: PATIENCE_SECONDS });
    remember(reference);
    return reference;
  } catch (problem) {
    const kept = problem.passing ? keptReference() : null;
    if (!kept) throw problem;
    return kept;
  }
}

function remember(reference) {
  const { me } = reference;
  const box = new Box({ user: me.user, agency: me.agency });
  try {
    rememberPerson(me);
    box.set("reference", reference);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

function keptReference() {
  const person = lastPerson();
  return person ? new Box(person).get("reference") : null;
}
