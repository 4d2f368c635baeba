// SPDX-License-Identifier: Apache-2.0
/** Import, search, use and exchange of records on a real PostgreSQL. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { auditMigrations } from '../audit/index.ts';
import { type ConditionWire, purposes } from '../conditions/wire.ts';
import { addMs, type CallDefinition, type Database, type Instant, type IdOf, newId, type RandomBytes } from '../kernel/index.ts';
import { migrate, type OpenDatabase, openDatabase } from '../server/database.ts';
import { houseRulesDefault, officerMigrations } from '../officers/index.ts';
import { realSuites } from '../seals/index.ts';
import { keepPrepared, minimisationsOf } from './giving/minimisations/store.ts';
import { createTestDatabase, type TestDatabase } from '../server/postgres/test-cluster.ts';
import {
  admitReceivedRecords,
  defaultOwnPurposes,
  type DisclosedRecordWire,
  holdingsOf,
  importRecords,
  type ImportReportWire,
  leiOf,
  listImports,
  noteGiving,
  readRegistrations,
  recordCalls,
  type RecordDeps,
  recordMigrations,
  recordRowsById,
  recordRowsOfCase,
  type RecordSearch,
  type RecordSearchAnswerWire,
  recordsToGive,
  recordUses,
  searchRecords,
  type RecordUse,
  settleHoldings,
  useRecord,
} from './index.ts';
import type { SelectionExportWire } from './uses/wire.ts';
import type { TravelRuleFirmsWire, TravelRuleViewWire } from './wire.ts';
import { compareVersions } from './uses/compare-versions.ts';

const xa = `ca1${'a'.repeat(52)}`;
const xb = `ca1${'b'.repeat(51)}a`;
const start = '2026-11-20T08:00:00.000Z' as Instant;
const registerFile = path.join(import.meta.dirname, '../../../shared/data/registers/esma-mica-casp-register.csv');
let minutes = 0;
let drawn = 0;
let testDatabase: TestDatabase;
let opened: OpenDatabase;
let db: Database;

const random: RandomBytes = (count) => {
  const parts = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sha256').update(`records ${drawn++}`).digest());
  return new Uint8Array(Buffer.concat(parts).subarray(0, count));
};
const tick = (): Instant => addMs(start, (minutes += 1) * 60_000);
const officer = newId('off', start, random);

const deps: RecordDeps = {
  self: xa,
  knowsReports: async () => true,
  officerNames: async () => new Map([[officer, 'Ada Quill']]),
  authorityNames: async () =>
    new Map([
      [xa, { name: 'XA Commission' }],
      [xb, { name: 'XB Unit' }],
    ]),
};

const header = 'reference,firm,record_type,date,authority,summary,outcome,amount,currency';
const rowOf = (reference: string, firm: string, summary = 'Late filing.'): string =>
  `${reference},${firm},warning,2026-03-02,XA Commission,${summary},,,`;
const csv = (...rows: readonly string[]): Uint8Array => Buffer.from([header, ...rows].join('\r\n'));

async function importCsv(bytes: Uint8Array, skipBad = false, now = tick()): Promise<ImportReportWire> {
  const request = {
    kind: 'compliance-record' as const,
    format: 'comity-csv' as const,
    fileName: 'file.csv',
    bytes,
    skipBad,
    importedBy: officer,
  };
  return db.transaction().execute((tx) => importRecords(tx, request, { self: xa, now, random }));
}

async function search(asked: Partial<RecordSearch>, now = tick()): Promise<RecordSearchAnswerWire> {
  const whole = { q: '', purpose: 'supervision' as const, limit: 50, officer, ...asked };
  const found = await db.transaction().execute((tx) => searchRecords(tx, whole, deps, now, random));
  assert.ok(found.ok, JSON.stringify(found));
  return found.value;
}

async function tryUse(recordId: string, asked: Partial<Parameters<typeof useRecord>[1]> = {}, now = tick()): ReturnType<typeof useRecord> {
  const whole = {
    recordId,
    purpose: 'supervision' as const,
    manner: 'read' as const,
    officer,
    caseRef: null,
    note: 'The case needs it.',
    ...asked,
  };
  return db.transaction().execute((tx) => useRecord(tx, whole, deps, now, random));
}

async function idOf(reference: string): Promise<string> {
  const found = await search({ q: reference });
  const row = found.rows.find((candidate) => candidate.reference === reference);
  assert.ok(row !== undefined, reference);
  return row.id;
}

function condition(change: Partial<ConditionWire> = {}): ConditionWire {
  return {
    id: newId('cnd', start, random),
    originator: xb,
    agreement: { id: newId('agr', start, random), version: 1, digest: `sha256:${'0'.repeat(64)}` },
    clause: '7.2',
    scope: '',
    purposes: ['admin-enforcement'],
    handling: 'amber',
    onward: 'consent',
    recipients: [],
    evidentialUse: 'with-permission',
    mayNotifySubject: false,
    usableUntil: null,
    note: '',
    ...change,
  };
}

function disclosed(reference: string, firm: string, change: Partial<DisclosedRecordWire> = {}): DisclosedRecordWire {
  return {
    id: newId('rcd', start, random),
    originator: xb,
    body: {
      kind: 'compliance-record',
      reference,
      firm,
      lei: null,
      recordType: 'finding',
      date: '2026-03-02',
      authority: 'XB Unit',
      summary: 'S',
      outcome: '',
      amount: null,
    },
    provenance: [
      { scope: '', source: { kind: 'import', name: 'their.csv', digest: `sha256:${'1'.repeat(64)}`, place: 'line 2' }, recordedAt: start },
    ],
    conditions: [condition()],
    ...change,
  };
}

const caseRef: IdOf<'req'> = newId('req', start, random);
let dispatches = 0;
async function admit(records: readonly DisclosedRecordWire[], caseOf: string = caseRef): ReturnType<typeof admitReceivedRecords> {
  dispatches += 1;
  const dispatchDigest = `sha256:${createHash('sha256').update(String(dispatches)).digest('hex')}`;
  const way = { from: xb, caseRef: caseOf, purpose: 'admin-enforcement', dispatchDigest, givenAt: tick(), receivedAt: tick() } as const;
  return db.transaction().execute((tx) => admitReceivedRecords(tx, { records, ...way }, { self: xa, random, suites: realSuites }));
}

async function admitOne(record: DisclosedRecordWire, caseOf: string = caseRef): Promise<string> {
  const admitted = await admit([record], caseOf);
  assert.ok(admitted.ok, JSON.stringify(admitted));
  return admitted.value[0]?.recordId ?? '';
}

async function countOf(table: string, where = 'true'): Promise<number> {
  const counted = await sql<{ count: number }>`select count(*) as count from ${sql.raw(table)} where ${sql.raw(where)}`.execute(db);
  return counted.rows[0]?.count ?? -1;
}

async function auditBodies(event: string): Promise<string[]> {
  const rows = await sql<{
    body: Buffer;
  }>`select b.body from audit_leaves l join audit_bodies b using (leaf_index) where l.event = ${event} order by 1`.execute(db);
  return rows.rows.map(({ body }) => body.toString());
}

describe('records on PostgreSQL', () => {
  before(async () => {
    testDatabase = await createTestDatabase();
    opened = openDatabase({ ...testDatabase.connection });
    db = opened.database;
    await migrate(db, [auditMigrations, officerMigrations, recordMigrations]);
    await sql`insert into officers (id, name, email, roles, password_hash, authenticator_secret, authenticator_step, is_disabled, created_at)
      values (${officer}, 'Ada Quill', 'ada@xa.example', '{}', '', '', 0, false, ${start})`.execute(db);
  });

  after(async () => {
    await opened.close();
    await testDatabase.drop();
  });

  describe('imports', () => {
    test('a file with one bad row changes nothing, and the report names it', async () => {
      const report = await importCsv(csv(rowOf('A-1', 'Quill Ltd'), 'A-2,,warning,2026-03-02,XA,S,,,', rowOf('A-3', 'Sable Ltd')));
      assert.deepEqual([report.isApplied, report.rows, report.admitted, report.unchanged], [false, 3, 0, 0]);
      assert.deepEqual(
        report.rejected.map(({ line, field }) => [line, field]),
        [[3, 'firm']],
      );
      assert.equal(await countOf('records', "reference like 'A-%'"), 0);
      assert.deepEqual((await listImports(db, true))[0], report);
    });

    test('with bad rows skipped, the good ones are admitted', async () => {
      const report = await importCsv(csv(rowOf('A-1', 'Quill Ltd'), 'A-2,,warning,2026-03-02,XA,S,,,', rowOf('A-3', 'Sable Ltd')), true);
      assert.deepEqual([report.isApplied, report.rows, report.admitted, report.rejected.length], [true, 3, 2, 1]);
      assert.equal(await countOf('records', "reference like 'A-%'"), 2);
      assert.match((await auditBodies('records.imported')).at(-1) ?? '', /"count":2/);
    });

    test('a file that cannot be read as a whole is not applied even when bad rows are skipped', async () => {
      const report = await importCsv(Buffer.from('firm,colour\nx,y'), true);
      assert.equal(report.isApplied, false);
    });

    test('the same file again, and the same content in another file, change nothing', async () => {
      const rows = [rowOf('B-1', 'Quill Ltd'), rowOf('B-2', 'Sable Ltd')];
      assert.equal((await importCsv(csv(...rows))).admitted, 2);
      for (const bytes of [csv(...rows), csv(...rows.toReversed())]) {
        const again = await importCsv(bytes);
        assert.deepEqual([again.isApplied, again.admitted, again.unchanged], [true, 0, 2]);
      }
      assert.equal(await countOf('record_versions', 'body like \'%"B-1"%\''), 1);
    });

    test('changed content makes a new version, and the former stays readable as of its time', async () => {
      const before = tick();
      await importCsv(csv(rowOf('C-1', 'Quill Ltd', 'First.')));
      const between = tick();
      const report = await importCsv(csv(rowOf('C-1', 'Quill Ltd', 'Second.')));
      assert.deepEqual([report.admitted, report.unchanged], [1, 0]);
      const id = await idOf('C-1');
      const summaryAsOf = async (asOf?: Instant): Promise<string | undefined> => {
        const body = (await tryUse(id, asOf === undefined ? {} : { asOf }))?.record?.body;
        return body?.kind === 'compliance-record' ? body.summary : undefined;
      };
      assert.equal(await summaryAsOf(), 'Second.');
      assert.equal(await summaryAsOf(between), 'First.');
      assert.equal(await tryUse(id, { asOf: before }), null);
      const comparing = { recordId: id, purpose: 'admin-enforcement', officer: officer, caseRef: null, note: 'What changed?' } as const;
      const compared = async (use: Omit<RecordUse, 'manner'>, earlier: Instant) =>
        db.transaction().execute((tx) => compareVersions(tx, { use, earlier }, deps, tick(), random));
      const found = await compared(comparing, between);
      assert.deepEqual(
        found?.differences?.map(({ path, segments }) => [path, segments.filter(({ change }) => change !== 'same').map(({ text }) => text)]),
        [['summary', ['First', 'Second']]],
      );
      const refused = await compared({ ...comparing, purpose: 'tax' }, between);
      assert.deepEqual([refused?.differences, refused?.earlier.outcome, refused?.later.outcome], [null, 'refused', 'refused']);
      assert.equal(await compared(comparing, before), null);
      assert.equal(await countOf('record_versions', `record_id = '${id}' and recorded_until is null`), 1);
    });

    test('two imports of the same reference at once make one record', async () => {
      const reports = await Promise.all([importCsv(csv(rowOf('D-1', 'Quill Ltd'))), importCsv(csv(rowOf('D-1', 'Quill Ltd')))]);
      assert.deepEqual(
        reports.map(({ admitted }) => admitted).toSorted((left, right) => left - right),
        [0, 1],
      );
    });

    test('more rows than one statement takes are admitted together', async () => {
      const rows = Array.from({ length: 1203 }, (_, index) => rowOf(`E-${index}`, `Firm ${index}`));
      assert.equal((await importCsv(csv(...rows))).admitted, 1203);
      assert.equal((await importCsv(csv(...rows))).unchanged, 1203);
    });

    test(
      'the register of ESMA is imported completely, and its firms are found',
      { skip: existsSync(registerFile) ? false : 'the register file is not on this machine' },
      async () => {
        const request = {
          kind: 'registration' as const,
          format: 'esma-casp' as const,
          fileName: 'register.csv',
          bytes: readFileSync(registerFile),
        };
        const importOnce = (): Promise<ImportReportWire> =>
          db
            .transaction()
            .execute((tx) => importRecords(tx, { ...request, skipBad: false, importedBy: officer }, { self: xa, now: tick(), random }));
        const report = await importOnce();
        assert.deepEqual([report.isApplied, report.rows, report.admitted, report.rejected], [true, 244, 244, []]);
        assert.equal((await importOnce()).unchanged, 244);
        const found = await search({ q: 'euwax', kind: 'registration' });
        assert.equal(found.rows.length, 2);
      },
    );

    test('each fact of an imported record knows its file, line and column', async () => {
      const report = await importCsv(csv(rowOf('F-1', 'Quill Ltd')));
      const provenance = (await tryUse(await idOf('F-1')))?.record?.provenance ?? [];
      const firm = provenance.find(({ scope }) => scope === '/firm');
      assert.deepEqual(firm?.source, { kind: 'import', name: 'file.csv', digest: report.digest, place: 'line 2, column firm' });
    });
  });

  describe('uses', () => {
    test('every manner needs a permitted purpose; a refused use gives no body, no name, and is written down', async () => {
      const id = await admitOne(disclosed('U-1', 'Nocturne Harbour Ltd', { conditions: [condition({ evidentialUse: 'forbidden' })] }));
      for (const manner of ['read', 'export', 'print', 'evidence'] as const) {
        const answer = await tryUse(id, { manner, purpose: 'tax', caseRef });
        assert.deepEqual([answer?.use.outcome, answer?.record, answer?.use.manner], ['refused', null, manner]);
        assert.equal(JSON.stringify(answer).includes('Nocturne'), false);
        assert.ok((answer?.use.reasons.length ?? 0) > 0);
      }
      for (const manner of ['read', 'export', 'print'] as const) {
        const answer = await tryUse(id, { manner, purpose: 'admin-enforcement' });
        assert.equal(answer?.record?.body.kind === 'compliance-record' && answer.record.body.firm, 'Nocturne Harbour Ltd');
        assert.equal(answer?.record?.conditions.length, 1);
        assert.equal(answer?.use.officerName, 'Ada Quill');
      }
      assert.equal((await tryUse(id, { manner: 'evidence', purpose: 'admin-enforcement' }))?.use.outcome, 'refused');
      const uses = (await recordUses(db, id, deps)) ?? [];
      assert.deepEqual(uses.map(({ outcome }) => outcome).toSorted(), [
        'permitted',
        'permitted',
        'permitted',
        'refused',
        'refused',
        'refused',
        'refused',
        'refused',
      ]);
      assert.equal((await auditBodies('record.use-refused')).filter((body) => body.includes(id)).length, 5);
      assert.equal((await auditBodies('record.used')).filter((body) => body.includes(id)).length, 3);
    });

    test('what needs permission first is not handed out', async () => {
      const id = await admitOne(disclosed('U-2', 'Nocturne Harbour Ltd'));
      const answer = await tryUse(id, { manner: 'evidence', purpose: 'admin-enforcement' });
      assert.deepEqual([answer?.use.outcome, answer?.record], ['needs', null]);
    });

    test('conditions end with their time', async () => {
      const now = tick();
      const id = await admitOne(disclosed('U-3', 'Nocturne Ltd', { conditions: [condition({ usableUntil: addMs(now, 3_600_000) })] }));
      assert.equal((await tryUse(id, { purpose: 'admin-enforcement' }))?.use.outcome, 'permitted');
      assert.equal((await tryUse(id, { purpose: 'admin-enforcement' }, addMs(now, 3_600_001)))?.use.outcome, 'refused');
    });

    test("own records are used for the authority's own purposes only", async () => {
      await importCsv(csv(rowOf('U-4', 'Quill Ltd')));
      const id = await idOf('U-4');
      for (const purpose of purposes) {
        const answer = await tryUse(id, { purpose });
        assert.equal(answer?.use.outcome, defaultOwnPurposes.includes(purpose) ? 'permitted' : 'refused', purpose);
        assert.equal(answer?.record === null, answer?.use.outcome !== 'permitted', purpose);
      }
    });

    test('an unknown record is null and leaves no use', async () => {
      const before = await countOf('record_uses');
      assert.equal(await tryUse(newId('rcd', start, random)), null);
      assert.equal(await recordUses(db, 'rcd_unknown', deps), null);
      assert.equal(await countOf('record_uses'), before);
    });

    test('the log holds identifiers and codes, never what an officer wrote', async () => {
      await importCsv(csv(rowOf('U-5', 'Quill Ltd')));
      await tryUse(await idOf('U-5'), { note: 'Penumbra note', caseRef: 'Penumbra case' });
      await search({ q: 'Penumbra', caseRef: 'Penumbra case' });
      const all = await sql<{ body: Buffer }>`select body from audit_bodies`.execute(db);
      assert.equal(
        all.rows.some(({ body }) => body.toString().includes('Penumbra')),
        false,
      );
      assert.equal(await countOf('record_searches', "query_digest like '%Penumbra%'"), 0);
    });
  });

  describe('search', () => {
    test('names, words, identifiers, accents and misspellings find; a piece of an identifier does not', async () => {
      const lei = leiOf('XADEMO000000000007');
      await importCsv(
        Buffer.from(
          `${header},lei\n${rowOf('S-1', 'Étoile Kestrel & Söhne', 'Opaque custody.')},${lei}\n${rowOf('S-2', 'Kestrel Bay Ltd')},`,
        ),
      );
      const cases: readonly (readonly [string, readonly string[]])[] = [
        ['etoile', ['S-1']],
        ['KESTREL', ['S-1', 'S-2']],
        ['kestrel sohne', ['S-1']],
        ['opaque', ['S-1']],
        ['kestrl bay', ['S-2']],
        [lei.toLowerCase(), ['S-1']],
        [lei.slice(0, 4) + ' ' + lei.slice(4), ['S-1']],
        ['estre', ['S-1', 'S-2']],
        [lei.slice(3, 15), []],
        ["'; drop table records; --", []],
        ['%', []],
        ['()&|!:*', []],
      ];
      for (const [q, references] of cases) {
        const found = await search({ q });
        assert.deepEqual(found.rows.map(({ reference }) => reference).toSorted(), references, q);
      }
    });

    test('received records appear only where their conditions permit the purpose; the others are counted', async () => {
      const id = await admitOne(disclosed('S-3', 'Umbral Crane Ltd'));
      await admitOne(disclosed('S-4', 'Umbral Crane Ltd', { conditions: [condition({ purposes: ['sanctions'] })] }));
      await importCsv(csv(rowOf('S-5', 'Umbral Crane Ltd')));
      const found = await search({ q: 'umbral crane', purpose: 'admin-enforcement', caseRef: undefined });
      assert.deepEqual(found.rows.map(({ reference }) => reference).toSorted(), ['S-3', 'S-5']);
      assert.deepEqual(
        found.withheld.map(({ count }) => count),
        [1],
      );
      assert.match(found.withheld[0]?.reason ?? '', /7\.2/);
      assert.deepEqual(
        (await recordUses(db, id, deps))?.map(({ manner, outcome }) => [manner, outcome]),
        [['search', 'permitted']],
      );
      const other = await search({ q: 'umbral crane', purpose: 'supervision' });
      assert.deepEqual(
        other.rows.map(({ reference }) => reference),
        ['S-5'],
      );
      assert.equal(
        other.withheld.reduce((sum, { count }) => sum + count, 0),
        2,
      );
      const never = await search({ q: 'umbral crane', purpose: 'commercial' });
      assert.deepEqual(never.rows, []);
      assert.equal(
        never.withheld.reduce((sum, { count }) => sum + count, 0),
        3,
      );
      assert.deepEqual((await search({ q: 'umbral crane', origin: 'received' })).rows, []);
      assert.deepEqual((await search({ q: 'umbral crane', origin: 'own' })).withheld, []);
    });

    test('fields, names in another spelling or script, and why each row was found', async () => {
      const lei = leiOf('529900TEST000FIELD');
      const file = { kind: 'compliance-record', format: 'comity-json', fileName: 'f.json', skipBad: false, importedBy: officer } as const;
      const core = { kind: 'compliance-record', recordType: 'warning', authority: 'XA', summary: 'S', outcome: '', amount: null };
      const wallet = { role: 'other', kind: 'person', name: 'Anton Lavrenov', aliases: ['Li'], jurisdiction: 'XQ', birthDate: null };
      const subject = {
        ...wallet,
        identifiers: [
          { scheme: 'wallet', value: 'xb1qfieldwallet' },
          { scheme: 'passport', value: 'P-771-22' },
        ],
      };
      const records = [
        { ...core, reference: 'FLD-1', firm: 'Ostrava Lantern Ltd', lei, date: '2026-03-02', subject },
        { ...core, reference: 'FLD-2', firm: 'Ostrava Harbour Ltd', lei: null, date: '2025-11-20' },
      ];
      const bytes = Buffer.from(JSON.stringify({ format: 'comity-records/1', records }));
      const report = await db.transaction().execute((tx) => importRecords(tx, { ...file, bytes }, { self: xa, now: tick(), random }));
      assert.deepEqual([report.admitted, report.rejected], [2, []]);
      const cases: readonly (readonly [string, readonly string[], string])[] = [
        [`lei:${lei}`, ['FLD-1'], 'identifier'],
        ['wallet:XB1Q-fieldwallet', ['FLD-1'], 'identifier'],
        ['passport:p77122', ['FLD-1'], 'identifier'],
        ['account:xb1qfieldwallet', [], ''],
        ['country:XQ', ['FLD-1'], 'identifier'],
        ['reference:FLD-2', ['FLD-2'], 'identifier'],
        ['dated:2025-11 ostrava', ['FLD-2'], 'name'],
        ['ostrava country:xq', ['FLD-1'], 'name'],
        ['name:Лавренов', ['FLD-1'], 'words'],
        ['name:li country:xq', ['FLD-1'], 'name'],
        ['name:va country:xq', [], ''],
        ['Лавренов Антон', ['FLD-1'], 'similar'],
        ['Lavrenof', ['FLD-1'], 'similar'],
        ['name:"Ostrava Lantirn"', ['FLD-1'], 'similar'],
        ['ostrava kind:registration', [], ''],
        ['ostrava until:2026-01-01', [], ''],
      ];
      for (const [q, references, by] of cases) {
        const found = await search({ q });
        assert.deepEqual(found.rows.map(({ reference }) => reference).toSorted(), references, q);
        if (by !== '') assert.equal(found.rows[0]?.why.by, by, q);
      }
      const counted = await search({ q: 'ostrava' });
      assert.deepEqual(counted.counts, {
        total: 2,
        isMore: false,
        byKind: [{ kind: 'compliance-record', isReceived: false, count: 2 }],
        similar: 0,
      });
      const [similar] = (await search({ q: 'Lavrenof' })).rows;
      assert.ok(similar?.why.text === 'Anton Lavrenov' && (similar.why.score ?? 0) >= 0.7 && similar.why.reasons.length > 0);
      const whole = { q: 'country:Ruritania', purpose: 'supervision' as const, limit: 50, officer };
      const wrong = await db.transaction().execute((tx) => searchRecords(tx, whole, deps, tick(), random));
      assert.match(wrong.ok ? '' : (wrong.issues[0]?.remedy ?? ''), /two letters/);
    });

    test('of a received record no kind of query tells more than its conditions: by word, field, alike name or identifier', async () => {
      const conditions = [condition({ purposes: ['sanctions'] })];
      const body = { ...disclosed('W-1', 'Vellum Sparrow Ltd').body, lei: leiOf('529900TEST00VELLUM') };
      await admitOne(disclosed('W-1', 'Vellum Sparrow Ltd', { body: body as DisclosedRecordWire['body'], conditions }));
      for (const q of ['vellum sparrow', 'name:"vellum sparrow"', 'velum sparow', `lei:${body.lei}`, body.lei, 'reference:W-1']) {
        const hidden = await search({ q, purpose: 'supervision' });
        assert.deepEqual(
          [hidden.rows.length, hidden.withheld.reduce((sum, { count }) => sum + count, 0), hidden.counts.total],
          [0, 1, 0],
          q,
        );
        assert.doesNotMatch(JSON.stringify(hidden), /vellum sp/i);
        assert.equal((await search({ q, purpose: 'sanctions' })).rows.length, 1, q);
      }
    });

    test('pages follow each other without gap or repetition', async () => {
      await importCsv(csv(...Array.from({ length: 25 }, (_, index) => rowOf(`P-${index}`, 'Lantern Quay Ltd'))));
      const seen: string[] = [];
      let after: string | undefined;
      for (let page = 0; page < 4; page++) {
        const found = await search({ q: 'lantern quay', limit: 10, after });
        seen.push(...found.rows.map(({ id }) => id));
        if (found.next === null) break;
        after = found.next;
      }
      assert.deepEqual([seen.length, new Set(seen).size], [25, 25]);
    });
  });

  describe('exchange', () => {
    test('a record without readable conditions of its originator is not admitted, nor are those beside it', async () => {
      const good = disclosed('R-0', 'Good Ltd');
      const cases: readonly (readonly [string, DisclosedRecordWire, RegExp])[] = [
        ['no condition', disclosed('R-1', 'X', { conditions: [] }), /conditions/],
        ['a malformed condition', disclosed('R-2', 'X', { conditions: [{ ...condition(), handling: 'pink' as 'red' }] }), /handling/],
        ['a condition without purposes', disclosed('R-3', 'X', { conditions: [condition({ purposes: [] })] }), /purposes/],
        ['an end that is no moment', disclosed('R-4', 'X', { conditions: [condition({ usableUntil: 'soon' })] }), /usableUntil/],
        ['a condition for a part only', disclosed('R-5', 'X', { conditions: [condition({ scope: '/firm' })] }), /conditions/],
        ['a condition of a stranger', disclosed('R-6', 'X', { conditions: [condition({ originator: xa })] }), /originator/],
        ['our own record', disclosed('R-7', 'X', { originator: xa, conditions: [condition({ originator: xa })] }), /originator/],
        ["a third authority's record", disclosed('R-8', 'X', { originator: `ca1${'c'.repeat(51)}a` }), /originator/],
        ['the same record twice', good, /id/],
      ];
      for (const [name, record, path] of cases) {
        const admitted = await admit([good, record]);
        assert.equal(admitted.ok, false, name);
        if (!admitted.ok)
          assert.ok(
            admitted.issues.some((issue) => path.test(issue.path)),
            `${name}: ${JSON.stringify(admitted.issues)}`,
          );
      }
      assert.equal(await countOf('records', "reference like 'R-%'"), 0);
    });

    test('the database itself refuses a received record without conditions and the same dispatch twice', async () => {
      const id = await admitOne(disclosed('R-20', 'X'));
      await assert.rejects(sql`update records set condition_count = 0 where id = ${id}`.execute(db));
      const copy = sql`insert into records (id, kind, reference, originator, is_received, origin_id, sender, case_ref, dispatch_digest, version, title,
      subtitle, names_text, search_text, identifiers, condition_count, recorded_at, origin_record, chain)
      select 'rcd_copy', kind, reference, originator, is_received, origin_id,
      sender, case_ref, dispatch_digest, version, title, subtitle, names_text, search_text, identifiers, condition_count, recorded_at,
      origin_record, chain
      from records where id = ${id}`;
      await assert.rejects(copy.execute(db), /records_received/);
    });

    test('own records are read out to be given, received ones not without consent; a giving stands among uses and holders', async () => {
      await importCsv(csv(rowOf('X-1', 'Quill Ltd')));
      const own = await idOf('X-1');
      const received = await admitOne(disclosed('X-2', 'Quill Ltd'));
      const question = { to: `ca1${'c'.repeat(52)}`, purpose: 'admin-enforcement', now: tick() } as const;
      const found = await recordsToGive(db, [received, own, 'rcd_unknown', own], question, { self: xa, suites: realSuites });
      assert.deepEqual(
        found.map(({ id, originator, kind }) => [id, originator, kind]),
        [
          [received, xb, 'withheld'],
          [own, xa, 'givable'],
        ],
      );
      const [first, second] = found;
      assert(second?.kind === 'givable');
      assert.match(first?.verdict?.reasons[0]?.sentence ?? '', /needs its originator's consent first \(clause 7.2\)/);
      const agreement = { id: newId('agr', start, random), version: 1, digest: `sha256:${'0'.repeat(64)}` };
      const dispatchDigest = `sha256:${'2'.repeat(64)}`;
      const record = { id: own, originator: xa, body: second.body, provenance: [], conditions: [condition({ originator: xa })] };
      const whom = { recipient: xb, recipientName: 'XB Unit', officer, matter: caseRef, purpose: 'supervision' } as const;
      const whole = { ...whom, records: [record], agreement, clause: '6', dispatchDigest };
      const said = [{ recordId: own, withheld: [], given: [{ path: '/owners', reason: 'Asked for.' }] }];
      const prepare = (all: typeof said) => db.transaction().execute((tx) => keepPrepared(tx, caseRef, all, { officer, at: start }));
      await prepare(said);
      assert.deepEqual(await minimisationsOf(db, own), []);
      await db.transaction().execute((tx) => noteGiving(tx, whole, { now: tick(), random, suites: realSuites }));
      await prepare([]);
      assert.equal((await minimisationsOf(db, own))[0]?.given.length, 1);
      const [last] = (await recordUses(db, own, deps)) ?? [];
      assert.deepEqual([last?.manner, last?.reasons[0]?.clause], ['pass-on', '6']);
      const standing = async () => (await holdingsOf(db, own)).map(({ recipient, isDelivered }) => [recipient, isDelivered]);
      assert.deepEqual(await standing(), [[xb, false]]);
      await db.transaction().execute((tx) => settleHoldings(tx, dispatchDigest, true));
      assert.deepEqual(await standing(), [[xb, true]]);
      await db.transaction().execute((tx) => settleHoldings(tx, dispatchDigest, false));
      assert.deepEqual(await standing(), [], 'what did not arrive is held by nobody');
    });

    test('the rows of a case tell kind and reference, and no name', async () => {
      const own = newId('req', tick(), random);
      const id = await admitOne(disclosed('X-3', 'Velvet Anchor Ltd'), own);
      const rows = await recordRowsOfCase(db, own, deps);
      assert.deepEqual(
        rows.map((row) => [row.id, row.title, row.originatorName, row.isReceived, row.conditionCount]),
        [[id, 'Compliance record X-3', 'XB Unit', true, 1]],
      );
      assert.equal(JSON.stringify([rows, await recordRowsById(db, [id], deps)]).includes('Velvet'), false);
    });
  });

  describe('calls', () => {
    const caller = { id: officer, roles: ['preparer', 'records-keeper'] };
    const calls = (houseRules = houseRulesDefault): readonly CallDefinition[] =>
      recordCalls({
        ...deps,
        db,
        jurisdiction: 'XB',
        announce: async () => undefined,
        suites: realSuites,
        approvals: { houseRules },
      });
    const callOf = (method: string, path: string): CallDefinition => {
      const call = calls().find((candidate) => candidate.method === method && candidate.path === path);
      assert.ok(call !== undefined);
      return call;
    };
    const inputOf = (change: object): Parameters<CallDefinition['handle']>[0] => ({
      params: {},
      query: {},
      body: null,
      officer: caller,
      sessionToken: null,
      remoteAddress: '',
      now: tick(),
      random,
      ...change,
    });

    test('a look without a purpose fails in every call that looks', () => {
      assert.equal(callOf('GET', '/api/records').query?.safeParse({ q: 'x' }).success, false);
      const { body } = callOf('POST', '/api/records/:id/uses');
      assert.ok(body?.kind === 'json');
      for (const manner of ['read', 'export', 'print', 'evidence']) {
        assert.equal(body.schema.safeParse({ manner, caseRef: null, note: '' }).success, false, manner);
        assert.equal(body.schema.safeParse({ manner, purpose: 'supervision', caseRef: null, note: '' }).success, true, manner);
      }
      for (const manner of ['search', 'pass-on'])
        assert.equal(body.schema.safeParse({ manner, purpose: 'supervision', caseRef: null, note: '' }).success, false, manner);
    });

    test('no call answers a body but the use', () => {
      assert.deepEqual(
        calls().map(({ method, path }) => `${method} ${path}`),
        [
          'GET /api/records',
          'POST /api/records/:id/uses',
          'GET /api/records/:id/uses',
          // Each of the records is a use.
          'POST /api/records/exports',
          // Reads two versions by two uses, and tells what differs.
          'POST /api/records/:id/comparison',
          // Reads two records by two uses.
          'POST /api/records/:id/comparison/:other',
          'GET /api/records/:id/way',
          'POST /api/records/imports',
          // What others publish about firms is no record.
          'GET /api/records/lei/:lei',
          'GET /api/records/imports',
          // How far the import of a long file is; its faults name lines and fields.
          'POST /api/records/import-runs',
          'GET /api/records/import-runs',
          'GET /api/records/import-runs/:id',
          'POST /api/records/import-runs/:id/stop',
          'POST /api/records/import-runs/:id/resume',
          // The public register: what anybody may read of a registration, and nothing else.
          'GET /api/register',
          'GET /api/register/entry',
          // Figures of firms, and no name of a person.
          'GET /api/records/travel-rule/firms',
          'GET /api/records/venues',
        ],
      );
    });

    test('import, search and use answer as their schemas say; an unknown record is absent', async () => {
      const imported = await callOf('POST', '/api/records/imports').handle(
        inputOf({
          query: { kind: 'compliance-record', format: 'comity-csv', fileName: 'a.csv', skipBad: 'no' },
          body: csv(rowOf('H-1', 'Heron Wharf Ltd')),
        }),
      );
      assert.equal(imported.kind, 'json');
      const searchCall = callOf('GET', '/api/records');
      const found = await searchCall.handle(inputOf({ query: searchCall.query?.parse({ q: 'heron wharf', purpose: 'supervision' }) }));
      assert.ok(found.kind === 'json');
      const parsed = searchCall.answer?.parse(found.value) as { rows: { id: string }[] };
      const useCall = callOf('POST', '/api/records/:id/uses');
      const body = { purpose: 'supervision', manner: 'read', caseRef: null, note: '' };
      const used = await useCall.handle(inputOf({ params: { id: parsed.rows[0]?.id }, body }));
      assert.ok(used.kind === 'json' && useCall.answer?.safeParse(used.value).success === true);
      assert.equal((await useCall.handle(inputOf({ params: { id: 'rcd_unknown' }, body }))).kind, 'absent');
      assert.equal(
        (await useCall.handle(inputOf({ params: { id: parsed.rows[0]?.id }, body: { ...body, note: '\u0000' } }))).kind,
        'issues',
      );
      assert.equal((await useCall.handle(inputOf({ params: { id: parsed.rows[0]?.id }, body: { ...body, asOf: 'then' } }))).kind, 'issues');
    });

    test('several records leave as one file: each is a use, what may not leave is named, and a second officer approves the whole', async () => {
      await importCsv(csv(rowOf('EXP-1', 'Osprey Dock Ltd'), rowOf('EXP-2', 'Pelican Quay Ltd')));
      const [one, two] = [await idOf('EXP-1'), await idOf('EXP-2')];
      const received = await admitOne(disclosed('EXP-3', 'Gannet Pier Ltd', { conditions: [condition({ purposes: ['tax'] })] }));
      const order = { purpose: 'supervision', format: 'comity-json', caseRef: null, note: '', recordIds: [one, two, received] };
      const exported = async (change: object, approversMin: number) => {
        const houseRules = { ...houseRulesDefault, approversMin: { ...houseRulesDefault.approversMin, export: approversMin } };
        const call = calls(houseRules).find(({ path: at }) => at === '/api/records/exports');
        assert.ok(call?.body?.kind === 'json');
        return call.handle(inputOf({ body: call.body.schema.parse({ ...order, ...change }) }));
      };
      assert.equal((await exported({}, 1)).kind, 'waits');
      const counted = await countOf('record_uses', "manner = 'export'");
      const given = await exported({}, 0);
      assert.ok(given.kind === 'json');
      const { file, withheld } = given.value as SelectionExportWire;
      const { records } = JSON.parse(Buffer.from(file?.base64 ?? '', 'base64').toString()) as { records: { reference: string }[] };
      assert.deepEqual([records.map(({ reference }) => reference), file?.fileName], [['EXP-1', 'EXP-2'], 'records.json']);
      assert.deepEqual(
        withheld.map(({ reference }) => reference),
        ['EXP-3'],
      );
      assert.match(withheld[0]?.reason ?? '', /tax/);
      assert.equal(await countOf('record_uses', "manner = 'export'"), counted + 3, 'waiting left no use, the export one of each');
      const none = await exported({ recordIds: [received] }, 0);
      assert.deepEqual(none.kind === 'json' ? (none.value as SelectionExportWire).file : none, null);
      for (const [change, place] of [
        [{ recordIds: [one, 'rcd_unknown'] }, 'recordIds/1'],
        [{ format: 'goaml' }, 'format'],
        [{ note: '\u0000' }, 'note'],
      ] as const) {
        const refused = await exported(change, 0);
        assert.equal(refused.kind === 'issues' ? refused.issues[0]?.path : refused.kind, place);
      }
      await assert.rejects(exported({ recordIds: [one, one] }, 0), 'one record twice is no selection');
    });

    test('a travel-rule message is shown with what it lacks and the records of its firm, and its provider is counted', async () => {
      const sample = (name: string): Uint8Array => readFileSync(path.join(import.meta.dirname, '../../examples/records', name));
      const importCall = callOf('POST', '/api/records/imports');
      for (const [kind, format, name] of [
        ['registration', 'comity-csv', 'xb-registrations.csv'],
        ['travel-rule-message', 'ivms101', 'xb-ivms101.json'],
      ])
        await importCall.handle(inputOf({ query: { kind, format, fileName: name, skipBad: 'no' }, body: sample(name ?? '') }));
      const searchCall = callOf('GET', '/api/records');
      const search = searchCall.query?.parse({ q: 'XB-TRM-2026-0103', kind: 'travel-rule-message', purpose: 'supervision' });
      const found = await searchCall.handle(inputOf({ query: search }));
      assert.ok(found.kind === 'json');
      const { rows } = found.value as { rows: { id: string; title: string }[] };
      assert.deepEqual(
        rows.map(({ title }) => title),
        ['Tamsin Marlow to nobody named'],
      );
      const body = { purpose: 'supervision', manner: 'read', caseRef: null, note: '' };
      const used = await callOf('POST', '/api/records/:id/uses').handle(inputOf({ params: { id: rows[0]?.id }, body }));
      assert.ok(used.kind === 'json');
      const { travelRule } = used.value as { travelRule: TravelRuleViewWire };
      const missing = travelRule.rules.filter(({ outcome }) => outcome === 'missing').map(({ rule }) => rule);
      assert.deepEqual(missing, ['FATF beneficiary name', 'EU 14(1)(d)', 'EU 14(2)(a)', 'EU 14(5)']);
      assert.deepEqual(
        travelRule.linked
          .map(({ kind, reference, shares }) => `${kind} ${reference} by ${shares.length}`)
          .toSorted((left, right) => (left < right ? -1 : 1)),
        ['registration XB-VASP-0042 by 1', 'travel-rule-message XB-TRM-2026-0101 by 2', 'travel-rule-message XB-TRM-2026-0102 by 2'],
      );
      const counted = await callOf('GET', '/api/records/travel-rule/firms').handle(inputOf({ query: { purpose: 'supervision' } }));
      assert.ok(counted.kind === 'json');
      const { firms } = counted.value as TravelRuleFirmsWire;
      assert.deepEqual(
        firms.map(({ firm, messages, deficient }) => [firm, messages, deficient.fatf, deficient.eu, deficient.ivms101]),
        [
          ['Meridian Tide Exchange Ltd', 3, 1, 2, 1],
          ['Coral Gate Exchange Ltd', 1, 0, 0, 0],
        ],
      );
      const read = async (purpose: 'asset-tracing' | 'tax') => (await readRegistrations(db, { purpose }, deps, tick())).registrations;
      assert.ok((await read('asset-tracing')).some(({ body }) => body.licences?.[1]?.ramp === 'both') && (await read('tax')).length === 0);
      const forTax = await callOf('GET', '/api/records/travel-rule/firms').handle(inputOf({ query: { purpose: 'tax' } }));
      assert.equal(forTax.kind, 'issues');
    });
  });
});
