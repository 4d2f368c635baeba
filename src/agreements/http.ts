// SPDX-License-Identifier: Apache-2.0
/**
 * The calls on agreements: reading them, bringing them into force, and asking what they would say.
 */
import { z } from 'zod';
import {
  answerJson,
  type CallAnswer,
  type CallDefinition,
  defineCall,
  type Instant,
  limits,
  type Result,
  type Transaction,
} from '../kernel/index.ts';
import { type AgreementDeps, admitAgreement, admitSignedAgreement, signAgreement } from './admit-agreement.ts';
import { decide, noFacts } from './verdicts/decide.ts';
import { agreementDetail, agreementRows, agreementsInForce, signedAgreementFile } from './store.ts';
import { furtherUseCalls } from './further-use/http.ts';
import { networkCalls } from './network/http.ts';
import type { PublishingDeps } from './published/admit-published.ts';
import { publishedCalls } from './published/http.ts';
import { publishedDetail } from './published/store.ts';
import { templateCalls } from './templates/http.ts';
import { wayCalls } from './ways/http.ts';
import { actSchema, agreementDetailSchema, agreementRowSchema, verdictSchema } from './wire.ts';

const byDigest = z.strictObject({ digest: z.string().max(80) });
const administrators = ['administrator'] as const;

export function agreementCalls(deps: PublishingDeps): readonly CallDefinition[] {
  // What has a name of its own stands before the agreement with that name for a digest.
  return [
    ...networkCalls(deps),
    ...publishedCalls(deps),
    ...templateCalls(deps),
    ...readingCalls(deps),
    ...signingCalls(deps),
    ...wayCalls(deps),
    ...furtherUseCalls(deps),
  ];
}

function readingCalls(deps: AgreementDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/agreements',
      whoMay: [],
      summary: 'Every agreement of this authority, drafts too, the newest first.',
      answer: z.array(agreementRowSchema),
      handle: async ({ now }) => answerJson(await agreementRows(deps.db, now)),
    }),
    defineCall({
      method: 'GET',
      path: '/api/agreements/:digest',
      whoMay: [],
      summary: 'One agreement with its text, its terms and who has signed; also one of others that was published and taken in here.',
      params: byDigest,
      answer: agreementDetailSchema,
      handle: async ({ params, now }) => detailOrAbsent(deps, params.digest, now),
    }),
    defineCall({
      method: 'GET',
      path: '/api/agreements/:digest/file',
      whoMay: [],
      summary: 'The file to hand to another party: the exact document with every signature so far.',
      params: byDigest,
      handle: async ({ params }) => {
        const bytes = await signedAgreementFile(deps.db, params.digest);
        if (bytes === null) return { kind: 'absent' };
        const fileName = `${params.digest.replace('sha256:', '').slice(0, 16)}.agreement.json`;
        return { kind: 'bytes', mediaType: 'application/json', bytes, fileName };
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/agreements/decide',
      whoMay: [],
      summary: 'What the agreements in force would say to an act, with nothing approved yet. It changes nothing.',
      body: { kind: 'json', schema: z.strictObject({ act: actSchema }) },
      answer: verdictSchema,
      handle: async ({ body, now }) => answerJson(decide(body.act, await agreementsInForce(deps.db), noFacts, now).verdict),
    }),
  ];
}

function signingCalls(deps: AgreementDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/agreements',
      whoMay: administrators,
      summary: 'Stores the text of an agreement, after lint, as a draft that binds nobody.',
      body: { kind: 'bytes', bytesMax: limits.payloadBytesMax },
      answer: agreementDetailSchema,
      handle: async ({ body, officer, now }) => {
        const work = (tx: Transaction) => admitAgreement(tx, deps, { bytes: body, actor: officer?.id ?? 'server', now });
        return detailOrIssues(deps, await deps.db.transaction().execute(work), now);
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/agreements/signatures',
      whoMay: administrators,
      summary: 'Takes a signed file from another party: the text if it is new, and every signature that holds.',
      body: { kind: 'bytes', bytesMax: limits.envelopeBytesMax },
      answer: agreementDetailSchema,
      handle: async ({ body, officer, now }) => {
        const work = (tx: Transaction) => admitSignedAgreement(tx, deps, { bytes: body, actor: officer?.id ?? 'server', now });
        return detailOrIssues(deps, await deps.db.transaction().execute(work), now);
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/agreements/:digest/signature',
      whoMay: administrators,
      needsFreshProof: true,
      summary: 'Signs the agreement for this authority with its dispatch key.',
      params: byDigest,
      answer: agreementDetailSchema,
      handle: async ({ params, officer, now }) => {
        const work = (tx: Transaction) => signAgreement(tx, deps, { digest: params.digest, actor: officer?.id ?? 'server', now });
        const signed = await deps.db.transaction().execute(work);
        return signed === null ? { kind: 'absent' } : detailOrAbsent(deps, signed.digest, now);
      },
    }),
  ];
}

async function detailOrIssues(deps: AgreementDeps, result: Result<{ readonly digest: string }>, now: Instant): Promise<CallAnswer> {
  return result.ok ? detailOrAbsent(deps, result.value.digest, now) : { kind: 'issues', issues: result.issues };
}

async function detailOrAbsent(deps: AgreementDeps, digest: string, now: Instant): Promise<CallAnswer> {
  const detail = (await agreementDetail(deps.db, digest, now)) ?? (await publishedDetail(deps.db, digest, now));
  return detail === null ? { kind: 'absent' } : answerJson(detail);
}
