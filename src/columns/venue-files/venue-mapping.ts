// SPDX-License-Identifier: Apache-2.0
/**
 * Venue mappings: which column of a venue's file means what.
 *
 * Every venue writes its trades its own way; what differs fits a page of JSON and needs no program:
 *
 *     { "format": "comity-venue-mapping/1", "venue": "XVEN", "hasHeader": true, "event": { "always": "trade" },
 *       "time": { "column": "timestamp", "unit": "ms" }, "symbol": { "column": "market" },
 *       "side": { "column": "taker", "buy": ["B"], "sell": ["S"], "isOf": "taker" }, "price": "px", "size": "qty", "sequence": "id" }
 *
 * `isOf: "maker"` says that the side in the file is that of the resting order, as some venues have it: it is turned round.
 * A mapping names columns only; it cannot compute.
 */
import { z } from 'zod';
import { eventKinds, instrumentClasses } from '../market-events.ts';

const column = z.string().min(1).max(200);
const columnOrAlways = z.union([z.strictObject({ column }), z.strictObject({ always: z.string().max(200) })]);

export const timeUnits = ['s', 'ms', 'us', 'ns', 'iso', 'binance'] as const;

export const venueMappingSchema = z.strictObject({
  format: z.literal('comity-venue-mapping/1'),
  venue: z.union([z.string().min(1).max(60), z.strictObject({ column })]),
  hasHeader: z.boolean(),
  /** Which event a row is: always one, or by the words in a column. */
  event: z.union([
    z.strictObject({ always: z.enum(eventKinds) }),
    z.strictObject({ column, words: z.record(z.string().max(60), z.enum(eventKinds)) }),
  ]),
  time: z.strictObject({ column, unit: z.enum(timeUnits) }),
  symbol: columnOrAlways,
  side: z
    .strictObject({
      column,
      buy: z.array(z.string().max(30)),
      sell: z.array(z.string().max(30)),
      isOf: z.enum(['taker', 'maker', 'order']),
    })
    .nullable(),
  price: column.nullable(),
  size: column.nullable(),
  sequence: column.nullable(),
  account: column.nullable().default(null),
  owner: column.nullable().default(null),
  counterAccount: column.nullable().default(null),
  counterOwner: column.nullable().default(null),
  order: column.nullable().default(null),
  counterOrder: column.nullable().default(null),
  class: z.union([z.enum(instrumentClasses), z.strictObject({ column })]).default('spot'),
  underlying: column.nullable().default(null),
  quoteCurrency: z.union([z.string().max(30), z.strictObject({ column })]).default(''),
  expiry: column.nullable().default(null),
  strike: column.nullable().default(null),
  right: column.nullable().default(null),
  /** How many decimals the instrument has at the venue, for files that state it; otherwise it is learnt from the rows. */
  priceDecimals: column.nullable().default(null),
  sizeDecimals: column.nullable().default(null),
});
export type VenueMapping = z.infer<typeof venueMappingSchema>;

/** Every column of the file that a mapping reads, each once. */
export function columnsOfMapping(mapping: VenueMapping): readonly string[] {
  const { price, size, sequence, account, owner, counterAccount, counterOwner, order, counterOrder, underlying, expiry, strike, right } =
    mapping;
  const { priceDecimals, sizeDecimals } = mapping;
  const plain = [
    price,
    size,
    sequence,
    account,
    owner,
    counterAccount,
    counterOwner,
    order,
    counterOrder,
    underlying,
    expiry,
    strike,
    right,
    priceDecimals,
    sizeDecimals,
  ];
  return columnsIn(plain, [mapping.time, mapping.event, mapping.symbol, mapping.side, mapping.class, mapping.venue, mapping.quoteCurrency]);
}

/** Those that say of a row which instrument it is of, when it happened, and how many decimals are written. */
export function columnsOfSurvey({
  venue,
  symbol,
  time,
  price,
  size,
  strike,
  priceDecimals,
  sizeDecimals,
}: VenueMapping): readonly string[] {
  return columnsIn([price, size, strike, priceDecimals, sizeDecimals], [venue, symbol, time]);
}

function columnsIn(plain: readonly (string | null)[], nested: readonly (string | object | null)[]): readonly string[] {
  const named = nested.map((part) =>
    typeof part === 'object' && part !== null && 'column' in part && typeof part.column === 'string' ? part.column : null,
  );
  return [...new Set([...plain, ...named].filter((name) => name !== null))];
}
