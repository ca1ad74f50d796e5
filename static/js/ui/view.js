/** The base of every part of the desk: it draws itself from the desk's state, once per frame at most. */

import { render } from "lit-html";

const UNFELT_MS = 12;
const REST = 3;

export class View extends HTMLElement {
  #due = 0;
  #stop = null;
  #cost = 0;

  connectedCallback() {
    this.desk = this.closest("safety-desk").desk;
    this.#stop = this.desk.subscribe(() => this.changed());
    this.start();
    this.draw();
  }

  disconnectedCallback() {
    this.#stop?.();
    this.end();
  }

  /** Hooks for parts that need more than drawing. */
  start() {}
  end() {}
  drawn() {}

  get state() {
    return this.desk.state;
  }

  /** Draw soon. A part that is slow to draw, in a storm of news, leaves the browser time for the hand. */
  changed() {
    if (this.#due) return;
    this.#due = setTimeout(() => this.#frame(), this.#cost * REST);
  }

  #frame() {
    requestAnimationFrame(() => {
      this.#due = 0;
      if (this.isConnected) this.draw();
    });
  }

  draw() {
    const began = performance.now();
    render(this.template(this.state), this);
    this.drawn();
    const cost = performance.now() - began;
    this.#cost = cost < UNFELT_MS ? 0 : cost;
  }
}
