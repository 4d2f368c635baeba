// SPDX-License-Identifier: Apache-2.0
/** The tables of states: complete, without dead ends that are not ends, and equal to their page. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { receiptStates } from '../wire.ts';
import { canMove, deliveryStatesReference, inboxStates, isHeld, outboxStates, receiving, sending } from './delivery-states.ts';

const tables = [
  ['the sender', outboxStates, sending],
  ['the recipient', inboxStates, receiving],
] as const;

describe('the states of a dispatch', () => {
  for (const [side, states, transitions] of tables) {
    test(`every state of ${side} is reached, and none but the ends is left for good`, () => {
      const reached = new Set<string>(['none']);
      for (let before = 0; before < reached.size;) {
        before = reached.size;
        for (const { from, to } of transitions) if (reached.has(from)) reached.add(to);
      }
      assert.deepEqual(new Set([...states, 'none']), reached);
      const ends = states.filter((state) => !transitions.some(({ from }) => from === state));
      assert.deepEqual(ends, side === 'the sender' ? ['opened', 'rejected', 'not-delivered'] : ['opened', 'rejected']);
    });
    test(`one event leads ${side} from one state to one other`, () => {
      const names = transitions.map(({ from, event }) => `${from} ${event}`);
      assert.equal(new Set(names).size, names.length);
    });
  }

  test('a receipt moves a dispatch forward and never back', () => {
    const forward: readonly (readonly [string, string])[] = outboxStates.flatMap((from) =>
      receiptStates.filter((state) => canMove(from, state)).map((state) => [from, state] as const),
    );
    const rank = ['waiting', 'leased', 'custody', 'delivered', 'opened'];
    for (const [from, to] of forward) {
      assert(to === 'rejected' ? rank.indexOf(from) < 3 : rank.indexOf(from) < rank.indexOf(to), `${from} to ${to}`);
    }
    assert.equal(canMove('not-delivered', 'delivered'), false, 'an end stays an end');
    assert.equal(canMove('rejected', 'delivered'), false);
    assert.deepEqual(inboxStates.filter(isHeld), ['held', 'quarantined']);
  });

  test('docs/reference/delivery-states.md is what the tables say', () => {
    const page = readFileSync(new URL('../../../docs/reference/delivery-states.md', import.meta.url), 'utf8');
    const program = "import('./src/exchange/index.ts').then((room) => process.stdout.write(room.deliveryStatesReference()))";
    assert.equal(
      page,
      deliveryStatesReference(),
      `write it anew with: node --input-type=module -e "${program}" > docs/reference/delivery-states.md`,
    );
  });
});
