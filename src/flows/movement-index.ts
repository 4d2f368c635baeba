// SPDX-License-Identifier: Apache-2.0
/**
 * The movements of each party, in order of time: who it paid, who paid it. Two arrays of rows and two of places, built by counting.
 *
 * Fees and movements to oneself are left out: they are no shape. The outside world is a party here as any other, under number 0.
 */
import { movementCode, type Movements } from '../columns/index.ts';

export interface MovementIndex {
  readonly firstOut: Uint32Array;
  readonly outRows: Uint32Array;
  readonly firstIn: Uint32Array;
  readonly inRows: Uint32Array;
}

export function indexMovements(movements: Movements): MovementIndex {
  const out = indexBy(movements, movements.from);
  const into = indexBy(movements, movements.to);
  return { firstOut: out.first, outRows: out.rows, firstIn: into.first, inRows: into.rows };
}

function indexBy({ count, from, to, kind, parties }: Movements, side: Uint32Array): { first: Uint32Array; rows: Uint32Array } {
  const first = new Uint32Array(parties.size + 1);
  const fee = movementCode.fee;
  for (let row = 0; row < count; row += 1) {
    if (kind[row] === fee || from[row] === to[row]) continue;
    const next = (side[row] ?? 0) + 1;
    first[next] = (first[next] ?? 0) + 1;
  }
  for (let party = 0; party < parties.size; party += 1) first[party + 1] = (first[party + 1] ?? 0) + (first[party] ?? 0);
  const rows = new Uint32Array(first[parties.size] ?? 0);
  const place = first.slice();
  for (let row = 0; row < count; row += 1) {
    if (kind[row] === fee || from[row] === to[row]) continue;
    const party = side[row] ?? 0;
    const at = place[party] ?? 0;
    rows[at] = row;
    place[party] = at + 1;
  }
  return { first, rows };
}

export function rowsOut(index: MovementIndex, party: number): Uint32Array {
  return index.outRows.subarray(index.firstOut[party], index.firstOut[party + 1]);
}

export function rowsIn(index: MovementIndex, party: number): Uint32Array {
  return index.inRows.subarray(index.firstIn[party], index.firstIn[party + 1]);
}
