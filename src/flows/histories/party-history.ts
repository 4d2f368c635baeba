// SPDX-License-Identifier: Apache-2.0
/**
 * A party's whole history, replayed to its balances: every movement with the balance after it, what must have been there before, and the
 * gaps, which are stated balances that the movements do not explain.
 */
import { amountOf, digestOfValue, movementKinds, type Movements, unitsText, wideUnitsOf } from '../../columns/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { momentText } from '../moment-text.ts';
import { assetName, type DigestedMovements } from '../tracing/trace.ts';
import type { PartyHistoryWire, StatedBalance } from '../wire.ts';

export interface HistoryRequest {
  readonly party: string;
  /** Balances that somebody states: a bank, a chain. Those of other parties are left out of account. */
  readonly stated: readonly StatedBalance[];
  readonly rowsMax: number;
}

export function partyHistory({ movements, digest }: DigestedMovements, request: HistoryRequest): Result<PartyHistoryWire> {
  const party = movements.parties.find(request.party);
  if (party === null || party === 0) return fail('party', 'No movement names this party.', 'Write it as the files do.');
  const rows: number[] = [];
  for (let row = 0; row < movements.count; row += 1) if (movements.from[row] === party || movements.to[row] === party) rows.push(row);
  const content = {
    format: 'comity-party-history/1' as const,
    input: digest,
    party: request.party,
    assets: [...Map.groupBy(rows, (row) => movements.asset[row] ?? 0)].map(([asset, own]) =>
      assetHistory(movements, { party, asset, rows: own }, request),
    ),
  } satisfies Omit<PartyHistoryWire, 'digest'>;
  return ok({ ...content, digest: digestOfValue(content) });
}

interface AssetRows {
  readonly party: number;
  readonly asset: number;
  readonly rows: readonly number[];
}

function assetHistory(
  movements: Movements,
  { party, asset, rows }: AssetRows,
  request: HistoryRequest,
): PartyHistoryWire['assets'][number] {
  const { decimals = 0, symbol = '', ledger = '' } = movements.assets[asset] ?? {};
  let [balance, least, into, out] = [0n, 0n, 0n, 0n];
  const changes = rows.map((row) => {
    const units = BigInt(amountOf(movements, row));
    const [isIn, isOut] = [movements.to[row] === party, movements.from[row] === party];
    if (isIn) into += units;
    if (isOut) out += units;
    balance += (isIn ? units : 0n) - (isOut ? units : 0n);
    if (balance < least) least = balance;
    return { row, units, isIn, isOut, balance };
  });
  const opening = -least;
  const text = (units: bigint): string => unitsText(units, decimals);
  const gaps = request.stated
    .filter((stated) => stated.party === request.party && stated.asset === symbol && (stated.ledger ?? ledger) === ledger)
    .flatMap((stated) => {
      const moment = Date.parse(stated.at);
      const before = changes.findLast(({ row }) => (movements.timeMs[row] ?? 0) <= moment);
      const computed = (before?.balance ?? 0n) + opening;
      const units = wideUnitsOf(stated.amount, decimals);
      return units === null || units === computed
        ? []
        : [{ at: stated.at, stated: stated.amount, computed: text(computed), missing: text(units - computed) }];
    });
  return {
    asset: assetName(movements, asset),
    opening: text(opening),
    received: text(into),
    paid: text(out),
    closing: text(balance + opening),
    movements: {
      count: changes.length,
      first: changes.slice(0, request.rowsMax).map(({ row, units, isIn, isOut, balance: after }) => ({
        row: movements.sourceRow[row] ?? 0,
        at: momentText(movements.timeMs[row] ?? 0),
        kind: movementKinds[movements.kind[row] ?? 0] ?? '',
        other: movements.parties.nameOf((isIn && !isOut ? movements.from[row] : movements.to[row]) ?? 0),
        change: isIn && isOut ? '0' : text(isIn ? units : -units),
        balance: text(after + opening),
      })),
    },
    gaps,
  };
}
