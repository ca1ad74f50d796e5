/**
 * Shows push messages, with a button that says "I am on it": it spends the message's one-time token.
 *
 * A classic script without imports: it runs while no page is open. Its words come with the message.
 */

const WORDS = {
  ko: { answer: "확인", done: "확인했습니다", failed: "확인하지 못했습니다. 열어서 확인하십시오." },
  en: { answer: "I am on it", done: "You are on it", failed: "That failed. Open it to answer." },
};

function words() {
  return self.navigator.language.startsWith("ko") ? WORDS.ko : WORDS.en;
}

self.addEventListener("push", (event) => {
  const said = event.data ? event.data.json() : {};
  event.waitUntil(show(said));
});

function show(said) {
  const actions = said.token ? [{ action: "answer", title: words().answer }] : [];
  return self.registration.showNotification(said.title || "Safety Net", {
    body: said.text || "",
    tag: `message-${said.message}`,
    renotify: true,
    requireInteraction: Boolean(said.urgent),
    actions,
    data: { token: said.token || "", title: said.title },
  });
}

self.addEventListener("notificationclick", (event) => {
  const { token } = event.notification.data;
  event.notification.close();
  event.waitUntil(event.action === "answer" && token ? answer(event.notification) : open(token));
});

/** Post the token; whatever comes of it is shown where the message was. */
async function answer(notification) {
  const { token, title } = notification.data;
  let done = false;
  try {
    const response = await fetch(`/a/${token}/`, {
      method: "POST",
      credentials: "omit",
      headers: { Accept: "application/json" },
    });
    done = response.ok;
  } catch {
    done = false;
  }
  await self.registration.showNotification(done ? words().done : words().failed, {
    body: title,
    tag: notification.tag,
    data: { token: done ? "" : token, title },
  });
}

/** A tap elsewhere opens what would be done, or the inbox. */
function open(token) {
  return self.clients.openWindow(token ? `/a/${token}/` : "/inbox/");
}
