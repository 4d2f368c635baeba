// SPDX-License-Identifier: Apache-2.0
/**
 * The calls of import runs: begin one over an upload, see how far they are, stop one, let one go on.
 *
 * The file comes by the calls of uploads (room assistance), in ranges that go on where they stood. For an officer who may not know of
 * suspicious reports there are no runs but those of LEI data.
 */
import { z } from 'zod';
import { findAttachment } from '../../exchange/index.ts';
import {
  answerJson,
  type CallAnswer,
  type CallDefinition,
  type CallInput,
  type Database,
  defineCall,
  type Issue,
  newId,
  type Transaction,
} from '../../kernel/index.ts';
import { isDigest } from '../../seals/index.ts';
import { knowsByRoles } from '../knowing/knowing.ts';
import { beginRun, findRun, type ImportRun, listRuns, moveRun } from './store.ts';
import { type ImportRunState, importRunRequestSchema, importRunSchema, type ImportRunWire } from './wire.ts';

export interface ImportRunCallDeps {
  readonly db: Database;
  readonly announce: (tx: Transaction, topic: string) => Promise<void>;
}

const mayImport = ['records-keeper'] as const;
const oneRun = z.strictObject({ id: z.string().max(60) });
/** Faults that go with a list of runs; the report of the import holds more. */
const rejectedShownMax = 20;

export function importRunCalls(deps: ImportRunCallDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/records/import-runs',
      whoMay: mayImport,
      summary: 'Begin to import an uploaded file of suspicious reports or LEI data of any length, whole or resumable.',
      body: { kind: 'json', schema: importRunRequestSchema },
      answer: importRunSchema,
      handle: async ({ body, officer, now, random }) => {
        if (officer === null) return { kind: 'absent' };
        if (!maySee(body, officer)) return { kind: 'issues', issues: [notYours] };
        if (body.digest !== null && !isDigest(body.digest)) return { kind: 'issues', issues: [noDigest] };
        const file = await findAttachment(deps.db, body.file);
        if (file === null || file.side !== 'ours' || file.caseRef !== null) return { kind: 'absent' };
        const about = { id: newId('imp', now, random), file: file.id, fileName: file.name, size: file.size };
        const { format, manner, skipBad, digest } = body;
        const run = await deps.db.transaction().execute(async (tx) => {
          await deps.announce(tx, topicOf(body));
          return beginRun(tx, { ...about, format, manner, skipBad, digest, importedBy: officer.id, begunAt: now });
        });
        return answerJson(wireOf(run));
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/records/import-runs',
      whoMay: [...mayImport, 'auditor'],
      summary: 'Imports of long files: what is under way and what has ended, the newest first.',
      answer: z.array(importRunSchema),
      handle: async ({ officer }) => answerJson((await listRuns(deps.db)).filter((run) => maySee(run, officer)).map(wireOf)),
    }),
    defineCall({
      method: 'GET',
      path: '/api/records/import-runs/:id',
      whoMay: [...mayImport, 'auditor'],
      summary: 'How far the import of a long file is.',
      params: oneRun,
      answer: importRunSchema,
      handle: async (input) => answerRun(deps.db, input),
    }),
    ...movingCalls(deps),
  ];
}

function movingCalls(deps: ImportRunCallDeps): readonly CallDefinition[] {
  const moving = async (input: OfRun, moves: readonly (readonly [readonly ImportRunState[], ImportRunState])[]): Promise<CallAnswer> => {
    const run = await findRun(deps.db, input.params.id);
    if (run === null || !maySee(run, input.officer)) return { kind: 'absent' };
    for (const [from, to] of moves) {
      const isMoved = await deps.db.transaction().execute(async (tx) => {
        await deps.announce(tx, topicOf(run));
        return moveRun(tx, run.id, from, to);
      });
      if (isMoved) return answerRun(deps.db, input);
    }
    return { kind: 'conflict', issues: [{ ...otherState, problem: `It is ${run.state}.` }] };
  };
  return [
    defineCall({
      method: 'POST',
      path: '/api/records/import-runs/:id/stop',
      whoMay: mayImport,
      summary: 'Stop the import of a long file at the end of its batch; one that was to come whole leaves nothing behind.',
      params: oneRun,
      answer: importRunSchema,
      handle: async (input) =>
        moving(input, [
          [['waiting'], 'stopped'],
          [['running'], 'stopping'],
        ]),
    }),
    defineCall({
      method: 'POST',
      path: '/api/records/import-runs/:id/resume',
      whoMay: mayImport,
      summary: 'Let the import of a long file go on: a resumable one behind its last batch, one that comes whole from its beginning.',
      params: oneRun,
      answer: importRunSchema,
      handle: async (input) => moving(input, [[['stopped'], 'waiting']]),
    }),
  ];
}

type OfRun = CallInput<{ id: string }, unknown, unknown>;

async function answerRun(db: Database, { params, officer }: OfRun): Promise<CallAnswer> {
  const run = await findRun(db, params.id);
  return run === null || !maySee(run, officer) ? { kind: 'absent' } : answerJson(wireOf(run));
}

type OfFormat = Pick<ImportRun, 'format'>;

/** LEI data are published; that a file of reports was imported is known to those alone who may know of reports. */
function maySee({ format }: OfFormat, officer: OfRun['officer']): boolean {
  return format === 'gleif' || knowsByRoles(officer?.roles ?? []);
}

const topicOf = ({ format }: OfFormat): string => (format === 'gleif' ? 'records' : 'reports');

const notYours: Issue = {
  path: 'kind',
  problem: 'Suspicious reports are taken in by officers with the role report-analyst.',
  remedy: 'Give the file to one of them, or ask an administrator for the role.',
};
const noDigest: Issue = { path: 'digest', problem: 'It is not a digest.', remedy: 'Write sha256: and 64 digits, or null.' };
const otherState: Issue = { path: 'state', problem: '', remedy: 'Look at it again: it may have moved meanwhile.' };

function wireOf({ importedBy: _officer, leaseToken: _token, standing, ...run }: ImportRun): ImportRunWire {
  const { partDigest: _digest, rejected, ...counts } = standing;
  return {
    ...run,
    ...counts,
    rejected: rejected.slice(0, rejectedShownMax),
    mayStop: run.state === 'waiting' || run.state === 'running',
    mayResume: run.state === 'stopped',
  };
}
