// SPDX-License-Identifier: Apache-2.0
/**
 * The shortest way from one party to another: the fewest movements, each after the one before.
 *
 * It goes from ring to ring. A ring holds the parties that are reached by so many movements earlier than by fewer ones, each with the first
 * movement by which it is. Whether the target is reached next is asked of the movements that it received, so the last and largest ring is
 * never gone through. Only movements of parties in the rings are looked at, wherever the table lies.
 *
 * Of ways with equally many movements it is the one that arrives first. Fees are no movements between two and are not gone along.
 */
import type { PartyMovements, WhoPaidWhom } from '../../columns/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';

/** Places that a search keeps, 12 bytes each: beside the table's names no more than some hundreds of megabytes. */
export const placesMax = 16_000_000;

export interface WayRequest {
  readonly from: number;
  readonly to: number;
  readonly hopsMax: number;
  /** `placesMax`, or fewer. */
  readonly placesMax: number;
}

/** The rows of the way, or null where there is none within the most hops. An issue where the search would keep too many places. */
export function shortestWay(paid: WhoPaidWhom, request: WayRequest): Result<readonly number[] | null> {
  const { from, to, hopsMax } = request;
  if (from === 0 || to === 0 || from === to) return ok(null);
  const into = paid.movementsOf(to, 'in');
  const places = newPlaces(paid.parties.size);
  places.add(from, 0, 0);
  let ring = 1;
  for (let hop = 1; hop <= hopsMax; hop += 1) {
    const last = firstArrival(into, places);
    if (last !== null) return ok(wayBack(places, last));
    const end = places.count();
    if (ring === end || hop === hopsMax) return ok(null);
    for (let place = ring; place < end; place += 1) {
      goOn(paid.movementsOf(places.party(place), 'out'), { places, place, ringBegins: end });
      if (places.count() > request.placesMax) {
        return fail(
          'hops',
          `The search reached more than ${request.placesMax} parties after ${hop} of ${hopsMax} hops.`,
          `Search within ${hop} hops, or from the other end of a part of the way.`,
        );
      }
    }
    ring = end;
  }
  return ok(null);
}

/** Where the search has been: a party, the movement by which it was reached, and the place before. Place 0 is none. */
interface Places {
  count(): number;
  party(place: number): number;
  /** One more than the row of the movement; 0 at the beginning, which is before all. */
  after(place: number): number;
  before(place: number): number;
  /** The place of a party that was reached earliest, or 0. */
  earliest(party: number): number;
  add(party: number, after: number, before: number): void;
  replace(place: number, after: number, before: number): void;
}

function newPlaces(parties: number): Places {
  const wordsPerPlace = 3;
  const placeOf = new Uint32Array(parties);
  let words = new Uint32Array(1024 * wordsPerPlace);
  let count = 1;
  const word = (place: number, which: number): number => words[place * wordsPerPlace + which] ?? 0;
  const replace = (place: number, after: number, before: number): void => {
    words[place * wordsPerPlace + 1] = after;
    words[place * wordsPerPlace + 2] = before;
  };
  return {
    count: () => count,
    party: (place) => word(place, 0),
    after: (place) => word(place, 1),
    before: (place) => word(place, 2),
    earliest: (party) => placeOf[party] ?? 0,
    add(party, after, before) {
      if ((count + 1) * wordsPerPlace > words.length) {
        const larger = new Uint32Array(words.length * 2);
        larger.set(words);
        words = larger;
      }
      words[count * wordsPerPlace] = party;
      replace(count, after, before);
      placeOf[party] = count;
      count += 1;
    },
    replace,
  };
}

/** The first movement to the target by which a party pays that had been reached before. */
function firstArrival(into: PartyMovements, places: Places): { readonly row: number; readonly before: number } | null {
  for (let index = 0; index < into.count; index += 1) {
    const before = places.earliest(into.other(index));
    if (before !== 0 && into.row(index) >= places.after(before)) return { row: into.row(index), before };
  }
  return null;
}

/** What a party paid after it was reached: whoever got it earlier than by fewer movements stands in the next ring. */
function goOn(
  out: PartyMovements,
  { places, place, ringBegins }: { readonly places: Places; readonly place: number; readonly ringBegins: number },
): void {
  for (let index = firstFrom(out, places.after(place)); index < out.count; index += 1) {
    const other = out.other(index);
    if (other === 0) continue;
    const after = out.row(index) + 1;
    const known = places.earliest(other);
    if (known !== 0 && places.after(known) <= after) continue;
    if (known >= ringBegins) places.replace(known, after, place);
    else places.add(other, after, place);
  }
}

/** The first of a party's movements whose row is not below this one; its rows rise. */
function firstFrom(movements: PartyMovements, row: number): number {
  let [low, high] = [0, movements.count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (movements.row(middle) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

function wayBack(places: Places, last: { readonly row: number; readonly before: number }): number[] {
  const rows = [last.row];
  for (let place = last.before; places.after(place) > 0; place = places.before(place)) rows.unshift(places.after(place) - 1);
  return rows;
}
