/** Signing out on a phone: what was seen is forgotten; what was said and not sent is asked about first. */

import { waiting } from "./acts.js";
import { openSheet } from "./saying.js";

/** The form is the server's; it moves into the menu and out again, so it is held here. */
export function askOnSignOut(phone, form) {
  phone.signOutForm = form;
  form.addEventListener("submit", (event) => {
    if (!waiting(phone.box.acts()).length) return forget(phone);
    event.preventDefault();
    openSheet(phone, "leaving");
  });
}

/** Sign out all the same; unsent acts stay in this phone until the same person signs in again. */
export function signOut(phone) {
  forget(phone);
  const { signOutForm } = phone;
  if (!signOutForm.isConnected) document.body.append(signOutForm);
  signOutForm.submit();
}

function forget(phone) {
  phone.stopped = true;
  phone.outbox.stop();
  phone.box.forget();
}
