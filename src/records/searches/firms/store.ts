// SPDX-License-Identifier: Apache-2.0
/**
 * Legal entities of which others publish data (firm-data/), found by the same words and fields as records: by LEI, number in a register,
 * country, and by name, also misspelt or in another script. Published data have no conditions, so nothing is withheld.
 */
import { sql } from 'kysely';
import type { Database } from '../../../kernel/index.ts';
import { askedNameKeys, compareNames, explain, matchThreshold, newWordBook, parseName } from '../../../screening/index.ts';
import type { LeiEntityWire } from '../../firm-data/wire.ts';
import type { FoundFirmWire } from '../../wire.ts';
import { fieldKey, soundNumber } from '../finding-keys.ts';
import { similarNames } from '../meaning/store.ts';
import type { TypedSearch } from '../typed-search.ts';

/** Firms shown beside the records of a search. */
export const firmsMax = 10;
const comparedMax = 80;
const countedMax = 300;
/** Fields that the published entry of a firm has; a search for others means records alone. */
const firmFields = /^(?:lei|number|country):/;

export async function findFirms(db: Database, typed: TypedSearch): Promise<readonly FoundFirmWire[]> {
  if (typed.keys.some(({ key }) => !firmFields.test(key))) return [];
  if (typed.from !== null || typed.until !== null || typed.kinds.length > 0) return [];
  const keys = typed.keys.map(({ key }) => key);
  const numbers = typed.words.identifiers.flatMap((one) => [fieldKey('lei', one), fieldKey('number', one)]);
  const [name] = similarNames(typed);
  const groups = name === undefined ? [] : askedNameKeys(name, newWordBook()).groups;
  const byName = groups.map((group) => sql<boolean>`sound_keys && ${group.map(soundNumber)}::integer[]`);
  const tests = [
    ...(numbers.length > 0 ? [sql<boolean>`finding_keys && ${numbers}::text[]`] : []),
    ...(byName.length > 0 ? [sql<boolean>`(${sql.join(byName, sql` and `)})`] : []),
  ];
  if (tests.length === 0 && !keys.some((key) => !key.startsWith('country:'))) return [];
  const isMeant = tests.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(tests, sql` or `)})`;
  const asked = groups.flat().map(soundNumber);
  const found = await sql<{ body: string; finding_keys: string[] }>`
    select body, finding_keys from (
      select body, finding_keys, (select count(*) from unnest(sound_keys) one where one = any(${asked}::integer[])) as shared
      from firm_statements where recorded_until is null and kind = 'entity' and finding_keys @> ${keys}::text[] and ${isMeant}
      limit ${countedMax}) counted
    order by shared desc limit ${comparedMax}`.execute(db);
  return found.rows
    .flatMap(({ body, finding_keys: has }) => {
      const entity = JSON.parse(body) as LeiEntityWire;
      const number = numbers.find((key) => has.includes(key)) ?? (name === undefined ? keys[0] : undefined);
      if (number !== undefined) return [foundFirm(entity, { by: 'identifier', text: number.replace(':', ' '), score: null, reasons: [] })];
      const why = whyAlike(name ?? '', [entity.legalName, ...entity.otherNames]);
      return why === null ? [] : [foundFirm(entity, why)];
    })
    .toSorted((one, other) => (other.why.score ?? 2) - (one.why.score ?? 2) || (one.lei < other.lei ? -1 : 1))
    .slice(0, firmsMax);
}

function foundFirm({ lei, legalName, jurisdiction }: LeiEntityWire, why: FoundFirmWire['why']): FoundFirmWire {
  return { lei, name: legalName, jurisdiction, why };
}

function whyAlike(asked: string, names: readonly string[]): FoundFirmWire['why'] | null {
  const book = newWordBook();
  const question = parseName(asked, 'unknown', book);
  const compared = names
    .map((name) => ({ name, ...compareNames(question, parseName(name, 'unknown', book), { book }) }))
    .toSorted((one, other) => other.score - one.score);
  const [best] = compared;
  if (best === undefined || best.score < matchThreshold) return null;
  return { by: 'similar', text: best.name, score: best.score, reasons: explain(best.seen).map(({ sentence }) => sentence) };
}
