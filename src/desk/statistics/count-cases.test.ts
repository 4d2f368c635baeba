// SPDX-License-Identifier: Apache-2.0
/** Tests of statistics: counts that add up, medians of real cases, and a table that no spreadsheet runs. Invariant 22 of the field. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { CaseFacts } from '../../assistance/index.ts';
import { addMs, type Instant } from '../../kernel/index.ts';
import { countCases, quantile } from './count-cases.ts';
import { statisticsCsv } from './statistics-csv.ts';

const dayMs = 86_400_000;
const start = '2026-03-01T09:00:00.000Z' as Instant;
const now = '2026-06-01T09:00:00.000Z' as Instant;
const after = (days: number): Instant => addMs(start, days * dayMs);
const base: CaseFacts = {
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

  it('a median is the time of a real case, and there is none of none', () => {
    assert.deepEqual([quantile([], 0.5), quantile([3], 0.5), quantile([1, 9], 0.5), quantile([9, 1, 4], 0.5)], [null, 3, 1, 4]);
  });

  it('a cell of the table is never a formula, and commas and quotes stay inside it', () => {
    const [row] = countCases([base], at).rows;
    assert.ok(row !== undefined);
    const text = statisticsCsv([
      { ...row, counterpartName: '=HYPERLINK("http://x")', jurisdiction: 'XA', agreementTitle: 'Memorandum, 2026' },
    ]);
    assert.match(text.split('\r\n')[1] ?? '', /^requested,"'=HYPERLINK\(""http:\/\/x""\)",XA,"Memorandum, 2026",1,/);
  });
});
