// SPDX-License-Identifier: Apache-2.0
/**
 * The calls by which an auditor reads the log: a page of entries, the signed head, and the proof of one entry.
 */
import { z } from 'zod';
import { answerJson, type CallDefinition, type Database, defineCall, type Instant, limits, type Result } from '../kernel/index.ts';
import { type AuditEventName, auditEvents } from './catalogue.ts';
import { proveEntry } from './prove-entry.ts';
import { type CheckpointKeys, signCheckpointNow, type SignedCheckpoint } from './sign-checkpoint.ts';
import { readHead, readPage } from './store.ts';
import { auditPageSchema, auditProofSchema, checkpointSchema } from './wire.ts';

export interface AuditCallDeps {
  readonly db: Database;
  /** By which the log is signed at this moment: keys are replaced while the server runs. */
  readonly checkpointKeys: () => Omit<CheckpointKeys, 'now'>;
}

const whoMay = ['auditor', 'administrator'] as const;
const eventNames = Object.keys(auditEvents) as [AuditEventName, ...AuditEventName[]];
const index = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const pageQuery = z.strictObject({
  after: index.optional(),
  before: index.optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageRowsMax).default(100),
  event: z.enum(eventNames).optional(),
});

export function auditCalls(deps: AuditCallDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/audit/entries',
      whoMay,
      summary: 'A page of the log, the newest first; with `after`, the oldest first from there on.',
      query: pageQuery,
      answer: auditPageSchema,
      handle: async ({ query }) => {
        const { after = null, before = null, limit, event = null } = query;
        const head = await readHead(deps.db);
        const entries = await readPage(deps.db, { after, before, limit, event });
        const next = entries.length < limit ? null : (entries.at(-1)?.index ?? null);
        return answerJson({ entries, next, size: head.size });
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/audit/checkpoint',
      whoMay,
      summary: 'The signed head of the log as it is now. Refused when the stored log was changed; the issues say where.',
      answer: checkpointSchema,
      handle: async ({ now }) => {
        const signed = await sign(deps, now);
        return signed.ok ? answerJson(signed.value) : { kind: 'conflict', issues: signed.issues };
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/audit/entries/:index/proof',
      whoMay,
      summary: 'The proof that an entry is in the log, against its signed head.',
      params: z.strictObject({ index }),
      answer: auditProofSchema,
      handle: async ({ params, now }) => {
        const covered = await proveEntry(deps.db, params.index);
        if (covered !== null) return answerJson(covered);
        // The entry may be newer than the last signed head.
        const signed = await sign(deps, now);
        if (!signed.ok) return { kind: 'conflict', issues: signed.issues };
        const proof = await proveEntry(deps.db, params.index);
        return proof === null ? { kind: 'absent' } : answerJson(proof);
      },
    }),
  ];
}

function sign(deps: AuditCallDeps, now: Instant): Promise<Result<SignedCheckpoint>> {
  return signCheckpointNow(deps.db, { ...deps.checkpointKeys(), now });
}
