// SPDX-License-Identifier: Apache-2.0
/** Surroundings go hop by hop and say what they leave out; the shortest way is the shortest of those that time allows. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  findMovementLayout,
  keepMovementFiles,
  movementFileColumns,
  type Movements,
  movementsBuilder,
  openMovementTable,
  readMovementFiles,
  type WhoPaidWhom,
} from '../../columns/index.ts';
import { seededRandomness } from '../../kernel/index.ts';
import { indexMovements, whoPaidWhom } from '../movement-index.ts';
import { stepOf } from '../tracing/trace.ts';
import { expandParty, type ExpandRequest } from './expand-party.ts';
import { placesMax, shortestWay } from './shortest-way.ts';
import { sumsBetween } from './sums-between.ts';

function table(rows: readonly (readonly [from: number, to: number])[]): Movements {
  const builder = movementsBuilder();
  const asset = builder.asset({ symbol: 'EUR', ledger: 'bank', decimals: 0 });
  for (let party = 1; party <= 7; party += 1) builder.parties.numberOf(`p${party}`);
  for (const [index, [from, to]] of rows.entries())
    builder.add({ timeMs: index, from, to, asset, amount: 5, kind: 'transfer', sourceRow: index + 1 });
  return builder.finish().movements;
}

const plain: Omit<ExpandRequest, 'party'> = { hopsMax: 2, way: 'both', partiesMax: 10, degreeMax: 10, fromMs: 0, untilMs: 100 };

function paidIn(movements: Movements): WhoPaidWhom {
  return whoPaidWhom(movements, indexMovements(movements));
}

function expanded(movements: Movements, request: Partial<ExpandRequest>) {
  const expansion = expandParty(paidIn(movements), { ...plain, party: 'p1', ...request });
  assert.ok(expansion.ok);
  const { parties, edges, movementsLeftOut } = expansion.value;
  return [
    parties.map(({ name, hops, isHub }) => `${name}:${hops}${isHub ? '!' : ''}`),
    edges.map(({ from, to, amount }) => `${from}>${to} ${amount}`),
    movementsLeftOut,
  ];
}

test('parties by hops, sums between them, hubs shown and not gone through, what has no room counted', () => {
  const movements = table([
    [1, 2],
    [1, 2],
    [2, 3],
    [4, 1],
    [3, 5],
    [2, 6],
  ]);
  assert.deepEqual(expanded(movements, {}), [['p1:0', 'p2:1', 'p4:1', 'p3:2', 'p6:2'], ['p1>p2 10', 'p4>p1 5', 'p2>p3 5', 'p2>p6 5'], 0]);
  assert.deepEqual(expanded(movements, { way: 'out', degreeMax: 1 }), [['p1:0', 'p2:1!'], ['p1>p2 10'], 0]);
  assert.deepEqual(expanded(movements, { partiesMax: 2, way: 'out' }), [['p1:0', 'p2:1'], ['p1>p2 10'], 2]);
  assert.deepEqual(expanded(movements, { untilMs: 1, way: 'out' }), [['p1:0', 'p2:1'], ['p1>p2 10'], 0]);
  assert.equal(expandParty(paidIn(movements), { ...plain, party: 'nobody' }).ok, false);
});

function sums(movements: Movements, parties: readonly string[], stretch: { fromMs?: number; untilMs?: number; pairsMax?: number } = {}) {
  const request = { parties, pairsMax: 10, fromMs: 0, untilMs: 100, ...stretch };
  const found = sumsBetween(paidIn(movements), request);
  assert.ok(found.ok);
  const { pairs, pairsLeftOut, parties: told } = found.value;
  return [
    pairs.map(({ from, to, amount, movements: count }) => `${from}>${to} ${amount} ${count}`),
    pairsLeftOut,
    told.map(({ name, elsewhere }) => `${name}+${elsewhere}`),
  ];
}

test('sums between chosen parties in a stretch of time, and what each has with others', () => {
  const movements = table([
    [1, 2],
    [2, 3],
    [1, 2],
    [3, 1],
    [2, 6],
    [0, 1],
    [1, 0],
  ]);
  assert.deepEqual(sums(movements, ['p1', 'p2', 'p1']), [['p1>p2 10 2'], 0, ['p1+1', 'p2+2']]);
  assert.deepEqual(sums(movements, ['p1', 'p2', 'p3']), [['p1>p2 10 2', 'p2>p3 5 1', 'p3>p1 5 1'], 0, ['p1+0', 'p2+1', 'p3+0']]);
  assert.deepEqual(sums(movements, ['p1', 'p2'], { fromMs: 1, untilMs: 3 }), [['p1>p2 5 1'], 0, ['p1+1', 'p2+1']]);
  assert.deepEqual(sums(movements, ['p1', 'p2', 'p3'], { pairsMax: 1 }).slice(0, 2), [['p1>p2 10 2'], 2]);
  const unknown = { parties: ['p1', 'nobody'], pairsMax: 1, fromMs: 0, untilMs: 9 };
  assert.match(JSON.stringify(sumsBetween(paidIn(movements), unknown)), /No movement names the party \\"nobody/);
});

test('of a table on disk, what lies around each party is what lies there in memory, to the unit', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-expanding-'));
  const random = seededRandomness(5);
  // One in four has an amount of 30 digits, one in ten is a fee, and some go to oneself or outside; a hub pays every tenth.
  const rows = Array.from({ length: 1200 }, (_unused, row) => {
    const [from, to] = [row % 10 === 0 ? 'hub' : `p${random.whole(0, 120)}`, random.next() < 0.02 ? '' : `p${random.whole(0, 120)}`];
    const amount = random.next() < 0.25 ? '7'.repeat(30) : String(random.whole(1, 900));
    const moment = new Date(Date.UTC(2026, 0, 1) + random.whole(0, 5000) * 1000).toISOString();
    return [moment, random.next() < 0.1 ? 'fee' : 'transfer', from, to, amount, `T${random.whole(1, 2)}`, 'chain', '0', '', ''].join(',');
  });
  const file = path.join(folder, 'movements.csv');
  await writeFile(file, `${[movementFileColumns.join(','), ...rows].join('\n')}\n`);
  const layout = findMovementLayout('comity');
  assert.ok(layout);
  const reading = { threads: 1, spillFolder: folder, tell: () => undefined };
  const files = [{ file, source: 'movements.csv', layout }];
  const [read, facts] = [
    await readMovementFiles(files, reading),
    await keepMovementFiles(files, path.join(folder, 'kept'), { ...reading, partRows: 150 }),
  ];
  assert.ok(read.ok && facts.ok);
  const table = openMovementTable(path.join(folder, 'kept'), facts.value);
  assert.ok(table.ok);
  const inMemory = paidIn(read.value.movements);
  let longest = 0;
  for (let to = 2; to < 60; to += 1) {
    const request = { from: 1, to, hopsMax: 6, placesMax };
    const way = shortestWay(table.value, request);
    assert.deepEqual(way, shortestWay(inMemory, request));
    const rows = way.ok ? (way.value ?? []) : [];
    longest = Math.max(longest, rows.length);
    const some = table.value.loadRows(rows);
    for (const [index, row] of rows.entries()) assert.deepEqual(stepOf(some, index), stepOf(read.value.movements, row));
  }
  assert.ok(longest > 1, `${longest}`);
  const tooFar = shortestWay(table.value, { from: 1, to: 2, hopsMax: 60, placesMax: 1 });
  assert.match(JSON.stringify(tooFar.ok ? tooFar.value : tooFar.issues), /^\[\d+\]$|more than 1 parties after 1 of 60 hops/);
  for (const party of read.value.movements.parties.names()) {
    for (const way of ['in', 'out', 'both'] as const) {
      const request = { ...plain, party, way, hopsMax: 3, partiesMax: 40, degreeMax: 30, untilMs: Date.UTC(2026, 0, 1) + 4_000_000 };
      assert.deepEqual(expandParty(table.value, request), expandParty(inMemory, request));
    }
    const request = { parties: [party, 'hub', 'p1'], pairsMax: 5, fromMs: 0, untilMs: Date.UTC(2027, 0, 1) };
    assert.deepEqual(sumsBetween(table.value, request), sumsBetween(inMemory, request));
  }
  table.value.close();
  await rm(folder, { recursive: true });
});

test('sums of tokens that pass 2^53 are exact to the unit', () => {
  const builder = movementsBuilder();
  const asset = builder.asset({ symbol: 'TOK', ledger: 'chain', decimals: 18 });
  const [from, to] = [builder.parties.numberOf('p1'), builder.parties.numberOf('p2')];
  const amount = 2 ** 53 - 1;
  for (const timeMs of [0, 1, 2]) builder.add({ timeMs, from, to, asset, amount, kind: 'transfer', sourceRow: timeMs + 1 });
  const { movements } = builder.finish();
  const exact = '0.027021597764222973';
  assert.deepEqual(sums(movements, ['p1', 'p2'])[0], [`p1>p2 ${exact} 3`]);
  assert.deepEqual(expanded(movements, {})[1], [`p1>p2 ${exact}`]);
});

test('the shortest way in time is as short as trying everything finds', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })), { maxLength: 18 }), (rows) => {
      const movements = table(rows);
      const tried = (party: number, row: number, hops: number): number => {
        let best = party === 2 ? hops : Number.POSITIVE_INFINITY;
        if (party === 2) return best;
        for (let next = row; next < rows.length; next += 1)
          if (rows[next]?.[0] === party && rows[next]?.[1] !== party)
            best = Math.min(best, tried(rows[next]?.[1] ?? 0, next + 1, hops + 1));
        return best;
      };
      const way = shortestWay(paidIn(movements), { from: 1, to: 2, hopsMax: 20, placesMax });
      assert.ok(way.ok);
      const found = way.value;
      assert.equal(found?.length ?? Number.POSITIVE_INFINITY, tried(1, 0, 0));
      for (const [index, row] of (found ?? []).entries()) {
        const before = index === 0 ? 1 : (movements.to[found?.[index - 1] ?? 0] ?? 0);
        assert.equal(movements.from[row], before);
        assert.ok(index === 0 || row > (found?.[index - 1] ?? 0));
      }
    }),
    { numRuns: 400, seed: 5 },
  );
});
