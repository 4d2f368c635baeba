// SPDX-License-Identifier: Apache-2.0
/** A trace that goes through four authorities, each with its own data alone, ends where the trace over all data ends, to the unit. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { movementsBuilder } from '../../columns/index.ts';
import type { LotMethod } from '../tracing/follow-lots.ts';
import { digested, runTrace } from '../tracing/trace.ts';
import type { SeedWire } from '../wire.ts';
import { findEntries } from './find-entries.ts';
import { joinParts } from './joined-picture.ts';
import { entriesFor, type HandedEntry, type RelayEntry, type RelayPart, relayPartOf, unaccounted, withoutNames } from './relay-part.ts';

/** Hours after the first, payer, payee, amount in cents. XA's thief scatters; it goes on through XB and XC to XD, and some comes back. */
type Line = readonly [hour: number, from: string, to: string, amount: number];
const lines: readonly Line[] = [
  [0, '', 'XA-victim', 4_000_000],
  [1, 'XA-victim', 'XA-mule', 4_000_000],
  [2, 'XA-mule', 'XB-shop', 2_500_001],
  [3, 'XA-mule', 'XC-card', 1_499_998],
  [4, 'XB-shop', 'XC-card', 1_000_001],
  [5, 'XB-shop', 'XB-till', 1_500_000],
  [6, 'XB-till', '', 700_000],
  [7, 'XC-card', 'XD-gold', 2_000_000],
  // The same sum at the same instant twice: alike in everything.
  [8, 'XC-card', 'XA-mule', 100_000],
  [8, 'XC-card', 'XA-mule', 100_000],
  [9, 'XA-mule', 'XB-shop', 200_000],
  [10, 'XB-shop', 'XD-gold', 150_000],
  [11, 'XD-gold', '', 1_999_999],
];
const beginsAt = Date.parse('2026-10-01T00:00:00.000Z');
const homeOf = (party: string): string => party.slice(0, 2);

function tableOf(chosen: readonly Line[]) {
  const builder = movementsBuilder();
  for (const [index, [hour, from, to, amount]] of chosen.entries()) {
    builder.add({
      timeMs: beginsAt + hour * 3_600_000,
      kind: from === '' ? 'cash-in' : to === '' ? 'cash-out' : 'transfer',
      from: from === '' ? 0 : builder.parties.numberOf(from),
      to: to === '' ? 0 : builder.parties.numberOf(to),
      amount,
      asset: builder.asset({ symbol: 'EUR', ledger: 'bank', decimals: 2 }),
      sourceRow: index + 1,
    });
  }
  return digested(builder.finish().movements);
}

/** What one authority sees: movements that touch an account it supervises. */
const seenBy = (authority: string) => tableOf(lines.filter(([, from, to]) => homeOf(from) === authority || homeOf(to) === authority));

/** All parts of one authority on its own data: its own seeds, and what others handed on. */
function turn(authority: string, handed: readonly HandedEntry[], method: LotMethod): RelayPart[] {
  const table = seenBy(authority);
  const parties = Array.from({ length: table.movements.parties.size - 1 }, (_, index) => table.movements.parties.nameOf(index + 1));
  const own: SeedWire[] = authority === 'XA' ? [{ row: 2 }] : [];
  const found = findEntries(table.movements, handed);
  const abroad = parties.filter((party) => homeOf(party) !== authority);
  const rules = { services: abroad, amountMin: null, ageDaysMax: null, hopsMax: null, pathsMax: 100_000 };
  const trace = runTrace(table, { seeds: [...own, ...found.seeds], method, direction: 'forward', ...rules });
  assert.ok(trace.ok, JSON.stringify(trace));
  const askers = [...(own.length > 0 ? [null] : []), ...new Set(handed.map(({ askedBy }) => askedBy))];
  return askers.map((askedBy) =>
    relayPartOf(trace.value, {
      authority,
      askedBy,
      trace: trace.value.digest,
      supervisorOf: (party) => (homeOf(party) === authority ? null : homeOf(party)),
      seeds: [...own.map(() => null), ...found.stands],
      notFound: found.notFound,
    }),
  );
}

