// SPDX-License-Identifier: Apache-2.0
/**
 * What other parameters change: the alerts of a pattern over one table with the values in force, beside those with other values.
 *
 * An alert's digest covers its parameters, so no two are equal to the byte. Two are *the same conduct* where they name the same
 * participants in the same instruments and their periods touch. Each alert is one of at most one pair; those that rest on the same
 * events are paired first, then those that touch, in the order of time.
 *
 *     before   acc-7 in ZED-PERP 09:14-10:02       acc-3 in ZED-PERP 11:00-11:20
 *     after    acc-7 in ZED-PERP 09:14-09:50                                          acc-9 in ZED-USD 12:01-12:40
 *              same, on other events                only before                        only after
 *
 * What it does not do: it does not say which of the two is better. A ring that is found with a member more is another ring, and stands
 * as one only before and one only after: an officer sees both.
 */
import type { AlertWire } from '../wire.ts';

export const effects = ['same', 'only-before', 'only-after'] as const;
export type Effect = (typeof effects)[number];

export interface AlertPair {
  readonly effect: Effect;
  readonly before: AlertWire | null;
  readonly after: AlertWire | null;
}

export interface EffectCounts {
  readonly same: number;
  readonly onlyBefore: number;
  readonly onlyAfter: number;
}

/** How alerts are counted in some part of the table: an instrument, or a day in UTC. */
export interface NamedEffect extends EffectCounts {
  readonly name: string;
}

/** Pairs by time of the alert before, or of the one after where there is none before. */
export function pairAlerts(before: readonly AlertWire[], after: readonly AlertWire[]): readonly AlertPair[] {
  const [left, right] = [before.toSorted(byTime), after.toSorted(byTime)];
  const found = new Map<AlertWire, AlertWire>();
  const isTaken = new Set<AlertWire>();
  const byWho = Map.groupBy(right, whoAndWhere);
  for (const isPair of [restsOnTheSame, touches]) {
    for (const one of left) {
      if (found.has(one)) continue;
      const other = byWho.get(whoAndWhere(one))?.find((candidate) => !isTaken.has(candidate) && isPair(one, candidate));
      if (other === undefined) continue;
      found.set(one, other);
      isTaken.add(other);
    }
  }
  const pairs = [
    ...left.map((one): AlertPair => {
      const other = found.get(one) ?? null;
      return { effect: other === null ? 'only-before' : 'same', before: one, after: other };
    }),
    ...right.filter((one) => !isTaken.has(one)).map((one): AlertPair => ({ effect: 'only-after', before: null, after: one })),
  ];
  return pairs.toSorted((one, other) => byTime(ofPair(one), ofPair(other)));
}

export function countEffect(pairs: readonly AlertPair[]): EffectCounts {
  const count = (wanted: Effect): number => pairs.filter(({ effect }) => effect === wanted).length;
  return { same: count('same'), onlyBefore: count('only-before'), onlyAfter: count('only-after') };
}

/** By `venue/symbol`; an alert that spans several counts in each. */
export function effectByInstrument(pairs: readonly AlertPair[]): readonly NamedEffect[] {
  return countedBy(pairs, ({ instruments }) => instruments.map(({ venue, symbol }) => `${venue}/${symbol}`));
}

/** By the day in UTC on which an alert begins. */
export function effectByDay(pairs: readonly AlertPair[]): readonly NamedEffect[] {
  return countedBy(pairs, ({ from }) => [from.slice(0, 'YYYY-MM-DD'.length)]);
}

/** Adds counts of the same name, in the order of the names. */
export function sumEffects(lists: readonly (readonly NamedEffect[])[]): readonly NamedEffect[] {
  const byName = Map.groupBy(lists.flat(), ({ name }) => name);
  const sums = [...byName].map(([name, counts]) => ({ name, ...sumCounts(counts) }));
  return sums.toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

export function sumCounts(counts: readonly EffectCounts[]): EffectCounts {
  const sum = (of: keyof EffectCounts): number => counts.reduce((total, one) => total + one[of], 0);
  return { same: sum('same'), onlyBefore: sum('onlyBefore'), onlyAfter: sum('onlyAfter') };
}

function countedBy(pairs: readonly AlertPair[], namesOf: (alert: AlertWire) => readonly string[]): readonly NamedEffect[] {
  return sumEffects(pairs.map((pair) => [...new Set(namesOf(ofPair(pair)))].map((name) => ({ name, ...countEffect([pair]) }))));
}

function ofPair({ before, after }: AlertPair): AlertWire {
  const alert = before ?? after;
  if (alert === null) throw new Error('a pair has an alert on one side at least');
  return alert;
}

function byTime(left: AlertWire, right: AlertWire): number {
  const [one, other] = [`${left.from}${left.digest}`, `${right.from}${right.digest}`];
  return one < other ? -1 : one > other ? 1 : 0;
}

function whoAndWhere({ pattern, participants, instruments }: AlertWire): string {
  const who = participants.map(({ name }) => name).toSorted();
  return JSON.stringify([pattern.id, who, instruments.map(({ venue, symbol }) => `${venue}/${symbol}`).toSorted()]);
}

function restsOnTheSame(left: AlertWire, right: AlertWire): boolean {
  const { evidence: one } = left;
  const { evidence: other } = right;
  return one.count === other.count && one.events.every(({ row }, index) => row === other.events[index]?.row);
}

/** Moments of one table are written alike, so that their text has their order. */
function touches(left: AlertWire, right: AlertWire): boolean {
  return left.from <= right.until && right.from <= left.until;
}
