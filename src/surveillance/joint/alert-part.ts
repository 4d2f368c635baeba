// SPDX-License-Identifier: Apache-2.0
/**
 * One authority's part of an alert that spans venues: what those asked about did in a period on this authority's own data, and nothing else.
 *
 *     asked: Owner Ostrava, XVEN/acc-7; 09:20 to 09:25; ZED      told: Owner Ostrava at YVEN, 31 acts in ZED-USD; XVEN/acc-7 is not found
 *
 * It is as narrow as the question: these participants, this period, instruments on these underlyings. With whom they traded is not told; what
 * else is to be told of is chosen by an officer, and stands by a number where it is not to be named. The own part of whoever asks is made by
 * the same function, so that the parts can be laid side by side.
 */
import { digestOfMarketEvents, type MarketEvents, timeNsOf, timeText, unitsText } from '../../columns/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { groupsOf } from '../market/groups.ts';
import { prepareReplay } from '../market/replay.ts';
import { type OwnMark, watchParticipants } from '../review/participant-marks.ts';

/** As the reply that brings a part can hold them (src/assistance/alerts/wire.ts). */
const actsMax = 1500;
const instrumentsMax = 20;

export interface PartOrder {
  /** Moments in UTC. */
  readonly from: string;
  readonly until: string;
  /** What is traded, besides what lies under the instruments. */
  readonly underlyings: readonly string[];
  readonly instruments: readonly { readonly venue: string; readonly symbol: string }[];
  /** Owners, or accounts as `venue/account`. */
  readonly asked: readonly string[];
  /** Others that are told of as well. */
  readonly others: readonly string[];
  readonly naming: 'named' | 'coded';
}

export type PartActKind = 'placed' | 'changed' | 'withdrawn' | 'bought' | 'sold';

export interface ActivityPart {
  readonly from: string;
  readonly until: string;
  readonly events: string;
  readonly naming: 'named' | 'coded';
  readonly asked: readonly { readonly name: string; readonly isFound: boolean }[];
  readonly participants: readonly { readonly name: string; readonly isAsked: boolean }[];
  readonly instruments: readonly {
    readonly venue: string;
    readonly symbol: string;
    readonly underlying: string;
    readonly quoteCurrency: string;
  }[];
  readonly sums: readonly {
    readonly participant: number;
    readonly instrument: number;
    readonly orders: number;
    readonly withdrawals: number;
    readonly trades: number;
    readonly bought: string;
    readonly sold: string;
  }[];
  readonly acts: readonly {
    readonly at: string;
    readonly participant: number;
    readonly instrument: number;
    readonly kind: PartActKind;
    readonly price: string;
    readonly size: string;
  }[];
  readonly actsLeftOut: number;
}

export interface FoundPart {
  readonly part: ActivityPart;
  /** By participant of the part, its name in this file: what an alert of ours names it by. */
  readonly ownNames: readonly string[];
}

