/** The REST door: JSON in, JSON out, problem+json as one kind of error. */

import { gettext } from "./i18n.js";

/** An answer that is not a success. `status` 0 means that nothing was reached. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || gettext("The request failed."));
    this.status = status;
    this.code = body.code || "";
    this.title = body.title || "";
    this.fields = body.fields || {};
    this.body = body;
  }

  /** True when sending the same thing again later may succeed. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** A stale write: somebody else changed the same thing first. */
export function isStale(problem) {
  return problem.status === 409 && problem.code === "stale_version";
}

/** A key for one intention; a repeat with the same key does nothing twice. */
export function newKey() {
  return crypto.randomUUID();
}

function csrfToken() {
  const found = document.cookie.match(/(?:^|;\s*)(?:__Host-)?csrftoken=([^;]+)/);
  return found ? decodeURIComponent(found[1]) : "";
}

function headersFor(body, key) {
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (body !== undefined) headers["X-CSRFToken"] = csrfToken();
  if (key) headers["Idempotency-Key"] = key;
  return headers;
}

async function bodyOf(response) {
  const text = await response.text();
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    return { title: gettext("The server gave an answer that could not be read.") };
  }
}

function unreachable(error) {
  const late = error.name === "TimeoutError";
  return new Problem(0, {
    code: late ? "timeout" : "offline",
    detail: late
      ? gettext("The server did not answer in time.")
      : gettext("The server cannot be reached."),
  });
}

/** One request. Throws Problem; an AbortError passes through, since the caller asked for it. */
export async function request(
  method,
  url,
  { body, key, signal, seconds = 15, keepalive = false } = {},
) {
  const limit = AbortSignal.timeout(seconds * 1000);
  // `keepalive`: it goes out even though the page is being left.
  const init = { method, credentials: "same-origin", headers: headersFor(body, key), keepalive };
  init.signal = signal ? AbortSignal.any([signal, limit]) : limit;
  if (body !== undefined) init.body = JSON.stringify(body);
  let response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw unreachable(error);
  }
  const answer = await bodyOf(response);
  if (!response.ok) throw new Problem(response.status, answer);
  return answer;
}

/** `query("/api/places/", { q: "역" })`; empty values are left out. */
export function query(path, values) {
  const kept = Object.entries(values).filter(([, value]) => value !== "" && value != null);
  return kept.length ? `${path}?${new URLSearchParams(kept)}` : path;
}

export const api = {
  get: (url, options) => request("GET", url, options),
  post: (url, body = {}, options = {}) => request("POST", url, { key: newKey(), ...options, body }),
  patch: (url, body, options) => request("PATCH", url, { ...options, body }),
  delete: (url) => request("DELETE", url, { body: {} }),
};
