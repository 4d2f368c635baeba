// SPDX-License-Identifier: Apache-2.0
/**
 * An alert with its other legs, for the person who tries the demonstration. Xiria has found that a firm pushed the price of a derivative down on
 * its venue, and has asked Xandria and Xebria what the firm, and a nominee of its group, did at theirs. Xandria's venue has them buying while
 * the price fell, and it has told so in part; which accounts belong with theirs it has not said, and Xebria has not answered yet. Played
 * over HTTP, as officers of all three would do it.
 *
 *     XVEN, Xiria     Oriel Point Capital LLP sells ZED-PERP                           YVEN, Xandria    both buy ZED-USD
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { caseDetailSchema } from '../../../assistance/wire.ts';
import { leadDraftAnswerSchema } from '../../../findings/wire.ts';
import { ok, type Result } from '../../../kernel/index.ts';
import { approveWaiting, takeStep, whenInState, type WorkingSeat } from './case-steps.ts';

const owner = 'Oriel Point Capital LLP';
const group = 'Brannock Shore Nominees';
const purpose = 'admin-enforcement';
const example = new URL('../../../../examples/market/yven-morning.csv', import.meta.url);
const alertsAnswer = z.object({ rows: z.array(z.object({ id: z.string(), state: z.string() })) });
const fileAnswer = z.object({ file: z.object({ id: z.string() }) });
const judgement = {
  outcome: 'suspicious',
  ground: 'pattern-fits',
  reason: 'It sold faster than the book could take, and the price came back when it stopped. What it gained by that we do not see here.',
};
const precautions = 'The firm does not know that it is looked at; please ask nothing of it before we have spoken.';
const told = 'What our venue has of both. Its clearing member has yet to say for whom the nominee acts; more may come.';

export interface LegSeats {
  readonly asking: WorkingSeat;
  readonly answering: WorkingSeat & { readonly authorityId: string };
  /** Asked as well; its officers have not answered. */
  readonly silent: Pick<WorkingSeat, 'preparer'> & { readonly authorityId: string };
}

/** Does nothing where somebody has called the alert anything before. */
export async function askOtherLegs({ asking, answering, silent }: LegSeats): Promise<Result<null>> {
  const listed = await asking.preparer.get(`/api/findings/alerts?box=open&participant=${encodeURIComponent(owner)}&pattern=ramping`);
  if (!listed.ok) return listed;
  const [alert] = alertsAnswer.parse(listed.value).rows;
  if (alert === undefined || alert.state !== 'new') return ok(null);
  const judged = await asking.preparer.send('POST', `/api/findings/leads/${alert.id}/alert/judgement`, judgement);
  if (!judged.ok) return judged;
  const first = await ask(asking, alert.id, answering);
  if (!first.ok) return first;
  const both = await Promise.all([ask(asking, alert.id, silent), answer(answering, first.value)]);
  for (const one of both) if (!one.ok) return one;
  return whenInState(asking.preparer, first.value, 'partly-answered');
}

/** The draft opens from the alert with everything filled in but what the memorandum asks of whoever knows the case. Gives the case. */
async function ask(asking: WorkingSeat, lead: string, of: LegSeats['silent']): Promise<Result<string>> {
  const order = { counterpart: of.authorityId, assistance: 'transaction-records', purpose, participants: [group], links: ['owner-group'] };
  const drafted = await asking.preparer.send('POST', `/api/findings/leads/${lead}/draft`, order);
  if (!drafted.ok) return drafted;
  const { caseId } = leadDraftAnswerSchema.parse(drafted.value);
  const shown = await asking.preparer.get(`/api/assistance/cases/${caseId}`);
  if (!shown.ok) return shown;
  const { draft } = caseDetailSchema.parse(shown.value);
  const whole = { ...draft, content: { ...draft?.content, precautions } };
  const filled = await asking.preparer.send('PUT', `/api/assistance/drafts/${caseId}`, whole);
  if (!filled.ok) return filled;
  const sent = await takeStep(asking, caseId, { step: 'submission' });
  if (!sent.ok) return sent;
  const arrived = await whenInState(of.preparer, caseId, 'received');
  return arrived.ok ? ok(caseId) : arrived;
}

async function answer(answering: WorkingSeat, caseId: string): Promise<Result<null>> {
  const query = new URLSearchParams({ fileName: 'yven-morning.csv', purpose });
  const taken = await answering.preparer.sendBytes(`/api/findings/market-files?${query.toString()}`, await readFile(example));
  if (!taken.ok) return taken;
  const { file } = fileAnswer.parse(taken.value);
  const part = { kind: 'part', file: file.id, others: [], naming: 'coded', completeness: 'partial', text: told };
  const prepared = await answering.preparer.send('POST', `/api/findings/cases/${caseId}/alert`, part);
  return prepared.ok ? approveWaiting(answering, caseId) : prepared;
}
