// SPDX-License-Identifier: Apache-2.0
/** The rules of evidence: which entry may follow, who may write it, what makes an item evidence, and what keeps it from a court for ever. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addMs, type Instant } from '../kernel/index.ts';
import { checkEntry } from './check-entry.ts';
import { courtRules, judgeCourtUse, type SourceLimits } from './court-use.ts';
import { custodyMoves, foldLog, type FoldedEntry, stateAfter } from './custody.ts';
import { formalitiesOf } from './formalities.ts';
import { collectionRules, type ContentWire, contentSchema, custodyStates, formalityAnswers, type SaidWire, sourceKinds } from './wire.ts';

const start = '2026-11-20T10:00:00.000Z' as Instant;
const now = '2026-11-27T10:00:00.000Z' as Instant;
const keeper = 'off_keeper';

const collected = (rule: (typeof collectionRules)[number] = 'production'): ContentWire => ({
  kind: 'collected',
  place: 'Harbour Street 4',
  custodian: 'Evidence store',
  collectedBy: 'Officer Lind',
  from: 'Meridian Tide Exchange Ltd',
  rule,
  power: 'Order 14/26',
});
const loaned: ContentWire = { kind: 'loaned', to: 'Laboratory', purpose: 'extraction', dueAt: '2026-12-01T10:00:00.000Z', terms: '' };
const returned: ContentWire = {
  kind: 'returned',
  from: 'Laboratory',
  place: 'Store',
  custodian: 'Store',
  condition: 'as lent',
  seal: 'intact',
};
const destroyed: ContentWire = { kind: 'destroyed', method: 'shredded', ground: 'The case is closed.', witness: 'Officer Berg' };
const hold: ContentWire = { kind: 'hold-placed', reason: 'Appeal pending.', orderedBy: 'Court of XA', until: null };
const marked: ContentWire = { kind: 'privilege-marked', claimant: 'Counsel', reason: 'Letters to counsel.' };
const released: ContentWire = { kind: 'privilege-reviewed', outcome: 'released', reason: 'Not privileged.' };

function logOf(contents: readonly ContentWire[], officer = keeper): FoldedEntry[] {
  return contents.map((content, index) => ({ number: index + 1, at: addMs(start, index * 60_000), officer, content }));
}
const met = (rule: (typeof collectionRules)[number]): ContentWire[] =>
  formalitiesOf[rule].map((name) => ({ kind: 'formality', name, answer: 'met', note: '' }));

describe('the custody of an item', () => {
  const rows: readonly [from: (typeof custodyStates)[number], kind: ContentWire['kind'], to: string | null][] = [
    ['in-custody', 'sealed', 'in-custody'],
    ['in-custody', 'loaned', 'on-loan'],
    ['on-loan', 'returned', 'in-custody'],
    ['on-loan', 'tested', null],
    ['on-loan', 'destroyed', null],
    ['in-custody', 'returned', null],
    ['in-custody', 'released', 'released'],
    ['in-custody', 'handed-over', 'handed-over'],
    ['handed-over', 'returned', 'in-custody'],
    ['handed-over', 'destroyed', null],
    ['released', 'moved', null],
    ['released', 'hold-placed', 'released'],
    ['destroyed', 'hold-placed', null],
    ['in-custody', 'collected', null],
  ];
  for (const [from, kind, to] of rows)
    test(`${kind} of what is ${from} ${to === null ? 'may not be' : `leads to ${to}`}`, () => assert.equal(stateAfter(from, kind), to));

  test('every state is reached, and no move stands twice', () => {
    const keys = custodyMoves.map(([from, kind]) => `${from} ${kind}`);
    assert.equal(new Set(keys).size, keys.length);
    for (const state of custodyStates.slice(1))
      assert.ok(
        custodyMoves.some(([, , to]) => to === state),
        state,
      );
  });

  test('a loan says who has it, and a return with a broken seal is remembered until it is sealed anew', () => {
    assert.equal(foldLog(logOf([collected(), loaned])).custodian, 'Laboratory');
    const broken = logOf([collected(), loaned, { ...returned, seal: 'broken' }]);
    assert.equal(foldLog(broken).isSealBroken, true);
    const anew = logOf([collected(), loaned, { ...returned, seal: 'broken' }, { kind: 'sealed', sealNumber: 'S-2', place: 'Store' }]);
    assert.equal(foldLog(anew).isSealBroken, false);
  });
});

describe('who may write what', () => {
  const approver = { officer: 'off_head', roles: ['approver'], team: new Set([keeper]), now };
  const preparer = { officer: keeper, roles: ['preparer', 'approver'], team: new Set([keeper]), now };
  const rows: readonly [name: string, log: readonly ContentWire[], said: ContentWire, writer: typeof approver, path: string | null][] = [
    ['an approver without a part in it destroys', [collected()], destroyed, approver, null],
    ['whoever had it in hand destroys', [collected()], destroyed, preparer, 'officer'],
    ['a preparer alone destroys', [collected()], destroyed, { ...approver, roles: ['preparer'] }, 'officer'],
    ['what is under hold is destroyed', [collected(), hold], destroyed, approver, 'hold'],
    ['what is under hold is released', [collected(), hold], { kind: 'released', to: 'Owner', ground: 'Asked for.' }, approver, 'hold'],
    ['a hold is lifted by who placed it', [collected(), hold], { kind: 'hold-lifted', hold: 2, reason: 'Over.' }, preparer, 'officer'],
    ['a hold is lifted by another approver', [collected(), hold], { kind: 'hold-lifted', hold: 2, reason: 'Over.' }, approver, null],
    ['a hold is lifted that nobody placed', [collected()], { kind: 'hold-lifted', hold: 1, reason: 'Over.' }, approver, 'said.hold'],
    ['privilege is reviewed outside the case', [collected(), marked], released, approver, null],
    ['privilege is reviewed by one of the case', [collected(), marked], released, preparer, 'officer'],
    ['privilege is reviewed that nobody claimed', [collected()], released, approver, 'kind'],
    ['a loan is due before it begins', [collected()], { ...loaned, dueAt: start }, preparer, 'said.dueAt'],
    [
      'a formality of another rule is noted',
      [collected()],
      { kind: 'formality', name: 'counsel', answer: 'met', note: '' },
      preparer,
      'said.name',
    ],
    [
      'a formality was not needed, and nobody says why',
      [collected('statement')],
      { kind: 'formality', name: 'interpreter', answer: 'not-needed', note: '' },
      preparer,
      'said.note',
    ],
    [
      'a copy has another digest',
      [collected()],
      { kind: 'copied', copies: 1, forWhom: 'Court', method: 'disk', digest: null },
      preparer,
      'said.digest',
    ],
  ];
  for (const [name, log, said, writer, path] of rows)
    test(`${name}: ${path === null ? 'allowed' : 'refused'}`, () => {
      const digest = `sha256:${'a'.repeat(64)}`;
      const issues = checkEntry({ state: foldLog(logOf(log)), digest }, said as SaidWire, now, writer);
      assert.deepEqual(
        issues.map((one) => one.path),
        path === null ? [] : [path],
      );
    });

  test('a hold ends with its time', () => {
    const over = { ...hold, until: '2026-11-25T00:00:00.000Z' } as ContentWire;
    const state = foldLog(logOf([collected(), over]));
    assert.deepEqual(checkEntry({ state, digest: null }, destroyed as SaidWire, now, approver), []);
  });

  test('nothing is written of the future, nor before what was done last', () => {
    const state = foldLog(logOf([collected(), loaned]));
    const at = (moment: Instant) => checkEntry({ state, digest: null }, returned as SaidWire, moment, preparer).map(({ path }) => path);
    assert.deepEqual([at(addMs(now, 1)), at(start), at(now)], [['at'], ['at'], []]);
  });
});

// --- properties ------------------------------------------------------------------------------------------------------

const anyOutcome = fc.constantFrom<SourceLimits['outcome']>('permitted', 'needs', 'refused');
const anyFormality: fc.Arbitrary<ContentWire> = fc.record({
  kind: fc.constant('formality' as const),
  name: fc.constantFrom(...Object.values(formalitiesOf).flat()),
  answer: fc.constantFrom(...formalityAnswers),
  note: fc.constant('noted'),
});
const anyContent = fc.oneof(
  anyFormality,
  fc.constantFrom(
    loaned,
    returned,
    { ...returned, seal: 'broken' } as ContentWire,
    hold,
    marked,
    released,
    { ...released, outcome: 'withheld' } as ContentWire,
    destroyed,
    { kind: 'moved', place: 'Court', custodian: 'Usher', reason: 'Hearing' } as ContentWire,
    { kind: 'sealed', sealNumber: 'S-1', place: 'Store' } as ContentWire,
  ),
);
/** A log that could have been written: what may not follow is left out. */
const anyLog = fc
  .record({ rule: fc.constantFrom(...collectionRules), isWhole: fc.boolean(), rest: fc.array(anyContent, { maxLength: 12 }) })
  .map(({ rule, isWhole, rest }) => {
    const contents: ContentWire[] = [collected(rule), ...(isWhole ? met(rule) : [])];
    for (const content of rest) if (stateAfter(foldLog(logOf(contents)).state, content.kind) !== null) contents.push(content);
    return foldLog(logOf(contents));
  });
