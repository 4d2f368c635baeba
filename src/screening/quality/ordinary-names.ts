// SPDX-License-Identifier: Apache-2.0
/**
 * Names of ordinary people who are on no list, drawn with a seed: what screening must leave alone.
 *
 * Half are put together from the tables of known given and family names, as the names of a customer base are; half have an invented family
 * name made of syllables. Both kinds may meet a listed name by chance; how often is what is measured.
 */
import { familyNameGroups } from '../names/family-names-table.ts';
import { givenNameGroups } from '../names/given-names-table.ts';
import { drawFrom, pick } from './seeded.ts';

const starts = 'b br c d dr f fl g gr h j k kr l m n p pr r s sh st t tr v w z'.split(' ');
const middles = 'a e i o u ai ea ou'.split(' ');
const ends = 'l n r s t m k nd rt lin mar den ver ton dow bek sen'.split(' ');

export function ordinaryNames(count: number, seed: number): readonly string[] {
  const draw = drawFrom(seed);
  const given = wordsOf(givenNameGroups);
  const family = wordsOf(familyNameGroups);
  return Array.from({ length: count }, (_, at) => {
    const first = pick(draw, given);
    const last =
      at % 2 === 0
        ? pick(draw, family)
        : `${pick(draw, starts)}${pick(draw, middles)}${pick(draw, ends)}${pick(draw, middles)}${pick(draw, ends)}`;
    const middle = draw() < 0.3 ? ` ${pick(draw, given)}` : '';
    return `${capital(first)}${capital(middle)} ${capital(last)}`;
  });
}

/** The first spelling of each group: a name is drawn as often as another, whatever the number of its spellings. */
function wordsOf(groups: string): readonly string[] {
  return groups.split(';').flatMap((group) => {
    const first = group.trim().split(/\s+/)[0] ?? '';
    return first.length > 2 ? [first] : [];
  });
}

function capital(word: string): string {
  return word.replace(/(^|\s)(\p{L})/gu, (_, blank: string, letter: string) => `${blank}${letter.toUpperCase()}`);
}
