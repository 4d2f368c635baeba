// SPDX-License-Identifier: Apache-2.0
/** Tests of the queue's rules: what is read first, what is proposed as one, and which step has its place where. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Instant } from '../../kernel/index.ts';
import type { SuspiciousReport } from '../../records/index.ts';
import { type ReportState, reportStates } from '../wire.ts';
import { priorityOf } from './priority.ts';
import { nextState, type ReportEvent, transitions } from './report-states.ts';
import { sameReport } from './same-report.ts';

const receivedAt = '2026-11-20T15:30:00.000Z' as Instant;

function report(change: Partial<SuspiciousReport> = {}): SuspiciousReport {
  const party = { ...partyOf('Brannock Shore Nominees'), kind: 'entity', jurisdiction: 'XB' } as const;
  return {
    kind: 'suspicious-report',
    reference: 'STR-1',
    reportedAt: receivedAt,
    reportingFirm: 'Coral Gate',
    suspicion: 'money-laundering',
    narrative: 'Funds came in and left within the hour, without any business behind them.',
    parties: [party],
    movements: [movement({ at: '2026-11-01T10:00:00.000Z' })],
    instruments: [],
    ...change,
  };
}

function movement(change: Partial<SuspiciousReport['movements'][number]> = {}): SuspiciousReport['movements'][number] {
  return { at: '2026-11-01T10:00:00.000Z', amount: '5000.00', unit: 'EUR', from: 'A-1', to: 'B-2', reference: 'PAY-77', ...change };
}

describe('which report is read first', () => {
  const rows: readonly (readonly [string, Partial<SuspiciousReport>, number, number, string])[] = [
    ['nothing speaks for haste', {}, 0, 0, 'ordinary'],
    ['the financing of terrorism', { suspicion: 'terrorist-financing' }, 0, 50, 'urgent'],
    ['the evasion of sanctions', { suspicion: 'sanctions-evasion' }, 0, 40, 'high'],
    ['a movement of 72 hours before', { movements: [movement({ at: '2026-11-17T15:30:00.000Z' })] }, 0, 30, 'high'],
    ['a movement of a second more', { movements: [movement({ at: '2026-11-17T15:29:59.000Z' })] }, 0, 0, 'ordinary'],
    ['a movement without a day that can be read', { movements: [movement({ at: 'lately' })] }, 0, 0, 'ordinary'],
    ['a sum of exactly a million', { movements: [movement({ amount: '1000000' })] }, 0, 15, 'ordinary'],
    ['a sum just under it', { movements: [movement({ amount: '999999.99' })] }, 0, 0, 'ordinary'],
    ['met in earlier reports, and fresh', { movements: [movement({ at: '2026-11-20T09:00:00.000Z' })] }, 2, 50, 'urgent'],
    ['a supplement', { follows: { relation: 'supplements', reference: 'STR-0' } }, 0, 10, 'ordinary'],
  ];
  for (const [name, change, earlierReports, points, priority] of rows) {
    it(`${name}: ${points} points, ${priority}`, () => {
      const judged = priorityOf({ report: report(change), receivedAt, earlierReports, jurisdiction: 'XB' });
      assert.deepEqual([judged.points, judged.priority], [points, priority]);
      assert.equal(
        judged.reasons.reduce((sum, reason) => sum + reason.points, 0),
        points,
      );
    });
  }

  it('a large sum is told as it is read', () => {
    const large = report({ movements: [movement({ amount: '1250000.5' })] });
    const { reasons } = priorityOf({ report: large, receivedAt, earlierReports: 0, jurisdiction: 'XB' });
    assert.deepEqual(
      reasons.map(({ sentence }) => sentence),
      ['One movement alone is of 1,250,000.5 EUR.'],
    );
  });

  it('a party elsewhere is named by its jurisdiction', () => {
    const [party] = report().parties;
    assert.ok(party !== undefined);
    const abroad = report({ parties: [party, { ...party, jurisdiction: 'XC' }] });
    const { reasons } = priorityOf({ report: abroad, receivedAt, earlierReports: 0, jurisdiction: 'XB' });
    assert.deepEqual(
      reasons.map(({ sentence }) => sentence),
      ['Parties are in XC: what is there takes the help of others.'],
    );
  });
});

describe('whether two reports tell of the same thing', () => {
  const otherWords = { narrative: 'Our client could not explain why the money was sent on at once to a third party.' };
  const rows: readonly (readonly [string, SuspiciousReport, boolean])[] = [
    ['the same payment and the same suspect, in other words', report(otherWords), true],
    ['the same payment alone', report({ ...otherWords, parties: [{ ...partyOf('Someone Else') }] }), false],
    ['the same suspect alone', report({ ...otherWords, movements: [movement({ reference: 'PAY-78' })] }), false],
    ['the same number of payment with another amount', report({ ...otherWords, movements: [movement({ amount: '5001' })] }), false],
    ['the amount written without its zeros', report({ ...otherWords, movements: [movement({ amount: '5000' })] }), true],
    ['the same words and the same suspect, without payments', report({ movements: [] }), true],
  ];
  for (const [name, other, isSame] of rows)
    it(`${name}: ${isSame ? 'proposed' : 'not'}`, () => assert.equal(sameReport(report(), other) !== null, isSame));
});

function partyOf(name: string): SuspiciousReport['parties'][number] {
  return { role: 'suspected', kind: 'person', name, identifiers: [], jurisdiction: null, birthDate: null };
}

describe('states of a report', () => {
  const events: readonly ReportEvent[] = ['take-up', 'use', 'close', 'reopen', 'ask', 'answer', 'supplement'];

  it('every row of the table leads where it says, and everything else nowhere', () => {
    for (const from of reportStates)
      for (const event of events) {
        const row = transitions.find((one) => one.from === from && one.event === event);
        assert.equal(nextState(from, event), row?.to ?? null, `${from} ${event}`);
      }
    assert.equal(new Set(transitions.map(({ from, event }) => `${from} ${event}`)).size, transitions.length);
  });

  it('a report that nobody has read is neither used nor closed, and one that is closed is only opened again', () => {
    const possible = (state: ReportState) => events.filter((event) => nextState(state, event) !== null);
    assert.deepEqual(possible('new'), ['take-up']);
    assert.deepEqual(possible('closed'), ['reopen', 'supplement']);
  });
});