const anyCase = fc.record({ state: anyLog, outcome: anyOutcome, source: fc.constantFrom(...sourceKinds) });

function judged({
  state,
  outcome,
  source,
}: {
  state: ReturnType<typeof foldLog>;
  outcome: SourceLimits['outcome'];
  source: (typeof sourceKinds)[number];
}) {
  const limits = { outcome, reasons: [{ sentence: 'Its originator says so.', clause: '9', agreement: 'agr' }] };
  return judgeCourtUse({ source: { kind: source, id: 'x' }, limits, state, root: state, now });
}

test('invariant 10: only what was collected under a rule, with every formality answered and custody without a gap, is evidence', () => {
  let allowed = 0;
  fc.assert(
    fc.property(anyCase, (given) => {
      const { state } = given;
      if (judged(given).outcome !== 'allowed') return;
      allowed++;
      assert.ok(state.rule === 'statement' || state.rule === 'production');
      for (const name of formalitiesOf[state.rule])
        assert.ok(['met', 'not-needed'].includes(state.formalities.get(name)?.answer ?? ''), name);
      assert.equal(state.state, 'in-custody');
      assert.equal(state.isSealBroken, false);
      assert.ok(state.privilege === 'none' || state.privilege === 'released');
      assert.equal(given.outcome, 'permitted');
    }),
    { numRuns: 2000, seed: 350 },
  );
  assert.ok(allowed > 20, `some are allowed: ${allowed}`);
});

