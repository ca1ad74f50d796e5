/** Puts the desk to work: keys, clock, sound, stored drafts and the live line. Returns how to end it. */

import { listen } from "../core/keys.js";
import { KEYS } from "../ui/key_table.js";
import { unlockOnGesture } from "../ui/sound.js";
import { goWhereAddressed } from "./addressed.js";
import { restoreCalls } from "./calling.js";
import { isExpired } from "./calls.js";
import { followOpened, loadWords } from "./command_knowing.js";
import { sweepStorage } from "./desk.js";
import { openHandOver } from "./handing_over.js";
import { followTools } from "./header_tools.js";
import { perform } from "./key_actions.js";
import { openLine } from "./line.js";
import { tick } from "./receiving.js";
import { sitDown } from "./sitting.js";
import { followView } from "./unit_keeping.js";

export function begin(desk) {
  let standUp = sitDown(desk);
  const closeOpened = followOpened(desk);
  const stopView = followView(desk);
  loadWords(desk);
  restoreCalls(desk);
  sweepStorage((call) => isExpired(call, desk.state.now));
  const stopKeys = listen(
    document,
    KEYS,
    () => desk.state.pane,
    (row, event) => perform(desk, row, event),
  );
  const clock = setInterval(() => tick(desk), 1000);
  unlockOnGesture(document, () => desk.set({ soundReady: true }));
  followTools(desk, openHandOver);
  let closeLine = openLine(desk);
  // Somebody else sits down: the line is theirs, and other tabs of this browser hear of it.
  desk.sitAnew = () => {
    standUp();
    closeLine();
    standUp = sitDown(desk);
    closeLine = openLine(desk);
  };
  goWhereAddressed(desk);
  return () => {
    standUp();
    closeOpened();
    stopView();
    stopKeys();
    clearInterval(clock);
    closeLine();
  };
}
