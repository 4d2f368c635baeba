// SPDX-License-Identifier: Apache-2.0
/** What others publish about firms: read, kept with its times, shown beside a registration with what does not agree. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { auditMigrations } from '../../audit/index.ts';
import type { Database, Instant } from '../../kernel/index.ts';
import { migrate, openDatabase, type OpenDatabase } from '../../server/database.ts';
import { createTestDatabase, type TestDatabase } from '../../server/postgres/test-cluster.ts';
import { createRunReader, type RunEntry } from '../import-runs/run-entries.ts';
import { importRecords } from '../imports/store.ts';
import { leiOf } from '../lei.ts';
import { recordMigrations } from '../migrations.ts';
import type { RegistrationWire } from '../registrations/wire.ts';
import type { ImportFormat, ImportReportWire, RecordKind } from '../wire.ts';
import { venuesNamed } from '../venues/store.ts';
import { publishedAbout } from './published-about.ts';
import { readBods } from './read-bods.ts';
import { readGleif } from './read-gleif.ts';
import { createSaidOfEntities } from './said-of-entities.ts';
import { firmDataOf } from './store.ts';
import { leiRelations } from './wire.ts';

const now = '2026-11-20T15:30:00.000Z' as Instant;
const [firm, parent] = ['XBDEMO00000000004254', 'XCDEMO00000000007721'] as const;
const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const sample = (name: string): Uint8Array => readFileSync(path.join(import.meta.dirname, '../../../examples/records', name));

const registration: RegistrationWire = {
  kind: 'registration',
  reference: 'XB-VASP-0042',
  firm: 'Meridian Tide Exchange Ltd',
  commercialName: null,
  lei: firm,
  jurisdiction: 'XB',
  authority: 'Unit',
  status: 'authorised',
  services: [],
  hostJurisdictions: [],
  address: null,
  websites: [],
  authorisedFrom: null,
  authorisedUntil: null,
  owners: [{ role: 'controller', kind: 'person', name: 'Córvin Halloway', identifiers: [], jurisdiction: null, birthDate: null }],
  comments: null,
};

describe('files of LEI data', () => {
  test('a page of the programming interface says the same as a file of the golden copy', () => {
    const page = {
      data: [
        {
          type: 'lei-records',
          id: firm,
          attributes: {
            lei: firm,
            entity: {
              legalName: { name: 'Meridian Tide Exchange Limited', language: 'en' },
              otherNames: [{ name: 'Meridian Tide Exchange Ltd', type: 'TRADING_OR_OPERATING_NAME' }, { name: 'Meridian Tide' }],
              legalAddress: { addressLines: ['18 Breakwater Road'], city: 'Ilsa', country: 'XB', postalCode: 'IL-1180' },
              registeredAt: { id: 'RA888888' },
              registeredAs: '4254',
              jurisdiction: 'XB',
              category: 'GENERAL',
              legalForm: { id: '8888', other: 'Private company limited by shares' },
              status: 'ACTIVE',
            },
            registration: { status: 'ISSUED', lastUpdateDate: '2026-02-10T09:00:00Z', nextRenewalDate: '2027-02-14T00:00:00Z' },
          },
        },
        {
          type: 'relationship-records',
          attributes: {
            relationship: {
              startNode: { id: firm, type: 'LEI' },
              endNode: { id: parent, type: 'LEI' },
              type: 'IS_DIRECTLY_CONSOLIDATED_BY',
              status: 'ACTIVE',
              periods: [{ startDate: '2023-08-14T00:00:00Z', endDate: null, type: 'RELATIONSHIP_PERIOD' }],
            },
          },
        },
        {
          type: 'reporting-exceptions',
          attributes: { lei: parent, category: 'ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT', reason: 'NATURAL_PERSONS' },
        },
      ],
    };
    const own = readGleif(bytesOf(page)).statements;
    assert.equal(own.length, 3);
    const golden = readGleif(sample('xb-lei-data.json')).statements;
    for (const statement of own)
      assert.deepEqual(
        golden.find(({ kind, lei }) => kind === statement.kind && lei === statement.lei),
        statement,
      );
  });

  test('an LEI that does not hold, a firm said twice and a file of something else are told with their place', () => {
    const entity = (lei: string) => ({ LEI: { $: lei }, Entity: { LegalName: { $: 'Name' } } });
    const { statements, rejected } = readGleif(
      bytesOf({ records: [entity(firm), entity('XBDEMO00000000004255'), entity(firm), { LEI: { $: firm } }] }),
    );
    assert.equal(statements.length, 1);
    assert.deepEqual(
      rejected.map(({ line, field }) => [line, field]),
      [
        [2, 'lei'],
        [3, 'lei'],
        [4, '/legalName'],
      ],
    );
    for (const other of ['', '{', '[]', '{"records": 7', '{"other": []}', '"text"', 'null'])
      assert.equal(readGleif(bytesOf(other)).isReadable, false, other);
  });

  test('whatever JSON comes, every entry is a statement, a rejection or passed over', () => {
    const member = fc.constantFrom(
      'records',
      'relations',
      'exceptions',
      'data',
      'LEI',
      'Entity',
      '$',
      'type',
      'attributes',
      'recordType',
      'recordDetails',
      'subject',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.string(),
        fc.integer(),
        fc.constant(null),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(member, tie('tree'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        for (const reading of [readGleif(bytesOf(value)), readBods(bytesOf(value), now)])
          assert.ok(reading.isReadable || reading.rejected.length > 0);
      }),
      { numRuns: 500, verbose: 1 },
    );
  });
});

describe('LEI data of any length, entry by entry', () => {
  /** What is read of a file that comes in pieces of these lengths. */
  const inPieces = (bytes: Uint8Array, length: (at: number) => number) => {
    const entries: RunEntry[] = [];
    const reader = createRunReader('gleif', { now, jurisdiction: 'XB', onEntry: (entry) => entries.push(entry) });
    for (let at = 0; at < bytes.length;) {
      const until = at + length(at);
      const written = reader.write(bytes.subarray(at, until));
      if (!written.ok) return { entries, issues: written.issues };
      at = until;
    }
    const ended = reader.end();
    return { entries, issues: ended.ok ? [] : ended.issues };
  };
  const statementsOf = (entries: readonly RunEntry[]) =>
    entries.flatMap((one) => (one.holds === 'statement' && one.isGood ? [one.statement] : []));

  test('says the same as the whole in memory, wherever the file is cut', () => {
    const bytes = sample('xb-lei-data.json');
    const { statements } = readGleif(bytes);
    fc.assert(
      fc.property(fc.infiniteStream(fc.integer({ min: 1, max: 900 })), (lengths) => {
        const { entries, issues } = inPieces(bytes, () => Number(lengths.next().value));
        assert.deepEqual(issues, []);
        assert.deepEqual(statementsOf(entries), statements);
      }),
      { numRuns: 40, verbose: 1 },
    );
    assert.deepEqual(statementsOf(inPieces(bytes, () => 1).entries), statements);
  });

  test('whatever was said is known again, by kind and LEI, however much it is', () => {
    const said = createSaidOfEntities();
    const statements = Array.from({ length: 1200 }, (_, at) =>
      leiOf(`XBZ9${String(at * 7919).padStart(14, at % 2 === 0 ? '0' : 'Z')}`),
    ).flatMap((lei) => (['entity', ...leiRelations] as const).map((kind) => ({ kind, lei })));
    for (const one of statements) assert.equal(said.isNew(one), true, `${one.kind} ${one.lei}`);
    for (const one of statements) assert.equal(said.isNew(one), false, `${one.kind} ${one.lei}`);
    assert.equal(said.isNew({ kind: 'entity', lei: 'ZZZZZZZZZZZZZZZZZZ98' }), true);
  });

  test('a brace in a name is no brace, and what is beside the lists is passed over', () => {
    const file = {
      meta: { note: '"records": [{', records: [{ LEI: 'inner' }] },
      records: [{ LEI: { $: firm }, Entity: { LegalName: { $: 'Tide } ] "{" \\\\ Ltd' }, deep: [[{ records: 1 }]] } }],
      after: ['x', 1, null],
    };
    const { entries, issues } = inPieces(bytesOf(file), () => 7);
    assert.deepEqual([issues, entries.length], [[], 1]);
    const [statement] = statementsOf(entries);
    assert.equal(statement?.kind === 'entity' && statement.legalName, 'Tide } ] "{" \\\\ Ltd');
    assert.equal(statementsOf(inPieces(bytesOf({ records: file.records[0] }), () => 7).entries).length, 1, 'one entry without its list');
  });

  const bad: readonly (readonly [what: string, text: string, problem: RegExp])[] = [
    ['a list at the top', '[{"records": []}]', /no JSON object/],
    ['a text', '"records"', /no JSON object/],
    ['nothing of LEI data', '{"rows": [{}]}', /no LEI data/],
    ['an end in the middle', '{"records": [{"LEI": "x"}', /not whole/],
    ['an end in a text', '{"records": [{"LEI": "x', /not whole/],
    ['more after the end', '{"records": []} {"records": []}', /follows the end/],
    ['an entry that is no object', '{"records": [{}, 5]}', /Entry 2 of "records" is no object/],
    ['a text among the entries', '{"records": ["x"]}', /Entry 1 of "records" is no object/],
    ['an entry that is no JSON', '{"records": [{"LEI" "x"}]}', /Entry 1 of "records" is no JSON/],
    ['brackets without end', `{"records": ${'['.repeat(100)}`, /nested more than/],
    ['an entry without end', `{"records": [{"LEI": "${'x'.repeat(1_200_000)}`, /more than 1048576 characters/],
    ['bytes that are no UTF-8', '\u0000', /.+/],
  ];
  for (const [what, text, problem] of bad) {
    test(`${what} is refused, with its line`, () => {
      const bytes = what.startsWith('bytes') ? Uint8Array.of(...new Uint8Array(300).fill(0x20), 0x7b, 0xff, 0xfe, 0xfa) : bytesOf(text);
      const { issues } = inPieces(bytes, () => 65_536);
      assert.match(issues[0]?.problem ?? 'nothing was said', problem);
      assert.match(issues[0]?.path ?? '', /line \d/);
    });
  }

  test('a fault keeps out its own entry alone, with the list, the place and the line', () => {
    const text = '{"records": [\n{"LEI": "XBDEMO00000000004255"},\n{"LEI": "' + firm + '", "Entity": {"LegalName": "Tide"}}]}';
    const { entries } = inPieces(bytesOf(text), () => 5);
    const [first, second] = entries;
    assert.ok(first !== undefined && !first.isGood && second?.isGood === true);
    assert.deepEqual([first.line, first.rejections[0]?.line, first.rejections[0]?.field], [2, 2, 'records 1, lei']);
  });
});

