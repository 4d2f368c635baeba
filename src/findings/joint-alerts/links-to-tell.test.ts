// SPDX-License-Identifier: Apache-2.0
/** What stands against telling another authority that two accounts belong together, by the records on the way, row by row. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { obstacleToTelling } from './links-to-tell.ts';

const own = { kind: 'registration', isReceived: false, originatorName: 'XA' } as const;
const given = { kind: 'registration', isReceived: true, originatorName: 'XC' } as const;
const report = { kind: 'suspicious-report', isReceived: false, originatorName: 'XA' } as const;
const givenReport = { ...report, isReceived: true, originatorName: 'XC' } as const;

suite('a link between accounts', () => {
  const rows = [
    ['over own registrations may be told', ['linked-accounts'], [own, own], null],
    ['without a clause is not told', ['others-by-name', 'own-alerts'], [own], /No clause of the agreement/],
    ['over a record that another gave goes no further', ['linked-accounts'], [own, given], /what XC gave.*without its leave/],
    ['over a report of a suspicion is not told', ['linked-accounts'], [report, own], /report of a suspicion/],
    ['over a report that another gave: the report comes first', ['linked-accounts'], [given, givenReport], /report of a suspicion/],
    ['by a judgement alone may be told', ['linked-accounts'], [], null],
  ] as const;
  for (const [name, mayTell, onWay, expected] of rows)
    test(name, () => {
      const obstacle = obstacleToTelling(mayTell, onWay);
      if (expected === null) assert.equal(obstacle, null);
      else assert.match(obstacle ?? '', expected);
    });
});
