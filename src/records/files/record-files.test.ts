// SPDX-License-Identifier: Apache-2.0
/** Records to files and back: every format that holds a kind whole gives it back as it was; what a format cannot hold is noted. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import type { Instant } from '../../kernel/index.ts';
import { readBods } from '../firm-data/read-bods.ts';
import { type RecordFormat, readImportFile } from '../imports/read-import-file.ts';
import { interestTypes, type RegistrationWire } from '../registrations/wire.ts';
import type { RecordBodyWire } from '../wire.ts';
import { type ExportFormat, exportFormats, importFormats, laterFormats, type RecordKind, recordFormats } from './wire.ts';
import { type RecordsToWrite, writeRecordFile, type WrittenRecordFile } from './write-record-file.ts';

/**
 * What version 0.4 of the standard demands of every statement, and of the details of each type: members, lists of codes and bounds as its
 * published schema has them, of what we write. Strict, so that a member of ours that it does not have would be found.
 */
const text = z.string().min(1);
const country = z.strictObject({ name: text, code: z.string().length(2) });
const identifiers = z.array(z.strictObject({ id: text, scheme: text.optional(), schemeName: text }));
const addresses = z.array(z.strictObject({ type: z.enum(['residence', 'registered']), address: text })).optional();
const percent = z.number().min(0).max(100).optional();
const entityTypes = ['registeredEntity', 'legalEntity', 'arrangement', 'anonymousEntity', 'unknownEntity', 'state', 'stateBody'] as const;
const interestCodes = [
  'shareholding votingRights appointmentOfBoard otherInfluenceOrControl seniorManagingOfficial settlor trustee protector',
  'beneficiaryOfLegalArrangement rightsToSurplusAssetsOnDissolution rightsToProfitOrIncome rightsGrantedByContract',
  'conditionalRightsGrantedByContract controlViaCompanyRulesOrArticles controlByLegalFramework boardMember boardChair unknownInterest',
  'unpublishedInterest enjoymentAndUseOfAssets rightToProfitOrIncomeFromAssets',
].flatMap((line) => line.split(' '));
const stated = {
  statementId: z.string().min(32).max(64),
  declarationSubject: text,
  recordId: text,
  publicationDetails: z.strictObject({
    publicationDate: z.iso.date(),
    bodsVersion: z.literal('0.4'),
    publisher: z.strictObject({ name: text }),
  }),
  source: z.strictObject({ type: z.tuple([z.literal('officialRegister')]), assertedBy: z.array(z.strictObject({ name: text })) }),
};
const statementSchema = z.discriminatedUnion('recordType', [
  z.strictObject({
    ...stated,
    recordType: z.literal('entity'),
    recordDetails: z.strictObject({
      isComponent: z.literal(false),
      entityType: z.strictObject({ type: z.enum(entityTypes), details: text.optional() }),
      name: text,
      alternateNames: z.array(text).min(1).optional(),
      jurisdiction: country.optional(),
      identifiers,
      addresses,
    }),
  }),
  z.strictObject({
    ...stated,
    recordType: z.literal('person'),
    recordDetails: z.strictObject({
      isComponent: z.literal(false),
      personType: z.literal('knownPerson'),
      names: z.array(z.strictObject({ type: z.literal('alternative').optional(), fullName: text })).min(1),
      birthDate: z.iso.date().optional(),
      nationalities: z.array(country).optional(),
      identifiers,
      addresses,
    }),
  }),
  z.strictObject({
    ...stated,
    recordType: z.literal('relationship'),
    recordDetails: z.strictObject({
      isComponent: z.literal(false),
      subject: text,
      interestedParty: text,
      interests: z.array(
        z.strictObject({
          type: z.enum(interestCodes),
          directOrIndirect: z.enum(['direct', 'indirect', 'unknown']),
          beneficialOwnershipOrControl: z.boolean().optional(),
          details: text.optional(),
          share: z.strictObject({ exact: percent, minimum: percent, maximum: percent }).optional(),
          startDate: z.iso.date().optional(),
          endDate: z.iso.date().optional(),
        }),
      ),
    }),
  }),
]);
const now = '2026-11-20T15:30:00.000Z' as Instant;
const samples: readonly (readonly [RecordKind, string])[] = [
  ['suspicious-report', 'xb-suspicious-reports.csv'],
  ['registration', 'xb-registrations.csv'],
  ['compliance-record', 'xb-compliance-records.csv'],
  ['travel-rule-message', 'xb-ivms101.json'],
];
/** Formats that hold all that the columns hold. */
const whole: readonly (ExportFormat & RecordFormat)[] = ['comity-csv', 'comity-json', 'comity-xlsx', 'comity-parquet'];

