// SPDX-License-Identifier: Apache-2.0
/**
 * P9 as properties: whatever way a datum took, over however many holders and merged with whatever else, nothing goes on that an
 * originator did not permit.
 *
 *     ways    a datum goes from holder to holder, each hop with a consent that may lack anything; a model of a few lines, written
 *             from the sentences of the promise, says what may pass
 *     trees   data are merged and passed on in random trees; what comes out is as strict as each thing that went in
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { checkUse, type Condition, isAtLeastAsStrict, meet, type Purpose } from '../../conditions/index.ts';
import { addMs, type IdOf, type Instant } from '../../kernel/index.ts';
import { makeAuthority, realSuites } from '../../seals/index.ts';
import type { ConsentWire } from '../wire.ts';
import { datumDigest, signConsent } from './consent-document.ts';
import { judgePassOn } from './judge-pass-on.ts';

const now = '2026-11-20T15:30:00.000Z' as Instant;
const hourMs = 3_600_000;
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const [origin, stranger] = [0, 1].map(() => makeAuthority({ ...realSuites, random, createdAt: now })) as [Author, Author];
type Author = ReturnType<typeof makeAuthority>;
const holders = ['ca1xa', 'ca1xc', 'ca1xd', 'ca1xe', 'ca1xf'] as const;
const agreement = { id: 'agr_1', version: 1, digest: 'sha256:1' };
const body = { kind: 'compliance-record', reference: 'XB-1' };
const [salt, recordId] = ['c2FsdA==', 'rcd_b'];
const purposes = ['supervision', 'admin-enforcement', 'tax'] as const satisfies readonly Purpose[];

let made = 0;
function conditionOf(changes: Partial<Condition>): Condition {
  const id = `cnd_${String(made++).padStart(26, '0')}` as IdOf<'cnd'>;
  return {
    id,
    originator: origin.authorityId,
    agreement,
    clause: '11',
    scope: '',
    purposes: ['supervision', 'admin-enforcement'],
    handling: 'amber+strict',
    onward: 'consent',
    recipients: [],
    evidentialUse: 'with-permission',
    mayNotifySubject: false,
    usableUntil: null,
    note: '',
    ...changes,
  };
}

const limits = {
  purposes: fc.subarray([...purposes], { minLength: 2 }),
  onward: fc.constantFrom('never', 'consent', 'listed', 'consent', 'consent', 'consent'),
  recipients: fc.subarray([...holders]),
  usableUntil: fc.constantFrom(null, null, addMs(now, 2 * hourMs)),
  handling: fc.constantFrom('amber', 'amber+strict', 'red'),
} as const;

/** One hop, tried once: who gets it, why, when, with which leave, and what the giver adds for those who come after. */
const hops = fc.array(
  fc.record({
    to: fc.constantFrom(...holders),
    purpose: fc.constantFrom<Purpose>('admin-enforcement', 'admin-enforcement', 'supervision', 'tax'),
    hoursLater: fc.constantFrom(1, 1, 1, 3),
    consent: fc.constantFrom(
      ...(['good', 'good', 'good', 'good', 'narrowed', 'none', 'denied', 'ended', 'too-late', 'other-recipient', 'other-purpose'] as const),
      ...(['other-holder', 'other-datum', 'by-a-stranger', 'condition-left-out'] as const),
    ),
    added: fc.option(fc.record(limits), { nil: null, freq: 1 }),
  }),
  { minLength: 4, maxLength: 10 },
);
type Hop = typeof hops extends fc.Arbitrary<readonly (infer One)[]> ? One : never;

interface Way {
  readonly chain: readonly { readonly from: string; readonly to: string; readonly dispatch: string }[];
  readonly conditions: readonly Condition[];
}

