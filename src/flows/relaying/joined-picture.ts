// SPDX-License-Identifier: Apache-2.0
/**
 * The parts of several authorities as one picture: where the value ended, on whose data, and what is still dark.
 *
 * Parts are joined at entry points. Of two parts of one authority for the same asker the later one stands. An entry point counts once for
 * what was handed on to it and once for what was found behind it: so value that comes back to an authority (a loop) is followed again from
 * its new entry point, and nothing is counted twice. What was handed on and not found is dark, under the name of the authority whose data would show it.
 *
 *     begun = ended + dark (+ what was converted into another asset), by asset, to the unit
 */
import type { AssetName } from '../wire.ts';
import { assetKey, assetSums, exactText, exactUnits } from './exact-sums.ts';
import { type AssetAmount, type RelayEnd, type RelayPart, type ToldEntry, unaccounted } from './relay-part.ts';

export interface DarkValue {
  readonly authority: string;
  /** Null where it was reached in more ways than are handed on. */
  readonly entry: ToldEntry | null;
  readonly asset: AssetName;
  readonly amount: string;
  /** `not-told`: no answer has it; `not-found`: an answer says that it found less; `left-out`: it was not handed on. */
  readonly why: 'not-told' | 'not-found' | 'left-out';
}

export interface JoinedPicture {
  readonly begun: readonly AssetAmount[];
  readonly converted: readonly { readonly asset: AssetName; readonly given: string; readonly got: string }[];
  readonly ends: readonly (RelayEnd & { readonly authority: string })[];
  readonly dark: readonly DarkValue[];
  /** From whose data to whose, as far as it is known. */
  readonly arcs: readonly { readonly from: string; readonly to: string; readonly asset: AssetName; readonly amount: string }[];
  /** Parts that no other part leads to, that do not add up in themselves, or tell more than was handed on. */
  readonly faults: readonly { readonly authority: string; readonly kind: 'not-reached' | 'not-conserved' | 'too-much' }[];
}

/**
 * `given`: the earlier ones first. The picture begins where the trace began; whoever continues what others handed on, and does not see its
 * beginning, has its own part of their asking for one (`from`).
 */
export function joinParts(given: readonly RelayPart[], from: (part: RelayPart) => boolean = beganThere): JoinedPicture {
  const parts = [...new Map(given.map((part) => [`${part.authority}/${part.askedBy ?? ''}`, part])).values()];
  // What does not add up in itself leads nowhere: a part that only it leads to would put more into the picture than began.
  const unsound = parts.filter((part) => unaccounted(part).length > 0);
  const { placed: sound, left } = placeParts(
    parts.filter((part) => !unsound.includes(part)),
    from,
  );
  const begun = assetSums();
  for (const part of sound.filter(from)) for (const { asset, amount } of part.begun) begun.add(asset, exactUnits(amount));
  const [converted, got] = [assetSums(), assetSums()];
  const assets = assetSums();
  for (const one of sound.flatMap((part) => part.converted)) {
    converted.add(one.asset, exactUnits(one.given));
    got.add(one.asset, exactUnits(one.got));
    assets.add(one.asset, 1n);
  }
  const { dark, tooMuch } = darkOf(sound, from);
  const fault = (kind: JoinedPicture['faults'][number]['kind']) => (part: Pick<RelayPart, 'authority'>) => ({
    authority: part.authority,
    kind,
  });
  return {
    begun: begun.list(),
    converted: assets.list().map(({ asset }) => ({ asset, given: exactText(converted.of(asset)), got: exactText(got.of(asset)) })),
    ends: sound.flatMap(({ authority, ends }) => ends.map((end) => ({ ...end, authority }))),
    dark,
    arcs: arcsOf(sound),
    faults: [
      ...left.map(fault('not-reached')),
      ...unsound.map(fault('not-conserved')),
      ...[...new Set(tooMuch)].map((authority) => fault('too-much')({ authority })),
    ],
  };
}

function beganThere({ askedBy }: RelayPart): boolean {
  return askedBy === null;
}

/** A part stands in the picture where the trace began with it, or where a part that stands leads to one of its entry points. */
function placeParts(
  parts: readonly RelayPart[],
  from: (part: RelayPart) => boolean,
): { readonly placed: readonly RelayPart[]; readonly left: readonly RelayPart[] } {
  const placed = parts.filter(from);
  const reached = new Set(placed.flatMap((part) => part.reached.map(({ entry }) => entry.id)));
  let left = parts.filter((part) => !from(part));
  for (;;) {
    const next = left.filter(({ entries }) => entries.some(({ id }) => reached.has(id)));
    if (next.length === 0) return { placed, left };
    placed.push(...next);
    for (const { entry } of next.flatMap((part) => part.reached)) reached.add(entry.id);
    left = left.filter((part) => !next.includes(part));
  }
}

function darkOf(
  parts: readonly RelayPart[],
  from: (part: RelayPart) => boolean,
): { readonly dark: readonly DarkValue[]; readonly tooMuch: readonly string[] } {
  const handed = new Map<string, { readonly authority: string; readonly entry: ToldEntry; units: bigint }>();
  for (const { authority, entry } of parts.flatMap(({ reached }) => reached)) {
    const known = handed.get(entry.id);
    if (known === undefined) handed.set(entry.id, { authority, entry, units: exactUnits(entry.amount) });
    else known.units += exactUnits(entry.amount);
  }
  const found = new Map<string, bigint>();
  for (const one of parts.flatMap(({ entries }) => entries)) found.set(one.id, (found.get(one.id) ?? 0n) + exactUnits(one.found));
  const dark: DarkValue[] = [];
  // What nobody handed on is no part of this trace, except where the picture begins with it.
  const tooMuch = parts
    .filter((part) => !from(part) && part.entries.some(({ id, found: amount }) => !handed.has(id) && exactUnits(amount) > 0n))
    .map(({ authority }) => authority);
  for (const { authority, entry, units } of handed.values()) {
    const told = found.get(entry.id);
    const missing = units - (told ?? 0n);
    if (missing < 0n) tooMuch.push(authority);
    if (missing > 0n) {
      const why = told === undefined ? 'not-told' : 'not-found';
      dark.push({ authority, entry, asset: entry.asset, amount: exactText(missing), why });
    }
  }
  for (const { authority, asset, amount } of parts.flatMap(({ beyond }) => beyond)) {
    dark.push({ authority, entry: null, asset, amount, why: 'left-out' });
  }
  return { dark, tooMuch };
}

function arcsOf(parts: readonly RelayPart[]): JoinedPicture['arcs'] {
  const sums = new Map<string, { readonly from: string; readonly to: string; readonly asset: AssetName; units: bigint }>();
  for (const { authority: from, reached, beyond } of parts) {
    for (const { authority: to, asset, amount } of [...reached.map((one) => ({ authority: one.authority, ...one.entry })), ...beyond]) {
      const key = `${from}\u0000${to}\u0000${assetKey(asset)}`;
      const known = sums.get(key) ?? { from, to, asset, units: 0n };
      known.units += exactUnits(amount);
      sums.set(key, known);
    }
  }
  return [...sums.values()].map(({ from, to, asset, units }) => ({ from, to, asset, amount: exactText(units) }));
}
