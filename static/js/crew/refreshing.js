/** The server's picture: fetched, kept for a dead spot, and rung for when somebody is sent. */

import { play, shake } from "./ringing.js";
import { newlySent } from "./shown.js";

const SOON_MS = 250;
const SECONDS = 10;

/** Take in a picture; a new order rings. */
export function receivePicture(phone, picture) {
  const before = phone.state.picture;
  const offset = Date.parse(picture.server_time) - Date.now();
  keep(phone, { picture, offset });
  phone.set({ picture, offset, loaded: true });
  const sent = newlySent(before, picture);
  if (sent.length && before.unit?.id === picture.unit?.id) ring(phone, picture, sent[0]);
}

/** Fetch it. A failure leaves what is shown; the live badge says how old it may be. */
export async function refresh(phone) {
  if (phone.stopped) return;
  try {
    receivePicture(phone, await phone.api.get("/api/crew/", { seconds: SECONDS }));
    phone.set({ trouble: null });
  } catch (problem) {
    phone.set({ trouble: { status: problem.status, message: problem.message } });
  }
}

/** Fetch it soon, once for a burst of news. */
export function refreshSoon(phone) {
  clearTimeout(phone.soon);
  phone.soon = setTimeout(() => refresh(phone), SOON_MS);
}

function keep(phone, values) {
  for (const [name, value] of Object.entries(values)) {
    try {
      phone.box.set(name, value);
    } catch (error) {
      // A full storage: the page works on, only a reload in a dead spot would show less.
      if (!(error instanceof DOMException)) throw error;
    }
  }
}

function ring(phone, picture, assignment) {
  const scene = picture.incidents.find(({ card }) => card.id === assignment.incident);
  play(scene ? `p${scene.card.priority}` : "p1");
  shake();
  phone.set({ chosen: assignment.id });
}