function consentFor(hop: Hop, way: Way, from: string, at: Instant) {
  if (hop.consent === 'none') return null;
  const narrowed = hop.consent === 'narrowed' ? { purposes: ['supervision' as const], onward: 'never' as const } : {};
  const condition = conditionOf({ onward: 'consent', ...narrowed });
  const isDenied = hop.consent === 'denied';
  const granted: ConsentWire = {
    v: 1,
    matter: `cns_${'0'.repeat(26)}`,
    originator: origin.authorityId,
    holder: hop.consent === 'other-holder' ? 'ca1xz' : from,
    recipient: hop.consent === 'other-recipient' ? 'ca1xz' : hop.to,
    purpose: hop.consent === 'other-purpose' ? 'criminal-investigation' : hop.purpose,
    answer: isDenied ? 'denied' : 'granted',
    datum: { recordId: hop.consent === 'other-datum' ? 'rcd_c' : recordId, version: 1, digest: datumDigest(salt, body) },
    condition: isDenied ? null : condition,
    until: hop.consent === 'ended' ? addMs(at, -1) : addMs(at, hourMs),
    agreement,
    clause: '17',
    ground: isDenied ? 'R03' : null,
    reasons: '',
    question: way.chain.at(-1)?.dispatch ?? '',
    at: hop.consent === 'too-late' ? addMs(at, 1) : addMs(at, -hourMs),
  };
  const by = hop.consent === 'by-a-stranger' ? stranger : origin;
  const carried = signConsent(granted, salt, { suite: realSuites.suite, key: by.keys.dispatch, history: by.history });
  return { carried, condition: isDenied || hop.consent === 'condition-left-out' ? null : condition };
}

/** The promise in a few lines: no circle; a leave of the originator for exactly this, or everybody lists the recipient; and no limit broken. */
function mayPass(hop: Hop, way: Way, from: string, at: Instant, carried: readonly Condition[]): boolean {
  if (way.chain.some(({ to }) => to === hop.to)) return false;
  const others = carried.filter(({ originator }) => originator !== from);
  const isAllowed = others.every((condition) => {
    const isInTime = condition.usableUntil === null || at <= condition.usableUntil;
    return isInTime && condition.purposes.includes(hop.purpose) && condition.onward !== 'never';
  });
  if (hop.consent === 'none')
    return isAllowed && others.every(({ onward, recipients }) => onward === 'listed' && recipients.includes(hop.to));
  return isAllowed && ['good', 'narrowed'].includes(hop.consent);
}

suite('a datum that goes from holder to holder', () => {
  test('passes exactly where its originator gave leave for this holder, recipient, purpose and moment, over up to six hops', () => {
    const seen = { passed: 0, stopped: 0, farthest: 0 };
    fc.assert(
      fc.property(fc.record(limits), hops, (first, walk) => {
        let way: Way = {
          chain: [{ from: origin.authorityId, to: 'ca1xb', dispatch: 'sha256:0' }],
          conditions: [conditionOf(first)],
        };
        let at = now;
        for (const hop of walk) {
          const from = way.chain.at(-1)?.to ?? '';
          at = addMs(at, hop.hoursLater * hourMs);
          const consent = consentFor(hop, way, from, at);
          const carried = consent?.condition ? [...way.conditions, consent.condition] : way.conditions;
          const passedOn = { origin: { recordId }, chain: [...way.chain], consent: consent?.carried ?? null };
          const datum = { originator: origin.authorityId, body, conditions: carried, passedOn };
          const { outcome } = judgePassOn(datum, { from, to: hop.to, purpose: hop.purpose, at }, realSuites);
          assert.equal(outcome === 'permitted', mayPass(hop, way, from, at, carried), JSON.stringify({ hop, chain: way.chain }));
          if (outcome !== 'permitted') {
            seen.stopped++;
            continue;
          }
          const dispatch = `sha256:${way.chain.length}`;
          const added = hop.added === null ? [] : [conditionOf({ ...hop.added, originator: from })];
          way = { chain: [...way.chain, { from, to: hop.to, dispatch }], conditions: [...carried, ...added] };
          seen.passed++;
          seen.farthest = Math.max(seen.farthest, way.chain.length);
        }
      }),
      { numRuns: 150, seed: 20_261_127 },
    );
    assert.ok(seen.passed > 60 && seen.stopped > 100 && seen.farthest >= 4, JSON.stringify(seen));
  });

  test('whoever leaves out one of its conditions, or changes one of its consent, passes nothing on', () => {
    const hop: Hop = { to: 'ca1xa', purpose: 'admin-enforcement', hoursLater: 1, consent: 'good', added: null };
    const way: Way = { chain: [{ from: origin.authorityId, to: 'ca1xb', dispatch: 'sha256:0' }], conditions: [conditionOf({})] };
    const at = addMs(now, hourMs);
    const consent = consentFor(hop, way, 'ca1xb', at);
    assert(consent?.condition);
    const passedOn = { origin: { recordId }, chain: [...way.chain], consent: consent.carried };
    const judge = (conditions: readonly Condition[]): string =>
      judgePassOn(
        { originator: origin.authorityId, body, conditions, passedOn },
        { from: 'ca1xb', to: hop.to, purpose: hop.purpose, at },
        realSuites,
      ).outcome;
    const { condition } = consent;
    assert.equal(judge([...way.conditions, condition]), 'permitted');
    fc.assert(
      fc.property(fc.record(limits), (other) => {
        const changed = { ...condition, ...other };
        fc.pre(JSON.stringify(changed) !== JSON.stringify(condition));
        assert.notEqual(judge([...way.conditions, changed]), 'permitted');
      }),
    );
    assert.notEqual(judge(way.conditions), 'permitted');
  });
});

