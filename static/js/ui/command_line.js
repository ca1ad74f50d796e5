/**
 * `<command-line>`: one line over the foot that does what is typed. While one types it says what that would be, and
 * which word cannot be meant. Tab completes, Up and Down bring earlier lines, Esc gives the focus back.
 */

import { html, nothing } from "lit-html";
import { gettext } from "../core/i18n.js";
import { pastLines } from "../desk/command_history.js";
import {
  closeCommandLine,
  commandIndex,
  newAttempt,
  runLine,
  sound,
  undoSeconds,
} from "../desk/commanding.js";
import { undo } from "../desk/undoing.js";
import { complete, inserted } from "../domain/command/complete.js";
import { parse } from "../domain/command/parse.js";
import { echo, keysLine, mirror, offers } from "./command_parts.js";
import { View } from "./view.js";

class CommandLine extends View {
  #line = "";
  #cursor = 0;
  #before = null;
  #offers = [];
  #marked = -1;
  #base = null;
  #past = null;
  #result = null;
  #attempt = newAttempt();
  #sending = false;

  start() {
    this.desk.panes.command = this;
  }

  get #input() {
    return this.querySelector("input");
  }

  /** The hand comes here; where it was is remembered for the way back. */
  enter() {
    const { activeElement } = document;
    if (activeElement !== this.#input) this.#before = activeElement;
    this.draw();
    this.#input.focus();
  }

  #leave() {
    closeCommandLine(this.desk);
    this.#write("", 0);
    this.#result = null;
    this.draw();
    const { desk } = this;
    if (this.#before?.isConnected && this.#before !== document.body) this.#before.focus();
    else desk.panes[desk.state.pane]?.focusRow();
  }

  template({ commanding }) {
    if (!commanding) return nothing;
    const index = commandIndex(this.desk);
    const read = index && this.#line.trim() ? parse(this.#line, index) : null;
    const growing = this.#isGrowing(read);
    return html`<section class="command" aria-label=${gettext("Command line")}>
      ${offers(this.desk, { items: this.#offers, marked: this.#marked, take: (at) => this.#take(at) }, index)}
      ${echo(this.desk, { read, index, growing, result: this.#result, sending: this.#sending })}
      <div class="command-entry">
        <span class="command-sign" aria-hidden="true">/</span>
        <div class="command-field">${growing ? nothing : mirror(read, this.#line)}
          <input class="command-input" type="text" role="combobox" aria-label=${gettext("Command line")}
            aria-autocomplete="list" aria-controls="command-offers" aria-describedby="command-echo"
            aria-expanded=${String(this.#offers.length > 0)} aria-invalid=${String(!growing && this.#isWrong(read))}
            aria-activedescendant=${this.#marked >= 0 ? `command-offer-${this.#marked}` : nothing}
            autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="10000"
            .value=${this.#line} @input=${this.#onInput} @keydown=${this.#onKey} @scroll=${this.#follow}
            @select=${this.#follow} @focus=${() => this.desk.set({ help: false })} />
        </div>
        ${keysLine(this.desk, { seconds: undoSeconds(this.state), takeBack: () => undo(this.desk), leave: () => this.#leave() })}
      </div>
    </section>`;
  }

  drawn() {
    this.#follow();
  }

  /** A word that is still being typed and may become something is not wrong yet. */
  #isGrowing(read) {
    return this.#offers.some(({ from }) => from === read?.errors[0]?.from);
  }

  #isWrong(read) {
    return Boolean(read?.errors.length) && read.errors[0].code !== "missing";
  }

  /** The underline lies behind the text, so it scrolls along. */
  #follow = () => {
    const behind = this.querySelector(".command-mirror");
    if (behind) behind.scrollLeft = this.#input.scrollLeft;
  };

  /** Another line: another intention, another key, other completions. */
  #write(line, cursor, { keepOffers = false } = {}) {
    this.#line = line;
    this.#cursor = cursor;
    this.#attempt = newAttempt();
    this.#result = null;
    if (!keepOffers) this.#lookUp();
  }

  #lookUp() {
    const index = commandIndex(this.desk);
    const before = this.#line.slice(0, this.#cursor);
    this.#offers = index && this.#line ? complete(before, index) : [];
    this.#marked = -1;
    this.#base = null;
  }

  #onInput = (event) => {
    this.#past = null;
    this.#write(event.target.value, event.target.selectionStart);
    this.draw();
  };

  #onKey = (event) => {
    // A syllable that is still being composed belongs to the input mode, and so does its Enter.
    if (event.isComposing || event.keyCode === 229) return;
    const control = event.ctrlKey || event.metaKey;
    const act = KEYS[`${control ? "Ctrl+" : ""}${event.key}`];
    if (act && this.#does(act, event)) event.preventDefault();
  };

  #does(act, event) {
    if (act === "leave") return this.#escape();
    if (act === "run") return this.#run(false);
    if (act === "runAlso") return this.#run(true);
    if (act === "complete") return this.#mark(event.shiftKey ? -1 : 1);
    if (act === "undo") return this.#takeBack();
    const step = act === "up" ? -1 : 1;
    return this.#base ? this.#mark(step) : this.#remember(step);
  }

  /** While something is typed, the key takes back typing. */
  #takeBack() {
    if (this.#line) return false;
    undo(this.desk);
    return true;
  }

  #escape() {
    if (this.#base) {
      this.#lookUp();
      this.#offers = [];
      this.draw();
    } else this.#leave();
    return true;
  }

  /** Tab puts in the first completion, and again the next; typing on accepts it. */
  #mark(step) {
    if (!this.#offers.length) return true;
    this.#base ??= { line: this.#line, cursor: this.#cursor };
    const count = this.#offers.length;
    const first = step > 0 ? 0 : count - 1;
    this.#marked = this.#marked < 0 ? first : (this.#marked + step + count) % count;
    const put = inserted(this.#base.line, this.#base.cursor, this.#offers[this.#marked]);
    this.#write(put.line, put.cursor, { keepOffers: count > 1 });
    this.#show();
    return true;
  }

  #take(at) {
    this.#marked = at - 1;
    this.#mark(1);
    this.#lookUp();
    this.#show();
  }

  #show() {
    this.draw();
    this.#input.focus();
    this.#input.setSelectionRange(this.#cursor, this.#cursor);
  }

  #remember(step) {
    const lines = pastLines(this.desk);
    const at = (this.#past ?? lines.length) + step;
    if (at < 0 || at > lines.length) return true;
    this.#past = at;
    const line = lines[at] ?? "";
    this.#write(line, line.length);
    this.#offers = [];
    this.#show();
    return true;
  }

  #run(also) {
    const index = commandIndex(this.desk);
    if (this.#sending || !index) return true;
    const { meaning, line } = parse(this.#line, index);
    if (!meaning) {
      if (this.#line.trim()) sound(this.desk, "refused");
      this.#result = null;
      this.#offers = [];
    } else this.#send({ line, meaning, also, attempt: this.#attempt });
    this.draw();
    return true;
  }

  async #send(command) {
    this.#sending = true;
    this.#offers = [];
    this.#result = null;
    const typed = this.#line;
    const result = await runLine(this.desk, command);
    this.#sending = false;
    if (result.leave) return this.#leaveTo(result);
    if (!result.again && this.#line === typed) this.#next(result.next ?? "");
    this.#result = result;
    if (result.again && result.problem.status) this.#attempt = newAttempt();
    if (this.isConnected) this.draw();
  }

  /** The line is free for the next command, or offers one that only waits for Enter. */
  #next(line) {
    this.#past = null;
    this.#write(line, line.length);
    this.#offers = [];
  }

  /** The act went on elsewhere at the desk, and so does the hand. */
  #leaveTo({ text }) {
    const { activeElement } = document;
    if (activeElement !== this.#input) this.#before = activeElement;
    this.#leave();
    if (text) this.desk.set({ said: text });
  }
}

const KEYS = {
  Escape: "leave",
  Enter: "run",
  "Ctrl+Enter": "runAlso",
  Tab: "complete",
  ArrowUp: "up",
  ArrowDown: "down",
  "Ctrl+z": "undo",
};

customElements.define("command-line", CommandLine);
