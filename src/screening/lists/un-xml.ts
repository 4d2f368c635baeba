// SPDX-License-Identifier: Apache-2.0
/** The Security Council's consolidated list, XML as published at un.org: INDIVIDUAL and ENTITY records. */
import { type Issue, ok, type Result } from '../../kernel/index.ts';
import { countryCodeOf } from './country-names.ts';
import { type PartialDate, parsePartialDate } from './partial-dates.ts';
import { distinct, type ListedName, type ListedSubject, namesOf, type ReadList } from './subject.ts';
import { childrenOf, readXmlElements, textOf, type XmlElement } from '../../columns/index.ts';

export function readUnXml(text: string, path: string): Result<ReadList> {
  const records = readXmlElements(text, new Set(['INDIVIDUAL', 'ENTITY']), path);
  if (!records.ok) return records;
  const notes: Issue[] = [];
  return ok({ subjects: records.value.map((record) => subjectOf(record, notes)), notes });
}

function subjectOf(record: XmlElement, notes: Issue[]): ListedSubject {
  const prefix = record.name;
  const id = textOf(record, 'REFERENCE_NUMBER') || textOf(record, 'DATAID');
  const main = ['FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME'].map((part) => textOf(record, part)).join(' ');
  const aliases = childrenOf(record, `${prefix}_ALIAS`).flatMap((alias): ListedName[] => {
    const quality = textOf(alias, 'QUALITY').toLowerCase() === 'low' ? 'weak' : 'strong';
    return textOf(alias, 'ALIAS_NAME')
      .split(';')
      .map((one) => ({ text: one, quality }));
  });
  const original = textOf(record, 'NAME_ORIGINAL_SCRIPT');
  const addresses = childrenOf(record, `${prefix}_ADDRESS`);
  const nationalities = childrenOf(record, 'NATIONALITY').flatMap((one) => childrenOf(one, 'VALUE').map((value) => value.text));
  const identifiers = childrenOf(record, `${prefix}_DOCUMENT`).flatMap((document) => {
    const value = textOf(document, 'NUMBER');
    const country = countryCodeOf(textOf(document, 'ISSUING_COUNTRY') || textOf(document, 'COUNTRY_OF_ISSUE'));
    return value === '' ? [] : [{ kind: (textOf(document, 'TYPE_OF_DOCUMENT') || 'document').toLowerCase(), value, country }];
  });
  return {
    id,
    kind: prefix === 'INDIVIDUAL' ? 'person' : 'firm',
    names: namesOf(main, [...(original === '' ? [] : [{ text: original, quality: 'strong' as const }]), ...aliases]),
    births: childrenOf(record, 'INDIVIDUAL_DATE_OF_BIRTH').flatMap((one) => birthOf(one, id, notes)),
    countries: distinct([...nationalities, ...addresses.map((address) => textOf(address, 'COUNTRY'))].map(countryCodeOf)),
    identifiers,
    addresses: distinct(
      addresses.map((one) =>
        ['STREET', 'CITY', 'STATE_PROVINCE', 'ZIP_CODE', 'COUNTRY']
          .map((part) => textOf(one, part))
          .filter(Boolean)
          .join(', '),
      ),
    ),
    wallets: [],
    programmes: distinct([textOf(record, 'UN_LIST_TYPE')]),
    remarks: textOf(record, 'COMMENTS1'),
  };
}

function birthOf(element: XmlElement, id: string, notes: Issue[]): readonly PartialDate[] {
  const [from, to, about] = [textOf(element, 'FROM_YEAR'), textOf(element, 'TO_YEAR'), textOf(element, 'TYPE_OF_DATE') === 'APPROXIMATELY'];
  const text =
    from !== '' && to !== '' ? `${from} to ${to}` : textOf(element, 'DATE') || `${about ? 'about ' : ''}${textOf(element, 'YEAR')}`;
  if (text.trim() === '' || text === 'about ') return [];
  const date = parsePartialDate(text);
  if (date === null)
    notes.push({ path: `record ${id}, date of birth`, problem: `"${text}" is no date.`, remedy: 'It is left out of comparisons.' });
  return date === null ? [] : [date];
}
