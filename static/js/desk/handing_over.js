/**
 * The next person sits down at this desk: another session, the same screen.
 *
 * The open draft, what is chosen and where one looks stay. What belongs to whoever leaves goes: their session, their
 * rights, their messages, the callers they looked at.
 */

import { Problem } from "../core/api.js";
import { fill, gettext } from "../core/i18n.js";
import { askKey, whyNot } from "../core/webauthn.js";
import { indexed } from "../domain/reference.js";
import { keepCalls } from "./calls.js";
import { personalStorage } from "./desk.js";
import { renewTools } from "./header_tools.js";
import { notify } from "./noticing.js";
import { saveView } from "./unit_keeping.js";

const PATH = "/api/me/hand-over/";
const KEY_WORDS = {
  unknown: gettext("This browser can't use security keys."),
  refused: gettext("The key was not used. Try again."),
  nowhere: gettext("A security key does not work at this address."),
};
const FIRST = { asked: null, busy: false, problem: "" };

/** Ask who comes. What is on its way to the server is in the name of whoever sent it, so it arrives first. */
export function openHandOver(desk) {
  if (underWay(desk)) {
    notify(desk, gettext("A call is being sent. Hand over when it is stored."), "bad");
    return;
  }
  desk.set({ handing: FIRST, help: false });
}

export function closeHandOver(desk) {
  desk.set({ handing: null });
}

/** A try whose answer is not known would be made a second time under another name. */
function underWay({ state: { call, outbox } }) {
  return [call, ...outbox].some((each) => each?.attempt);
}

export const provePassword = (desk, username, password) => prove(desk, { username, password });

export const proveCode = (desk, code) => prove(desk, { code });

/** Let the browser ask for the key that this person has. */
export async function proveKey(desk) {
  const { asked } = desk.state.handing;
  busy(desk);
  try {
    const credential = await askKey("get", asked.key);
    await prove(desk, { credential });
  } catch (error) {
    show(desk, { problem: KEY_WORDS[whyNot(error)] });
  }
}

async function prove(desk, words) {
  busy(desk);
  try {
    const answer = await desk.api.post(PATH, words);
    if (answer.me) await sitDownAs(desk, answer.me);
    else show(desk, { asked: answer });
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    show(desk, { problem: problem.message });
  }
}

function busy(desk) {
  desk.set({ handing: { ...desk.state.handing, busy: true, problem: "" } });
}

/** Whoever closed the dialog meanwhile is shown nothing. */
function show(desk, patch) {
  const { handing } = desk.state;
  if (handing) desk.set({ handing: { ...handing, busy: false, ...patch } });
}

/** The server knows the next person from here on; now this browser does, too. */
async function sitDownAs(desk, me) {
  await saveView(desk);
  desk.storage.remove("calls");
  desk.storage = personalStorage(me, desk.storage.backing);
  desk.set({ me: { ...desk.state.me, ...me }, handing: null, undo: null, popUps: new Map() });
  keepCalls(desk);
  desk.sitAnew();
  notify(desk, fill(gettext("At this desk now: %(name)s"), { name: me.name }), "good");
  await learn(desk);
}

/** What the next person may do, and what the header says. Where that fails, the page begins anew. */
async function learn(desk) {
  try {
    const reference = indexed(await desk.api.get("/api/reference/"));
    desk.set({ reference, me: { ...reference.me } });
    await renewTools(desk);
  } catch (problem) {
    if (!(problem instanceof Problem || problem instanceof TypeError)) throw problem;
    desk.reload();
  }
}
