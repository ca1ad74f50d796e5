/**
 * Keeps the crews' page, its modules, styles and seen map tiles, so that it opens in a dead spot.
 *
 * The network comes first, with little patience; what is kept answers when it fails. Data of the city
 * (/api/) is never kept here: the page keeps its own picture, for its own person.
 */

const CACHES = { page: "safety-net.unit.page.1", tiles: "safety-net.unit.tiles.1" };
const MOST = { page: 500, tiles: 400 };
const PATIENCE_MS = 4000;
const PAGE = "/unit/";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => {
  if (event.data?.type === "keep") event.waitUntil(keepAll(event.data.urls));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && isKept(new URL(request.url))) event.respondWith(answer(event));
});

async function takeOver() {
  const names = await caches.keys();
  const ours = Object.values(CACHES);
  const old = names.filter((name) => name.startsWith("safety-net.unit.") && !ours.includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

function isKept({ origin, pathname }) {
  if (origin !== self.location.origin) return false;
  return (
    pathname === PAGE || /^\/(static|words|tiles)\//.test(pathname) || pathname === "/api/map/"
  );
}

/** The page has one entry whatever stands behind its `?`. */
function keyOf(request) {
  const { origin, pathname, href } = new URL(request.url);
  return pathname === PAGE ? origin + PAGE : href;
}

/** A name with a hash in it never changes what it means. */
const NEVER_CHANGES = /^\/static\/.*\.[0-9a-f]{12}\.\w+$/;

async function answer(event) {
  const { request } = event;
  const known = NEVER_CHANGES.test(new URL(request.url).pathname) && (await kept(request));
  if (known) return known;
  const fresh = fetched(event);
  try {
    return await Promise.race([fresh, impatience()]);
  } catch {
    return (await kept(request)) ?? fresh;
  }
}

async function fetched(event) {
  const response = await fetch(event.request);
  if (isWorthKeeping(response)) event.waitUntil(keep(event.request, response.clone()));
  return response;
}

const isWorthKeeping = ({ ok, type, redirected }) => ok && type === "basic" && !redirected;

function impatience() {
  return new Promise((_, refuse) => setTimeout(() => refuse(new Error("slow")), PATIENCE_MS));
}

const shelfOf = ({ url }) => (new URL(url).pathname.startsWith("/tiles/") ? "tiles" : "page");

async function kept(request) {
  const cache = await caches.open(CACHES[shelfOf(request)]);
  return cache.match(keyOf(request), { ignoreVary: true });
}

/** What was kept longest ago makes room. */
async function keep(request, response) {
  const shelf = shelfOf(request);
  const cache = await caches.open(CACHES[shelf]);
  await cache.put(keyOf(request), response);
  const names = await cache.keys();
  const tooMany = names.slice(0, Math.max(0, names.length - MOST[shelf]));
  await Promise.all(tooMany.map((one) => cache.delete(one)));
}

/** What the page loaded before this worker was there. */
async function keepAll(urls) {
  const wanted = urls.map((url) => new Request(url)).filter(({ url }) => isKept(new URL(url)));
  await Promise.allSettled(wanted.map(fetchOnce));
}

async function fetchOnce(request) {
  if (await kept(request)) return;
  const response = await fetch(request);
  if (isWorthKeeping(response)) await keep(request, response);
}
