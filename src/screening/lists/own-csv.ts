// SPDX-License-Identifier: Apache-2.0
/**
 * Lists of an authority's own, and lists of wallets.
 *
 * Own list: CSV with the columns id, kind (person, firm, vessel), name and, where there is something to say, aliases, weak_aliases, births,
 * countries, identifiers (kind:value), addresses, wallets (asset:address), programmes, remarks; several values divided by semicolons.
 * Wallet list: CSV with the columns asset and address; each address becomes a subject without a name.
 */
import { fail, failWith, type Issue, ok, type Result } from '../../kernel/index.ts';
import type { SubjectKind } from '../names/parse-name.ts';
import { countryCodeOf } from './country-names.ts';
import { type CsvRow, parseCsv } from './csv.ts';
import { type PartialDate, parsePartialDate } from './partial-dates.ts';
import { distinct, emptySubject, type Identifier, type ListedSubject, namesOf, type ReadList } from './subject.ts';

const kinds: readonly SubjectKind[] = ['person', 'firm', 'vessel', 'unknown'];

export function readOwnCsv(text: string, path: string): Result<ReadList> {
  const table = tableOf(text, path, ['id', 'kind', 'name']);
  if (!table.ok) return table;
  const { rows, value } = table.value;
  const issues: Issue[] = [];
  const notes: Issue[] = [];
  const seen = new Set<string>();
  const subjects = rows.map((row): ListedSubject => {
    const at = `${path}, line ${row.line}`;
    const [id, kind, name] = [value(row, 'id'), value(row, 'kind').toLowerCase(), value(row, 'name')];
    if (id === '' || seen.has(id)) {
      const problem = id === '' ? 'The row has no id.' : `The id "${id}" stands twice.`;
      issues.push({ path: `${at}, id`, problem, remedy: 'Give every subject one id of its own that stays the same.' });
    }
    seen.add(id);
    const known = kinds.find((one) => one === kind);
    if (known === undefined)
      issues.push({ path: `${at}, kind`, problem: `"${kind}" is no kind of subject.`, remedy: `Write one of ${kinds.join(', ')}.` });
    if (name === '' && value(row, 'wallets') === '')
      issues.push({ path: `${at}, name`, problem: 'There is neither a name nor a wallet.', remedy: 'Give one.' });
    return subjectOf(row, known ?? 'unknown', value, notes);
  });
  return issues.length > 0 ? failWith(issues) : ok({ subjects, notes });
}

export function readWalletCsv(text: string, path: string): Result<ReadList> {
  const table = tableOf(text, path, ['asset', 'address']);
  if (!table.ok) return table;
  const { rows, value } = table.value;
  const subjects = rows.flatMap((row): readonly ListedSubject[] => {
    const address = value(row, 'address');
    return address === '' ? [] : [{ ...emptySubject(address, 'unknown'), wallets: [{ asset: value(row, 'asset'), address }] }];
  });
  return ok({ subjects: [...new Map(subjects.map((one) => [one.id, one])).values()], notes: [] });
}

type Value = (row: CsvRow, name: string) => string;

function tableOf(
  text: string,
  path: string,
  needed: readonly string[],
): Result<{ readonly rows: readonly CsvRow[]; readonly value: Value }> {
  const read = parseCsv(text, path);
  if (!read.ok) return read;
  const [head, ...rows] = read.value;
  const places = new Map((head?.fields ?? []).map((name, at) => [name.trim().toLowerCase(), at]));
  const missing = needed.filter((name) => !places.has(name));
  if (missing.length > 0)
    return fail(`${path}, line 1`, `Columns are missing: ${missing.join(', ')}.`, 'Name the columns in the first line.');
  return ok({ rows, value: (row, name) => (row.fields[places.get(name) ?? -1] ?? '').trim() });
}

function subjectOf(row: CsvRow, kind: SubjectKind, value: Value, notes: Issue[]): ListedSubject {
  const many = (name: string): readonly string[] =>
    value(row, name)
      .split(';')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  const births = many('births').flatMap((text): PartialDate[] => {
    const date = parsePartialDate(text);
    if (date === null)
      notes.push({ path: `line ${row.line}, births`, problem: `"${text}" is no date.`, remedy: 'It is left out of comparisons.' });
    return date === null ? [] : [date];
  });
  const divided = (text: string): readonly [string, string] => [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1)];
  return {
    id: value(row, 'id'),
    kind,
    names: namesOf(value(row, 'name'), [
      ...many('aliases').map((text) => ({ text, quality: 'strong' as const })),
      ...many('weak_aliases').map((text) => ({ text, quality: 'weak' as const })),
    ]),
    births,
    countries: distinct(many('countries').map(countryCodeOf)),
    identifiers: many('identifiers').map((text): Identifier => ({
      kind: divided(text)[0].trim(),
      value: divided(text)[1].trim(),
      country: null,
    })),
    addresses: distinct(many('addresses')),
    wallets: many('wallets').map((text) => ({ asset: divided(text)[0].trim(), address: divided(text)[1].trim() })),
    programmes: distinct(many('programmes')),
    remarks: value(row, 'remarks'),
  };
}
