// SPDX-License-Identifier: Apache-2.0
/** Tests of statistics: counts that add up, medians of real cases, and a table that no spreadsheet runs. Invariant 22 of the field. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { CaseFacts } from '../../assistance/index.ts';
import { addMs, type Instant } from '../../kernel/index.ts';
import { writePaper } from '../../paper/index.ts';
import { countCases, quantile } from './count-cases.ts';
import { countProperty } from './count-property.ts';
import { statisticsCsv } from './statistics-csv.ts';
import { statisticsPaper, statisticsWorkbook } from './statistics-files.ts';
import type { StatisticsWire } from './wire.ts';

const dayMs = 86_400_000;
const start = '2026-03-01T09:00:00.000Z' as Instant;
const now = '2026-06-01T09:00:00.000Z' as Instant;
const after = (days: number): Instant => addMs(start, days * dayMs);
const base: CaseFacts = {
  caseId: 'req_1',
  side: 'requested',
  counterpart: 'xa',
  agreement: { id: 'agr_1', version: 1, digest: 'sha256:0' },
  ending: 'open',
  isPartlyAnswered: false,
  class: 'normal',
  receivedAt: start,
  acknowledgedAt: null,
  answeredAt: null,
  refusedAt: null,
  refusals: [],
  usefulness: null,
  isDraftShown: false,
  deadlines: [],
};
const acknowledge = (metAt: Instant | null) => ({ step: 'acknowledge' as const, dueAt: after(5), metAt, sentence: '', clause: '1' });
const at = { now, timeZone: 'Etc/GMT-1' };

describe('statistics', () => {
  it('the worked case of the header: answered after 4 and 10 days, one open and overdue', () => {
    const facts: CaseFacts[] = [
      { ...base, ending: 'answered', answeredAt: after(4), acknowledgedAt: after(1), deadlines: [acknowledge(after(1))] },
      { ...base, ending: 'answered', answeredAt: after(10), acknowledgedAt: after(8), deadlines: [acknowledge(after(8))] },
      { ...base, deadlines: [acknowledge(null)] },
    ];
    const [row] = countCases(facts, at).rows;
    const { received, answered, open, overdue, medianDaysToAnswer, p90DaysToAnswer, acknowledgedInTime, acknowledgeDeadlines } = row ?? {};
    assert.deepEqual([received, answered, open, overdue, medianDaysToAnswer, p90DaysToAnswer], [3, 2, 1, 1, 4, 10]);
    assert.deepEqual([acknowledgedInTime, acknowledgeDeadlines], [1, 3]);
  });

  it('what was asked orally counts once, and by whether its writing came in time', () => {
    const confirmed = (metAt: Instant | null) => [{ ...acknowledge(metAt), step: 'confirm-in-writing' as const }];
    const facts: CaseFacts[] = [
      { ...base, isDraftShown: true },
      { ...base, deadlines: confirmed(after(1)) },
      { ...base, deadlines: confirmed(after(6)) },
    ];
    const [row] = countCases(facts, at).rows;
    assert.equal(row?.draftShown, 1);
    assert.deepEqual([row?.received, row?.askedOrally, row?.confirmedInTime, row?.overdue], [3, 2, 1, 0]);
  });

  it('invariant 22: whatever the cases, every one is counted once, refusals by ground add up, and rows add up to the months', () => {
    const endings = ['open', 'answered', 'refused', 'not-done', 'withdrawn'] as const;
    const anyRefusal = fc.record({
      ground: fc.constantFrom('R02', 'R06'),
      contested: fc.constantFrom('rebutted' as const, 'cured' as const),
      answer: fc.constantFrom('reopened' as const, 'upheld' as const, null),
    });
    const anyCase = fc.record({
      ending: fc.constantFrom(...endings),
      reopened: fc.array(anyRefusal, { maxLength: 2 }),
      counterpart: fc.constantFrom('xa', 'xb', 'xc'),
      side: fc.constantFrom('requested' as const, 'requesting' as const),
      agreement: fc.constantFrom(base.agreement, null),
      days: fc.integer({ min: 0, max: 80 }),
      took: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(anyCase, { maxLength: 40 }), (cases) => {
        const facts = cases.map(({ days, took, reopened, ...rest }): CaseFacts => {
          const ended = after(days + took);
          const isRefused = rest.ending === 'refused';
          const answeredAt = rest.ending === 'answered' ? ended : null;
          const stands = isRefused ? [{ ground: 'R02', contested: null, answer: null }] : [];
          return {
            ...base,
            ...rest,
            receivedAt: after(days),
            answeredAt,
            refusedAt: isRefused ? ended : null,
            refusals: [...reopened, ...stands],
          };
        });
        const { rows, refusals, months } = countCases(facts, at);
        const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
        assert.equal(sum(rows.map((row) => row.received)), facts.length);
        for (const row of rows) assert.equal(row.answered + row.refused + row.notDone + row.withdrawn + row.open, row.received);
        assert.equal(sum(refusals.map(({ count }) => count)), sum(facts.map((one) => one.refusals.length)));
        for (const { count, rebutted, cured, reopened, upheld } of refusals) {
          assert(rebutted + cured <= count && reopened + upheld <= rebutted + cured);
        }
        assert.equal(sum(months.map(({ received }) => received)), facts.length);
      }),
    );
  });

  it('a refusal is counted with what its ground says', () => {
    const refusal = { ground: 'R06', contested: null, answer: null } as const;
    const { refusals } = countCases([{ ...base, refusals: [refusal, refusal] }], at);
    assert.deepEqual(
      refusals.map(({ ground, meaning, count }) => [ground, meaning.length > 5, count]),
      [['R06', true, 2]],
    );
  });

  it('feedback counts by what the newest report says, and a case without one is not reported on', () => {
    const facts: CaseFacts[] = [
      { ...base, ending: 'answered', usefulness: 'useful' },
      { ...base, ending: 'answered', usefulness: 'decisive' },
      { ...base, ending: 'answered', usefulness: 'useful' },
      { ...base, ending: 'answered' },
      { ...base, ending: 'open', usefulness: 'useful' },
    ];
    const { rows, feedback } = countCases(facts, at);
    assert.equal(rows[0]?.reportedOn, 3, 'an open case is reported on the way, and is not ended');
    assert.deepEqual(feedback, [
      { side: 'requested', usefulness: 'decisive', count: 1 },
      { side: 'requested', usefulness: 'useful', count: 3 },
    ]);
  });

  it('property: the worked case of the header, and no sum of two currencies', () => {
    const cases = ['a', 'b', 'c'].map((caseId) => ({ caseId, side: 'requesting' as const }));
    const nothing = { releasedMinor: 0n, toIssuingMinor: 0n, toExecutingMinor: 0n, toVictimsMinor: 0n, victims: 0 };
    const rows = countProperty(cases, [
      { ...nothing, caseId: 'a', currency: 'EUR', frozenEverMinor: 31_000_000n, heldMinor: 31_000_000n },
      { ...nothing, caseId: 'b', currency: 'EUR', frozenEverMinor: 5_000_000n, heldMinor: 0n, toVictimsMinor: 5_000_000n, victims: 2 },
      { ...nothing, caseId: 'c', currency: 'JPY', frozenEverMinor: 700n, heldMinor: 700n },
      { ...nothing, caseId: 'hidden', currency: 'EUR', frozenEverMinor: 900n, heldMinor: 900n },
    ]);
    const seen = rows.map((row) => [row.currency, row.orders, row.frozenEver, row.held, row.toVictims, row.ordersWithVictims, row.victims]);
    assert.deepEqual(seen, [
      ['EUR', 2, '360000.00', '310000.00', '50000.00', 1, 2],
      ['JPY', 1, '700', '700', '0', 0, 0],
    ]);
  });

  it('the workbook and the paper hold every table, and the same bytes for the same figures', async () => {
    const { rows, ...counted } = countCases([{ ...base, ending: 'answered', answeredAt: after(4), usefulness: 'useful' }], at);
    const found: StatisticsWire = {
      fromDay: '2026-01-01',
      toDay: '2026-12-31',
      rows: rows.map((row) => ({ ...row, counterpartName: '=1+1', jurisdiction: 'XA', agreementTitle: 'Memorandum' })),
      property: [],
      isCut: false,
      ...counted,
      refusals: [...counted.refusals],
      feedback: [...counted.feedback],
      months: [...counted.months],
    };
    const made = { ownName: 'XB Authority', now, digest: 'sha256:0' };
    assert.deepEqual(statisticsWorkbook(found, made), statisticsWorkbook(found, made));
    const paper = statisticsPaper(found, made);
    const captions = paper.parts.flatMap((part) => (part.kind === 'table' ? [part.caption] : []));
    assert.deepEqual(captions, [
      'How many, and how they ended',
      'How fast, and whether the use was reported',
      'Refusals',
      'Feedback',
      'Frozen',
      'Returned',
      'Months',
    ]);
    for (const part of paper.parts) {
      if (part.kind === 'table') for (const row of part.rows) assert.equal(row.length, part.columns.length, part.caption);
    }
    assert.match(
      Buffer.from(await writePaper(paper))
        .subarray(0, 5)
        .toString('latin1'),
      /^%PDF-/,
    );
  });

  it('a median is the time of a real case, and there is none of none', () => {
    assert.deepEqual([quantile([], 0.5), quantile([3], 0.5), quantile([1, 9], 0.5), quantile([9, 1, 4], 0.5)], [null, 3, 1, 4]);
  });

  it('a cell of the table is never a formula, and commas and quotes stay inside it', () => {
    const [row] = countCases([base], at).rows;
    assert.ok(row !== undefined);
    const text = statisticsCsv([
      { ...row, counterpartName: '=HYPERLINK("http://x")', jurisdiction: 'XA', agreementTitle: 'Memorandum, 2026' },
    ]);
    assert.match(text.split('\r\n')[1] ?? '', /^asked of us,"'=HYPERLINK\(""http:\/\/x""\)",XA,"Memorandum, 2026",1,/);
  });
});
