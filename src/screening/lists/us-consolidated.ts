// SPDX-License-Identifier: Apache-2.0
/**
 * The consolidated screening list of the United States, CSV with a header line: eleven lists of three departments in one file.
 * Several values in a field are divided by semicolons.
 */
import { fail, type Issue, ok, type Result } from '../../kernel/index.ts';
import type { SubjectKind } from '../names/parse-name.ts';
import { countryCodeOf } from './country-names.ts';
import { type CsvRow, parseCsv } from './csv.ts';
import { type PartialDate, parsePartialDate } from './partial-dates.ts';
import { distinct, type Identifier, type ListedSubject, namesOf, type ReadList, type Wallet } from './subject.ts';

const needed = ['_id', 'source', 'type', 'name', 'alt_names', 'addresses', 'dates_of_birth', 'nationalities', 'ids'];
const kinds: Readonly<Record<string, SubjectKind>> = { individual: 'person', entity: 'firm', vessel: 'vessel', aircraft: 'vessel' };

export function readUsConsolidated(text: string, path: string): Result<ReadList> {
  const rows = parseCsv(text, path);
  if (!rows.ok) return rows;
  const [head, ...body] = rows.value;
  const missing = needed.filter((name) => !(head?.fields ?? []).includes(name));
  if (head === undefined || missing.length > 0)
    return fail(`${path}, line 1`, `Columns are missing: ${missing.join(', ')}.`, 'Give the file as it is published.');
  const places = new Map(head.fields.map((name, at) => [name, at]));
  const notes: Issue[] = [];
  return ok({ subjects: body.map((row) => subjectOf(row, places, notes)), notes });
}

function subjectOf(row: CsvRow, places: ReadonlyMap<string, number>, notes: Issue[]): ListedSubject {
  const value = (name: string): string => (row.fields[places.get(name) ?? -1] ?? '').trim();
  const many = (name: string): readonly string[] =>
    value(name)
      .split(/;\s*/)
      .filter((one) => one !== '');
  const said = readIds(many('ids'));
  const births = many('dates_of_birth').flatMap((text): PartialDate[] => {
    const date = parsePartialDate(text);
    if (date === null)
      notes.push({ path: `line ${row.line}, dates_of_birth`, problem: `"${text}" is no date.`, remedy: 'It is left out of comparisons.' });
    return date === null ? [] : [date];
  });
  const addresses = many('addresses');
  const inAddresses = addresses.map((address) => countryCodeOf(address.split(',').at(-1) ?? ''));
  return {
    id: value('_id'),
    kind: kinds[value('type').toLowerCase()] ?? 'unknown',
    names: namesOf(
      value('name'),
      many('alt_names').map((text) => ({ text, quality: 'strong' as const })),
    ),
    births,
    countries: distinct([...many('nationalities'), ...many('citizenships'), value('vessel_flag')].map(countryCodeOf).concat(inAddresses)),
    identifiers: said.identifiers,
    addresses: distinct(addresses),
    wallets: said.wallets,
    programmes: distinct([value('source').split(' - ')[0] ?? '', ...many('programs')]),
    remarks: value('remarks'),
  };
}

/** `CA, BC166787, Passport` or `1Ab..., Digital Currency Address - XBT`; words without a number are remarks of the list. */
function readIds(ids: readonly string[]): { readonly identifiers: readonly Identifier[]; readonly wallets: readonly Wallet[] } {
  const identifiers: Identifier[] = [];
  const wallets: Wallet[] = [];
  for (const text of ids) {
    const parts = text.split(/,\s*/);
    const [country, number, kind] =
      parts.length >= 3 ? [parts[0] ?? null, parts[1] ?? '', parts.slice(2).join(', ')] : [null, parts[0] ?? '', parts[1] ?? ''];
    const asset = /^Digital Currency Address - (\w+)/i.exec(kind)?.[1];
    if (asset !== undefined) wallets.push({ asset, address: number });
    else if (/\d/.test(number) && kind !== '') identifiers.push({ kind: kind.toLowerCase(), value: number, country });
  }
  return { identifiers, wallets };
}
