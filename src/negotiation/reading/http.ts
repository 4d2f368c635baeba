// SPDX-License-Identifier: Apache-2.0
/** The calls by which a negotiation is read closely: the redline, what changes in verdicts, papers, and the notes as they were signed. */
import { z } from 'zod';
import { type AgreementDocument, readAgreement, readStoredAgreement } from '../../agreements/index.ts';
import { answerJson, type CallDefinition, type Database, defineCall } from '../../kernel/index.ts';
import type { NegotiationDeps } from '../negotiation-deps.ts';
import { inReadingOrder } from '../../seals/index.ts';
import { type NegotiationState, negotiationState } from '../notes/negotiation-state.ts';
import { redline } from '../redline/redline.ts';
import { replayActs } from '../replay-acts.ts';
import { findNegotiation, findPaper, type NegotiationRecord, notesOf } from '../store.ts';
import { redlineSchema, replaySchema } from '../wire.ts';

const readers = ['preparer', 'approver', 'administrator', 'auditor'];
const idParams = z.strictObject({ id: z.string().max(60) });
/** `draft`: our own text; else the note that brought a version. Where it is not said: the draft, or what stands. */
const versionQuery = z.strictObject({ version: z.string().max(80).optional(), against: z.string().max(80).optional() });

export function readingCalls(deps: NegotiationDeps): CallDefinition[] {
  const { database } = deps;
  return [
    defineCall({
      method: 'GET',
      path: '/api/negotiations/:id/redline',
      whoMay: readers,
      summary: 'What a version, or our draft, changes in text and terms: against the version it answers, or the one it replaces.',
      params: idParams,
      query: versionQuery,
      answer: redlineSchema,
      handle: async ({ params, query }) => {
        const pair = await pairOf(database, params.id, query);
        return pair === null ? { kind: 'absent' } : answerJson(redline(pair.before, pair.after));
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/negotiations/:id/replay',
      whoMay: readers,
      summary: "Which verdicts on last year's acts between the parties would be others under a version, or under our draft.",
      params: idParams,
      query: versionQuery.pick({ version: true }),
      answer: replaySchema,
      handle: async ({ params, query, now }) => {
        const pair = await pairOf(database, params.id, query);
        return pair === null ? { kind: 'absent' } : answerJson(await replayActs(database, deps, pair.after, now));
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/negotiations/:id/papers/:digest',
      whoMay: readers,
      summary: 'A paper that is kept here.',
      params: idParams.extend({ digest: z.string().max(80) }),
      handle: async ({ params }) => {
        const bytes = await findPaper(database, params.id, params.digest);
        if (bytes === null) return { kind: 'absent' };
        return { kind: 'bytes', mediaType: 'application/pdf', bytes, fileName: `${params.digest.slice(7, 23)}.pdf` };
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/negotiations/:id/notes',
      whoMay: readers,
      summary: 'Every note as it was signed, one on a line, for whoever checks them without this server.',
      params: idParams,
      handle: async ({ params }) => {
        if ((await findNegotiation(database, params.id)) === null) return { kind: 'absent' };
        const lines = inReadingOrder(await notesOf(database, params.id)).map(({ text }) => `${text}\n`);
        const bytes = new TextEncoder().encode(lines.join(''));
        return { kind: 'bytes', mediaType: 'application/jsonl', bytes, fileName: `${params.id}.notes.jsonl` };
      },
    }),
  ];
}

interface Pair {
  readonly before: AgreementDocument | null;
  readonly after: AgreementDocument;
}

/** The version that is asked for and what it is held against; null where there is no such version. */
async function pairOf(db: Database, id: string, query: z.infer<typeof versionQuery>): Promise<Pair | null> {
  const row = await findNegotiation(db, id);
  if (row === null || row.kind === 'life') return null;
  const state = negotiationState(await notesOf(db, id));
  const after = documentOf(row, state, query.version ?? (row.draft === null ? (state?.standing.note ?? '') : 'draft'));
  if (after === null) return null;
  const against = query.against ?? answeredBy(row, state, query.version);
  if (against !== null) return { before: documentOf(row, state, against), after };
  const replaced = state?.replaces?.ref.digest ?? row.replaces;
  const stored = replaced === null ? null : await readStoredAgreement(db, replaced);
  return { before: stored?.agreement.document ?? null, after };
}

function documentOf(row: NegotiationRecord, state: NegotiationState | null, version: string): AgreementDocument | null {
  if (version !== 'draft') return state?.versions.find(({ note }) => note === version)?.agreement.document ?? null;
  const read = row.draft === null ? null : readAgreement(new TextEncoder().encode(row.draft));
  return read?.ok === true ? read.value.document : null;
}

/** The version that another answers; our draft answers the one that stands. */
function answeredBy(row: NegotiationRecord, state: NegotiationState | null, version: string | undefined): string | null {
  if (state === null) return null;
  const asked = version ?? (row.draft === null ? state.standing.note : 'draft');
  return asked === 'draft' ? state.standing.note : (state.versions.find(({ note }) => note === asked)?.answers ?? null);
}
