/**
 * One change of the board. Each part is copied when it is first changed, so what nobody touched stays the
 * same object: whoever draws it need not look again.
 */
export class BoardEdit {
  #board;
  #copied = {};

  constructor(board) {
    this.#board = board;
  }

  rows(part) {
    return this.#copied[part] ?? this.#board[part];
  }

  get(part, id) {
    return this.rows(part).get(id);
  }

  put(part, row) {
    this.#copy(part).set(row.id, row);
  }

  drop(part, id) {
    if (this.rows(part).has(id)) this.#copy(part).delete(id);
  }

  /** The board with everything that was changed. */
  done(more) {
    return { ...this.#board, ...this.#copied, ...more };
  }

  #copy(part) {
    this.#copied[part] ??= new Map(this.#board[part]);
    return this.#copied[part];
  }
}
