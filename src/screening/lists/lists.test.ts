// SPDX-License-Identifier: Apache-2.0
/** Every layout of a list with an invented subject, what is refused, and what the differences between versions say. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { checkIdentifier } from './identifiers.ts';
import { differenceOf, versionText } from './difference.ts';
import { compareDates, dateText, parsePartialDate } from './partial-dates.ts';
import { layoutOf, type ListLayout, readList } from './read-list.ts';
import type { ListedSubject } from './subject.ts';

const un = `<?xml version="1.0"?><CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>ANTON</FIRST_NAME>
<SECOND_NAME>LAVRENOV</SECOND_NAME><UN_LIST_TYPE>Test</UN_LIST_TYPE><REFERENCE_NUMBER>XAi.001</REFERENCE_NUMBER>
<NAME_ORIGINAL_SCRIPT>Антон Лавренов</NAME_ORIGINAL_SCRIPT><NATIONALITY><VALUE>Germany</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Accountant</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1967</FROM_YEAR><TO_YEAR>1969</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>A4471902</NUMBER></INDIVIDUAL_DOCUMENT>
</INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>`;
const eu = `<export xmlns="http://example.test/fsdExport"><sanctionEntity euReferenceNumber="EU.1.1" logicalId="1"><subjectType code="person"/>
<nameAlias wholeName="The Accountant" strong="false"/><nameAlias wholeName="Anton LAVRENOV" strong="true"/>
<birthdate circa="true" year="1968"/><citizenship countryIso2Code="DE"/>
<identification number="A4471902" identificationTypeDescription="Passport" countryIso2Code="00"/>
<regulation programme="TEST"/></sanctionEntity></export>`;
const advanced = `<Sanctions><ReferenceValueSets><FeatureTypeValues><FeatureType ID="8">Birthdate</FeatureType>
<FeatureType ID="344">Digital Currency Address - XBT</FeatureType></FeatureTypeValues>
<PartyTypeValues><PartyType ID="1">Individual</PartyType></PartyTypeValues><PartySubTypeValues>
<PartySubType ID="4" PartyTypeID="1"></PartySubType></PartySubTypeValues>
<IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType></IDRegDocTypeValues></ReferenceValueSets>
<IDRegDocuments><IDRegDocument ID="5" IDRegDocTypeID="1571" IdentityID="70"><IDRegistrationNo>A4471902</IDRegistrationNo>
</IDRegDocument></IDRegDocuments>
<DistinctParties><DistinctParty FixedRef="9001"><Profile ID="9001" PartySubTypeID="4"><Identity ID="70">
<Alias Primary="true" LowQuality="false"><DocumentedName><DocumentedNamePart><NamePartValue>LAVRENOV</NamePartValue>
</DocumentedNamePart><DocumentedNamePart><NamePartValue>Anton</NamePartValue></DocumentedNamePart></DocumentedName>
</Alias>
<Alias Primary="false" LowQuality="true"><DocumentedName><DocumentedNamePart><NamePartValue>The Accountant</NamePartValue>
</DocumentedNamePart></DocumentedName></Alias></Identity>
<Feature ID="1" FeatureTypeID="8"><FeatureVersion><DatePeriod><Start><From><Year>1968</Year><Month>3</Month><Day>14</Day>
</From></Start><End><To><Year>1968</Year><Month>3</Month><Day>14</Day></To></End></DatePeriod></FeatureVersion></Feature>
<Feature ID="2" FeatureTypeID="344"><FeatureVersion><VersionDetail>1XandriaInvented</VersionDetail></FeatureVersion>
</Feature></Profile></DistinctParty></DistinctParties></Sanctions>`;
const ukOfsi = `Last Updated,01/01/2026
Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,Name Non-Latin Script,DOB,Nationality,Passport Number,Group Type,${[
  'Alias Type',
  'Alias Quality',
  'Regime',
  'Group ID',
].join(',')}
LAVRENOV,Anton,,,,,,Антон Лавренов,14/03/1968,Germany,A4471902,Individual,Primary name,,Test,13000
"ACCOUNTANT",The,,,,,,,00/00/1968,,,Individual,AKA,Low,Test,13000\n`;
const consolidated = `_id,source,entity_number,type,programs,name,title,addresses,alt_names,citizenships,dates_of_birth,nationalities,ids,${[
  'remarks',
  'vessel_flag',
].join(',')}
a1,Test List (TL) - Treasury,1,Individual,TEST,"LAVRENOV, Anton",,"12 Harbour Row, Port Xebria, DE",Anthony Lavrin; LAVRENOFF Anton,,1968-03-14,DE,${[
  '"DE, A4471902, Passport',
  '1XandriaInvented, Digital Currency Address - XBT',
  'Male, Gender"',
].join('; ')},,\n`;
const legacy = {
  sdn: `9001,"LAVRENOV, Anton","individual","TEST] [TEST2",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"${[
    'DOB 14 Mar 1968',
    'nationality Germany',
    'Passport A4471902 (Germany)',
    'Digital Currency Address - XBT 1XandriaInvented',
    "a.k.a. 'THE ACCOUNTANT'.",
  ].join('; ')}"\n\u001a\n`,
  alt: `9001,1,"aka","Anthony Lavrin",-0- \n`,
  add: `9001,1,"12 Harbour Row","Port Xebria","Germany",-0- \n`,
};
const own = `id,kind,name,weak_aliases,births,countries,identifiers\nX1,person,Anton Lavrenov,The Accountant,1968,DE,passport:A4471902\n`;

function only(text: string, parts: { alt?: string; add?: string } = {}): ListedSubject {
  const read = readList(text, 'list', parts);
  assert.ok(read.ok, JSON.stringify(read));
  assert.equal(read.value.subjects.length, 1);
  return read.value.subjects[0] as ListedSubject;
}

describe('layouts', () => {
  const rows: readonly (readonly [ListLayout, string, { alt?: string; add?: string }])[] = [
    ['un', un, {}],
    ['eu', eu, {}],
    ['ofac-advanced', advanced, {}],
    ['uk', ukOfsi, {}],
    ['us-consolidated', consolidated, {}],
    ['ofac-legacy', legacy.sdn, legacy],
    ['own', own, {}],
  ];
  for (const [layout, text, parts] of rows) {
    it(`${layout}: the person with name, birth, number and weak alias is read`, () => {
      assert.equal(layoutOf(text), layout);
      const subject = only(text, parts);
      assert.equal(subject.kind, 'person');
      assert.match(subject.names[0]?.text ?? '', /lavrenov/i);
      assert.ok(subject.births.some((birth) => birth.yearFrom <= 1968 && birth.yearTo >= 1968));
      assert.ok(subject.identifiers.some((one) => one.value === 'A4471902' && /passport/.test(one.kind)));
      if (layout !== 'ofac-advanced') assert.ok(subject.countries.includes('DE'));
      if (layout !== 'us-consolidated') assert.ok(subject.names.some((name) => name.quality === 'weak' && /accountant/i.test(name.text)));
    });
  }

  it('wallets stand on the lists that carry them', () => {
    for (const [text, parts] of [
      [advanced, {}],
      [consolidated, {}],
      [legacy.sdn, legacy],
    ] as const) {
      assert.deepEqual(only(text, parts).wallets, [{ asset: 'XBT', address: '1XandriaInvented' }]);
    }
    assert.equal(only('asset,address\nXBT,1XandriaInvented\nXBT,1XandriaInvented\n').wallets.length, 1);
  });

  it('the public lists are read to the last record', (t) => {
    const folder = new URL('../../../../shared/data/sanctions/', import.meta.url);
    if (!existsSync(folder)) {
      t.skip('the published lists are not beside the project, in shared/data/sanctions');
      return;
    }
    const read = readList(readFileSync(new URL('un-consolidated-list.xml', folder), 'utf8'), 'un');
    assert.ok(read.ok && read.value.subjects.length === 1003 && read.value.notes.length === 0);
  });
});

describe('lists that are refused', () => {
  const problem = (text: string): string => {
    const read = readList(text, 'list.xml');
    return read.ok ? 'read' : (read.issues[0]?.problem ?? '');
  };
  it('a DOCTYPE, an XML cut off, a CSV cut off, an unknown layout', () => {
    assert.match(problem(`<!DOCTYPE x [<!ENTITY a "b">]>${un.slice(21)}`), /DOCTYPE/);
    assert.match(problem(un.slice(0, 500)), /not well-formed/);
    assert.match(problem(`id,kind,name\nX1,person,"Anton`), /cut off/);
    assert.match(problem('hello'), /no layout that is known/);
    assert.match(problem(''), /no layout that is known/);
  });

  it('an own list with an id twice, an unknown kind or no name, all at once', () => {
    const read = readList('id,kind,name\nX1,person,Anton Lavrenov\nX1,ship,Blue Harbour\nX2,firm,\n', 'own.csv');
    assert.ok(!read.ok);
    assert.deepEqual(
      read.issues.map((issue) => issue.path),
      ['own.csv, line 3, id', 'own.csv, line 3, kind', 'own.csv, line 4, name'],
    );
  });

  it('a date that is none is left out and told, and the record stays', () => {
    const read = readList('id,kind,name,births\nX1,person,Anton Lavrenov,31 Feb 1968;1968\n', 'own.csv');
    assert.ok(read.ok);
    assert.equal(read.value.subjects[0]?.births.length, 1);
    assert.equal(read.value.notes[0]?.problem, '"31 Feb 1968" is no date.');
  });
});

describe('dates and numbers', () => {
  const dates: readonly (readonly [string, string | null])[] = [
    ['1962', '1962'], ['Aug 1962', '1962-08'], ['12 Aug 1962', '1962-08-12'], ['1962-08-12', '1962-08-12'], ['12/08/1962', '1962-08-12'],
    ['circa 1962', '1960 to 1964'], ['1960 to 1965', '1960 to 1965'], ['01 Jan 1961 to 31 Dec 1962', '1961 to 1962'], ['29 Feb 1964', '1964-02-29'],
    ['29 Feb 1963', null], ['1962-13', null], ['62', null], ['unknown', null], ['', null], ['9999', null],
  ]; // prettier-ignore
  for (const [text, expected] of dates) {
    it(`"${text}" is ${expected ?? 'no date'}`, () => {
      const date = parsePartialDate(text);
      assert.equal(date === null ? null : dateText(date), expected);
    });
  }

  it('dates agree as far as both know', () => {
    const between = (one: string, other: string): string => {
      const [left, right] = [parsePartialDate(one), parsePartialDate(other)];
      assert.ok(left !== null && right !== null);
      return compareDates(left, right);
    };
    assert.equal(between('1962', '1962-08-12'), 'year');
    assert.equal(between('1962-08', '1962-08-12'), 'same');
    assert.equal(between('1962-12-08', '1962-08-12'), 'exchanged');
    assert.equal(between('1962', '1963'), 'near');
    assert.equal(between('1962-08-12', '1962-09-12'), 'apart');
    assert.equal(between('1955', '1962'), 'apart');
  });

  const numbers: readonly (readonly [string, string, string])[] = [
    ['lei', 'XA00INVENTEDFIRM0027', 'valid'], ['lei', 'XA00INVENTEDFIRM0028', 'invalid'], ['imo', 'IMO 1002005', 'valid'], ['imo', '1002006', 'invalid'],
    ['swift/bic', 'XANDXAXAXXX', 'valid'], ['bic', 'XAND', 'invalid'], ['isin', 'XA00INVENT09', 'valid'], ['isin', 'XA00INVENT00', 'invalid'],
    ['inn', '1234567894', 'valid'], ['inn', '1234567895', 'invalid'], ['passport', 'A4471902', 'not checkable'],
  ]; // prettier-ignore
  for (const [kind, value, expected] of numbers) {
    it(`${kind} ${value} is ${expected}`, () => {
      assert.equal(checkIdentifier({ kind, value }), expected);
    });
  }
});

it('the difference between versions names every value that went and came, and order alone is no difference', () => {
  const folder = new URL('../../../examples/screening/', import.meta.url);
  const [before, after] = ['list-xa.csv', 'list-xa-next.csv'].map((name) => {
    const read = readList(readFileSync(new URL(name, folder), 'utf8'), name);
    assert.ok(read.ok);
    return read.value.subjects;
  });
  assert.ok(before !== undefined && after !== undefined);
  const difference = differenceOf(before, after);
  assert.deepEqual(
    difference.added.map((one) => one.id),
    ['XA-007'],
  );
  assert.deepEqual(
    difference.removed.map((one) => one.id),
    ['XA-003'],
  );
  assert.deepEqual(difference.changed, [
    { id: 'XA-001', name: 'Anton Petrovich Lavrenov', changes: [{ field: 'names', removed: [], added: ['Anthony Lavrin'] }] },
  ]);
  assert.equal(difference.unchanged, 4);
  assert.equal(versionText(before.toReversed()), versionText(before));
  assert.notEqual(versionText(before), versionText(after));
});
