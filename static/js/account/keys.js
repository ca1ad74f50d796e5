/** Security keys on pages: the form's options go to the browser, what the key says goes into its field. */

import { askKey, whyNot } from "../core/webauthn.js";

function follow(form) {
  const told = form.querySelector("[data-told]");
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    told.hidden = true;
    try {
      const said = await askKey(form.dataset.key, JSON.parse(form.dataset.options));
      form.elements.credential.value = JSON.stringify(said);
      form.submit();
    } catch (error) {
      told.textContent = told.dataset[whyNot(error)];
      told.hidden = false;
    }
  });
}

for (const form of document.querySelectorAll("form[data-key]")) follow(form);