describe('statements of beneficial ownership', () => {
  test('each interest is an entry of its own, an ended relationship is none', () => {
    const [stated] = readBods(sample('xb-beneficial-owners.json'), now).statements;
    assert.ok(stated?.kind === 'owners' && stated.lei === firm);
    assert.deepEqual(
      stated.owners.map(({ name, role, birthDate, interest }) => [
        name,
        role,
        birthDate,
        interest?.type,
        interest?.shareMin,
        interest?.isBeneficial,
      ]),
      [
        ['Brannock Shore Nominees', 'owner', null, 'shareholding', '60', false],
        ['Corvin Halloway', 'controller', '1981-07-19', 'appointmentOfBoard', undefined, true],
        ['Odile Fairmont', 'owner', null, 'shareholding', '25.5', true],
        ['Odile Fairmont', 'controller', null, 'votingRights', '25.5', true],
      ],
    );
  });

  test('without an LEI, with an interest nobody knows, or of an earlier version: told, and nothing is taken', () => {
    const entity = { recordId: 'e', recordType: 'entity', recordDetails: { name: 'Firm', identifiers: [{ id: firm, scheme: 'XI-LEI' }] } };
    const owned = (interest: string) => ({
      recordId: 'r',
      recordType: 'relationship',
      recordDetails: { subject: 'e', interestedParty: { reason: 'noBeneficialOwners' }, interests: [{ type: interest }] },
    });
    const [named] = readBods(bytesOf([entity, owned('shareholding')]), now).statements;
    assert.ok(named?.kind === 'owners');
    assert.equal(named.owners[0]?.name, 'Not named: noBeneficialOwners');
    const unknown = readBods(bytesOf([entity, owned('friendship')]), now);
    assert.deepEqual([unknown.statements.length, unknown.rejected[0]?.field], [0, '/owners/0/interest/type']);
    const nameless = readBods(bytesOf([{ ...entity, recordDetails: { name: 'Firm' } }, owned('shareholding')]), now);
    assert.match(nameless.rejected[0]?.reason ?? '', /no LEI/);
    assert.equal(readBods(bytesOf([{ statementType: 'entityStatement' }]), now).isReadable, false);
  });
});

