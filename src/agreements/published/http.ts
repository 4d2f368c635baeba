// SPDX-License-Identifier: Apache-2.0
/** The calls on published agreements: handing out one of ours, and keeping those of others for the view of the network. */
import { z } from 'zod';
import { answerJson, type CallAnswer, type CallDefinition, defineCall, limits, type Transaction } from '../../kernel/index.ts';
import { dropPublished, publishOwn, type PublishingDeps, takePublished } from './admit-published.ts';
import { publishedRows } from './store.ts';
import { publishedRowSchema } from './wire.ts';

const byDigest = z.strictObject({ digest: z.string().max(80) });
const administrators = ['administrator'] as const;

export function publishedCalls(deps: PublishingDeps): readonly CallDefinition[] {
  const rows = async (): Promise<CallAnswer> => answerJson(await publishedRows(deps.db));
  return [
    defineCall({
      method: 'GET',
      path: '/api/agreements/published',
      whoMay: [],
      summary: 'Agreements of others that were published and taken in here, the latest first, with how far each signature was checked.',
      answer: z.array(publishedRowSchema),
      handle: rows,
    }),
    defineCall({
      method: 'POST',
      path: '/api/agreements/published',
      whoMay: administrators,
      summary: 'Takes in an agreement that others published. It binds nobody here and decides nothing; the network can show it.',
      body: { kind: 'bytes', bytesMax: limits.importBytesMax },
      answer: z.array(publishedRowSchema),
      handle: async ({ body, officer, now }) => {
        const work = (tx: Transaction) => takePublished(tx, deps, { bytes: body, actor: officer?.id ?? 'server', now });
        const taken = await deps.db.transaction().execute(work);
        return taken.ok ? rows() : { kind: 'issues', issues: taken.issues };
      },
    }),
    defineCall({
      method: 'DELETE',
      path: '/api/agreements/published/:digest',
      whoMay: administrators,
      summary: 'Takes a published agreement of others out of the view.',
      params: byDigest,
      answer: z.array(publishedRowSchema),
      handle: async ({ params, officer, now }) => {
        const work = (tx: Transaction) => dropPublished(tx, deps, { digest: params.digest, actor: officer?.id ?? 'server', now });
        return (await deps.db.transaction().execute(work)) ? rows() : { kind: 'absent' };
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/agreements/:digest/publication',
      whoMay: administrators,
      summary: 'The file that publishes one of our agreements, signed by this authority; only where a clause lets its parties publish it.',
      params: byDigest,
      handle: async ({ params, officer, now }) => {
        const work = (tx: Transaction) => publishOwn(tx, deps, { digest: params.digest, actor: officer?.id ?? 'server', now });
        const published = await deps.db.transaction().execute(work);
        if (published === null) return { kind: 'absent' };
        if (!published.ok) return { kind: 'issues', issues: published.issues };
        const fileName = `${params.digest.replace('sha256:', '').slice(0, 16)}.published-agreement.json`;
        return { kind: 'bytes', mediaType: 'application/json', bytes: published.value, fileName };
      },
    }),
  ];
}
