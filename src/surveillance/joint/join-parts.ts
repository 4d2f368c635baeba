// SPDX-License-Identifier: Apache-2.0
/**
 * The parts of several authorities as one picture on one clock, what they show together, and what is still dark.
 *
 *     XC, ours      Owner Ostrava at XVEN: sold 400 ZED          09:20:01 sold 20, 09:20:09 sold 20 ...
 *     XA, dispatch  Owner Ostrava at YVEN: bought 380 ZED        09:20:03 bought 20, 09:20:12 bought 20 ...
 *     together      what one side sold, the other bought, to 95.0 %; of 19 trades at XA 19 follow an act at XC within 10 s, by chance 3.2 would
 *
 * Each figure stands beside what chance would give, or says how far two sides meet; nothing here is a verdict. Clocks of venues are not
 * compared: what follows within a few milliseconds may have gone before. The picture is a document: it names the digest of each part, of the
 * events that it rests on, and of itself.
 */
import { digestOfValue, unitsText, wideUnitsOf } from '../../columns/index.ts';
import type { JointAlertWire } from '../wire.ts';
import type { ActivityPart } from './alert-part.ts';

export interface PlacedPart {
  readonly authority: string;
  readonly name: string;
  /** The signed dispatch that brought it; null for our own. */
  readonly dispatch: string | null;
  readonly part: ActivityPart;
}

export interface JoinOrder {
  readonly alert: string;
  readonly parts: readonly PlacedPart[];
  /** What each authority did not tell, in sentences. */
  readonly dark: JointAlertWire['dark'];
}

/** One act is taken to follow another within this: a person or a program that waits for the other venue needs less. */
const followsWithinNs = 10_000_000_000n;
/** Fewer trades say nothing about how often something follows. */
const tradesMin = 5;
/** Beyond chance by fewer deviations, it is chance: where one side acts every few seconds, nearly everything follows something. */
const deviationsMin = 2;
/** The finest unit in which sizes of any venue are written. */
const decimals = 36;

export function joinAlertParts({ alert, parts, dark }: JoinOrder): JointAlertWire {
  const moments = parts.flatMap(({ part }) => [part.from, part.until]).toSorted();
  const positions = positionsOf(parts);
  const content = {
    format: 'comity-joint-alert/1' as const,
    alert,
    from: moments[0] ?? null,
    until: moments.at(-1) ?? null,
    parts: parts.map(({ authority, dispatch, part }) => ({
      authority,
      dispatch,
      digest: digestOfValue(part),
      events: part.events,
      from: part.from,
      until: part.until,
      naming: part.naming,
      acts: part.acts.length,
      actsLeftOut: part.actsLeftOut,
    })),
    positions: positions.map(({ underlying, authority, bought, sold }) => ({
      underlying,
      authority,
      bought: textOf(bought),
      sold: textOf(sold),
      net: textOf(bought - sold),
    })),
    findings: [...offsets(parts, positions), ...follows(parts)],
    dark: [...dark, ...parts.flatMap(untold)],
  };
  return { ...content, digest: digestOfValue(content) };
}

interface Position {
  readonly underlying: string;
  readonly authority: string;
  readonly bought: bigint;
  readonly sold: bigint;
}

function positionsOf(parts: readonly PlacedPart[]): readonly Position[] {
  return parts.flatMap(({ authority, part }) => {
    const sums = new Map<string, { bought: bigint; sold: bigint }>();
    for (const { instrument, bought, sold } of part.sums) {
      const underlying = part.instruments[instrument]?.underlying ?? '';
      const sum = sums.get(underlying) ?? { bought: 0n, sold: 0n };
      sums.set(underlying, { bought: sum.bought + unitsOf(bought), sold: sum.sold + unitsOf(sold) });
    }
    return [...sums].map(([underlying, sum]) => ({ underlying, authority, ...sum }));
  });
}

type Finding = JointAlertWire['findings'][number];

function pairsOf<Item>(items: readonly Item[]): readonly (readonly [Item, Item])[] {
  return items.flatMap((one, at) => items.slice(at + 1).map((other) => [one, other] as const));
}

/** What one side bought net and the other sold net: how far the two meet. */
function offsets(parts: readonly PlacedPart[], positions: readonly Position[]): readonly Finding[] {
  const nameOf = (id: string): string => parts.find(({ authority }) => authority === id)?.name ?? id;
  return pairsOf(positions).flatMap(([one, other]): Finding[] => {
    if (one.underlying !== other.underlying || one.authority === other.authority) return [];
    const [net, otherNet] = [one.bought - one.sold, other.bought - other.sold];
    if (net === 0n || otherNet === 0n || net > 0n === otherNet > 0n) return [];
    const [small, large] = [size(net), size(otherNet)].toSorted((left, right) => (left < right ? -1 : left > right ? 1 : 0));
    const share = Number(((small ?? 0n) * 1000n) / (large ?? 1n)) / 1000;
    const [buyer, seller] = net > 0n ? [one, other] : [other, one];
    const [bought, sold] = net > 0n ? [net, otherNet] : [otherNet, net];
    const sentence =
      `In ${one.underlying} those told of by ${nameOf(buyer.authority)} bought ${textOf(bought)} net, and those told of by ` +
      `${nameOf(seller.authority)} sold ${textOf(size(sold))} net: the two meet to ${(share * 100).toFixed(1)} %.`;
    return [{ kind: 'offset', underlying: one.underlying, authorities: [buyer.authority, seller.authority], figures: { share }, sentence }];
  });
}

