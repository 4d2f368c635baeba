// SPDX-License-Identifier: Apache-2.0
/** The analyst of the market authority links the accounts of two firms to their registrations, of which one names the other as its owner. */
import { z } from 'zod';
import { fail, ok, type Result } from '../../../kernel/index.ts';
import type { ServerSession } from '../../server-session.ts';

const purpose = 'admin-enforcement';
const reason = 'The owner that the venue names is the firm in our register.';
const linksAnswer = z.object({
  links: z.object({ participants: z.array(z.object({ holders: z.array(z.unknown()) })) }),
  proposals: z.array(z.object({ left: z.string(), right: z.string() })),
});

/** Does nothing where it was done before. */
export async function linkAccounts(analyst: ServerSession, owners: readonly string[]): Promise<Result<null>> {
  for (const name of owners) {
    const found = await analyst.send('POST', '/api/findings/market-subjects/links', { name, purpose });
    if (!found.ok) return found;
    const { links, proposals } = linksAnswer.parse(found.value);
    if (links.participants.some(({ holders }) => holders.length > 0)) continue;
    const proposed = proposals.find(({ right }) => right.endsWith('#/firm'));
    if (proposed === undefined) return fail('market', `No registration of ${name} was found.`, 'Look whether the samples were imported.');
    const judged = await analyst.send('POST', '/api/findings/entities/judgements', { ...proposed, verdict: 'same', reason });
    if (!judged.ok) return judged;
  }
  return ok(null);
}
