// SPDX-License-Identifier: Apache-2.0
/**
 * The mappings in the box: Comity's own files of market events, and the public trade files of three venues.
 *
 * The venues' layouts are those of their published downloads and answers: Binance's archive of trades (no header; whether the
 * buyer rested), Coinbase Exchange's trades (the side is the resting order's), Deribit's last trades by instrument (options too).
 */
import { eventKinds } from '../market-events.ts';
import { type VenueMapping, venueMappingSchema } from './venue-mapping.ts';

const words = Object.fromEntries(eventKinds.map((kind) => [kind, kind]));

const given: Readonly<Record<string, unknown>> = {
  comity: {
    venue: { column: 'venue' },
    hasHeader: true,
    event: { column: 'kind', words },
    time: { column: 'time', unit: 'iso' },
    symbol: { column: 'symbol' },
    side: { column: 'side', buy: ['buy'], sell: ['sell'], isOf: 'order' },
    price: 'price',
    size: 'size',
    sequence: 'sequence',
    account: 'account',
    owner: 'owner',
    counterAccount: 'counter_account',
    counterOwner: 'counter_owner',
    order: 'order',
    counterOrder: 'counter_order',
    class: { column: 'class' },
    underlying: 'underlying',
    quoteCurrency: { column: 'quote_currency' },
    expiry: 'expiry',
    strike: 'strike',
    right: 'right',
    priceDecimals: 'price_decimals',
    sizeDecimals: 'size_decimals',
  },
  binance: {
    venue: 'Binance',
    hasHeader: false,
    event: { always: 'trade' },
    time: { column: 'column4', unit: 'binance' },
    symbol: { always: '' },
    side: { column: 'column5', buy: ['true', 'True', 'TRUE'], sell: ['false', 'False', 'FALSE'], isOf: 'maker' },
    price: 'column1',
    size: 'column2',
    sequence: 'column0',
  },
  coinbase: {
    venue: 'Coinbase',
    hasHeader: true,
    event: { always: 'trade' },
    time: { column: 'time', unit: 'iso' },
    symbol: { always: '' },
    side: { column: 'side', buy: ['buy'], sell: ['sell'], isOf: 'maker' },
    price: 'price',
    size: 'size',
    sequence: 'trade_id',
  },
  deribit: {
    venue: 'Deribit',
    hasHeader: true,
    event: { always: 'trade' },
    time: { column: 'timestamp', unit: 'ms' },
    symbol: { column: 'instrument_name' },
    side: { column: 'direction', buy: ['buy'], sell: ['sell'], isOf: 'taker' },
    price: 'price',
    size: 'amount',
    sequence: 'trade_seq',
  },
};

export const mappingsInTheBox: ReadonlyMap<string, VenueMapping> = new Map(
  Object.entries(given).map(([name, mapping]) => [
    name,
    venueMappingSchema.parse({ format: 'comity-venue-mapping/1', ...(mapping as Record<string, unknown>) }),
  ]),
);
