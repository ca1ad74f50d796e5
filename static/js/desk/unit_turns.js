/** Requests about units go one after the other, and keys need not wait for them. */

let line = Promise.resolve();

/** Do `act` when everything before it was answered; what goes wrong in it keeps nobody else waiting. */
export function inTurn(act) {
  const turn = line.then(act);
  line = turn.catch(() => {});
  return turn;
}

/** Assignment id → the status that was asked for, ahead of the entry that tells everybody of it. */
const ahead = new Map();

/** The assignment as it will be when the server has answered. */
export function soon(row) {
  const told = ahead.get(row.id);
  if (!told) return row;
  if (told.version != null && told.version <= row.version) {
    ahead.delete(row.id);
    return row;
  }
  return { ...row, status: told.status };
}

/** Expect `status` of these rows; `answered(answer)` and `failed()` say what became of it. */
export function expectMove(rows, status) {
  const wishes = new Map(rows.map(({ id }) => [id, { status, version: null }]));
  for (const [id, wish] of wishes) ahead.set(id, wish);
  return {
    answered: (id, { version = 0 }) => {
      if (ahead.get(id) === wishes.get(id)) wishes.get(id).version = version;
    },
    failed: () => {
      for (const [id, wish] of wishes) if (ahead.get(id) === wish) ahead.delete(id);
    },
  };
}
