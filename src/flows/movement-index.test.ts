// SPDX-License-Identifier: Apache-2.0
/** The rows of a party are those that name it, in their order, however many parties there are and however they are divided on the way. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Movements, movementsBuilder } from '../columns/index.ts';
import { indexMovements, rowsIn, rowsOut } from './movement-index.ts';

/** Parties up to the number; what the table says of its rows is all that is looked at. */
function table(partiesMax: number, rows: readonly (readonly [from: number, to: number, isFee: boolean])[]): Movements {
  const builder = movementsBuilder();
  const asset = builder.asset({ symbol: 'EUR', ledger: 'bank', decimals: 0 });
  for (let party = 1; party <= partiesMax; party += 1) builder.parties.numberOf(`p${party}`);
  for (const [index, [from, to, isFee]] of rows.entries())
    builder.add({ timeMs: index, from, to, asset, amount: 1, kind: isFee ? 'fee' : 'transfer', sourceRow: index + 1 });
  return builder.finish().movements;
}

test('who paid whom is what going through all rows finds, without fees and what goes to oneself', () => {
  // 512 parties fill one block each; with more, several lie in one, and the last is not full.
  const cases = fc.constantFrom(0, 1, 511, 512, 513, 1500, 2047).chain((partiesMax) => {
    const party = fc.integer({ min: 0, max: partiesMax });
    const row = fc.tuple(party, fc.oneof(party, fc.constant(partiesMax)), fc.boolean());
    return fc.tuple(fc.constant(partiesMax), fc.array(row, { maxLength: 60 }));
  });
  fc.assert(
    fc.property(cases, ([partiesMax, rows]) => {
      const index = indexMovements(table(partiesMax, rows));
      const out = new Map<number, number[]>();
      const into = new Map<number, number[]>();
      for (const [row, [from, to, isFee]] of rows.entries()) {
        if (isFee || from === to) continue;
        out.set(from, [...(out.get(from) ?? []), row]);
        into.set(to, [...(into.get(to) ?? []), row]);
      }
      for (let party = 0; party <= partiesMax; party += 1) {
        assert.deepEqual([...rowsOut(index, party)], out.get(party) ?? []);
        assert.deepEqual([...rowsIn(index, party)], into.get(party) ?? []);
      }
    }),
    { numRuns: 60, seed: 9 },
  );
});
