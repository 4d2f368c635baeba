// SPDX-License-Identifier: Apache-2.0
/** Invariant 12 of the field, on a real PostgreSQL: to who may not know of reports, every answer is the one that would be given if there were none. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { auditMigrations } from '../../audit/index.ts';
import { type Purpose, purposes } from '../../conditions/wire.ts';
import {
  addMs,
  type CallDefinition,
  type Database,
  defineCall,
  type Instant,
  newId,
  type RandomBytes,
  type Transaction,
} from '../../kernel/index.ts';
import { askedNameKeys, newWordBook } from '../../screening/index.ts';
import { realSuites } from '../../seals/index.ts';
import { migrate, type OpenDatabase, openDatabase } from '../../server/database.ts';
import { createTestDatabase, type TestDatabase } from '../../server/postgres/test-cluster.ts';
import {
  admitReceivedRecords,
  countRecords,
  type DisclosedRecordWire,
  hidingReports,
  importRecords,
  listImports,
  noteGiving,
  type RecordDeps,
  recordMigrations,
  recordsOfSubject,
  recordsSoundingLike,
  recordsToScreen,
  reportMatters,
  reportPurposes,
  searchRecords,
  useRecord,
} from '../index.ts';
import { newestOf } from '../searches/meaning/store.ts';
import { isNoReport } from './store.ts';

const xa = `ca1${'a'.repeat(52)}`;
const xb = `ca1${'b'.repeat(51)}a`;
const start = '2026-11-20T08:00:00.000Z' as Instant;
let drawn = 0;
let minutes = 0;
let testDatabase: TestDatabase;
let opened: OpenDatabase;
let db: Database;
const random: RandomBytes = (count) => {
  const parts = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sha256').update(`knowing ${drawn++}`).digest());
  return new Uint8Array(Buffer.concat(parts).subarray(0, count));
};
const tick = (): Instant => addMs(start, (minutes += 1) * 1000);
const analyst = newId('off', start, random);
const supervisor = newId('off', start, random);
const deps: RecordDeps = {
  self: xa,
  knowsReports: async (_, officer) => officer === analyst,
  officerNames: async () => new Map(),
  authorityNames: async () => new Map(),
};

const words = ['Meridian', 'Tide', 'Heron', 'Wharf', 'Umbral'] as const;

interface Hidden {
  readonly name: string;
  readonly isReceived: boolean;
  readonly permits: readonly Purpose[];
}
const anyName = fc.tuple(fc.constantFrom(...words), fc.constantFrom(...words)).map(([left, right]) => `${left} ${right}`);
const anyHidden: fc.Arbitrary<Hidden> = fc.record({
  name: anyName,
  isReceived: fc.boolean(),
  permits: fc.uniqueArray(fc.constantFrom(...purposes), { minLength: 1, maxLength: 4 }),
});

function reportBody(name: string) {
  return {
    kind: 'suspicious-report' as const,
    reference: `STR-${(drawn += 1)}`,
    reportingFirm: name,
    reportedAt: '2026-03-02T10:00:00.000Z',
    suspicion: 'money-laundering' as const,
    narrative: `${name} moved value in a circle.`,
    parties: [{ role: 'suspected' as const, kind: 'entity' as const, name, identifiers: [], jurisdiction: null, birthDate: null }],
    movements: [],
    instruments: [],
  };
}

async function addReports(tx: Transaction, reports: readonly Hidden[], caseRef: string): Promise<string[]> {
  const own = reports.filter((one) => !one.isReceived).map((one) => reportBody(one.name));
  const bytes = Buffer.from(JSON.stringify({ format: 'comity-records/1', records: own }));
  const file = {
    kind: 'suspicious-report',
    format: 'comity-json',
    fileName: 'r.json',
    bytes,
    skipBad: false,
    importedBy: analyst,
  } as const;
  if (own.length > 0) {
    const report = await importRecords(tx, file, { self: xa, now: tick(), random });
    assert.deepEqual([report.admitted, report.rejected], [own.length, []]);
  }
  for (const { name, permits } of reports.filter((one) => one.isReceived)) {
    const rest = { originator: xb, provenance: [], conditions: [condition(permits)] };
    const record: DisclosedRecordWire = { id: newId('rcd', start, random), body: reportBody(name), ...rest };
    const dispatchDigest = `sha256:${createHash('sha256').update(record.id).digest('hex')}`;
    const way = { from: xb, caseRef, purpose: permits[0] as Purpose, dispatchDigest, givenAt: tick(), receivedAt: tick() };
    const admitted = await admitReceivedRecords(tx, { records: [record], ...way }, { self: xa, random, suites: realSuites });
    assert.ok(admitted.ok, JSON.stringify(admitted));
  }
  const found = await sql<{ id: string }>`select id from records where kind = 'suspicious-report'`.execute(tx);
  return found.rows.map((row) => row.id);
}

function condition(permits: readonly Purpose[]): DisclosedRecordWire['conditions'][number] {
  return {
    id: newId('cnd', start, random),
    originator: xb,
    agreement: { id: newId('agr', start, random), version: 1, digest: `sha256:${'0'.repeat(64)}` },
    clause: '7.2',
    scope: '',
    purposes: [...permits],
    handling: 'amber',
    onward: 'consent',
    recipients: [],
    evidentialUse: 'with-permission',
    mayNotifySubject: false,
    usableUntil: null,
    note: '',
  };
}

/** Everything that an officer can ask of the room without naming a record. */
async function everyAnswer(tx: Transaction, officer: string, asked: { readonly q: string; readonly purpose: Purpose }): Promise<unknown> {
  const now = '2026-12-01T08:00:00.000Z' as Instant;
  const knowsReports = await deps.knowsReports(tx, officer);
  const answers: unknown[] = [];
  for (const kind of [undefined, 'suspicious-report', 'registration'] as const) {
    for (const origin of [undefined, 'own', 'received'] as const) {
      // Two rows to a page: a report would show in where a page ends.
      answers.push(await searchRecords(tx, { ...asked, kind, origin, limit: 2, officer }, deps, now, random));
    }
  }
  const screened = await recordsToScreen(tx, { purpose: asked.purpose, after: null, since: null, limit: 2, knowsReports }, deps, now);
  answers.push({ ...screened, withheld: [...screened.withheld] }, await listImports(tx, knowsReports));
  answers.push(await countRecords(tx, null, knowsReports && reportPurposes.includes(asked.purpose)));
  return answers;
}

