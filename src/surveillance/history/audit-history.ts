// SPDX-License-Identifier: Apache-2.0
/**
 * The audit of a history: everything that an account did, or that happened in an instrument, replayed to the state it ends in, and that
 * state reached a second time another way. Where the two differ, or where something is missing between two events, the gap is named.
 *
 *     orders     replayed through the books: what is left of each     against   placed size less all that its events took off
 *     positions  the venue's last statement and the trades since      against   the venue's next statement
 *     numbers    the numbers of the events in an instrument           against   the numbers there would be if none were missing
 *
 * A small worked case. XVEN/acc-7 placed 400, had 150 filled and withdrew 250; the venue stated a position of 100, and of 250 after the
 * trade. Three proofs of three hold. Without the row of the trade, the order has 150 more than its events explain and the second statement
 * differs by 150: two gaps, each with the event at which it shows.
 *
 * What it does not do: it cannot miss what neither the books nor a statement could show, and says so by counting what it checked. It is a
 * document, with the digest of its input, so that another authority that holds the same events gets the same bytes.
 */
import {
  digestOfMarketEvents,
  digestOfValue,
  eventCode,
  eventKinds,
  eventName,
  type MarketEvents,
  sideCode,
  timeText,
  unitsText,
} from '../../columns/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { prepareReplay } from '../market/replay.ts';
import type { MarketHistoryWire } from '../wire.ts';
import { type Gap, numberProofs, orderProofs, positionProofs, type Scope } from './history-proofs.ts';

/** Gaps that a document names one by one; a file with more has one cause for all of them. */
const gapsMax = 500;

export interface HistorySubject {
  readonly kind: 'account' | 'instrument';
  readonly venue: string;
  readonly name: string;
}

export function auditHistory(events: MarketEvents, subject: HistorySubject): Result<MarketHistoryWire> {
  const scope = scopeOf(events, subject);
  if (scope === null) {
    const remedy = `Name it as VENUE/NAME, as it stands in the file; it holds ${known(events, subject)}.`;
    return fail(`${subject.kind} ${subject.venue}/${subject.name}`.slice(0, 200), 'The file holds no event of it.', remedy);
  }
  const replay = prepareReplay(events);
  replay.run([]);
  const orders = orderProofs(scope, replay.view.orders);
  const positions = positionProofs(scope);
  const numbers = subject.kind === 'instrument' ? numberProofs(scope) : null;
  const gaps = [...orders.gaps, ...positions.gaps, ...(numbers?.gaps ?? [])].toSorted((left, right) => left.row - right.row);
  const at = (row: number): string => timeText(events.originMs, events.timeNs[row] ?? 0);
  const content = {
    format: 'comity-market-history/1' as const,
    input: { events: digestOfMarketEvents(events) },
    subject,
    from: scope.rows.length === 0 ? null : at(scope.rows[0] ?? 0),
    until: scope.rows.length === 0 ? null : at(scope.rows.at(-1) ?? 0),
    events: scope.rows.length,
    instruments: instrumentsOf(scope, orders.ends),
    proofs: { orders: orders.counts, positions: positions.counts, numbers: numbers?.counts ?? null },
    gaps: gaps.slice(0, gapsMax).map(({ kind, row, sentence }: Gap) => ({ kind, at: at(row), event: eventName(events, row), sentence })),
    gapsCount: gaps.length,
  } satisfies Omit<MarketHistoryWire, 'digest'>;
  return ok({ ...content, digest: digestOfValue(content) });
}

/** The rows of the subject; null where there is none. */
function scopeOf(events: MarketEvents, { kind, venue, name }: HistorySubject): Scope | null {
  const account = events.accounts.findIndex((one, number) => number > 0 && one.venue === venue && one.name === name);
  const instrument = events.instruments.findIndex((one, number) => number > 0 && one.venue === venue && one.symbol === name);
  const number = kind === 'account' ? account : instrument;
  if (number <= 0) return null;
  const rows: number[] = [];
  for (let row = 0; row < events.count; row += 1) {
    const isOf =
      kind === 'account' ? events.account[row] === number || events.counterAccount[row] === number : events.instrument[row] === number;
    if (isOf) rows.push(row);
  }
  return rows.length === 0 ? null : { events, rows, account: kind === 'account' ? number : null };
}

/** Names shown where one was not found. */
const namesMax = 12;

function known({ accounts, instruments }: MarketEvents, { kind }: HistorySubject): string {
  const names =
    kind === 'account'
      ? accounts.map(({ venue, name }) => `${venue}/${name}`)
      : instruments.map(({ venue, symbol }) => `${venue}/${symbol}`);
  const more = names.length - 1 - namesMax;
  return `${names.slice(1, namesMax + 1).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function instrumentsOf(scope: Scope, ends: ReadonlyMap<number, OrderEnds>): MarketHistoryWire['instruments'] {
  const { events, rows, account } = scope;
  const byInstrument = Map.groupBy(rows, (row) => events.instrument[row] ?? 0);
  return [...byInstrument]
    .toSorted(([left], [right]) => left - right)
    .map(([number, own]) => {
      const instrument = events.instruments[number];
      const { priceDecimals = 0, sizeDecimals = 0, venue = '', symbol = '', quoteCurrency = '' } = instrument ?? {};
      const kinds = new Map<string, number>();
      const sums = { trades: 0, bought: 0n, sold: 0n, paid: 0n, received: 0n };
      for (const row of own) {
        const kind = eventKinds[events.kind[row] ?? 0] ?? '';
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        if (events.kind[row] === eventCode.trade) addTrade(sums, events, { row, account });
      }
      const { placed = 0, filled = 0, withdrawn = 0, open = 0, openSize = 0n } = ends.get(number) ?? {};
      return {
        venue,
        symbol,
        kinds: Object.fromEntries([...kinds].toSorted(([left], [right]) => (left < right ? -1 : 1))),
        orders: { placed, filled, withdrawn, open, openSize: unitsText(openSize, sizeDecimals) },
        trades: sums.trades,
        bought: unitsText(sums.bought, sizeDecimals),
        sold: unitsText(sums.sold, sizeDecimals),
        paid: unitsText(sums.paid, priceDecimals + sizeDecimals),
        received: unitsText(sums.received, priceDecimals + sizeDecimals),
        quoteCurrency,
      };
    });
}

interface OrderEnds {
  readonly placed: number;
  readonly filled: number;
  readonly withdrawn: number;
  readonly open: number;
  readonly openSize: bigint;
}

interface Sums {
  trades: number;
  bought: bigint;
  sold: bigint;
  paid: bigint;
  received: bigint;
}

/** Of an account both of its sides; of an instrument the taker's, so that a trade is counted once. */
function addTrade(sums: Sums, events: MarketEvents, { row, account }: { readonly row: number; readonly account: number | null }): void {
  const size = BigInt(events.size[row] ?? 0);
  const value = size * BigInt(events.price[row] ?? 0);
  const isBuy = events.side[row] === sideCode.buy;
  sums.trades += 1;
  const isTaker = account === null || events.account[row] === account;
  const isResting = account !== null && events.counterAccount[row] === account;
  for (const hasBought of [...(isTaker ? [isBuy] : []), ...(isResting ? [!isBuy] : [])]) {
    sums[hasBought ? 'bought' : 'sold'] += size;
    sums[hasBought ? 'paid' : 'received'] += value;
  }
}
