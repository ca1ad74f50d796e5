/** Which kinds of place this browser shows on the map; kept between visits. */

const KEY = "safety-net.map.kinds";
const WITHOUT_UNITS = "safety-net.map.without-units";

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

/** Units are shown unless somebody took them away. */
export function hidesUnits() {
  try {
    return localStorage.getItem(WITHOUT_UNITS) === "yes";
  } catch {
    return false;
  }
}

export function rememberUnits(shown) {
  try {
    localStorage.setItem(WITHOUT_UNITS, shown ? "no" : "yes");
  } catch {
    // As above.
  }
}
