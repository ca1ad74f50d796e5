/** The forms in the header, which the server drew: they are followed, and drawn anew for another person. */

import { closeWhenLeft } from "./header_menu.js";
import { askOnSignOut } from "./leaving.js";
import { followThemeForm, sendOnChange } from "./preferring.js";

const byId = (id) => document.getElementById(id);

/** `handOver` opens the dialog; the button for it stands among the pages. */
export function followTools(desk, handOver) {
  askOnSignOut(desk, byId("logout-form"));
  followThemeForm(byId("theme-form"));
  sendOnChange(document.querySelectorAll("[data-submits]"));
  closeWhenLeft(document.querySelector("details.places"));
  byId("hand-over")?.addEventListener("click", () => handOver(desk));
  desk.followTools = () => followTools(desk, handOver);
}

/** Name, agency, pages and the forms' tokens are those of whoever sits here now. */
export async function renewTools(desk, around = globalThis) {
  const answer = await around.fetch("/?desk", { credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("header-tools");
  if (!fresh) return;
  byId("header-tools").replaceChildren(...fresh.childNodes);
  desk.followTools();
}
