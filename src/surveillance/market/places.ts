// SPDX-License-Identifier: Apache-2.0
/**
 * Places: each participant at each instrument has a number, given when it is first asked for, so that what a pattern keeps of a participant lies in
 * a plain list and not behind a key that is made anew at every event. Numbers count from 1: they are few, however many instruments and
 * accounts there are, since nearly everybody trades nearly nothing.
 */
export interface Places {
  of(group: number, instrument: number): number;
  /** The instrument of a place. */
  instrumentAt(place: number): number;
  /** Places have numbers below this. */
  readonly room: number;
}

/** `instrumentRoom`: instruments have numbers below it. */
export function numberPlaces(instrumentRoom: number): Places {
  const numbers = new Map<number, number>();
  const instruments = [0];
  // Who renews quotes does so in a row: the last answer is most often the next.
  let lastKey = -1;
  let last = 0;
  return {
    of(group, instrument) {
      const key = group * instrumentRoom + instrument;
      if (key === lastKey) return last;
      let place = numbers.get(key);
      if (place === undefined) {
        place = instruments.push(instrument) - 1;
        numbers.set(key, place);
      }
      lastKey = key;
      last = place;
      return place;
    },
    instrumentAt: (place) => instruments[place] ?? 0,
    get room() {
      return instruments.length;
    },
  };
}
