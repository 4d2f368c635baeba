// SPDX-License-Identifier: Apache-2.0
/**
 * The calls of this room: search, use, the uses of a record, import, the imports.
 *
 * There is no call that reads a record: an officer makes a use of it, with a purpose, and the answer of the use holds it.
 */
import { z } from 'zod';
import {
  answerJson,
  type CallDefinition,
  type Database,
  defineCall,
  type Instant,
  type Issue,
  isInstant,
  limits,
  type Transaction,
} from '../kernel/index.ts';
import type { HouseRules } from '../officers/index.ts';
import type { Suites } from '../seals/index.ts';
import { textFaults } from './field-checks.ts';
import { firmDataOf } from './firm-data/store.ts';
import { firmDataSchema } from './firm-data/wire.ts';
import { importRunCalls } from './import-runs/http.ts';
import { isFirmDataFormat } from './imports/read-import-file.ts';
import { isWholeRunning } from './import-runs/store.ts';
import { listImports } from './imports/import-reports/store.ts';
import { type ImportContext, importRead, readForImport, type ReportsTaken } from './imports/store.ts';
import { knowsByRoles } from './knowing/knowing.ts';
import { recordWay } from './holders/record-way.ts';
import { registerCalls } from './register/http.ts';
import { searchRecords } from './searches/store.ts';
import { type ExportedRecord, exportRecord } from './uses/export-record.ts';
import { travelRuleCalls } from './travel-rule/firms/http.ts';
import { venueCalls } from './venues/http.ts';
import { exportCalls } from './uses/http.ts';
import { compareRecords } from './uses/compare-records.ts';
import { compareVersions } from './uses/compare-versions.ts';
import { type RecordDeps, recordUses, useRecord } from './uses/store.ts';
import { recordComparisonRequestSchema, recordComparisonSchema, sideBySideRequestSchema, sideBySideSchema } from './uses/wire.ts';
import {
  type ImportFormat,
  importQuerySchema,
  importReportSchema,
  recordSearchAnswerSchema,
  recordSearchSchema,
  recordUseAnswerSchema,
  recordUseRequestSchema,
  recordUseSchema,
  type RecordKind,
  recordWaySchema,
} from './wire.ts';

export interface RecordCallDeps extends RecordDeps {
  readonly db: Database;
  /** Tells the screens, when the transaction commits, that records have changed. */
  readonly announce: (tx: Transaction, topic: string) => Promise<void>;
  readonly suites: Suites;
  /** How many approve what leaves as a file. */
  readonly approvals: { readonly houseRules: HouseRules };
  /** Hears of suspicious reports that were imported, in the same transaction. */
  readonly reportsTaken?: ReportsTaken;
  /** Whose lists of codes apply to reports that come in and go out. */
  readonly jurisdiction: string;
}

/** Typed texts are stored, and PostgreSQL can hold no zero character. */
function typedIssues(texts: Readonly<Record<string, string | null | undefined>>): readonly Issue[] {
  return Object.entries(texts).flatMap(([path, text]) => textFaults(text ?? null, path));
}

const mayLook = ['preparer', 'approver', 'records-keeper'] as const;
const mayImport = ['records-keeper'] as const;
/** For those alone who may know that there are reports. */
export const reportsTopic = 'reports';
const oneRecord = z.strictObject({ id: z.string().max(60) });

export function recordCalls(deps: RecordCallDeps): readonly CallDefinition[] {
  return [
    ...lookingCalls(deps),
    ...exportCalls(deps),
    ...wayCalls(deps),
    ...importCalls(deps),
    ...importRunCalls(deps),
    ...registerCalls(deps),
    ...travelRuleCalls(deps),
    ...venueCalls(deps.db, [...mayLook, 'auditor']),
  ];
}

