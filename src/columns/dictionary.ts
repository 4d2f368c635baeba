// SPDX-License-Identifier: Apache-2.0
/**
 * A dictionary: names numbered densely in the order of their first appearance, so that a column holds small numbers.
 *
 * Number 0 always stands for one thing that is fixed when the dictionary is made: "nobody named" for an account, "the outside
 * world" for a party. So a column needs no value that stands for the lack of one, and an engine can index arrays by it.
 */
export interface Dictionary {
  /** The number of a name; gives the next free one to a name that is new. Throws when `namesMax` would be passed. */
  numberOf(name: string): number;
  /** The number of a name that is there already. */
  find(name: string): number | null;
  /** The name of a number; throws on a number that was never given. */
  nameOf(number: number): string;
  /** How many numbers were given, 0 included. */
  readonly size: number;
  /** All names by number. */
  names(): Iterable<string>;
}

/** A map of the language holds no more. */
const namesMax = 2 ** 24 - 1;

/** More names than a dictionary in memory holds. */
export class TooManyNames extends RangeError {}

export function makeDictionary(nameOfZero: string, more: Iterable<string> = []): Dictionary {
  const names: string[] = [nameOfZero];
  const numbers = new Map<string, number>([[nameOfZero, 0]]);
  const dictionary: Dictionary = {
    numberOf(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      if (names.length >= namesMax) throw new TooManyNames(`A column in memory holds ${namesMax} different names at the most.`);
      numbers.set(name, names.length);
      return names.push(name) - 1;
    },
    find: (name) => numbers.get(name) ?? null,
    nameOf(number) {
      const name = names[number];
      if (name === undefined) throw new RangeError(`No name has the number ${number}.`);
      return name;
    },
    get size() {
      return names.length;
    },
    names: () => names,
  };
  for (const name of more) dictionary.numberOf(name);
  return dictionary;
}
