// SPDX-License-Identifier: Apache-2.0
/**
 * Methods side by side: the same seeds and stop rules under each, and what each finds with each party.
 *
 * Courts differ on the rule (England's Clayton's Case is first-in-first-out; others take pro rata), and so may two authorities. What they
 * can agree on is where the rules agree.
 */
import { unitsText, wideUnitsOf } from '../../columns/index.ts';
import { ok, type Result } from '../../kernel/index.ts';
import type { TraceComparisonWire, TraceMethod, TraceWire } from '../wire.ts';
import { type DigestedMovements, runTraceWithin, shortenTrace, type TraceRequest } from './trace.ts';

/** Decimals in which amounts of any asset are compared with each other. */
const decimalsForOrder = 36;

/** Every method's trace whole, and the table of parties, `pathsMax` of them shown. */
export function compareMethods(
  given: DigestedMovements,
  request: Omit<TraceRequest, 'method'>,
  methods: readonly TraceMethod[],
): Result<{ readonly traces: readonly TraceWire[]; readonly comparison: TraceComparisonWire }> {
  const traces: TraceWire[] = [];
  for (const method of methods) {
    // Every holder takes part in the comparison; the traces are cut to what was asked afterwards.
    const extent = { holdersMax: Number.MAX_SAFE_INTEGER, waysMax: request.pathsMax, wholeWaysMax: request.pathsMax };
    const trace = runTraceWithin(given, { ...request, method }, extent);
    if (!trace.ok) return trace;
    traces.push(trace.value);
  }
  const rows = new Map<string, { party: string; asset: { symbol: string; ledger: string }; units: bigint[] }>();
  for (const [index, { holders }] of traces.entries()) {
    for (const { party, asset, amount } of holders.first) {
      const key = `${asset.ledger}\u0000${asset.symbol}\u0000${party}`;
      const row = rows.get(key) ?? { party, asset, units: methods.map(() => 0n) };
      row.units[index] = (row.units[index] ?? 0n) + (wideUnitsOf(amount, decimalsForOrder) ?? 0n);
      rows.set(key, row);
    }
  }
  const largest = (units: readonly bigint[]): bigint => units.reduce((most, one) => (one > most ? one : most), 0n);
  const byLargest = [...rows.values()].toSorted((left, right) => {
    const [one, other] = [largest(left.units), largest(right.units)];
    return one === other ? (left.party < right.party ? -1 : 1) : one > other ? -1 : 1;
  });
  return ok({
    traces: traces.map((trace) => shortenTrace(trace, request.pathsMax)),
    comparison: {
      format: 'comity-trace-comparison/1',
      input: given.digest,
      direction: request.direction,
      methods: traces.map(({ method, digest, holders, paths }) => ({ method, trace: digest, parties: holders.count, paths: paths.count })),
      parties: {
        count: byLargest.length,
        first: byLargest.slice(0, request.pathsMax).map(({ party, asset, units }) => ({ party, asset, amounts: units.map(plainText) })),
      },
    },
  });
}

function plainText(units: bigint): string {
  return unitsText(units, decimalsForOrder).replace(/\.?0+$/, '');
}
