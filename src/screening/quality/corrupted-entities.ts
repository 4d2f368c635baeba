// SPDX-License-Identifier: Apache-2.0
/**
 * Invented entities that stand in several sources, each time written a little differently: what entity resolution is measured on.
 *
 * Drawn with a seed. A copy loses or alters what clerks and offenders lose and alter: letters exchanged, left out or doubled, the order of
 * names, a middle name, a day of birth, a country. Which records are one entity is known from how they were made.
 */
import type { ListedSubject } from '../lists/subject.ts';
import { emptySubject } from '../lists/subject.ts';
import type { SourceRecord } from '../resolution/resolve-entities.ts';
import { ordinaryNames } from './ordinary-names.ts';
import { type Draw, drawFrom, pick } from './seeded.ts';

export interface CorruptedRecord {
  readonly record: SourceRecord;
  /** The number of the entity it was made from. */
  readonly entity: number;
}

const sources = ['registrations', 'reports', 'list'];
const countries = ['XA', 'XB', 'XC', 'XD'];
/** One entity in three stands in one source only. */
const aloneShare = 1 / 3;

export function corruptedEntities(count: number, seed: number): readonly CorruptedRecord[] {
  const draw = drawFrom(seed);
  return [...new Set(ordinaryNames(count, seed))].flatMap((name, entity): CorruptedRecord[] => {
    const year = 1940 + Math.floor(draw() * 60);
    const birth = { yearFrom: year, yearTo: year, month: 1 + Math.floor(draw() * 12), day: 1 + Math.floor(draw() * 28) };
    const original: ListedSubject = {
      ...emptySubject(`E${entity}`, 'person'),
      names: [{ text: name, quality: 'main' }],
      births: [birth],
      countries: [pick(draw, countries)],
    };
    const copies = draw() < aloneShare ? 1 : 2 + Math.floor(draw() * 2);
    return Array.from({ length: copies }, (_, at) => ({
      entity,
      record: { source: sources[at] ?? 'list', subject: at === 0 ? original : corrupted(original, draw) },
    }));
  });
}

function corrupted(subject: ListedSubject, draw: Draw): ListedSubject {
  const name = subject.names[0]?.text ?? '';
  const birth = subject.births[0];
  const births = birth === undefined || draw() < 0.2 ? [] : [draw() < 0.3 ? { ...birth, month: null, day: null } : birth];
  return {
    ...subject,
    names: [{ text: pick(draw, changes)(name, draw), quality: 'main' }],
    births,
    countries: draw() < 0.3 ? [] : subject.countries,
  };
}

type Change = (name: string, draw: Draw) => string;

const at = (name: string, draw: Draw): number => 2 + Math.floor(draw() * Math.max(1, name.length - 4));

const changes: readonly Change[] = [
  (name) => name,
  (name) => name.toUpperCase(),
  (name) => name.split(' ').toReversed().join(' '),
  (name) => `${name.split(' ').slice(-1).join('')}, ${name.split(' ').slice(0, -1).join(' ')}`,
  (name, draw) => exchanged(name, at(name, draw)),
  (name, draw) => leftOut(name, at(name, draw)),
  (name, draw) => doubled(name, at(name, draw)),
  (name) =>
    name.split(' ').length > 2
      ? name
          .split(' ')
          .filter((_, place) => place !== 1)
          .join(' ')
      : name,
];

function exchanged(name: string, place: number): string {
  const [one, other] = [name[place] ?? '', name[place + 1] ?? ''];
  return one === ' ' || other === ' ' ? name : name.slice(0, place) + other + one + name.slice(place + 2);
}

function leftOut(name: string, place: number): string {
  return name[place] === ' ' ? name : name.slice(0, place) + name.slice(place + 1);
}

function doubled(name: string, place: number): string {
  return name[place] === ' ' ? name : name.slice(0, place) + (name[place] ?? '') + name.slice(place);
}
