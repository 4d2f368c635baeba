// SPDX-License-Identifier: Apache-2.0
/**
 * What an officer has on the canvas, and every step back. A picture is a list of parties with their places and a stretch of time; what they
 * paid each other is not in it: the server is asked, so that a step back shows the sums of the movements and never those of a former look.
 */
import { type Cell, layAround, layAll, type Layout, type LaidPair } from './lay-picture.ts';

export interface Placed extends Cell {
  readonly name: string;
  /** What an officer wrote to it. */
  readonly note: string;
}

/** A party as it is drawn: with who it is said to be, which is seen there and never kept with the picture. */
export interface Seen extends Placed {
  readonly claim?: string;
}

export interface Picture {
  readonly parties: readonly Placed[];
  /** Null: from the first movement, or to the last. */
  readonly from: string | null;
  readonly until: string | null;
}

export interface History {
  readonly past: readonly Picture[];
  readonly present: Picture;
  readonly future: readonly Picture[];
}

/** Steps back that are kept: an afternoon's. */
const stepsMax = 200;

export const emptyPicture: Picture = { parties: [], from: null, until: null };

export function beginHistory(present: Picture): History {
  return { past: [], present, future: [] };
}

/** A step that changes nothing is none. */
export function step(history: History, next: Picture): History {
  if (next === history.present) return history;
  return { past: [...history.past, history.present].slice(-stepsMax), present: next, future: [] };
}

export function undo({ past, present, future }: History): History {
  const before = past.at(-1);
  return before === undefined ? { past, present, future } : { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

export function redo({ past, present, future }: History): History {
  const [after, ...rest] = future;
  return after === undefined ? { past, present, future } : { past: [...past, present], present: after, future: rest };
}

/** Those that are new find a place beside `around`: whom it pays to the right, who pays it to the left. Nobody else moves. */
export function addParties(picture: Picture, names: readonly string[], around: string | null, pairs: readonly LaidPair[]): Picture {
  const known = new Set(picture.parties.map(({ name }) => name));
  const fresh = [...new Set(names)].filter((name) => !known.has(name));
  if (fresh.length === 0) return picture;
  const places = layAround(picture.parties, fresh, around, pairs);
  return { ...picture, parties: [...picture.parties, ...places.map((place) => ({ ...place, note: '' }))] };
}

export function removeParty(picture: Picture, name: string): Picture {
  const parties = picture.parties.filter((party) => party.name !== name);
  return parties.length === picture.parties.length ? picture : { ...picture, parties };
}

/** Leaves these alone on the canvas. */
export function keepParties(picture: Picture, names: ReadonlySet<string>): Picture {
  const parties = picture.parties.filter(({ name }) => names.has(name));
  return parties.length === picture.parties.length ? picture : { ...picture, parties };
}

export function changeParty(picture: Picture, name: string, change: Partial<Omit<Placed, 'name'>>): Picture {
  return { ...picture, parties: picture.parties.map((party) => (party.name === name ? { ...party, ...change } : party)) };
}

export function layAnew(picture: Picture, layout: Layout, pairs: readonly LaidPair[]): Picture {
  const places = new Map(
    layAll(
      picture.parties.map(({ name }) => name),
      layout,
      pairs,
    ).map((place) => [place.name, place]),
  );
  return { ...picture, parties: picture.parties.map((party) => ({ ...party, ...places.get(party.name) })) };
}
