// SPDX-License-Identifier: Apache-2.0
/**
 * Exposure: how near a party's money lies to listed addresses, by hops, and what share of it came from there, by haircut.
 *
 * Hops are the least number of movements, in order of time, from a listed address to the party; they say nothing of amounts. The share is
 * of all that the party ever received, and of what it still holds. Both are shown, since one hop with a cent is not one hop with a house.
 * Services stop the money: behind an exchange everybody is exposed to everybody.
 */
import { digestOfValue, type Movements, unitsText } from '../../columns/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { holdingsOf } from '../holdings.ts';
import { type AmountColumn, type Ready, withArithmetic } from '../tracing/arithmetic.ts';
import { followHaircut, followWideHaircut, type HaircutTaint } from '../tracing/haircut.ts';
import { assetName, type DigestedMovements } from '../tracing/trace.ts';
import type { ExposureWire } from '../wire.ts';

export interface ExposureOrder {
  /** Groups of listed addresses, such as one list each. */
  readonly groups: readonly { readonly name: string; readonly parties: readonly string[] }[];
  readonly services: readonly string[];
  readonly hopsMax: number;
  readonly shownMax: number;
}

/** Groups side by side: each takes two numbers a holding. */
export const groupsMax = 20;

export function exposureTo({ movements, digest }: DigestedMovements, order: ExposureOrder): Result<ExposureWire> {
  const { groups } = order;
  if (groups.length === 0 || groups.length > groupsMax) {
    return fail('groups', `There are ${groups.length} groups of listed addresses.`, `Give 1 to ${groupsMax}.`);
  }
  const holdings = holdingsOf(movements);
  const listed = groups.map(({ parties }) => new Set(parties.flatMap((name) => movements.parties.find(name) ?? [])));
  const services = new Set(order.services.flatMap((name) => movements.parties.find(name) ?? []));
  const sourceOf = Uint8Array.from(holdings.partyOf, (party) => listed.findIndex((group) => group.has(party)) + 1);
  const isStop = Uint8Array.from(holdings.partyOf, (party) => (services.has(party) ? 1 : 0));
  const hops = listed.map((group) => hopsFrom(movements, group, services, order.hopsMax));
  const haircut = { groups: groups.length, sourceOf, isStop };
  const rows = withArithmetic(movements, holdings, {
    numbers: (ready) => exposedRows({ ready, taint: followHaircut(ready, haircut), hops, sourceOf }),
    wide: (ready) => exposedRows({ ready, taint: followWideHaircut(ready, haircut), hops, sourceOf }),
  });
  const content = {
    format: 'comity-exposure/1' as const,
    input: digest,
    groups: groups.map(({ name, parties }, index) => ({ name, listed: new Set(parties).size, found: listed[index]?.size ?? 0 })),
    hopsMax: order.hopsMax,
    services: services.size,
    parties: { count: rows.length, first: rows.slice(0, order.shownMax).map(({ wire }) => wire) },
  } satisfies Omit<ExposureWire, 'digest'>;
  return ok({ ...content, digest: digestOfValue(content) });
}

/** The least number of hops in order of time from any of the group; 255 where there is none within the most. */
const unreached = 255;

function hopsFrom(
  { count, from, to, parties }: Movements,
  group: ReadonlySet<number>,
  services: ReadonlySet<number>,
  hopsMax: number,
): Uint8Array {
  const hops = new Uint8Array(parties.size).fill(unreached);
  for (const party of group) hops[party] = 0;
  // Rows are in order of time, so that one pass finds for each party the least number of hops that had happened by then.
  for (let row = 0; row < count; row += 1) {
    const [payer, payee] = [from[row] ?? 0, to[row] ?? 0];
    const near = hops[payer] ?? unreached;
    if (payer === 0 || payee === 0 || near >= hopsMax || (near > 0 && services.has(payer))) continue;
    if (near + 1 < (hops[payee] ?? unreached)) hops[payee] = near + 1;
  }
  return hops;
}

function receivedBy<Amount>({ movements, holdings, arithmetic }: Ready<Amount>): AmountColumn<Amount> {
  const received = arithmetic.column(holdings.count);
  for (let row = 0; row < movements.count; row += 1) {
    const payee = holdings.to[row] ?? 0;
    received[payee] = arithmetic.plus(received[payee] ?? arithmetic.zero, arithmetic.amountOf(movements, row));
  }
  return received;
}

interface Exposed<Amount> {
  readonly ready: Ready<Amount>;
  readonly taint: HaircutTaint<Amount>;
  readonly hops: readonly Uint8Array[];
  readonly sourceOf: Uint8Array;
}

function exposedRows<Amount>({ ready, taint, hops, sourceOf }: Exposed<Amount>) {
  const { movements, holdings, arithmetic } = ready;
  const { zero, isLess } = arithmetic;
  const received = receivedBy(ready);
  const text = (amount: Amount, decimals: number): string => unitsText(arithmetic.toUnits(amount), decimals);
  /** A share with six decimals, rounded down, so that it is the same everywhere. */
  const share = (part: Amount, whole: Amount): number =>
    isLess(zero, whole) ? Number(arithmetic.toUnits(arithmetic.floorShare(million, part, whole))) / 1_000_000 : 0;
  const million = arithmetic.of(1_000_000n);
  const rows: { weight: number; wire: ExposureWire['parties']['first'][number] }[] = [];
  for (let holding = 0; holding < holdings.count; holding += 1) {
    const party = holdings.partyOf[holding] ?? 0;
    if (party === 0 || sourceOf[holding] !== 0) continue;
    const asset = holdings.assetOf[holding] ?? 0;
    const decimals = movements.assets[asset]?.decimals ?? 0;
    const to = hops.flatMap((near, group) => {
      const arrived = taint.arrived[group]?.[holding] ?? zero;
      if (near[party] === unreached || (!isLess(zero, arrived) && (near[party] ?? 0) > 1)) return [];
      const held = taint.held[group]?.[holding] ?? zero;
      return [
        {
          group,
          hops: near[party] ?? unreached,
          arrived: text(arrived, decimals),
          arrivedShare: share(arrived, received[holding] ?? zero),
          held: text(held, decimals),
          heldShare: share(held, taint.closings[holding] ?? zero),
          weight: arithmetic.near(arrived) / 10 ** decimals,
        },
      ];
    });
    if (to.length === 0) continue;
    const weight = to.reduce((sum, one) => sum + one.weight, 0);
    const plain = to.map(({ weight: _weight, ...one }) => one);
    rows.push({ weight, wire: { party: movements.parties.nameOf(party), asset: assetName(movements, asset), to: plain } });
  }
  return rows.toSorted((left, right) => right.weight - left.weight || (left.wire.party < right.wire.party ? -1 : 1));
}
