/** The page of one's contact methods: subscribe this browser to push messages. */

import { api, Problem } from "../core/api.js";
import { gettext } from "../core/i18n.js";

const place = document.getElementById("push");
const button = document.getElementById("push-button");
const told = document.getElementById("push-told");

function say(text) {
  told.textContent = text;
}

function supported() {
  return "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
}

async function subscribe() {
  if ((await Notification.requestPermission()) !== "granted") {
    say(gettext("This browser does not allow it. Change that in the browser's settings."));
    return;
  }
  const { application_key: key } = await api.get("/api/push/");
  await navigator.serviceWorker.register(place.dataset.worker, { scope: "/push/" });
  const worker = await ready();
  const found = await worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  const { endpoint, keys } = found.toJSON();
  await api.post("/api/push/", { endpoint, keys, name: device() });
  location.reload();
}

/** Once it is active; `serviceWorker.ready` is about the page's own scope. */
async function ready() {
  const worker = await navigator.serviceWorker.getRegistration("/push/");
  const coming = worker.installing ?? worker.waiting;
  if (worker.active || !coming) return worker;
  await new Promise((resolve) => {
    coming.addEventListener("statechange", () => coming.state === "activated" && resolve());
  });
  return worker;
}

function device() {
  return (navigator.userAgentData?.platform || navigator.platform || "").slice(0, 60);
}

async function press() {
  button.disabled = true;
  try {
    await subscribe();
  } catch (error) {
    say(error instanceof Problem ? Object.values(error.fields)[0] || error.message : unavailable());
  }
  button.disabled = false;
}

const unavailable = () => gettext("This browser's push service can not be reached.");

if (place) {
  button.hidden = !supported();
  say(supported() ? "" : gettext("This browser knows no push messages."));
  button.addEventListener("click", press);
}
