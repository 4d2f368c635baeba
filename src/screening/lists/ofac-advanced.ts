// SPDX-License-Identifier: Apache-2.0
/**
 * OFAC's advanced XML (the Advanced Sanctions Data Model): DistinctParty records, whose codes are explained by ReferenceValueSets in the
 * same file.
 *
 * Read are names with their alias quality (LowQuality), party type, birth dates, digital currency addresses, locations by reference,
 * registration documents. Nothing is assumed about a code's number: its meaning is looked up in the file's own value sets.
 */
import { type Issue, ok, type Result } from '../../kernel/index.ts';
import type { SubjectKind } from '../names/parse-name.ts';
import { countryCodeOf } from './country-names.ts';
import { type PartialDate, parsePartialDate } from './partial-dates.ts';
import { distinct, type Identifier, type ListedName, type ListedSubject, namesOf, type ReadList, type Wallet } from './subject.ts';
import { allOf, readXmlElements, textOf, type XmlElement } from '../../columns/index.ts';

interface Codes {
  readonly features: ReadonlyMap<string, string>;
  readonly documents: ReadonlyMap<string, string>;
  readonly partySubTypes: ReadonlyMap<string, string>;
  readonly countries: ReadonlyMap<string, string>;
  readonly locations: ReadonlyMap<string, XmlElement>;
  readonly papers: ReadonlyMap<string, readonly XmlElement[]>;
}

export function readOfacAdvanced(text: string, path: string): Result<ReadList> {
  const wanted = [
    'FeatureType',
    'IDRegDocType',
    'PartySubType',
    'PartyType',
    'AreaCode',
    'Country',
    'Location',
    'DistinctParty',
    'IDRegDocument',
  ];
  const read = readXmlElements(text, new Set(wanted), path);
  if (!read.ok) return read;
  const named = (name: string): readonly XmlElement[] => read.value.filter((one) => one.name === name);
  const meanings = (name: string): Map<string, string> => new Map(named(name).map((one) => [one.attributes['ID'] ?? '', one.text.trim()]));
  const partyTypes = meanings('PartyType');
  const codes: Codes = {
    features: meanings('FeatureType'),
    documents: meanings('IDRegDocType'),
    partySubTypes: new Map(
      named('PartySubType').map((one) => [
        one.attributes['ID'] ?? '',
        one.text.trim() || (partyTypes.get(one.attributes['PartyTypeID'] ?? '') ?? ''),
      ]),
    ),
    countries: new Map([...meanings('Country'), ...meanings('AreaCode')]),
    locations: new Map(named('Location').map((one) => [one.attributes['ID'] ?? '', one])),
    papers: Map.groupBy(named('IDRegDocument'), (one) => one.attributes['IdentityID'] ?? ''),
  };
  const notes: Issue[] = [];
  return ok({ subjects: named('DistinctParty').map((party) => subjectOf(party, codes, notes)), notes });
}

function subjectOf(party: XmlElement, codes: Codes, notes: Issue[]): ListedSubject {
  const id = party.attributes['FixedRef'] ?? '';
  const profile = allOf(party, 'Profile')[0];
  const names = allOf(party, 'Alias').flatMap((alias) => namesOfAlias(alias));
  const main = names.find((name) => name.quality === 'main') ?? names[0];
  const features = readFeatures(party, codes, id, notes);
  return {
    id,
    kind: kindOf(codes.partySubTypes.get(profile?.attributes['PartySubTypeID'] ?? '') ?? ''),
    names: namesOf(
      main?.text ?? '',
      names.filter((name) => name !== main),
    ),
    births: features.births,
    countries: features.countries,
    identifiers: allOf(party, 'Identity').flatMap((identity) =>
      (codes.papers.get(identity.attributes['ID'] ?? '') ?? []).flatMap((paper) => paperOf(paper, codes)),
    ),
    addresses: features.addresses,
    wallets: features.wallets,
    programmes: [],
    remarks: textOf(party, 'Comment'),
  };
}

