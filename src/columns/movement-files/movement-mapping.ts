// SPDX-License-Identifier: Apache-2.0
/**
 * Movement mappings: which column of a bank's, an exporter's or a simulator's file means what.
 *
 *     { "format": "comity-movement-mapping/1", "time": { "column": "block_timestamp", "unit": "s" }, "from": ["from_address"],
 *       "to": ["to_address"], "amount": { "column": "value", "isUnits": true }, "asset": { "always": "ETH" },
 *       "ledger": { "always": "ethereum" }, "decimals": 18, "transaction": ["hash"] }
 *
 * A party's name may be spread over columns (a bank and an account): they are joined by a slash. `isUnits` says that the file counts
 * in the smallest unit already. A mapping names columns only; the one product it knows is a fee, price times quantity, since chains
 * write it in two columns.
 */
import { z } from 'zod';
import { decimalsMax } from '../exact-units.ts';
import { movementKinds } from '../movements.ts';

const column = z.string().min(1).max(200);
const columnOrAlways = z.union([z.strictObject({ column }), z.strictObject({ always: z.string().min(1).max(200) })]);
const columns = z.array(column).max(4);

export const movementTimeUnits = ['s', 'ms', 'us', 'ns', 'iso', 'day', 'swift-day', 'slashes', 'steps'] as const;
export type MovementTimeUnit = (typeof movementTimeUnits)[number];

export const movementMappingSchema = z.strictObject({
  format: z.literal('comity-movement-mapping/1'),
  hasHeader: z.boolean().default(true),
  /** `steps` are days counted from 1 January 2020, as simulators write them. */
  time: z.strictObject({ column, unit: z.enum(movementTimeUnits) }),
  from: columns.min(1),
  to: columns.min(1),
  /** Names that mean the outside world, besides the empty one: a chain's address of nothing. */
  outside: z.array(z.string().max(200)).max(20).default([]),
  amount: z.strictObject({ column, isUnits: z.boolean().default(false), decimalMark: z.enum(['.', ',']).default('.') }),
  asset: columnOrAlways,
  ledger: columnOrAlways,
  /** A number; the column that holds it; those of the currency by ISO 4217; or the most that the file writes for the asset. */
  decimals: z.union([z.int().min(0).max(decimalsMax), z.strictObject({ column }), z.literal('currency'), z.literal('file')]),
  kind: z
    .union([
      z.strictObject({ always: z.enum(movementKinds) }),
      z.strictObject({ column, words: z.record(z.string().max(60), z.enum(movementKinds)) }),
    ])
    .default({ always: 'transfer' }),
  /** What groups rows; with `line`, what tells a row from another of its transaction. */
  transaction: columns.default([]),
  line: column.nullable().default(null),
  /** Rows that say that nothing moved: a failed transaction. */
  voidWhen: z
    .strictObject({ column, words: z.array(z.string().max(60)).min(1).max(20) })
    .nullable()
    .default(null),
  /** What arrives, where that may be another asset than what was paid: then the row is two legs of a swap. */
  arrives: z.strictObject({ amount: column, asset: column }).nullable().default(null),
  fee: z.strictObject({ price: column, quantity: column }).nullable().default(null),
});
export type MovementMapping = z.infer<typeof movementMappingSchema>;

/** Columns without which no row can be read. */
export function columnsNeeded(mapping: MovementMapping): readonly string[] {
  const { time, from, to, amount, asset, ledger, decimals, kind, arrives } = mapping;
  const nested = [asset, ledger, decimals, kind].flatMap((part) => (typeof part === 'object' && 'column' in part ? [part.column] : []));
  const legs = arrives === null ? [] : [arrives.amount, arrives.asset];
  return [...new Set([time.column, ...from, ...to, amount.column, ...nested, ...legs])];
}

/** Columns that are read where they are there. */
export function columnsWelcome(mapping: MovementMapping): readonly string[] {
  const { transaction, line, voidWhen, fee } = mapping;
  const more = [line, voidWhen?.column ?? null, fee?.price ?? null, fee?.quantity ?? null];
  return [...new Set([...transaction, ...more.filter((name) => name !== null)])];
}