function lookingCalls(deps: RecordCallDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/records',
      whoMay: mayLook,
      summary:
        'Search records and published firm data by words, fields (lei:, wallet:, name:, country:, ...), similar names and identifiers, for a purpose.',
      query: recordSearchSchema,
      answer: recordSearchAnswerSchema,
      handle: async ({ query, officer, now, random }) => {
        if (officer === null) return { kind: 'absent' };
        const issues = typedIssues({ q: query.q, caseRef: query.caseRef });
        if (issues.length > 0) return { kind: 'issues', issues };
        const search = { ...query, officer: officer.id };
        const found = await deps.db.transaction().execute((tx) => searchRecords(tx, search, deps, now, random));
        return found.ok ? answerJson(found.value) : { kind: 'issues', issues: found.issues };
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/records/:id/uses',
      whoMay: mayLook,
      summary:
        'Use a record for a stated purpose: read, export, print, or as evidence. The answer holds it only when permitted, an export when approved.',
      params: oneRecord,
      body: { kind: 'json', schema: recordUseRequestSchema },
      answer: recordUseAnswerSchema,
      handle: async ({ params, body, officer, now, random }) => {
        if (officer === null) return { kind: 'absent' };
        const { asOf, format, ...asked } = body;
        if (asOf !== undefined && !isInstant(asOf)) return { kind: 'issues', issues: [noMoment] };
        const issues = typedIssues({ note: asked.note, caseRef: asked.caseRef });
        if (issues.length > 0) return { kind: 'issues', issues };
        const use = { ...asked, ...asOfPart(asOf), recordId: params.id, officer: officer.id };
        const done: ExportedRecord =
          use.manner === 'export'
            ? await exportRecord(deps, { ...use, ...(format === undefined ? {} : { format }) }, now, random)
            : { kind: 'answer', answer: await deps.db.transaction().execute((tx) => useRecord(tx, use, deps, now, random)) };
        if (done.kind !== 'answer') return done;
        return done.answer === null ? { kind: 'absent' } : answerJson(done.answer);
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/records/:id/uses',
      whoMay: [...mayLook, 'auditor'],
      summary: 'The uses of a record, permitted and refused, the newest first.',
      params: oneRecord,
      answer: z.array(recordUseSchema),
      handle: async ({ params }) => {
        const uses = await recordUses(deps.db, params.id, deps);
        return uses === null ? { kind: 'absent' } : answerJson(uses);
      },
    }),
  ];
}

const notYours: Issue = {
  path: 'kind',
  problem: 'Suspicious reports are taken in by officers with the role report-analyst.',
  remedy: 'Give the file to one of them, or ask an administrator for the role.',
};

/** Asked for what is imported alone: to whoever imports another kind, the answer would tell that there are reports. */
async function meetsWholeRun(db: Database, { kind, format }: { kind: RecordKind; format: ImportFormat }, now: Instant): Promise<boolean> {
  if (kind === 'suspicious-report') return isWholeRunning(db, 'reports', now);
  return isFirmDataFormat(format) && isWholeRunning(db, 'firm-data', now);
}

const wholeRetryMs = 60_000;
const wholeIsRunning: Issue = {
  path: 'file',
  problem: 'A long file is being imported whole, and two imports could meet over one reference.',
  remedy: 'Try again when it has ended, or stop it on the page of imports.',
};

const noMoment: Issue = {
  path: 'asOf',
  problem: 'It is not a moment in UTC.',
  remedy: 'Write it as 2026-11-20T15:30:00.000Z, or leave it out.',
};