export function partOfAlert(events: MarketEvents, order: PartOrder): Result<FoundPart> {
  const span = [timeNsOf(order.from, 'iso', events.originMs), timeNsOf(order.until, 'iso', events.originMs)] as const;
  const [fromNs, untilNs] = span;
  if (fromNs === null || untilNs === null || untilNs <= fromNs) {
    return fail('period', 'It is no stretch of time in UTC.', 'Write moments as 2026-11-02T09:20:00.000000000Z.');
  }
  const accountsOf = accountFinder(events);
  const found = [...order.asked, ...order.others.filter((name) => !order.asked.includes(name))].filter(
    (name) => accountsOf(name).length > 0,
  );
  const participants = new Map<number, number>();
  for (const [place, name] of found.entries())
    for (const account of accountsOf(name)) if (!participants.has(account)) participants.set(account, place);
  const shown = instrumentsOn(events, order);
  const scope = { events, shown, participants, evidence: new Set<number>(), fromNs, untilNs };
  const replay = prepareReplay(events);
  const watching = watchParticipants(replay.view, scope);
  replay.run([watching.listener]);
  const { marks } = watching.finish();
  const used = shown
    .flatMap((number, place) => (marks.some(({ instrument }) => instrument === place) ? [{ number, place }] : []))
    .slice(0, instrumentsMax);
  const places = new Map(used.map(({ place }, at) => [place, at]));
  const own = marks.filter((mark): mark is OwnMark & { participant: number; kind: PartActKind } => {
    return mark.participant !== null && mark.kind !== 'other' && places.has(mark.instrument);
  });
  const numbers = used.map(({ number }) => number);
  return ok({
    part: {
      from: timeText(events.originMs, fromNs),
      until: timeText(events.originMs, untilNs),
      events: digestOfMarketEvents(events),
      naming: order.naming,
      asked: order.asked.map((name) => ({ name, isFound: found.includes(name) })),
      participants: found.map((name, place) => {
        const isAsked = order.asked.includes(name);
        return { name: isAsked || order.naming === 'named' ? name : `participant ${place + 1}`, isAsked };
      }),
      instruments: numbers.map((number) => {
        const { venue = '', symbol = '', underlying = '', quoteCurrency = '' } = events.instruments[number] ?? {};
        return { venue, symbol, underlying, quoteCurrency };
      }),
      sums: sumsOf(events, own, { places, numbers }),
      acts: own.slice(0, actsMax).map(({ timeNs, participant, instrument, kind, price, size }) => {
        const at = places.get(instrument) ?? 0;
        const { priceDecimals = 0, sizeDecimals = 0 } = events.instruments[numbers[at] ?? 0] ?? {};
        return {
          at: timeText(events.originMs, timeNs),
          participant,
          instrument: at,
          kind,
          price: unitsText(BigInt(price), priceDecimals),
          size: unitsText(BigInt(size), sizeDecimals),
        };
      }),
      actsLeftOut: Math.max(0, own.length - actsMax),
    },
    ownNames: found,
  });
}

/** The accounts of an owner, or one account as `venue/account`. */
function accountFinder(events: MarketEvents): (name: string) => readonly number[] {
  const groups = groupsOf(events);
  const byName = new Map<string, number[]>();
  const put = (name: string, account: number): void => void byName.set(name, [...(byName.get(name) ?? []), account]);
  for (const [account, { venue, name }] of events.accounts.entries()) {
    if (account === 0) continue;
    const owner = groups.nameOf(groups.ofAccount[account] ?? 0);
    put(`${venue}/${name}`, account);
    if (owner !== `${venue}/${name}`) put(owner, account);
  }
  return (name) => byName.get(name) ?? [];
}

function instrumentsOn(events: MarketEvents, asked: Pick<PartOrder, 'underlyings' | 'instruments'>): readonly number[] {
  const named = events.instruments.filter(({ venue, symbol }) =>
    asked.instruments.some((one) => one.venue === venue && one.symbol === symbol),
  );
  const underlyings = new Set([...asked.underlyings, ...named.map(({ underlying }) => underlying)]);
  return events.instruments.flatMap(({ underlying }, number) => (number > 0 && underlyings.has(underlying) ? [number] : []));
}

function sumsOf(
  events: MarketEvents,
  marks: readonly (OwnMark & { readonly participant: number; readonly kind: PartActKind })[],
  { places, numbers }: { readonly places: ReadonlyMap<number, number>; readonly numbers: readonly number[] },
): ActivityPart['sums'] {
  const sums = new Map<
    string,
    { participant: number; instrument: number; orders: number; withdrawals: number; trades: number; bought: bigint; sold: bigint }
  >();
  for (const { participant, instrument: place, kind, size } of marks) {
    const instrument = places.get(place) ?? 0;
    const key = `${participant} ${instrument}`;
    const sum = sums.get(key) ?? { participant, instrument, orders: 0, withdrawals: 0, trades: 0, bought: 0n, sold: 0n };
    sums.set(key, sum);
    if (kind === 'placed') sum.orders += 1;
    else if (kind === 'withdrawn') sum.withdrawals += 1;
    else if (kind !== 'changed') {
      sum.trades += 1;
      sum[kind] += BigInt(size);
    }
  }
  return [...sums.values()]
    .toSorted((one, other) => one.participant - other.participant || one.instrument - other.instrument)
    .map(({ bought, sold, ...rest }) => {
      const decimals = events.instruments[numbers[rest.instrument] ?? 0]?.sizeDecimals ?? 0;
      return { ...rest, bought: unitsText(bought, decimals), sold: unitsText(sold, decimals) };
    });
}
