/** Short messages at the foot of the desk and in the live region. They never take the focus. */

const SECONDS = { good: 6, plain: 8, bad: 15 };
let count = 0;

/** Show `text` for a while; `tone` is good, plain or bad. `incident` makes it lead somewhere. */
export function notify(desk, text, tone = "plain", incident = null) {
  count += 1;
  const notice = { id: count, text, tone, incident };
  desk.set({ notices: [...desk.state.notices, notice].slice(-3), said: text });
  setTimeout(() => dismiss(desk, notice.id), SECONDS[tone] * 1000);
}

function dismiss(desk, id) {
  desk.set({ notices: desk.state.notices.filter((notice) => notice.id !== id) });
}
