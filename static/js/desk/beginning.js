/** Puts the desk to work: keys, clock, sound, stored drafts and the live line. Returns how to end it. */

import { listen } from "../core/keys.js";
import { KEYS } from "../ui/key_table.js";
import { unlockOnGesture } from "../ui/sound.js";
import { goWhereAddressed } from "./addressed.js";
import { restoreCalls } from "./calling.js";
import { isExpired } from "./calls.js";
import { followOpened, loadWords } from "./command_knowing.js";
import { sweepStorage } from "./desk.js";
import { closeWhenLeft } from "./header_menu.js";
import { perform } from "./key_actions.js";
import { askOnSignOut } from "./leaving.js";
import { openLine } from "./line.js";
import { followThemeForm, sendOnChange } from "./preferring.js";
import { tick } from "./receiving.js";
import { sitDown } from "./sitting.js";
import { followView } from "./unit_keeping.js";

export function begin(desk) {
  const standUp = sitDown(desk);
  const closeOpened = followOpened(desk);
  const stopView = followView(desk);
  loadWords(desk);
  restoreCalls(desk);
  sweepStorage((call) => isExpired(call, desk.state.now));
  askOnSignOut(desk, document.getElementById("logout-form"));
  const stopKeys = listen(
    document,
    KEYS,
    () => desk.state.pane,
    (row, event) => perform(desk, row, event),
  );
  const clock = setInterval(() => tick(desk), 1000);
  unlockOnGesture(document, () => desk.set({ soundReady: true }));
  followThemeForm(document.getElementById("theme-form"));
  sendOnChange(document.querySelectorAll("[data-submits]"));
  closeWhenLeft(document.querySelector("details.places"));
  const closeLine = openLine(desk);
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
