// SPDX-License-Identifier: Apache-2.0
/** The European Union's consolidated financial sanctions file, XML of the FSF (export 1.1): sanctionEntity records, values in attributes. */
import { type Issue, ok, type Result } from '../../kernel/index.ts';
import { countryCodeOf } from './country-names.ts';
import { type PartialDate, parsePartialDate } from './partial-dates.ts';
import { distinct, type ListedName, type ListedSubject, namesOf, type ReadList } from './subject.ts';
import { childrenOf, readXmlElements, textOf, type XmlElement } from '../../columns/index.ts';

export function readEuXml(text: string, path: string): Result<ReadList> {
  const records = readXmlElements(text, new Set(['sanctionEntity']), path);
  if (!records.ok) return records;
  const notes: Issue[] = [];
  return ok({ subjects: records.value.map((record) => subjectOf(record, notes)), notes });
}

/** The file writes 00 for a country that is not known. */
function country(element: XmlElement): string | null {
  const code = element.attributes['countryIso2Code'] ?? '';
  return code === '00' ? null : countryCodeOf(code);
}

function subjectOf(record: XmlElement, notes: Issue[]): ListedSubject {
  const id = record.attributes['euReferenceNumber'] || (record.attributes['logicalId'] ?? '');
  const type = childrenOf(record, 'subjectType')[0]?.attributes;
  const aliases = childrenOf(record, 'nameAlias').map((alias): ListedName => {
    const { wholeName = '', firstName = '', middleName = '', lastName = '', strong } = alias.attributes;
    return { text: wholeName || [firstName, middleName, lastName].join(' '), quality: strong === 'false' ? 'weak' : 'strong' };
  });
  const main = aliases.find((alias) => alias.quality === 'strong') ?? aliases[0];
  const [citizenships, addresses, births] = ['citizenship', 'address', 'birthdate'].map((name) => childrenOf(record, name));
  return {
    id,
    kind: /person/i.test(type?.['code'] ?? type?.['classificationCode'] ?? '') ? 'person' : 'firm',
    names: namesOf(
      main?.text ?? '',
      aliases.filter((alias) => alias !== main),
    ),
    births: (births ?? []).flatMap((birth) => birthOf(birth, id, notes)),
    countries: distinct([...(citizenships ?? []), ...(addresses ?? [])].map(country)),
    identifiers: childrenOf(record, 'identification').flatMap((paper) => {
      const value = paper.attributes['number'] ?? '';
      const kind = paper.attributes['identificationTypeDescription'] ?? paper.attributes['identificationTypeCode'] ?? 'document';
      return value === '' ? [] : [{ kind: kind.toLowerCase(), value, country: country(paper) }];
    }),
    addresses: distinct(
      (addresses ?? []).map(({ attributes }) =>
        [attributes['street'], attributes['city'], attributes['zipCode'], attributes['countryDescription']]
          .filter((part) => part !== undefined && part !== '')
          .join(', '),
      ),
    ),
    wallets: [],
    programmes: distinct(childrenOf(record, 'regulation').map((one) => one.attributes['programme'] ?? '')),
    remarks: textOf(record, 'remark'),
  };
}

function birthOf(birth: XmlElement, id: string, notes: Issue[]): readonly PartialDate[] {
  const { birthdate = '', year = '', yearRangeFrom = '', yearRangeTo = '', circa } = birth.attributes;
  const text = birthdate || (yearRangeFrom !== '' && yearRangeTo !== '' ? `${yearRangeFrom} to ${yearRangeTo}` : year);
  if (text === '') return [];
  const date = parsePartialDate(circa === 'true' && birthdate === '' ? `about ${text}` : text);
  if (date === null)
    notes.push({ path: `record ${id}, birthdate`, problem: `"${text}" is no date.`, remedy: 'It is left out of comparisons.' });
  return date === null ? [] : [date];
}
