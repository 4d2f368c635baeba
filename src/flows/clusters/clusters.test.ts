// SPDX-License-Identifier: Apache-2.0
/** Addresses are joined for a reason, not across a CoinJoin, not against firm tags, and not where an officer contests it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type MovementKind, type Movements, movementsBuilder } from '../../columns/index.ts';
import { digested } from '../tracing/trace.ts';
import { clusteringSchema } from '../wire.ts';
import { clusterParties, type ClusterOrder, ordinaryRules } from './cluster-parties.ts';
import type { Tag } from './tags.ts';
import { makeSets } from './union-find.ts';

type Row = readonly [kind: MovementKind, from: string, to: string, amount: number, transaction: string];

function table(rows: readonly Row[]): Movements {
  const builder = movementsBuilder();
  const asset = builder.asset({ symbol: 'BTC', ledger: 'bitcoin', decimals: 8 });
  for (const [index, [kind, from, to, amount, transaction]] of rows.entries()) {
    const [payer, payee] = [from, to].map((name) => (name === '' ? 0 : builder.parties.numberOf(name)));
    const group = transaction === '' ? 0 : builder.transactions.numberOf(transaction);
    builder.add({ timeMs: index * 1000, from: payer ?? 0, to: payee ?? 0, asset, amount, kind, transaction: group, sourceRow: index + 1 });
  }
  return builder.finish().movements;
}

function spend(transaction: string, inputs: readonly string[], outputs: readonly (readonly [string, number])[]): Row[] {
  const each = outputs.reduce((sum, [, amount]) => sum + amount, 0) / inputs.length;
  return [
    ...inputs.map((from): Row => ['input', from, `tx:${transaction}`, each, transaction]),
    ...outputs.map(([to, amount]): Row => ['output', `tx:${transaction}`, to, amount, transaction]),
  ];
}

const plain: ClusterOrder = {
  tags: [],
  reasons: ['co-spend', 'change', 'deposit'],
  contested: [],
  rules: ordinaryRules,
  only: null,
  shownMax: 100,
};

function clustersOf(rows: readonly Row[], order: Partial<ClusterOrder> = {}) {
  const document = clusterParties(digested(table(rows)), { ...plain, ...order });
  assert.ok(clusteringSchema.safeParse(document).success);
  return { document, members: document.clusters.first.map(({ members }) => members.first.join()) };
}

function tag(address: string, actor: string, confidence: string): Tag {
  return { address, actor, category: 'exchange', source: 'pack', confidence };
}

describe('links', () => {
  test('inputs of one transaction belong together', () => {
    assert.deepEqual(clustersOf(spend('t', ['a', 'b'], [['c', 5]])).members, ['a,b']);
  });

  test('a CoinJoin joins nobody and is counted', () => {
    const { document, members } = clustersOf(
      spend(
        't',
        ['a', 'b', 'c'],
        [
          ['x', 5],
          ['y', 5],
          ['z', 5],
          ['w', 7],
        ],
      ),
    );
    assert.deepEqual([members, document.coinJoins], [[], 1]);
  });

  test('change goes back to its payer: the fresh address, or of two fresh ones the uneven sum', () => {
    const before = spend('s', ['m'], [['shop', 1]]);
    assert.deepEqual(
      clustersOf([
        ...before,
        ...spend(
          't',
          ['a'],
          [
            ['shop', 5],
            ['back', 7],
          ],
        ),
      ]).members,
      ['a,back'],
    );
    assert.deepEqual(
      clustersOf(
        spend(
          't',
          ['a'],
          [
            ['shop', 500_000],
            ['back', 123_457],
          ],
        ),
      ).members,
      ['a,back'],
    );
    assert.deepEqual(
      clustersOf(
        spend(
          't',
          ['a'],
          [
            ['one', 123_451],
            ['two', 123_457],
          ],
        ),
      ).members,
      [],
    );
  });

  test('whoever pays into one forwarding address of a service is one customer', () => {
    const customers = Array.from({ length: 25 }, (_unused, index): Row[] => [
      ['transfer', `payer-${index}`, `deposit-${index}`, 10, ''],
      ['transfer', `deposit-${index}`, 'service', 10, ''],
    ]);
    const again: Row[] = [
      ['transfer', 'second-wallet', 'deposit-0', 4, ''],
      ['transfer', 'deposit-0', 'service', 4, ''],
    ];
    const { document, members } = clustersOf([...customers.flat(), ...again]);
    assert.equal(members[0], 'payer-0,deposit-0,second-wallet');
    assert.equal(document.reasons.find(({ reason }) => reason === 'deposit')?.links, 26);
  });
});

describe('attribution', () => {
  const rows = [...spend('t', ['a', 'b'], [['c', 5]]), ...spend('u', ['b', 'd'], [['e', 5]])];

  test('tags that name two actors keep their clusters apart, and the conflict says so', () => {
    const { document, members } = clustersOf(rows, { tags: [tag('a', 'one', 'authority_data'), tag('d', 'two', 'service_data')] });
    assert.deepEqual(members, ['a,b', 'd']);
    assert.match(document.conflicts.first[0]?.why ?? '', /one on one side and two on the other/);
    assert.equal(document.conflicts.first[0]?.reason, 'co-spend');
  });

  test('a weak tag keeps nobody apart; both claims are shown, the stronger first', () => {
    const { document, members } = clustersOf(rows, { tags: [tag('a', 'weak', 'web_crawl'), tag('d', 'firm', 'authority_data')] });
    assert.deepEqual(members, ['a,b,d']);
    assert.deepEqual(
      document.clusters.first[0]?.claims.map(({ actor }) => actor),
      ['firm', 'weak'],
    );
  });

  test('a link that an officer contests is not followed', () => {
    assert.deepEqual(clustersOf(rows, { contested: [['d', 'b']] }).members, ['a,b']);
  });
});

test('sets grow as by joining lists', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(15), fc.nat(15)), { maxLength: 30 }), (pairs) => {
      const sets = makeSets(16);
      const lists = Array.from({ length: 16 }, (_unused, member) => new Set([member]));
      for (const [one, other] of pairs) {
        sets.join(one, other);
        const joined = new Set([...(lists[one] ?? []), ...(lists[other] ?? [])]);
        for (const member of joined) lists[member] = joined;
      }
      for (let member = 0; member < 16; member += 1) assert.equal(sets.find(member), Math.min(...(lists[member] ?? [])));
    }),
    { seed: 3 },
  );
});
