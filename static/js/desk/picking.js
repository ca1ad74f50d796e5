/** Setting a pin on the map, for the call that is being typed or for the place panel. */

import { movePin } from "../domain/draft.js";
import { editCall } from "./calling.js";
import { changePanel } from "./panels.js";

/** The next click on the map sets the pin; a second call leaves that mode again. */
export function startPicking(desk) {
  const target = desk.state.panel?.act === "place" ? "panel" : "call";
  desk.set({
    picking: desk.state.picking ? null : target,
    tab: desk.state.picking ? desk.state.tab : "map",
  });
}

/** The map gave a point. It goes to whoever asked, otherwise to an open call. */
export function picked(desk, [lon, lat]) {
  const target =
    desk.state.picking ?? (desk.state.call && !desk.state.call.draft.filed ? "call" : null);
  if (target === "panel" && desk.state.panel) changePanel(desk, { lon, lat, verified: false });
  if (target === "call" && desk.state.call) editCall(desk, (draft) => movePin(draft, lon, lat));
  if (desk.state.picking) desk.set({ picking: null, tab: target === "call" ? "new" : "incidents" });
}
