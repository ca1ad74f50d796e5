/**
 * Where the painter gets its tiles: our own server, with an honest error for each that is missing.
 *
 * The painter takes anything with `getZxy`; its own fetcher would read an error page as a tile.
 */

export class TileError extends Error {
  constructor(status) {
    super(`A map tile was refused with ${status}`);
    this.status = status;
  }

  /** False when asking again would only be refused again (signed out, bad address). */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/**
 * `address()` gives the address with {z}, {x}, {y} in it; `wanted()` false means no tile is asked
 * for; `failed(error)` is told of what did not come.
 */
export function tileArchive(address, { wanted = () => true, failed = () => {} } = {}) {
  return {
    async getZxy(z, x, y, signal) {
      if (!wanted()) return undefined;
      try {
        return await fetched(
          address().replace("{z}", z).replace("{x}", x).replace("{y}", y),
          signal,
        );
      } catch (error) {
        if (error.name !== "AbortError") failed(error);
        throw error;
      }
    },
  };
}

async function fetched(url, signal) {
  const response = await reached(url, signal);
  if (response.status === 204) return undefined;
  if (!response.ok) throw new TileError(response.status);
  return { data: await response.arrayBuffer() };
}

async function reached(url, signal) {
  try {
    return await fetch(url, { signal, credentials: "same-origin" });
  } catch (error) {
    throw error.name === "AbortError" ? error : new TileError(0);
  }
}

/** Calls `again` after a failure: at once after 2 s, then ever more slowly, with one timer for all. */
export class Retry {
  #timer = null;
  #seconds = 2;

  constructor(again) {
    this.again = again;
  }

  failed(error) {
    if (this.#timer !== null || (error instanceof TileError && !error.passing)) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#seconds = Math.min(this.#seconds * 2, 30);
      this.again();
    }, this.#seconds * 1000);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#timer = null;
  }
}
