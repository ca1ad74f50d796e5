/** The base of every part of the desk: it draws itself from the desk's state, once per frame at most. */

import { render } from "lit-html";

export class View extends HTMLElement {
  #due = 0;
  #stop = null;

  connectedCallback() {
    this.desk = this.closest("safety-desk").desk;
    this.#stop = this.desk.subscribe(() => this.changed());
    this.start();
    this.draw();
  }

  disconnectedCallback() {
    this.#stop?.();
    cancelAnimationFrame(this.#due);
    this.#due = 0;
    this.end();
  }

  /** Hooks for parts that need more than drawing. */
  start() {}
  end() {}
  drawn() {}

  get state() {
    return this.desk.state;
  }

  changed() {
    if (this.#due) return;
    this.#due = requestAnimationFrame(() => {
      this.#due = 0;
      this.draw();
    });
  }

  draw() {
    render(this.template(this.state), this);
    this.drawn();
  }
}