test('invariant 13: a hit is never evidence, whatever its log says; nor is what its originator keeps from court, and its clause is named', () => {
  fc.assert(
    fc.property(anyCase, (given) => {
      assert.equal(judged({ ...given, source: 'lead' }).outcome, 'refused');
      const kept = judged({ ...given, outcome: 'refused' });
      assert.equal(kept.outcome, 'refused');
      assert.ok(kept.reasons.some(({ rule, clause }) => rule === 'condition' && clause === '9'));
    }),
    { numRuns: 1000, seed: 351 },
  );
});

test('a hold keeps an item from being released and destroyed, whatever else its log says', () => {
  const writer = { officer: 'off_head', roles: ['approver'], team: new Set<string>(), now };
  fc.assert(
    fc.property(anyLog, fc.boolean(), (state, isDestroyed) => {
      if (state.holds.length === 0) return;
      const said = isDestroyed ? destroyed : { kind: 'released', to: 'Owner', ground: 'Asked for.' };
      assert.notDeepEqual(checkEntry({ state, digest: null }, said as SaidWire, now, writer), []);
    }),
    { numRuns: 1000, seed: 352 },
  );
});

test('the page docs/reference/evidence.md names every rule and every formality', () => {
  const page = readFileSync(new URL('../../docs/reference/evidence.md', import.meta.url), 'utf8');
  for (const { rule, outcome, meaning } of courtRules) assert.ok(page.includes(`| \`${rule}\` | ${outcome} | ${meaning} |`), rule);
  for (const name of Object.values(formalitiesOf).flat()) assert.ok(page.includes(`\`${name}\``), name);
  for (const option of contentSchema.options) assert.ok(page.includes(`\`${option.shape.kind.value}\``), option.shape.kind.value);
});
