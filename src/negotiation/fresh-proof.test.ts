// SPDX-License-Identifier: Apache-2.0
/** Which calls of a negotiation ask an officer to prove anew that it is them: those by which one officer commits the authority. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { negotiationCalls } from './http.ts';
import type { NegotiationDeps } from './negotiation-deps.ts';

const rows: readonly (readonly [call: string, isMarked: boolean])[] = [
  ['POST /api/negotiations/:id/agreement', true],
  ['POST /api/negotiations/:id/votes', true],
  ['POST /api/negotiations/:id/end', true],
  ['POST /api/negotiations/mandates', true],
  ['POST /api/negotiations/:id/motion-answers', true],
  ['POST /api/holidays/announcements', true],
  // What only says something, waits for signatories who each show a proof, or protects.
  ['POST /api/negotiations/:id/comments', false],
  ['POST /api/negotiations/:id/checks', false],
  ['POST /api/negotiations/:id/signature', false],
  ['POST /api/negotiations/lives/:digest', false],
  ['POST /api/negotiations/:id/waiting/approval', false],
  ['POST /api/negotiations/:id/waiting/return', false],
  ['DELETE /api/negotiations/mandates/:id', false],
];

// No call is made, so nothing is asked of what they are given.
const calls = new Map(negotiationCalls({} as NegotiationDeps).map((call) => [`${call.method} ${call.path}`, call]));

for (const [name, isMarked] of rows) {
  test(`${name} ${isMarked ? 'asks' : 'does not ask'} for a fresh proof`, () => {
    const call = calls.get(name);
    assert.ok(call !== undefined, `${name} is a call`);
    assert.equal(call.needsFreshProof === true, isMarked);
  });
}

test('no other call of a negotiation is marked', () => {
  const marked = [...calls].filter(([, call]) => call.needsFreshProof === true).map(([name]) => name);
  assert.deepEqual(marked.toSorted(), rows.flatMap(([name, isMarked]) => (isMarked ? [name] : [])).toSorted());
});