function wayCalls(deps: RecordCallDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/records/:id/comparison',
      whoMay: mayLook,
      summary: 'What differs between a record as it was known at a moment and as it is known now. Both are read for the stated purpose.',
      params: oneRecord,
      body: { kind: 'json', schema: recordComparisonRequestSchema },
      answer: recordComparisonSchema,
      handle: async ({ params, body, officer, now, random }) => {
        if (officer === null) return { kind: 'absent' };
        const { earlier, ...asked } = body;
        const issues = typedIssues({ note: asked.note, caseRef: asked.caseRef });
        if (issues.length > 0) return { kind: 'issues', issues };
        const given = { use: { ...asked, recordId: params.id, officer: officer.id }, earlier: earlier as Instant };
        const found = await deps.db.transaction().execute((tx) => compareVersions(tx, given, deps, now, random));
        return found === null ? { kind: 'absent' } : answerJson(found);
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/records/:id/comparison/:other',
      whoMay: mayLook,
      summary: 'Two records side by side: what agrees, what differs, what only one tells. Both are read for the stated purpose.',
      params: oneRecord.extend({ other: z.string().max(60) }),
      body: { kind: 'json', schema: sideBySideRequestSchema },
      answer: sideBySideSchema,
      handle: async ({ params, body, officer, now, random }) => {
        if (officer === null) return { kind: 'absent' };
        const issues = typedIssues({ note: body.note, caseRef: body.caseRef });
        if (issues.length > 0) return { kind: 'issues', issues };
        const given = { use: { ...body, recordId: params.id, officer: officer.id }, other: params.other };
        const found = await deps.db.transaction().execute((tx) => compareRecords(tx, given, deps, now, random));
        return found === null ? { kind: 'absent' } : answerJson(found);
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/records/:id/way',
      whoMay: [...mayLook, 'auditor'],
      summary: 'Where a record came from, to whom it was given, and by whose consent; no content.',
      params: oneRecord,
      answer: recordWaySchema,
      handle: async ({ params }) => {
        const way = await recordWay(deps.db, params.id, deps);
        return way === null ? { kind: 'absent' } : answerJson(way);
      },
    }),
  ];
}

function asOfPart(asOf: Instant | undefined): { asOf: Instant } | Record<never, never> {
  return asOf === undefined ? {} : { asOf };
}

function importContext({ self, jurisdiction, reportsTaken }: RecordCallDeps): Omit<ImportContext, 'now' | 'random'> {
  return { self, jurisdiction, ...(reportsTaken === undefined ? {} : { reportsTaken }) };
}

function importCalls(deps: RecordCallDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/records/imports',
      whoMay: mayImport,
      summary: 'Import a file of records; all or nothing, unless bad rows are to be skipped. The answer names every rejected row.',
      query: importQuerySchema,
      body: { kind: 'bytes', bytesMax: limits.importBytesMax },
      answer: importReportSchema,
      handle: async ({ query, body, officer, now, random }) => {
        if (officer === null) return { kind: 'absent' };
        const { skipBad, ...file } = query;
        if (file.kind === 'suspicious-report' && !knowsByRoles(officer.roles)) return { kind: 'issues', issues: [notYours] };
        const issues = typedIssues({ fileName: file.fileName });
        if (issues.length > 0) return { kind: 'issues', issues };
        const meetsWhole = await meetsWholeRun(deps.db, file, now);
        if (meetsWhole) return { kind: 'later', retryAfterMs: wholeRetryMs, issues: [wholeIsRunning] };
        const request = { ...file, skipBad: skipBad === 'yes', bytes: body, importedBy: officer.id };
        const context = { ...importContext(deps), now, random };
        const read = await readForImport(request, context);
        const report = await deps.db.transaction().execute(async (tx) => {
          const done = await importRead(tx, request, read, context);
          await deps.announce(tx, file.kind === 'suspicious-report' ? reportsTopic : 'records');
          return done;
        });
        return answerJson(report);
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/records/lei/:lei',
      whoMay: [...mayLook, 'auditor'],
      summary:
        'What is published about a legal entity by its LEI: who it is, to whom it belongs, its stated owners, and since when we know.',
      params: z.strictObject({ lei: z.string().length(20) }),
      answer: firmDataSchema,
      handle: async ({ params }) => {
        const found = await firmDataOf(deps.db, params.lei.toUpperCase(), null);
        return found === null ? { kind: 'absent' } : answerJson(found);
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/records/imports',
      whoMay: [...mayImport, 'auditor'],
      summary: 'The imports and their reports, the newest first.',
      answer: z.array(importReportSchema),
      handle: async ({ officer }) => answerJson(await listImports(deps.db, knowsByRoles(officer?.roles ?? []))),
    }),
  ];
}
