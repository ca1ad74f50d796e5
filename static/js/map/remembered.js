/** Which kinds of place this browser shows on the map; kept between visits. */

const KEY = "safety-net.map.kinds";

export function rememberedKinds() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return new Set(Array.isArray(kept) ? kept : []);
  } catch {
    return new Set(); // storage is closed or holds something else: start with none
  }
}

export function rememberKinds(kinds) {
  try {
    localStorage.setItem(KEY, JSON.stringify([...kinds]));
  } catch {
    // A browser that keeps nothing still shows the map.
  }
}