function size(units: bigint): bigint {
  return units < 0n ? -units : units;
}

/** Trades of one side that follow an act of the other, against how many would by chance. */
function follows(parts: readonly PlacedPart[]): readonly Finding[] {
  return parts.flatMap((first) => parts.flatMap((second) => (first === second ? [] : followsOf(first, second))));
}

function followsOf(first: PlacedPart, second: PlacedPart): readonly Finding[] {
  const underlyings = [...new Set(first.part.instruments.map(({ underlying }) => underlying))];
  return underlyings.flatMap((underlying): Finding[] => {
    const acts = momentsOf(first.part, underlying, () => true);
    const trades = momentsOf(second.part, underlying, (kind) => kind === 'bought' || kind === 'sold');
    const [fromNs, untilNs] = [nsOf(second.part.from), nsOf(second.part.until)];
    if (acts.length === 0 || trades.length < tradesMin || untilNs <= fromNs) return [];
    const following = trades.filter((at) => acts.some((act) => at > act && at - act <= followsWithinNs)).length;
    const covered = Number((coveredNs(acts, fromNs, untilNs) * 10_000n) / (untilNs - fromNs)) / 10_000;
    const byChance = Math.round(trades.length * covered * 10) / 10;
    const deviation = Math.sqrt(trades.length * covered * (1 - covered));
    if (following <= byChance || following - byChance < deviationsMin * deviation) return [];
    const sentence =
      `In ${underlying} ${following} of ${trades.length} trades told of by ${second.name} follow an act told of by ${first.name} within 10 seconds; ` +
      `by chance ${byChance.toFixed(1)} would.`;
    const figures = { following, trades: trades.length, byChance };
    return [{ kind: 'follows', underlying, authorities: [first.authority, second.authority], figures, sentence }];
  });
}

function momentsOf({ acts, instruments }: ActivityPart, underlying: string, counts: (kind: string) => boolean): readonly bigint[] {
  return acts.flatMap(({ at, instrument, kind }) => (instruments[instrument]?.underlying === underlying && counts(kind) ? [nsOf(at)] : []));
}

/** How much of a period lies within ten seconds after any of these moments, which are in their order. */
function coveredNs(acts: readonly bigint[], fromNs: bigint, untilNs: bigint): bigint {
  let [covered, reached] = [0n, fromNs];
  for (const act of acts) {
    const begin = act > reached ? act : reached;
    const end = act + followsWithinNs < untilNs ? act + followsWithinNs : untilNs;
    if (end > begin) covered += end - begin;
    if (end > reached) reached = end;
  }
  return covered;
}

/** What a part itself says that it does not tell. */
function untold({ authority, name, part }: PlacedPart): JointAlertWire['dark'] {
  const missing = part.asked.filter(({ isFound }) => !isFound).map((one) => one.name);
  const coded = part.participants.filter(({ isAsked }) => !isAsked).length;
  return [
    ...(missing.length === 0
      ? []
      : [
          {
            authority,
            why: 'not-found' as const,
            sentence: `The data of ${name} hold nobody of the name ${missing.slice(0, 10).join(', ')}.`,
          },
        ]),
    ...(part.actsLeftOut === 0
      ? []
      : [
          {
            authority,
            why: 'left-out' as const,
            sentence: `${part.actsLeftOut} further acts told of by ${name} are counted in the sums and not listed.`,
          },
        ]),
    ...(part.naming === 'named' || coded === 0
      ? []
      : [{ authority, why: 'not-named' as const, sentence: `${coded} of those told of by ${name} stand by a number, not by name.` }]),
  ];
}

function unitsOf(amount: string): bigint {
  return wideUnitsOf(amount, decimals) ?? 0n;
}

/** 380, 0.5; a minus before what is below nothing. */
function textOf(units: bigint): string {
  const text = unitsText(size(units), decimals).replace(/\.?0+$/, '');
  return units < 0n ? `-${text}` : text;
}

/** Nanoseconds since 1970, of a moment with nine decimals. */
function nsOf(moment: string): bigint {
  return BigInt(Date.parse(`${moment.slice(0, 23)}Z`)) * 1_000_000n + BigInt(moment.slice(23, 29));
}
