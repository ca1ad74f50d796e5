/** What a browser knows about security keys, as JSON in and out (WebAuthn level 3). */

class Unknown extends Error {}

const CEREMONIES = {
  create: {
    read: (options) => PublicKeyCredential.parseCreationOptionsFromJSON(options),
    ask: (publicKey) => navigator.credentials.create({ publicKey }),
  },
  get: {
    read: (options) => PublicKeyCredential.parseRequestOptionsFromJSON(options),
    ask: (publicKey) => navigator.credentials.get({ publicKey }),
  },
};

/** `ceremony` is "create" or "get". The key's answer as JSON; it throws where there is none. */
export async function askKey(ceremony, options) {
  if (!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) throw new Unknown();
  const { read, ask } = CEREMONIES[ceremony];
  return (await ask(read(options.publicKey))).toJSON();
}

/** "unknown", "nowhere" or "refused": which sentence to say. An error of ours is not caught. */
export function whyNot(error) {
  if (error instanceof Unknown) return globalThis.isSecureContext ? "unknown" : "nowhere";
  if (!(error instanceof DOMException)) throw error;
  return error.name === "SecurityError" ? "nowhere" : "refused";
}
