// SPDX-License-Identifier: Apache-2.0
// Rings: the fast count of sets equals the published walk through all layers, and what is labelled nets out whatever the order of input.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { componentsOf, countedSets, type WeightedEdge } from './strongly-connected.ts';
import { labelRings, matchedPrefix, type PairTrades, relevantSets, type RingTrade } from './wash-rings.ts';

/** The published procedure to the letter: find the sets, take one off every edge, again. */
function layerByLayer(edges: readonly WeightedEdge[]): Map<string, number> {
  const counts = new Map<string, number>();
  let layer = edges.filter(({ weight }) => weight > 0);
  while (layer.length > 0) {
    for (const members of componentsOf(layer)) counts.set(members.join(','), (counts.get(members.join(',')) ?? 0) + 1);
    layer = layer.map((edge) => ({ ...edge, weight: edge.weight - 1 })).filter(({ weight }) => weight > 0);
  }
  return counts;
}

/** Components by reachability both ways: slow and plain. */
function byReachability(edges: readonly Pick<WeightedEdge, 'from' | 'to'>[]): readonly string[] {
  const vertices = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  const reach = (start: number): Set<number> => {
    const seen = new Set([start]);
    for (const vertex of seen) for (const { from, to } of edges) if (from === vertex) seen.add(to);
    return seen;
  };
  const reached = new Map(vertices.map((vertex) => [vertex, reach(vertex)]));
  const sets = vertices.map((vertex) =>
    vertices.filter((other) => reached.get(vertex)?.has(other) === true && reached.get(other)?.has(vertex) === true),
  );
  return [
    ...new Set(sets.filter(({ length }) => length > 1).map((set) => set.toSorted((left, right) => left - right).join(','))),
  ].toSorted();
}

const vertex = fc.integer({ min: 1, max: 7 });
const edges = fc
  .array(fc.record({ from: vertex, to: vertex, weight: fc.integer({ min: 1, max: 9 }) }), { maxLength: 25 })
  .map((list) => [...new Map(list.filter(({ from, to }) => from !== to).map((edge) => [`${edge.from} ${edge.to}`, edge])).values()]);

test('strongly connected sets are those whose members reach each other', () => {
  fc.assert(
    fc.property(edges, (list) => {
      assert.deepEqual(
        componentsOf(list)
          .map((set) => set.join(','))
          .toSorted(),
        byReachability(list),
      );
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('one search for each different weight counts what the walk through every layer counts', () => {
  fc.assert(
    fc.property(edges, (list) => {
      assert.deepEqual(new Map(countedSets(list).map(({ members, count }) => [members.join(','), count])), layerByLayer(list));
    }),
    { seed: 2, numRuns: 300 },
  );
});

const trade = fc.record({
  row: fc.integer({ min: 0, max: 100_000 }),
  timeNs: fc.integer({ min: 0, max: 3 * 3_600 }).map((seconds) => seconds * 1e9),
  buyer: fc.integer({ min: 1, max: 4 }),
  seller: fc.integer({ min: 1, max: 4 }),
  size: fc.integer({ min: 1, max: 9 }),
});
const trades = fc
  .uniqueArray(trade, { selector: ({ row }) => row, maxLength: 60 })
  .map((list) =>
    list.filter(({ buyer, seller }) => buyer !== seller).toSorted((left, right) => left.timeNs - right.timeNs || left.row - right.row),
  );
const pairs = (list: readonly RingTrade[]): PairTrades => ({
  rows: Uint32Array.from(list, ({ row }) => row),
  buyers: Uint32Array.from(list, ({ buyer }) => buyer),
  sellers: Uint32Array.from(list, ({ seller }) => seller),
});
const published = { marginMax: 0.01, netShareMax: 0 };

test('what is labelled in a window nets out within the margin for every trader, and no longer beginning of it does', () => {
  fc.assert(
    fc.property(trades, (list) => {
      const matched = matchedPrefix(list, published);
      const largestNet = (part: readonly RingTrade[]): number => {
        const net = new Map<number, number>();
        for (const { buyer, seller, size } of part) {
          net.set(buyer, (net.get(buyer) ?? 0) + size);
          net.set(seller, (net.get(seller) ?? 0) - size);
        }
        return Math.max(0, ...[...net.values()].map(Math.abs));
      };
      const isWithin = (part: readonly RingTrade[]): boolean =>
        largestNet(part) <= (0.01 * part.reduce((sum, { size }) => sum + size, 0)) / part.length;
      if (matched.length > 0) assert.ok(isWithin(matched));
      for (let length = Math.max(2, matched.length + 1); length <= list.length; length += 1)
        assert.equal(isWithin(list.slice(0, length)), false);
    }),
    { seed: 3, numRuns: 300 },
  );
});

test('labels do not depend on the order in which sets are given', () => {
  fc.assert(
    fc.property(trades, (list) => {
      const sets = relevantSets([pairs(list)], 1);
      const label = (order: readonly (readonly number[])[]): string => JSON.stringify(labelRings(list, relevantOrder(order), published));
      assert.equal(label(sets), label(sets.toReversed()));
    }),
    { seed: 4, numRuns: 100 },
  );
});

/** Sets as `relevantSets` orders them. */
function relevantOrder(sets: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return sets.toSorted((left, right) => left.length - right.length || (left.join() < right.join() ? -1 : 1));
}

test('three who pass ten round in a circle twice are labelled; a fourth who only bought is not', () => {
  const pass = (row: number, seller: number, buyer: number): RingTrade => ({ row, timeNs: row * 1e9, buyer, seller, size: 10 });
  const list = [pass(1, 1, 2), pass(2, 2, 3), pass(3, 3, 1), pass(4, 1, 2), pass(5, 2, 3), pass(6, 3, 1), pass(7, 1, 4)];
  const labelled = labelRings(list, relevantSets([pairs(list)], 2), published);
  assert.deepEqual(labelled, [{ members: [1, 2, 3], rows: [1, 2, 3, 4, 5, 6] }]);
});
