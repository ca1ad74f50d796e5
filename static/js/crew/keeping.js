/** Lets the page open without a signal: a worker keeps the page, its modules and styles. */

const WORKER = "/unit/worker.js";
const SCOPE = "/unit/";

/** Register the worker and name to it what this page was made of. Without workers the page needs a signal to open. */
export async function keepPage(around = globalThis) {
  const { serviceWorker } = around.navigator;
  if (!serviceWorker) return;
  try {
    await serviceWorker.register(WORKER, { scope: SCOPE });
    const { active } = await serviceWorker.ready;
    active.postMessage({ type: "keep", urls: loadedHere(around) });
  } catch (error) {
    // A browser that forbids workers, or no signal at the first visit: the page itself works on.
    console.info("The page is not kept for dead spots", error);
  }
}

/** Everything of ours that this page loaded: it came before the worker could keep it. */
function loadedHere({ performance, location }) {
  const own = (url) => new URL(url, location.href).origin === location.origin;
  const names = performance.getEntriesByType("resource").map(({ name }) => name);
  return [location.href, ...names.filter(own)];
}
