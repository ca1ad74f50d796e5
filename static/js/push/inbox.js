/** The inbox: the key A answers the first message, and what is new appears by itself. */

import { api } from "../core/api.js";
import { isTyping, keyName } from "../core/keys.js";

const EVERY = 5_000;
const shown = () =>
  [...document.querySelectorAll("[data-message]")].map((one) => one.dataset.message).join(",");

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || isTyping(event.target) || keyName(event) !== "a") return;
  const first = document.querySelector("#inbox-now .answer");
  if (!first) return;
  event.preventDefault();
  first.click();
});

/** Those that the page would show now, in its order. */
const waiting = ({ results }) =>
  results
    .filter((one) => one.asks || !one.read_at)
    .map((one) => one.id)
    .join(",");

async function look() {
  if (document.hidden) return;
  try {
    const now = waiting(await api.get("/api/messages/?state=open"));
    if (now !== shown()) location.reload();
  } catch (error) {
    console.warn("The inbox could not be asked", error);
  }
}

setInterval(look, EVERY);
document.addEventListener("visibilitychange", look);