describe('kept and shown beside a registration', () => {
  let testDatabase: TestDatabase;
  let opened: OpenDatabase;
  let db: Database;
  let seed = 0;
  const random = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => (seed = (seed * 31 + 7) % 251));
  const take = (at: string, format: ImportFormat, bytes: Uint8Array, kind: RecordKind = 'registration'): Promise<ImportReportWire> => {
    const importedBy = `off_${'0'.repeat(26)}`;
    const request = { kind, format, fileName: `${format}.json`, bytes, skipBad: false, importedBy } as const;
    return db.transaction().execute((tx) => importRecords(tx, request, { self: `ca1${'a'.repeat(52)}`, now: at as Instant, random }));
  };

  before(async () => {
    testDatabase = await createTestDatabase();
    opened = openDatabase(testDatabase.connection);
    db = opened.database;
    await migrate(db, [auditMigrations, recordMigrations]);
  });
  after(async () => {
    await opened?.close();
    await testDatabase?.drop();
  });

  test('the same file again changes nothing; another replaces, and the former stays as of its time', async () => {
    assert.deepEqual(await publishedAbout(db, registration, null), null);
    const first = await take('2026-03-01T10:00:00.000Z', 'gleif', sample('xb-lei-data.json'));
    assert.deepEqual([first.rows, first.admitted, first.unchanged, first.isApplied], [9, 9, 0, true]);
    const again = await take('2026-03-02T10:00:00.000Z', 'gleif', sample('xb-lei-data.json'));
    assert.deepEqual([again.admitted, again.unchanged], [0, 9]);
    const renamed = new TextDecoder()
      .decode(sample('xb-lei-data.json'))
      .replace('Meridian Tide Exchange Limited', 'Meridian Group Limited');
    const other = await take('2026-04-01T10:00:00.000Z', 'gleif', bytesOf(renamed));
    assert.deepEqual([other.admitted, other.unchanged], [1, 8]);
    const names = async (asOf: string | null) =>
      (await firmDataOf(db, firm, asOf as Instant | null))?.statements.flatMap(({ statement, knownUntil }) =>
        statement.kind === 'entity' ? [`${statement.legalName} ${knownUntil ?? 'now'}`] : [],
      );
    assert.deepEqual(await names(null), ['Meridian Group Limited now', 'Meridian Tide Exchange Limited 2026-04-01T10:00:00.000Z']);
    assert.deepEqual(await names('2026-03-15T00:00:00.000Z'), ['Meridian Tide Exchange Limited now']);
    assert.equal(await names('2026-02-28T00:00:00.000Z'), undefined);
  });

  test('one bad entry, and nothing of the file is taken unless it is to be skipped', async () => {
    const file = { records: [{ LEI: { $: parent }, Entity: { LegalName: { $: 'Other' } } }, { LEI: { $: 'SHORT' } }] };
    const report = await take('2026-04-02T10:00:00.000Z', 'gleif', bytesOf(file));
    assert.deepEqual([report.isApplied, report.admitted, report.rejected.length], [false, 0, 1]);
    const asReports = await take('2026-04-02T11:00:00.000Z', 'gleif', sample('xb-lei-data.json'), 'suspicious-report');
    assert.deepEqual([asReports.isApplied, asReports.rejected[0]?.field], [false, 'file']);
  });

  test('parents are named, children are found, and what does not agree with the register is said', async () => {
    await take('2026-04-03T10:00:00.000Z', 'bods', sample('xb-beneficial-owners.json'));
    const about = await publishedAbout(db, registration, null);
    const direct = about?.data.statements.find(({ statement }) => statement.kind === 'direct-parent');
    assert.deepEqual([direct?.parentName, about?.data.childCount], ['Brannock Shore Holdings Inc', 1]);
    assert.equal(about?.data.children[0]?.name, 'Meridian Tide Services (XA) Ltd');
    assert.deepEqual(about?.differences, [
      { about: 'owner-missing-here', here: '', there: 'Brannock Shore Nominees' },
      { about: 'owner-missing-here', here: '', there: 'Odile Fairmont' },
    ]);
    const strange = { ...registration, firm: 'Other Ltd', jurisdiction: 'XA', owners: [] };
    const differs = (await publishedAbout(db, strange, null))?.differences.map((one) => one.about);
    assert.deepEqual(differs?.slice(0, 2), ['name', 'jurisdiction']);
    const lapsed = await publishedAbout(db, { ...registration, firm: 'Fenwick Harbour OTC Ltd', lei: 'XBDEMO00000000005030' }, null);
    assert.deepEqual(lapsed?.differences, [{ about: 'lapsed', here: 'XBDEMO00000000005030', there: 'LAPSED 2026-03-31' }]);
  });

  test('the next list of venues replaces what it says otherwise, and what was known before can still be asked', async () => {
    const list = readFileSync(path.join(import.meta.dirname, '../../../examples/records/xb-venue-codes.csv'), 'utf8');
    const first = await take('2026-11-01T10:00:00.000Z', 'iso10383', bytesOf(list));
    assert.deepEqual([first.admitted, first.unchanged, first.rejected], [4, 0, []]);
    assert.equal((await take('2026-11-02T10:00:00.000Z', 'iso10383', bytesOf(list))).unchanged, 4);
    const renamed = list.replace('VENN HARBOUR DIGITAL MARKET', 'VENN DIGITAL');
    assert.equal((await take('2026-11-03T10:00:00.000Z', 'iso10383', bytesOf(renamed))).admitted, 1);
    const faulty = list.replace('"XVEN","XVEN"', '"XVE","XVEN"').replace('"MERIDIAN TIDE EXCHANGE"', '"OTHER"');
    const refused = await take('2026-11-04T10:00:00.000Z', 'iso10383', bytesOf(faulty));
    assert.deepEqual([refused.isApplied, refused.rejected.length], [false, 1], 'a list with a fault changes nothing');
    const ask = (asOf: string | null) => {
      return venuesNamed(db, ['XVEN', 'XMTE', 'XQQQ', 'XMTG'], { firm: null, asOf: asOf as Instant | null, now });
    };
    const [venn, spot, unknown, tide] = await ask(null);
    assert.deepEqual([venn?.code?.name, venn?.source?.knownFrom, venn?.remarks], ['VENN DIGITAL', '2026-11-03T10:00:00.000Z', []]);
    assert.deepEqual([spot?.operatingName, spot?.remarks.length, tide?.segments], ['MERIDIAN TIDE EXCHANGE', 1, 2]);
    assert.match(unknown?.remarks[0]?.problem ?? '', /XQQQ is not in the list/);
    assert.equal((await ask('2026-11-02T12:00:00.000Z'))[0]?.code?.name, 'VENN HARBOUR DIGITAL MARKET');
    assert.match((await ask('2026-10-01T00:00:00.000Z'))[0]?.remarks[0]?.problem ?? '', /No list/);
    assert.equal((await take('2026-11-05T10:00:00.000Z', 'iso10383', bytesOf(list), 'suspicious-report')).isApplied, false);
  });
});
