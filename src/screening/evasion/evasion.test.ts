// SPDX-License-Identifier: Apache-2.0
/** Ways round a listing, each with an invented case and with a lawful look-alike that must stay out. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { revivedFirms, thirdStateRouting, type TradeFlow } from './firm-leads.ts';
import { lookAlikeWallets } from './look-alike-wallets.ts';
import { blockedFirms, divestmentLeads, type Stake } from './ownership.ts';

const stake = (owner: string, owned: string, percent: number): Stake => ({ owner, owned, shareBp: percent * 100 });

describe('ownership by listed parties', () => {
  const rows: readonly (readonly [string, readonly Stake[], readonly string[]])[] = [
    ['half is enough', [stake('L1', 'A', 50)], ['A']],
    ['a hundredth less is not', [stake('L1', 'A', 49.99)], []],
    ['two listed owners together', [stake('L1', 'A', 25), stake('L2', 'A', 25)], ['A']],
    ['a listed and an unlisted owner', [stake('L1', 'A', 30), stake('S', 'A', 70)], []],
    ['through two layers, each by half', [stake('L1', 'A', 50), stake('A', 'B', 50)], ['A', 'B']],
    ['the second layer counts in full, not by a quarter', [stake('L1', 'A', 60), stake('A', 'B', 30), stake('L2', 'B', 20)], ['A', 'B']],
    ['a broken chain', [stake('L1', 'A', 40), stake('A', 'B', 100)], []],
    ['firms that own each other', [stake('A', 'B', 60), stake('B', 'A', 60)], []],
    ['firms that own each other, one of them listed to half', [stake('L1', 'A', 50), stake('A', 'B', 60), stake('B', 'A', 50)], ['A', 'B']],
    ['a firm that owns itself', [stake('A', 'A', 100)], []],
  ];
  for (const [what, stakes, expected] of rows) {
    it(`${what}: ${expected.length === 0 ? 'nobody' : expected.join(', ')} is blocked`, () => {
      assert.deepEqual(
        blockedFirms(['L1', 'L2'], stakes).map((one) => one.firm),
        expected,
      );
    });
  }

  it('the sentence names the owners and their shares', () => {
    const [found] = blockedFirms(['L1', 'L2'], [stake('L1', 'A', 30), stake('L2', 'A', 25)]);
    assert.equal(found?.sentence, 'A is owned to 55 % by blocked parties: L1 30 %, L2 25 %.');
  });

  it('one more listed party never frees anybody (seed 21)', () => {
    const name = fc.constantFrom('A', 'B', 'C', 'D', 'E');
    const stakes = fc.array(fc.record({ owner: name, owned: name, shareBp: fc.integer({ min: 0, max: 10_000 }) }), { maxLength: 12 });
    fc.assert(
      fc.property(stakes, name, name, (all, one, other) => {
        const few = blockedFirms([one], all).map((found) => found.firm);
        const many = new Set([...blockedFirms([one, other], all).map((found) => found.firm), other]);
        assert.ok(few.every((firm) => many.has(firm)));
      }),
      { seed: 21, numRuns: 300 },
    );
  });

  it('a stake given up close to the listing is a lead; one sold long before, or still held, is none', () => {
    const change = { owner: 'L1', owned: 'A', shareBeforeBp: 5100, shareBp: 4900, daysFromListing: -3, takenBy: 'the brother of L1' };
    assert.equal(divestmentLeads([change])[0]?.sentence, 'L1 went from 51 % to 49 % in A 3 days before the listing, to the brother of L1.');
    assert.deepEqual(
      divestmentLeads([
        { ...change, daysFromListing: -700 },
        { ...change, shareBp: 5000 },
        { ...change, shareBeforeBp: 4000 },
      ]),
      [],
    );
  });
});

describe('look-alike wallets', () => {
  const known = '0x1234aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa9f3e';
  it('the same ends and another middle is a lead; the address itself, in any case of letters, is none', () => {
    const false1 = '0x1234bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb9f3e';
    assert.deepEqual(
      lookAlikeWallets([known], [false1]).map((one) => one.seen),
      [false1],
    );
    assert.deepEqual(lookAlikeWallets([known], [known, known.toUpperCase().replace('0X', '0x')]), []);
  });
  it('one end alike is chance, and short texts are no addresses', () => {
    assert.deepEqual(lookAlikeWallets([known], ['0x1234bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb0000', '0x12349f3e', '']), []);
    assert.deepEqual(lookAlikeWallets(['ab'], ['ac']), []);
  });
});

describe('dormant firms', () => {
  const months = (...rows: readonly (readonly [number, bigint])[]) => rows.map(([month, amountMinor]) => ({ month, amountMinor }));
  it('a firm that rested two years, changed hands and moved ten times as much is a lead', () => {
    const [lead] = revivedFirms([{ firm: 'Vega', months: months([1, 100n], [2, 100n], [30, 900n], [31, 1100n]), changeMonths: [29] }]);
    assert.equal(lead?.sentence, 'Vega rested 27 months, changed hands, and moved 10 times what it moved before within 3 months.');
  });
  const lawful: readonly (readonly [string, Parameters<typeof revivedFirms>[0][number]])[] = [
    ['a seasonal business', { firm: 'Ski', months: months([1, 100n], [13, 500n], [25, 900n]), changeMonths: [12] }],
    ['an old firm that takes up its old trade', { firm: 'Old', months: months([1, 100n], [30, 150n]), changeMonths: [29] }],
    ['a firm that grows in the same hands', { firm: 'Same', months: months([1, 100n], [30, 2000n]), changeMonths: [] }],
    ['a firm without movements', { firm: 'None', months: [], changeMonths: [5] }],
  ];
  for (const [what, history] of lawful) it(`${what} is none`, () => assert.deepEqual(revivedFirms([history]), []));
});

describe('routing through a third state', () => {
  const flow = (from: string, to: string, beforeMinor: bigint, afterMinor: bigint): TradeFlow => ({ from, to, beforeMinor, afterMinor });
  const fallen = [flow('XA', 'XB', 1000n, 100n), flow('XA', 'XC', 100n, 700n), flow('XC', 'XB', 50n, 600n), flow('XC', 'XD', 500n, 550n)];
  it('both legs grown suddenly while the direct trade fell is a lead', () => {
    assert.deepEqual(
      thirdStateRouting(fallen, 'XA', 'XB').map((lead) => lead.sentence),
      ['Trade from XA to XB fell, and what XC sends to XB grew by 61 % of the loss, with what XC takes from XA.'],
    );
  });
  it('a state whose trade grows with everybody is none', () => {
    const booming = fallen.map((one) => (one.from === 'XC' && one.to === 'XD' ? { ...one, afterMinor: 6000n } : one));
    assert.deepEqual(thirdStateRouting(booming, 'XA', 'XB'), []);
  });
  it('where the direct trade did not fall, or only one leg grew, there is none', () => {
    assert.deepEqual(
      thirdStateRouting(
        fallen.map((one) => (one.to === 'XB' && one.from === 'XA' ? { ...one, afterMinor: 900n } : one)),
        'XA',
        'XB',
      ),
      [],
    );
    assert.deepEqual(
      thirdStateRouting(
        fallen.map((one) => (one.to === 'XC' ? { ...one, afterMinor: 100n } : one)),
        'XA',
        'XB',
      ),
      [],
    );
    assert.deepEqual(thirdStateRouting([], 'XA', 'XB'), []);
  });
});