async function bodiesOf(format: RecordFormat, kind: RecordKind, bytes: Uint8Array): Promise<readonly RecordBodyWire[]> {
  const reading = await readImportFile(format, { kind, bytes, now });
  assert.ok(reading.kind === 'records', JSON.stringify(reading));
  return reading.records.map((record) => (record.isGood ? record.body : assert.fail(JSON.stringify(record.rejections))));
}

function sampleOf(kind: RecordKind, name: string): Promise<readonly RecordBodyWire[]> {
  return bodiesOf(
    kind === 'travel-rule-message' ? 'ivms101' : 'comity-csv',
    kind,
    readFileSync(path.join(import.meta.dirname, '../../../examples/records', name)),
  );
}

async function written(format: ExportFormat, given: Pick<RecordsToWrite, 'kind' | 'bodies'>): Promise<WrittenRecordFile> {
  const file = await writeRecordFile(format, { ...given, now, jurisdiction: 'XB', currency: 'EUR' });
  assert.ok(file.ok, JSON.stringify(file));
  return file.value;
}

for (const format of whole) {
  test(`what is written as ${format} is read back as it was, of every kind`, async () => {
    for (const [kind, name] of samples) {
      const bodies = await sampleOf(kind, name);
      const { bytes, notes } = await written(format, { kind, bodies });
      assert.deepEqual(notes, []);
      assert.deepEqual(await bodiesOf(format, kind, bytes), bodies);
    }
  });
}