/** A tree of provenance: data as they were given, and what was made of several, with what the maker adds. */
type Tree =
  | { readonly kind: 'given'; readonly condition: Condition }
  | { readonly kind: 'made'; readonly from: readonly Tree[]; readonly added: Condition | null };

const anyCondition = fc
  .record({ ...limits, evidentialUse: fc.constantFrom('allowed', 'with-permission', 'forbidden'), mayNotifySubject: fc.boolean() })
  .map((changes) => conditionOf(changes));
const { tree: anyTree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyCondition.map((condition): Tree => ({ kind: 'given', condition })),
    fc
      .record({ from: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }), added: fc.option(anyCondition, { nil: null }) })
      .map(({ from, added }): Tree => ({ kind: 'made', from, added })),
  ),
}));

/** What a datum carries: everything that what it was made of carries, and what its maker adds. */
function carriedBy(tree: Tree): readonly Condition[] {
  if (tree.kind === 'given') return [tree.condition];
  return [...tree.from.flatMap(carriedBy), ...(tree.added === null ? [] : [tree.added])];
}

function everyPart(tree: Tree): readonly Tree[] {
  return tree.kind === 'given' ? [tree] : [tree, ...tree.from.flatMap(everyPart)];
}

suite('a datum that was made of others', () => {
  test('is as strict as each of them, at every place of its tree', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const whole = meet(carriedBy(tree));
        for (const part of everyPart(tree)) assert.ok(isAtLeastAsStrict(whole, meet(carriedBy(part))));
      }),
    );
  });

  test('may be used in no manner in which one of them may not be used, with the same consent', () => {
    const uses = fc.record({
      manner: fc.constantFrom('read', 'search', 'export', 'evidence', 'pass-on'),
      purpose: fc.constantFrom(...purposes),
      recipient: fc.constantFrom(...holders),
      consent: fc.option(
        fc.record({ recipient: fc.constantFrom(...holders), purpose: fc.constantFrom(...purposes), until: limits.usableUntil }),
        {
          nil: null,
        },
      ),
      hoursLater: fc.constantFrom(0, 1, 3),
    });
    let permitted = 0;
    fc.assert(
      fc.property(anyTree, uses, (tree, { hoursLater, ...asked }) => {
        const use = { ...asked, by: 'ca1xb', now: addMs(now, hoursLater * hourMs) } as const;
        if (checkUse(carriedBy(tree), use).outcome !== 'permitted') return;
        permitted++;
        for (const part of everyPart(tree)) assert.equal(checkUse(carriedBy(part), use).outcome, 'permitted');
      }),
      { numRuns: 600, seed: 20_261_127 },
    );
    assert.ok(permitted > 30, `${permitted} uses were permitted`);
  });
});