class Undo extends Error {}
async function tried(work: (tx: Transaction) => Promise<void>): Promise<void> {
  await db
    .transaction()
    .execute(async (tx) => {
      await work(tx);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
}

describe('who may know that there is a suspicious report', () => {
  before(async () => {
    testDatabase = await createTestDatabase();
    opened = openDatabase({ ...testDatabase.connection });
    db = opened.database;
    await migrate(db, [auditMigrations, recordMigrations]);
    const rows = words.flatMap((left) =>
      words.map((right) => `${left}-${right},${left} ${right} Ltd,warning,2026-03-02,XA Commission,Late.,,,`),
    );
    const bytes = Buffer.from(['reference,firm,record_type,date,authority,summary,outcome,amount,currency', ...rows].join('\r\n'));
    const file = {
      kind: 'compliance-record',
      format: 'comity-csv',
      fileName: 'c.csv',
      bytes,
      skipBad: false,
      importedBy: analyst,
    } as const;
    const report = await db.transaction().execute((tx) => importRecords(tx, file, { self: xa, now: tick(), random }));
    assert.equal(report.admitted, 25);
  });

  after(async () => {
    await opened.close();
    await testDatabase.drop();
  });

  test('invariant 12: without the role, whatever reports there are, every answer is as if there were none', async () => {
    const asked = fc.record({ q: fc.oneof(fc.constant(''), fc.constant('STR'), anyName), purpose: fc.constantFrom(...purposes) });
    await fc.assert(
      fc.asyncProperty(fc.array(anyHidden, { minLength: 1, maxLength: 5 }), asked, async (reports, question) => {
        await tried(async (tx) => {
          const without = await everyAnswer(tx, supervisor, question);
          const ids = await addReports(tx, reports, newId('req', start, random));
          assert.ok(ids.length === reports.length);
          assert.deepEqual(await everyAnswer(tx, supervisor, question), without);
          for (const recordId of ids) {
            const use = { recordId, purpose: question.purpose, manner: 'read', officer: supervisor, caseRef: null, note: '' } as const;
            assert.equal(await useRecord(tx, use, deps, tick(), random), null);
          }
          const noted = await sql<{ count: number }>`select count(*) as count from record_uses where officer = ${supervisor}`.execute(tx);
          assert.equal(noted.rows[0]?.count, 0, 'nor does a use say that there was something');
        });
      }),
      { numRuns: 25 },
    );
  });

  test('invariant 12: with the role, for a purpose that is none of reports, only what an agreement permits is there', async () => {
    const other = purposes.filter((purpose) => !reportPurposes.includes(purpose));
    const asked = fc.record({ q: fc.oneof(fc.constant(''), anyName), purpose: fc.constantFrom(...other) });
    await fc.assert(
      fc.asyncProperty(fc.array(anyHidden, { minLength: 1, maxLength: 5 }), asked, async (reports, question) => {
        const isKept = (one: Hidden): boolean => !(one.isReceived && one.permits.includes(question.purpose));
        await tried(async (tx) => {
          const without = await everyAnswer(tx, analyst, question);
          await addReports(tx, reports.filter(isKept), newId('req', start, random));
          const [, ...imports] = (await listImports(tx, true)).toReversed();
          const now = (await everyAnswer(tx, analyst, question)) as unknown[];
          // The list of imports is no look for a purpose: it is the analyst's own work.
          assert.deepEqual(now.toSpliced(-2, 1), (without as unknown[]).toSpliced(-2, 1), `${imports.length} imports besides`);
        });
      }),
      { numRuns: 15 },
    );
  });

  test('with the role and the purpose reports are there, and what a condition withholds is counted', async () => {
    await tried(async (tx) => {
      const caseRef = newId('req', start, random);
      const received = { name: 'Heron Wharf', isReceived: true } as const;
      await addReports(
        tx,
        [
          { name: 'Heron Wharf', isReceived: false, permits: ['fiu-analysis'] },
          { ...received, permits: ['sanctions'] },
          { ...received, permits: ['supervision'] },
        ],
        caseRef,
      );
      const search = (purpose: Purpose) =>
        searchRecords(tx, { q: 'heron wharf', kind: 'suspicious-report', purpose, limit: 50, officer: analyst }, deps, tick(), random);
      const counts = async (purpose: Purpose) => {
        const found = await search(purpose);
        assert.ok(found.ok);
        const { rows, withheld } = found.value;
        return [rows.length, withheld.reduce((sum, one) => sum + one.count, 0)];
      };
      assert.deepEqual(await counts('fiu-analysis'), [1, 2]);
      assert.deepEqual(await counts('sanctions'), [2, 1]);
      assert.deepEqual(await counts('supervision'), [1, 0], 'the one that the agreement permits, and no word of the others');
      assert.deepEqual(await counts('systemic-risk'), [0, 0]);
      assert.deepEqual(
        (await reportMatters().execute(tx)).rows.map((row) => row.case_id),
        [caseRef],
      );
    });
  });

  test('with the role, for a purpose that is none of reports, hidden ones take no place: of a subject, or of names that are alike', async () => {
    await tried(async (tx) => {
      const [report = ''] = await addReports(
        tx,
        [{ name: 'Heron Wharf', isReceived: true, permits: ['sanctions'] }],
        newId('req', start, random),
      );
      // Some sort before everything, some behind.
      const clone = sql`case when n % 2 = 0 then 'rcd_0' else 'rcd_z' end || n`;
      for (const [table, id] of [
        ['records', 'id'],
        ['record_versions', 'record_id'],
      ] as const) {
        const columns = await sql<{ name: string }>`select attname as name from pg_attribute
          where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attname <> all(array[${id}, 'origin_id', 'dispatch_digest'])
            and attgenerated = ''`.execute(tx);
        const rest = sql.join(columns.rows.map(({ name }) => sql.ref(name)));
        const more = table === 'records' ? sql`, origin_id, dispatch_digest` : sql``;
        const values = table === 'records' ? sql`, ${clone}, 'sha256:' || n` : sql``;
        await sql`insert into ${sql.table(table)} (${sql.ref(id)}, ${rest} ${more})
          select ${clone}, ${rest} ${values} from ${sql.table(table)}, generate_series(1000, 1199) n where ${sql.ref(id)} = ${report}`.execute(
          tx,
        );
      }
      const hidden = await sql<{ id: string }>`select id from records where kind = 'suspicious-report'`.execute(tx);
      const known = await sql<{ id: string }>`select id from records where reference = 'Heron-Wharf'`.execute(tx);
      const about = { keys: [], records: [...hidden.rows, ...known.rows].map(({ id }) => id), officer: analyst } as const;
      const subject = await recordsOfSubject(tx, { ...about, purpose: 'supervision' }, deps, tick());
      assert.deepEqual([subject.records.length, subject.isMore, subject.withheld.size], [1, false, 0]);
      assert.equal((await recordsOfSubject(tx, { ...about, purpose: 'sanctions' }, deps, tick())).isMore, true, 'where reports are there');
      const { close } = askedNameKeys('Heron Wharf', newWordBook());
      const sounding = { purpose: 'supervision', officer: analyst, without: [], limit: 20 } as const;
      assert.ok((await recordsSoundingLike(tx, close, sounding, deps)).includes(known.rows[0]?.id ?? ''), 'among those to compare');
      const found = await searchRecords(
        tx,
        { q: 'heronn wharf', purpose: 'supervision', limit: 50, officer: analyst },
        deps,
        tick(),
        random,
      );
      assert.ok(found.ok);
      assert.deepEqual(found.value.rows.map(({ reference }) => reference).includes('Heron-Wharf'), true);
    });
  });

  test('a search by who may not know reads indexes in which there is no report', async () => {
    await tried(async (tx) => {
      await sql`set local enable_seqscan = off`.execute(tx);
      for (const question of [
        'true order by recorded_at desc, id desc limit 2',
        "search_vector @@ to_tsquery('simple', 'tide:*')",
        "identifiers && '{x}'::text[]",
        "names_text like '%meridian%'",
        "is_received and search_vector @@ to_tsquery('simple', 'tide:*')",
        "is_received and identifiers && '{x}'::text[]",
        "is_received and names_text like '%meridian%'",
      ]) {
        const plan = await sql<Record<string, string>>`explain select id from records where ${isNoReport} and ${sql.raw(question)}`.execute(
          tx,
        );
        const text = plan.rows.map((row) => Object.values(row).join(' ')).join('\n');
        assert.match(text, /records_\w+_others/, text);
        assert.doesNotMatch(text, /Seq Scan|records_(newest|words|identifiers|names|own|received|case|pkey|origin|\w+_reports)\b/, text);
      }
    });
  });

  test('of too many to be put in order the newest are found, on the way or not', async () => {
    await tried(async (tx) => {
      const [among, test, columns] = [isNoReport, sql<boolean>`names_text like '%heron%'`, sql`id`];
      const newest = await sql<{
        id: string;
      }>`select id from records where ${among} and ${test} order by recorded_at desc, id desc`.execute(tx);
      assert.ok(newest.rows.length > 5 && newest.rows.length < 25);
      for (const walked of [1, 4, 1000])
        assert.deepEqual(await newestOf(tx, { columns, among, test, limit: 5, walked }), newest.rows.slice(0, 5), `${walked} looked at`);
    });
  });

  test('a matter into which a report is given is hidden from then on', async () => {
    await tried(async (tx) => {
      const [id = ''] = await addReports(tx, [{ name: 'Tide Tide', isReceived: false, permits: ['tax'] }], '');
      const matter = newId('dis', start, random);
      const agreement = { id: newId('agr', start, random), version: 1, digest: `sha256:${'0'.repeat(64)}` };
      const record: DisclosedRecordWire = { id, originator: xa, body: reportBody('Tide Tide'), provenance: [], conditions: [] };
      const given = {
        records: [record],
        recipient: xb,
        recipientName: 'XB',
        purpose: 'fiu-analysis',
        officer: analyst,
        matter,
        agreement,
      } as const;
      await noteGiving(
        tx,
        { ...given, clause: '7', dispatchDigest: `sha256:${'2'.repeat(64)}` },
        { now: tick(), random, suites: realSuites },
      );
      assert.deepEqual(
        (await reportMatters().execute(tx)).rows.map((row) => row.case_id),
        [matter],
      );
    });
  });

  describe('any call of any room', () => {
    const schema = { params: undefined };
    const callWith = (value: unknown): CallDefinition =>
      defineCall({
        method: 'POST',
        path: '/api/anything',
        whoMay: ['preparer'],
        summary: '',
        ...schema,
        handle: async () => ({ kind: 'json', value }),
      });
    const asks = async (
      tx: Transaction,
      call: CallDefinition,
      roles: readonly string[],
      given: { params?: unknown; query?: unknown; body?: unknown },
    ) => {
      const waits = new Map([['sha256:waits', { records: [hiddenId] }]]);
      const waitingUnder = async (_: Database, subjects: readonly string[]) =>
        new Map([...waits].filter(([one]) => subjects.includes(one)));
      const [guarded] = hidingReports({ db: tx, waitingUnder }, [call]);
      const officer = { id: supervisor, roles };
      const rest = { sessionToken: null, remoteAddress: '', now: start, random };
      return guarded?.handle({ params: {}, query: {}, body: null, ...given, officer, ...rest });
    };
    let hiddenId = '';

    test('a report that is named is absent, and rows that name one are not there; the role changes nothing', async () => {
      await tried(async (tx) => {
        const caseRef = newId('req', start, random);
        [hiddenId = ''] = await addReports(tx, [{ name: 'Tide Heron', isReceived: true, permits: ['sanctions'] }], caseRef);
        const other = newId('rcd', start, random);
        const absent = { kind: 'absent' };
        const list = { rows: [{ id: other }, { about: `record:${hiddenId}#/parties/0` }, { deep: { caseId: caseRef } }], next: null };
        const asked = [{ subject: 'sha256:waits', shown: { records: 'STR-7' } }, { subject: 'sha256:other' }];
        const table: readonly (readonly [string, unknown, object, unknown])[] = [
          ['named in the path', { is: 'there' }, { params: { id: hiddenId } }, absent],
          ['its case in the path', { is: 'there' }, { params: { id: caseRef } }, absent],
          ['named in the query', { is: 'there' }, { query: { caseRef } }, absent],
          ['deep in the body', { is: 'there' }, { body: { records: [{ recordId: hiddenId }] } }, absent],
          ['under a digest that waits', { is: 'there' }, { body: { subject: 'sha256:waits' } }, absent],
          ['its digest in the path', { is: 'there' }, { params: { subject: 'sha256:waits' } }, absent],
          ['rows of what waits, showing references alone', asked, {}, { kind: 'json', value: [{ subject: 'sha256:other' }] }],
          ['another digest', { is: 'there' }, { body: { subject: 'sha256:other' } }, { kind: 'json', value: { is: 'there' } }],
          ['the answer itself', { id: hiddenId }, {}, absent],
          ['a member of the answer', { lead: { about: hiddenId } }, {}, absent],
          ['rows of the answer', list, {}, { kind: 'json', value: { rows: [{ id: other }], next: null } }],
          ['in a sentence', { notes: [`See ${hiddenId}.`, 'Nothing.'] }, {}, { kind: 'json', value: { notes: ['Nothing.'] } }],
        ];
        for (const [name, value, given, expected] of table) {
          assert.deepEqual(await asks(tx, callWith(value), ['preparer'], given), expected, name);
          assert.deepEqual(await asks(tx, callWith(value), ['preparer', 'report-analyst'], given), { kind: 'json', value }, name);
        }
      });
    });
  });
});
