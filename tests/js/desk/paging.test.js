import assert from "node:assert/strict";
import { test } from "node:test";
import {
  answerPopUp,
  hearMessages,
  loadPopUps,
  openPopUp,
} from "../../../static/js/desk/paging.js";
import { at, card, entry } from "../domain/cards.js";
import { deskOf } from "./desks.js";

const asked = (id, values = {}) => ({
  id,
  user: 7,
  name: "Dani",
  kind: "escalation",
  cause: "run:1",
  asks: true,
  urgent: true,
  channels: ["desk"],
  ...values,
});
const queued = (...messages) => entry(9, "message.queued", 5, { exercise: false, messages });

function aDesk({ inbox = [] } = {}) {
  const desk = deskOf({ answer: (method) => (method === "get" ? { results: inbox } : {}) });
  const board = { ...desk.state.board, incidents: new Map([[5, card(5)]]), loaded: true };
  desk.set({ board });
  const sent = () => desk.asked.filter(({ method }) => method === "post").map(({ url }) => url);
  return { desk, sent, shown: () => [...desk.state.popUps.keys()] };
}

test("what is asked of me stands above the work, and one key says that I am on it", async () => {
  const { desk, sent, shown } = aDesk();
  hearMessages(desk, [queued(asked(3), asked(4, { user: 8 }))]);
  assert.deepEqual(shown(), [3]);
  assert.match(desk.state.said, /^P0 .+, Mill Bridge 3/);
  await answerPopUp(desk);
  assert.deepEqual(sent(), ["/api/messages/3/answer/"]);
  assert.deepEqual(shown(), []);
});

test("a desk that opens shows what was asked before", async () => {
  const row = { id: 3, incident: 5, cause: "run:1", asks: true, urgent: false, exercise: false };
  const { desk, shown } = aDesk({ inbox: [{ ...row, queued_at: at(1), read_at: null }] });
  await loadPopUps(desk);
  assert.deepEqual(shown(), [3]);
  hearMessages(desk, [entry(10, "escalation.ended", 5, { runs: [{ id: 1 }] })]);
  assert.deepEqual(shown(), []);
});

test("opening is reading, and asks still", () => {
  const { desk, sent, shown } = aDesk();
  hearMessages(desk, [queued(asked(3))]);
  openPopUp(desk);
  assert.deepEqual(sent(), ["/api/messages/3/read/"]);
  assert.equal(desk.state.selected, 5);
  assert.deepEqual(shown(), [3]);
});
