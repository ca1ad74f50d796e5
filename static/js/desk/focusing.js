/** Where the keyboard goes when a panel is gone. */

/** Back to the chosen row, in the list where it stands; a form that is being typed in keeps the focus. */
export function focusChosen(desk) {
  const { pane, selected } = desk.state;
  const list = desk.panes[pane];
  if (!list || document.activeElement?.closest("form.call")) return;
  if (pane === "queue" && !list.querySelector(`[data-id="${selected}"]`))
    desk.set({ pane: "incidents" });
  desk.panes[desk.state.pane].focusRow();
}
