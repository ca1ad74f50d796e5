/**
 * The only file that names Leaflet and the painter of vector tiles. A new version of either is
 * this file's problem. `L` and `painter` are null when the libraries could not be loaded: the
 * desk goes on without a map.
 *
 * The page's import map names "leaflet" and "protomaps-leaflet"; both are classic scripts.
 */

function script(name) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = import.meta.resolve(name);
    element.addEventListener("load", resolve);
    element.addEventListener("error", () => reject(new Error(`${name} could not be loaded`)));
    document.head.append(element);
  });
}

async function load() {
  try {
    await script("leaflet");
    await script("protomaps-leaflet");
    return { L: globalThis.L, painter: globalThis.protomapsL };
  } catch (error) {
    console.error(error);
    return { L: null, painter: null };
  }
}

export const { L, painter } = await load();
