// SPDX-License-Identifier: Apache-2.0
/**
 * Pinging: small trades sent out to learn whether a large hidden order rests, and once one is found, a large trade against it.
 */
import { sideCode } from '../../columns/index.ts';
import { counted } from '../../kernel/index.ts';
import { type Finding, listeningPattern, type MarketStudy, nsPerMs, nsPerSecond } from '../pattern.ts';
import { groupOfTaker } from '../market/sides.ts';
import { standsOut } from '../market/statistics.ts';

/** An order as it was sent: its fills have one moment. */
interface Sent {
  readonly timeNs: number;
  readonly side: number;
  /** Up to this size it is a ping, by the depth it met. */
  readonly pingMax: number;
  readonly rows: number[];
  size: number;
}

interface Hunter {
  readonly group: number;
  readonly instrument: number;
  /** Its latest pings on each side, the last one last. */
  readonly pings: Map<number, readonly Sent[]>;
  readonly episodes: (readonly number[])[];
  sent: Sent | null;
}

export const pinging = listeningPattern(
  {
    id: 'pinging',
    version: 1,
    title: 'Ping orders',
    definition: 'A run of very small trades on one side, followed at once by a large one of the same participant on that side, repeatedly.',
    legal: { marAnnexI: 'e', annexII: '1.1.c' },
    parameters: {
      pingShareMax: {
        value: 0.02,
        unit: 'share',
        meaning: 'of the depth on the other side, up to which a trade is a ping',
        origin: 'own: it costs next to nothing',
      },
      pingsMin: { value: 4, unit: 'count', meaning: 'pings before the large trade', origin: 'own: fewer are ordinary small trades' },
      pingsWithin: { value: 10, unit: 's', meaning: 'in which they lie', origin: 'own' },
      followWithin: {
        value: 1000,
        unit: 'ms',
        meaning: 'from the last ping to the large trade',
        origin: 'own: the program answers at once',
      },
      largeRatioMin: { value: 20, unit: 'ratio', meaning: 'large trade to the mean ping', origin: 'own' },
      episodesMin: { value: 3, unit: 'count', meaning: 'such sequences in the instrument', origin: 'own: the practice repeats' },
    },
  },
  (study, view, values) => {
    const { events, groups } = study;
    const { places } = view.restingOrders(groups);
    const hunters: Hunter[] = [];
    const byPlace: Hunter[] = [];
    let changes = 0;
    /** Looks at an order once all its fills are known. */
    const judge = (hunter: Hunter, sent: Sent): void => {
      const episode = episodeOf(hunter, sent, values);
      const kept = sent.size <= sent.pingMax ? [...recentOf(hunter, sent, values), sent].slice(-pingsKept) : [];
      hunter.pings.set(sent.side, kept);
      if (episode === null) return;
      hunter.episodes.push(episode);
      if (hunter.episodes.length >= values.episodesMin) changes += 1;
    };
    const onTrade = (row: number): void => {
      const group = groupOfTaker(events, groups, row);
      if (group === 0) return;
      const instrument = events.instrument[row] ?? 0;
      const place = places.of(group, instrument);
      let hunter = byPlace[place];
      if (hunter === undefined) {
        hunter = { group, instrument, pings: new Map(), episodes: [], sent: null };
        hunters.push(hunter);
        byPlace[place] = hunter;
      }
      const [side, timeNs, size] = [events.side[row] ?? 0, events.timeNs[row] ?? 0, events.size[row] ?? 0];
      if (hunter.sent?.timeNs === timeNs && hunter.sent.side === side) {
        hunter.sent.size += size;
        hunter.sent.rows.push(row);
        return;
      }
      if (hunter.sent !== null) judge(hunter, hunter.sent);
      const book = view.book(instrument);
      const depth = (side === sideCode.buy ? book.asks : book.bids).depth(5);
      hunter.sent = { timeNs, side, size, rows: [row], pingMax: values.pingShareMax * depth };
    };
    const finish = (): readonly Finding[] => findingsOf(study, hunters, values);
    return { listener: { onTrade }, finish, changes: () => changes };
  },
);

/** More pings than this in ten seconds add nothing to the evidence. */
const pingsKept = 200;

interface Values {
  readonly pingsMin: number;
  readonly pingsWithin: number;
  readonly followWithin: number;
  readonly largeRatioMin: number;
  readonly episodesMin: number;
}

function recentOf({ pings }: Hunter, { side, timeNs }: Sent, { pingsWithin }: Values): readonly Sent[] {
  return (pings.get(side) ?? []).filter((ping) => timeNs - ping.timeNs <= pingsWithin * nsPerSecond);
}

/** The rows of the sequence that this order ends; null where it ends none. */
function episodeOf(hunter: Hunter, sent: Sent, values: Values): readonly number[] | null {
  if (sent.size <= sent.pingMax) return null;
  const recent = recentOf(hunter, sent, values);
  const mean = recent.reduce((sum, ping) => sum + ping.size, 0) / Math.max(1, recent.length);
  const isAnswer = sent.timeNs - (recent.at(-1)?.timeNs ?? Number.NEGATIVE_INFINITY) <= values.followWithin * nsPerMs;
  if (!isAnswer || recent.length < values.pingsMin || sent.size < values.largeRatioMin * mean) return null;
  return [...recent, sent].flatMap(({ rows }) => rows);
}

function findingsOf({ groups }: MarketStudy, hunters: readonly Hunter[], values: Values): readonly Finding[] {
  // Of the last order of each all fills are there that there are.
  const all = hunters.map((hunter) => {
    const last = hunter.sent === null ? null : episodeOf(hunter, hunter.sent, values);
    return { ...hunter, episodes: last === null ? hunter.episodes : [...hunter.episodes, last] };
  });
  return all
    .filter(({ episodes }) => episodes.length >= values.episodesMin)
    .map(({ group, instrument, episodes }) => {
      const others = all.filter((other) => other.instrument === instrument && other.group !== group);
      const pings = episodes.reduce((sum, { length }) => sum + length - 1, 0);
      return {
        instruments: [instrument],
        groups: [group],
        rows: episodes.flat(),
        score: standsOut(
          episodes.length,
          others.map((other) => other.episodes.length),
        ),
        figures: { episodes: episodes.length, pings },
        sentences: [
          `${counted(episodes.length, 'time')} ${groups.nameOf(group)} sent at least ${values.pingsMin} very small ` +
            `trades on one side and followed them within ${values.followWithin} ms by a large one.`,
          `In all ${counted(pings, 'ping')} came before ${counted(episodes.length, 'large trade')}.`,
        ],
      };
    });
}
