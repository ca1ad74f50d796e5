/** The menu of pages closes when one leaves it: by Escape, by Tab, or by looking elsewhere. */

export function closeWhenLeft(menu) {
  if (!menu) return;
  menu.addEventListener("focusout", (event) => {
    if (!menu.contains(event.relatedTarget)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
