// SPDX-License-Identifier: Apache-2.0
/**
 * A refusal that waits for the person who tries the demonstration: Xandria has asked Xiria about a firm whose name two firms bear, and
 * Xiria has refused, naming what the request lacks. Xandria may supply it. Played over HTTP, as officers would do it in the browser.
 */
import { caseDetailSchema } from '../../assistance/wire.ts';
import { ok, type Result } from '../../kernel/index.ts';
import { casesOf, takeStep, whenInState, type WorkingSeat } from './casework/case-steps.ts';

const request = {
  assistance: 'registrations',
  purpose: 'supervision',
  class: 'normal',
  urgencyGround: null,
  urgencyReason: '',
  content: {
    subject: 'Larkspur Custody',
    facts: 'Larkspur Custody keeps assets for customers in Xandria and says that it is registered in Xiria.',
    'why-useful': 'We must know whether the firm is supervised, and by whom.',
    'legal-provisions': 'Section 3 of the Digital Assets Act of Xandria.',
    precautions: 'The firm does not know that we ask.',
  },
  reference: 'XA-2026-207',
} as const;
const refusal = {
  ground: 'R06',
  reasons: 'Two firms of that name are registered here. We cannot tell which of them is meant.',
  consulted: 'By telephone on the day of the request; our contact had no other name either.',
  lacking: ['subject'],
} as const;

/** Does nothing where the asking side has made a request to the refusing one before. */
export async function refuseRequest(asking: WorkingSeat, refusing: WorkingSeat & { readonly authorityId: string }): Promise<Result<null>> {
  const before = await casesOf(asking.preparer, 'outbox');
  if (!before.ok) return before;
  if (before.value.some(({ counterpart }) => counterpart.authorityId === refusing.authorityId)) return ok(null);
  const draft = await asking.preparer.send('POST', '/api/assistance/drafts', { ...request, counterpart: refusing.authorityId });
  if (!draft.ok) return draft;
  const { id } = caseDetailSchema.parse(draft.value).row;
  const asked = await takeStep(asking, id, { step: 'submission' });
  if (!asked.ok) return asked;
  const arrived = await whenInState(refusing.preparer, id, 'received');
  if (!arrived.ok) return arrived;
  const refused = await takeStep(refusing, id, { step: 'refusal', says: refusal });
  if (!refused.ok) return refused;
  const known = await whenInState(asking.preparer, id, 'refused');
  return known.ok ? ok(null) : known;
}