function kindOf(subType: string): SubjectKind {
  const said = subType.toLowerCase();
  if (said.includes('individual')) return 'person';
  return said.includes('vessel') || said.includes('aircraft') ? 'vessel' : said.includes('entity') ? 'firm' : 'unknown';
}

function namesOfAlias(alias: XmlElement): readonly ListedName[] {
  const isMain = alias.attributes['Primary'] === 'true';
  const isWeak = alias.attributes['LowQuality'] === 'true';
  return allOf(alias, 'DocumentedName').map((documented, at) => ({
    text: allOf(documented, 'NamePartValue')
      .map((part) => part.text.trim())
      .join(' '),
    quality: isWeak ? 'weak' : isMain && at === 0 ? 'main' : 'strong',
  }));
}

interface Features {
  readonly births: readonly PartialDate[];
  readonly wallets: readonly Wallet[];
  readonly addresses: readonly string[];
  readonly countries: readonly string[];
}

function readFeatures(party: XmlElement, codes: Codes, id: string, notes: Issue[]): Features {
  const births: PartialDate[] = [];
  const wallets: Wallet[] = [];
  const addresses: string[] = [];
  const countries: (string | null)[] = [];
  for (const feature of allOf(party, 'Feature')) {
    const meaning = codes.features.get(feature.attributes['FeatureTypeID'] ?? '') ?? '';
    const asset = /^Digital Currency Address - (\w+)/i.exec(meaning)?.[1];
    const detail = allOf(feature, 'VersionDetail')[0]?.text.trim() ?? '';
    if (asset !== undefined && detail !== '') wallets.push({ asset, address: detail });
    if (/birthdate/i.test(meaning)) {
      const date = birthOf(feature);
      if (date !== null) births.push(date);
      else
        notes.push({
          path: `party ${id}, birthdate`,
          problem: 'The period of birth could not be read.',
          remedy: 'It is left out of comparisons.',
        });
    }
    for (const reference of allOf(feature, 'VersionLocation')) {
      const location = codes.locations.get(reference.attributes['LocationID'] ?? '');
      if (location === undefined) continue;
      const country = allOf(location, 'LocationCountry')[0]?.attributes['CountryID'] ?? '';
      countries.push(countryCodeOf(codes.countries.get(country) ?? ''));
      addresses.push(
        allOf(location, 'Value')
          .map((part) => part.text.trim())
          .filter((part) => part !== '')
          .join(', '),
      );
    }
  }
  return { births, wallets, addresses: distinct(addresses), countries: distinct(countries) };
}

/** From the earliest start to the latest end of the period; a day where both are one. */
function birthOf(feature: XmlElement): PartialDate | null {
  const moment = (edge: XmlElement | undefined, side: string): string => {
    const from = edge === undefined ? undefined : allOf(edge, side)[0];
    if (from === undefined) return '';
    return [textOf(from, 'Year'), textOf(from, 'Month').padStart(2, '0'), textOf(from, 'Day').padStart(2, '0')].join('-');
  };
  const [start, end] = [moment(allOf(feature, 'Start')[0], 'From'), moment(allOf(feature, 'End')[0], 'To')];
  if (start === end || end === '') return parsePartialDate(start);
  const [from, to] = [start.slice(0, 4), end.slice(0, 4)];
  return parsePartialDate(from === to ? from : `${from} to ${to}`);
}

function paperOf(paper: XmlElement, codes: Codes): readonly Identifier[] {
  const value = textOf(paper, 'IDRegistrationNo');
  const kind = codes.documents.get(paper.attributes['IDRegDocTypeID'] ?? '') ?? 'document';
  const country = codes.countries.get(paper.attributes['IssuedBy-CountryID'] ?? '') ?? '';
  return value === '' ? [] : [{ kind: kind.toLowerCase(), value, country: countryCodeOf(country) }];
}