/** Each asks on what it reached, and again where that has changed, until nothing is new; `silent` authorities answer nothing. */
function relay(method: LotMethod, silent: readonly string[] = []): RelayPart[] {
  const told: RelayPart[] = [];
  const standing = new Map<string, string>();
  const questions = new Map<string, Map<string, RelayEntry[]>>();
  let turns = ['XA'];
  for (let round = 0; turns.length > 0; round += 1) {
    assert.ok(round < 20, 'the relay comes to an end');
    const parts = turns.flatMap((authority) => {
      const handed = [...(questions.get(authority) ?? [])].flatMap(([askedBy, entries]) => entries.map((entry) => ({ askedBy, entry })));
      return turn(authority, handed, method);
    });
    told.push(...parts);
    for (const authority of turns) askOn(authority, parts, questions);
    const changed = [...questions].filter(([authority, asked]) => standing.get(authority) !== JSON.stringify([...asked]));
    for (const [authority, asked] of changed) standing.set(authority, JSON.stringify([...asked]));
    turns = changed.map(([authority]) => authority).filter((authority) => !silent.includes(authority));
  }
  return told;
}

function askOn(asker: string, parts: readonly RelayPart[], questions: Map<string, Map<string, RelayEntry[]>>): void {
  const own = parts.filter(({ authority }) => authority === asker);
  for (const [authority, entries] of entriesFor(own)) {
    const asked = questions.get(authority) ?? new Map<string, RelayEntry[]>();
    asked.set(asker, [...entries]);
    questions.set(authority, asked);
  }
}

const cents = (amount: string): number => Math.round(Number(amount) * 100);
const byParty = (ends: readonly { readonly party: string | null; readonly kind: string; readonly amount: string }[]) => {
  const sums = new Map<string, number>();
  for (const { party, kind, amount } of ends) sums.set(`${party} ${kind}`, (sums.get(`${party} ${kind}`) ?? 0) + cents(amount));
  return sums;
};

