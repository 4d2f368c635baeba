// SPDX-License-Identifier: Apache-2.0
/** What an officer has chosen not to show of a bundle, as a list of places: choosing, changing and taking back. Values only. */
import type { BundleOrderWire, BundlePlacesWire } from '../../../src/assistance/wire.ts';

export type Withheld = BundleOrderWire['withhold'][number];
export type Place = BundlePlacesWire['dispatches'][number]['places'][number];

export const wholeBundle: BundleOrderWire = { recipient: null, purpose: null, withhold: [], custody: null };

export function choiceAt(chosen: readonly Withheld[], dispatch: number, pointer: string): Withheld | null {
  return chosen.find((one) => one.dispatch === dispatch && one.pointer === pointer) ?? null;
}

/** Whether a place lies inside one that is withheld as a whole. */
export function isInside(chosen: readonly Withheld[], dispatch: number, pointer: string): boolean {
  return chosen.some((one) => one.dispatch === dispatch && one.pointer !== pointer && isBelow(pointer, one.pointer));
}

/** Withholds a place, with the reason of the choice before it: most of what is withheld has one reason. What lay inside goes with it. */
export function withhold(chosen: readonly Withheld[], dispatch: number, pointer: string): readonly Withheld[] {
  const rest = chosen.filter((one) => one.dispatch !== dispatch || !isBelow(one.pointer, pointer));
  return [...rest, { dispatch, pointer, manner: 'withheld', reason: chosen.at(-1)?.reason ?? '' }];
}

export function show(chosen: readonly Withheld[], dispatch: number, pointer: string): readonly Withheld[] {
  return chosen.filter((one) => one.dispatch !== dispatch || one.pointer !== pointer);
}

export function changed(
  chosen: readonly Withheld[],
  at: Withheld,
  change: Partial<Pick<Withheld, 'manner' | 'reason'>>,
): readonly Withheld[] {
  return chosen.map((one) => (one === at ? { ...one, ...change } : one));
}

/** The same custody logs with this one in or out; all that may be shown are null, as in an order that names none. */
export function toggled(chosen: BundleOrderWire['custody'], usable: readonly string[], id: string): BundleOrderWire['custody'] {
  const now = chosen ?? usable;
  const next = usable.filter((one) => (one === id ? !now.includes(id) : now.includes(one)));
  return next.length === usable.length ? null : next;
}

interface Item {
  readonly id: string;
  readonly number: number;
  readonly derivedFrom: string | null;
}

/** The chosen item that was made from this one, at first or in the end: the log of what an item was made from goes with it. */
export function madeFrom(items: readonly Item[], chosen: readonly string[], id: string): Item | null {
  const leadsHere = (item: Item): boolean => {
    for (let from = item.derivedFrom; from !== null; from = items.find((one) => one.id === from)?.derivedFrom ?? null)
      if (from === id) return true;
    return false;
  };
  return items.find((item) => chosen.includes(item.id) && leadsHere(item)) ?? null;
}

/** How deep a place lies, and the name that it has there; the body itself has none. */
export function placeName(pointer: string): { readonly depth: number; readonly name: string | null } {
  const parts = pointer.split('/').slice(1);
  const last = parts.at(-1);
  return { depth: parts.length, name: last === undefined ? null : last.replaceAll('~1', '/').replaceAll('~0', '~') };
}

function isBelow(pointer: string, above: string): boolean {
  return pointer === above || above === '' || pointer.startsWith(`${above}/`);
}
