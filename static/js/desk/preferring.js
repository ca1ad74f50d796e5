/** What a person prefers at this desk: sound, filter, theme. */

import { gettext } from "../core/i18n.js";
import { play } from "../ui/sound.js";
import { notify } from "./noticing.js";

export function toggleMute(desk) {
  const muted = !desk.state.muted;
  desk.storage.set("muted", muted ? "yes" : "no");
  desk.set({ muted });
  notify(desk, muted ? gettext("Sound off") : gettext("Sound on"));
  if (!muted) play("p3");
}

export function setFilter(desk, patch) {
  desk.set({ filter: { ...desk.state.filter, ...patch } });
}

export function toggleScope(desk) {
  setFilter(desk, { scope: desk.state.filter.scope === "mine" ? "all" : "mine" });
}

/** The theme changes at once and is remembered like the form on other pages does it. */
export function followThemeForm(form) {
  form?.addEventListener("change", (event) => {
    const theme = event.target.value;
    document.documentElement.dataset.theme = theme;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
    document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`;
  });
}

/** As if the next theme had been chosen by hand. */
export function nextTheme(field) {
  field.selectedIndex = (field.selectedIndex + 1) % field.options.length;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** A choice that takes effect by sending its form, such as the acting agency. */
export function sendOnChange(fields) {
  for (const field of fields) field.addEventListener("change", () => field.form.requestSubmit());
}