describe('a trace that is relayed', () => {
  for (const method of ['fifo', 'lifo', 'tiho', 'haircut'] as const) {
    test(`through four authorities, with value that comes back, by ${method}, ends at the right exits to the unit`, () => {
      const whole = runTrace(tableOf(lines), {
        seeds: [{ row: 2 }],
        method,
        direction: 'forward',
        services: [],
        amountMin: null,
        ageDaysMax: null,
        hopsMax: null,
        pathsMax: 100_000,
      });
      assert.ok(whole.ok);
      const parts = relay(method);
      const picture = joinParts(parts);
      assert.deepEqual(picture.faults, []);
      assert.deepEqual(picture.dark, []);
      assert.deepEqual(byParty(picture.ends), byParty(whole.value.holders.first));
      assert.equal(
        picture.ends.reduce((sum, { amount }) => sum + cents(amount), 0),
        4_000_000,
      );
      assert.deepEqual(new Set(parts.map(({ authority }) => authority)), new Set(['XA', 'XB', 'XC', 'XD']));
    });
  }

  test('past an authority that refuses, its part is dark, and the rest still adds up', () => {
    const picture = joinParts(relay('fifo', ['XC']));
    const dark = picture.dark.reduce((sum, { amount }) => sum + cents(amount), 0);
    assert.equal(dark, 1_499_998 + 1_000_001);
    assert.deepEqual(new Set(picture.dark.map(({ authority, why }) => `${authority} ${why}`)), new Set(['XC not-told']));
    assert.equal(picture.ends.reduce((sum, { amount }) => sum + cents(amount), 0) + dark, 4_000_000);
  });

  test('for one that only continues, the picture begins with what was found of its entry points', () => {
    const parts = relay('fifo').filter(({ authority }) => authority === 'XB' || authority === 'XD');
    const picture = joinParts(parts, ({ authority, askedBy }) => authority === 'XB' && askedBy === 'XA');
    assert.deepEqual(picture.begun, [{ asset: { symbol: 'EUR', ledger: 'bank' }, amount: '27000.01' }]);
    const told = [...picture.ends, ...picture.dark].reduce((sum, { amount }) => sum + cents(amount), 0);
    assert.equal(told, 2_700_001);
    assert.deepEqual(new Set(picture.dark.map(({ authority }) => authority)), new Set(['XC']));
  });

  test('the same answer that came by two ways counts once', () => {
    const parts = relay('fifo');
    assert.deepEqual(joinParts([...parts, ...parts]), joinParts(parts));
  });

  test('ends told without names add up to the same', () => {
    const parts = relay('fifo');
    const picture = joinParts(parts.map((part) => (part.authority === 'XD' ? withoutNames(part, part.askedBy) : part)));
    assert.deepEqual(picture.faults, []);
    assert.ok(picture.ends.every(({ authority, party }) => authority !== 'XD' || party === null));
    const told = parts.filter(({ authority }) => authority === 'XC').map((part) => withoutNames(part, part.askedBy));
    const named = told.flatMap(({ askedBy, ends, reached }) => [
      ...ends.map(({ party }) => party),
      ...reached.flatMap(({ entry: { party } }) => (party?.startsWith(askedBy ?? '-') === true ? [] : [party])),
    ]);
    assert.deepEqual(new Set(named), new Set([null]), 'nor is an account named that value went on to, but those of whoever asks');
    assert.equal(
      picture.ends.reduce((sum, { amount }) => sum + cents(amount), 0),
      4_000_000,
    );
  });

  test('a part that does not add up in itself is left out and named', () => {
    const parts = relay('fifo').map((part) => (part.authority === 'XD' ? { ...part, ends: part.ends.slice(1) } : part));
    assert.ok(parts.some((part) => unaccounted(part).length > 0));
    assert.ok(joinParts(parts).faults.some(({ authority, kind }) => authority === 'XD' && kind === 'not-conserved'));
  });

  test('what only such a part leads to is not reached, and who was handed value by that, beside what others handed on, tells too much', () => {
    const parts = relay('fifo').map((part) => (part.authority === 'XC' ? { ...part, begun: [] } : part));
    const faults = joinParts(parts).faults.map(({ authority, kind }) => `${authority} ${kind}`);
    assert.deepEqual(new Set(faults), new Set(['XC not-conserved', 'XA not-reached', 'XD not-reached', 'XB too-much']));
  });

  test('a part that tells of an entry point that nobody handed on tells too much', () => {
    const euros = { asset: { symbol: 'EUR', ledger: 'bank' }, amount: '5' };
    const parts = relay('fifo').map((part): RelayPart =>
      part.authority === 'XD'
        ? {
            ...part,
            entries: [...part.entries, { id: 'sha256:11', asset: euros.asset, asked: '5', found: '5' }],
            begun: [...part.begun, euros],
            ends: [...part.ends, { kind: 'held', party: 'XD-own', firstAt: null, lastAt: null, ...euros }],
          }
        : part,
    );
    assert.ok(joinParts(parts).faults.some(({ authority, kind }) => authority === 'XD' && kind === 'too-much'));
  });

  const entry: RelayEntry = {
    id: 'sha256:00',
    party: 'XB-shop',
    asset: { symbol: 'EUR', ledger: 'bank' },
    at: new Date(beginsAt + 2 * 3_600_000).toISOString(),
    movement: '25000.01',
    amount: '25000.01',
  };
  test('an entry point whose row moved something else before begins at its own movement', () => {
    const builder = movementsBuilder();
    const [payer, shop, fees] = ['XA-mule', 'XB-shop', 'XB-fees'].map((name) => builder.parties.numberOf(name));
    const asset = builder.asset({ symbol: 'EUR', ledger: 'bank', decimals: 2 });
    for (const [to = 0, amount] of [
      [fees, 25],
      [shop, 2_500_001],
    ] as const)
      builder.add({ timeMs: Date.parse(entry.at), kind: 'transfer', from: payer ?? 0, to, amount, asset, sourceRow: 1 });
    const table = digested(builder.finish().movements);
    const { seeds } = findEntries(table.movements, [{ askedBy: 'XA', entry }]);
    assert.deepEqual(seeds, [{ row: 1, movement: 2, amount: '25000.01' }]);
    const rules = { services: [], amountMin: null, ageDaysMax: null, hopsMax: null, pathsMax: 10 };
    const trace = runTrace(table, { seeds, method: 'fifo', direction: 'forward', ...rules });
    assert.deepEqual(trace.ok && trace.value.seeds.map(({ name, party, marked }) => [name, party, marked]), [
      ['row 1, movement 2', 'XB-shop', '25000.01'],
    ]);
  });

  const shifted = (hours: number): string => new Date(beginsAt + hours * 3_600_000).toISOString();
  const cases: readonly (readonly [name: string, change: Partial<RelayEntry>, seeds: readonly SeedWire[]])[] = [
    ['at its very instant', {}, [{ row: 1, amount: '25000.01' }]],
    ['of which a part is traced', { amount: '0.01' }, [{ row: 1, amount: '0.01' }]],
    ['booked a few hours later', { at: shifted(7) }, [{ row: 1, amount: '25000.01' }]],
    ['two days away: not found', { at: shifted(60) }, []],
    ['of another amount: not found', { movement: '25000.02' }, []],
    ['of an unknown account: not found', { party: 'XB-nobody' }, []],
  ];
  for (const [name, change, seeds] of cases) {
    test(`an entry point ${name}`, () => {
      const found = findEntries(seenBy('XB').movements, [{ askedBy: 'XA', entry: { ...entry, ...change } }]);
      assert.deepEqual(found.seeds, seeds);
      assert.equal(found.notFound.length, seeds.length === 0 ? 1 : 0);
    });
  }
});