test('a text that a spreadsheet would run comes back as it was, also one with an apostrophe of its own', async () => {
  const [sample] = await sampleOf('compliance-record', 'xb-compliance-records.csv');
  const texts = ['=1+1', "'=1+1", "''-x", '-5', '+44 20', '@sum', "'plain", 'a,"b"\nc'];
  const bodies = texts.map((summary, index) => ({ ...sample, reference: `R-${index}`, summary }) as RecordBodyWire);
  for (const format of whole) {
    const { bytes, notes } = await written(format, { kind: 'compliance-record', bodies });
    assert.deepEqual(notes, [], format);
    assert.deepEqual(await bodiesOf(format, 'compliance-record', bytes), bodies);
  }
  const { bytes } = await written('comity-csv', { kind: 'compliance-record', bodies });
  assert.ok(!/(^|,)"?[=+\-@]/m.test(new TextDecoder().decode(bytes)));
});

test('what the columns cannot hold is noted with its place, in full', async () => {
  const [report] = await sampleOf('suspicious-report', 'xb-suspicious-reports.csv');
  assert.ok(report?.kind === 'suspicious-report');
  const [first] = report.parties;
  assert.ok(first !== undefined);
  const more: RecordBodyWire = {
    ...report,
    instruments: ['A | B'],
    action: 'The payment was refused.',
    parties: [{ ...first, aliases: ['Tide'] }, ...report.parties.slice(1)],
  };
  const { notes } = await written('comity-csv', { kind: 'suspicious-report', bodies: [more] });
  assert.deepEqual(
    notes.map((note) => note.path),
    ['/parties/0/aliases', '/instruments/0', '/instruments/1', '/action'],
  );
  assert.deepEqual(
    await bodiesOf('comity-json', 'suspicious-report', (await written('comity-json', { kind: 'suspicious-report', bodies: [more] })).bytes),
    [more],
  );
});

test('owners and controllers leave as statements of beneficial ownership, and come back by our own reader as they were', async () => {
  const bodies = (await sampleOf('registration', 'xb-registrations.csv')).filter((body) => body.kind === 'registration');
  const { bytes, notes } = await written('bods', { kind: 'registration', bodies });
  const statements = z.array(statementSchema).parse(JSON.parse(new TextDecoder().decode(bytes)));
  const known = new Set(statements.filter(({ recordType }) => recordType !== 'relationship').map(({ recordId }) => recordId));
  for (const statement of statements) {
    assert.ok(known.has(statement.declarationSubject));
    if (statement.recordType !== 'relationship') continue;
    for (const end of [statement.recordDetails.subject, statement.recordDetails.interestedParty]) assert.ok(known.has(end), end);
  }
  assert.deepEqual(new Set(interestCodes), new Set(interestTypes), 'our kinds of interest are those of the standard');
  assert.equal(new Set(statements.map(({ statementId }) => statementId)).size, statements.length);
  const { statements: read } = readBods(bytes, now);
  const expected = bodies.filter(({ lei, owners }) => lei !== null && owners.length > 0);
  assert.deepEqual(read.map(({ lei }) => lei).toSorted(), expected.map(({ lei }) => lei ?? '').toSorted());
  const shown = (owners: RegistrationWire['owners']): unknown[] =>
    owners.map(({ kind, name, jurisdiction, birthDate, interest }) => [
      kind,
      name,
      jurisdiction,
      birthDate,
      interest?.type,
      interest?.shareMin,
    ]);
  const owned = (lei: string | null) => read.flatMap((one) => (one.kind === 'owners' && one.lei === lei ? one.owners : []));
  for (const { reference, lei, owners } of expected) assert.deepEqual(shown(owned(lei)), shown(owners), reference);
  const again = await written('bods', { kind: 'registration', bodies });
  assert.deepEqual(again.bytes, bytes, 'the same states the same');
  assert.equal(notes.filter(({ path: at }) => at === '').length, bodies.length);
});

test('what the standard has for persons alone is not said of an entity, and a protocol is no unknown entity', async () => {
  const sample = (await sampleOf('registration', 'xb-registrations.csv')).find((body) => body.kind === 'registration');
  const owner = sample?.owners.find(({ kind }) => kind === 'entity');
  assert.ok(sample !== undefined && owner?.interest !== undefined);
  const owners = [true, false].map((isBeneficial) => ({
    ...owner,
    interest: { ...owner.interest, type: 'shareholding' as const, isBeneficial },
  }));
  const { bytes, notes } = await written('bods', { kind: 'registration', bodies: [{ ...sample, subject: 'protocol', owners }] });
  const statements = z.array(statementSchema).parse(JSON.parse(new TextDecoder().decode(bytes)));
  const interests = statements.flatMap((one) => (one.recordType === 'relationship' ? one.recordDetails.interests : []));
  assert.deepEqual(
    interests.map(({ beneficialOwnershipOrControl }) => beneficialOwnershipOrControl),
    [undefined, false],
  );
  assert.deepEqual(
    notes.filter(({ path: at }) => at.endsWith('isBeneficial')).map(({ path: at }) => at),
    ['/owners/0/interest/isBeneficial'],
  );
  const [firm] = statements;
  assert.ok(firm?.recordType === 'entity');
  assert.deepEqual(firm.recordDetails.entityType, { type: 'arrangement', details: 'protocol' });
});

test('a format refuses a kind that it cannot hold, and a file holds one kind', async () => {
  const bodies = await sampleOf('registration', 'xb-registrations.csv');
  const settings = { now, jurisdiction: 'XB', currency: 'EUR' };
  const goaml = await writeRecordFile('goaml', { kind: 'registration', bodies, ...settings });
  assert.ok(!goaml.ok && goaml.issues[0]?.path === 'format');
  const mixed = await writeRecordFile('comity-json', { kind: 'compliance-record', bodies, ...settings });
  assert.ok(!mixed.ok && mixed.issues[0]?.path === 'kind');
});

test('the table of formats: every format reads or writes something, and none that comes later is among them', () => {
  const names = Object.keys(recordFormats);
  assert.deepEqual([...new Set<string>([...importFormats, ...exportFormats])].toSorted(), names.toSorted());
  for (const name of Object.keys(laterFormats)) assert.ok(!names.includes(name), name);
});
