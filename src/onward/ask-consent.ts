// SPDX-License-Identifier: Apache-2.0
/**
 * Asking the originator whether a datum may be passed on.
 *
 * The question goes to the originator where we can reach it under an agreement; else to the authority from which we had the
 * datum, which carries it on. An originator that has no server is asked by letter, by whoever knows it (by-letter/).
 *
 * It is asked only where a consent is what is missing: a purpose that the conditions do not allow, or a "never", is for no one to
 * ask away here.
 */
import { type Act, agreementsBetween, decide, type KnownAgreement, noFacts, refOf, type Verdict } from '../agreements/index.ts';
import { noteAudit } from '../audit/index.ts';
import type { Purpose } from '../conditions/index.ts';
import { type Database, type Instant, newId, type Transaction } from '../kernel/index.ts';
import { chainTo, couldBeConsented, type HeldRecord, heldRecord, recordsToGive } from '../records/index.ts';
import { isLetterId } from '../seals/index.ts';
import { assistanceOf } from './bodies.ts';
import { moveMatter } from './conclude-step.ts';
import { firstStates } from './matter-states.ts';
import { absent, changeMatter, issue, type OnwardDeps, type Outcome } from './onward-deps.ts';
import { nameOf, prepareStep, type Recipient } from './send-step.ts';
import { insertMatter, type MatterRecord } from './store.ts';
import type { ConsentRequestBody, PassOnAnswerWire } from './wire.ts';

export interface Question {
  readonly recordId: string;
  readonly recipient: string;
  readonly purpose: Purpose;
}

/** Whether the record may go there for this, by its conditions and by the agreement; null when there is no such record. */
export async function judgePassingOn(db: Database, deps: OnwardDeps, asked: Question, now: Instant): Promise<PassOnAnswerWire | null> {
  const record = await heldRecord(db, asked.recordId);
  const question = { to: asked.recipient, purpose: asked.purpose, now };
  const [found] = await recordsToGive(db, [asked.recordId], question, deps);
  if (record === null || found === undefined) return null;
  const disclosure = await verdictOnGiving(db, deps, record, asked, now);
  const isOwn = record.originator === deps.self;
  const reasons = (found.verdict?.reasons ?? []).map(({ kind, sentence, clause }) => ({ kind, sentence, clause }));
  if (found.kind === 'givable') return { outcome: 'permitted', isOwn, reasons, mayAskConsent: false, disclosure };
  const could = await couldBeConsented(db, asked.recordId, question, deps);
  const mayAskConsent = could?.outcome === 'permitted';
  return { outcome: mayAskConsent ? 'needs' : 'refused', isOwn, reasons, mayAskConsent, disclosure };
}

/** The agreement's word on giving it unasked, all else being in order: what the officer sees beside the conditions. */
async function verdictOnGiving(db: Database, deps: OnwardDeps, record: HeldRecord, asked: Question, now: Instant): Promise<Verdict> {
  const act: Act = {
    kind: 'disclose',
    from: deps.self,
    to: asked.recipient,
    matter: '',
    kinds: [assistanceOf[record.kind]],
    purpose: asked.purpose,
    reasonGiven: true,
    dataCount: 1,
    everyDatumConditioned: true,
    passedOnCount: record.originator === deps.self ? 0 : 1,
    everyPassOnAllowed: true,
    ...(isLetterId(record.originator) ? { attestedCount: 1 } : {}),
  };
  return decide(act, await deps.agreementIndex(db, now), noFacts, now).verdict;
}

export async function askConsent(
  deps: OnwardDeps,
  given: Question & { readonly reason: string; readonly officer: string; readonly now: Instant },
): Promise<Outcome> {
  const { recordId, recipient, purpose, reason, officer, now } = given;
  return changeMatter(deps, async (tx) => {
    const record = await heldRecord(tx, recordId);
    const judged = await judgePassingOn(tx, deps, given, now);
    if (record === null || judged === null) return absent;
    if (judged.outcome === 'permitted') return issue('recordId', 'It may go there already.', 'Give it in a reply, or unasked.');
    if (!judged.mayAskConsent) {
      const [first] = judged.reasons;
      return issue('recordId', first?.sentence ?? 'Its conditions do not let it be passed on.', 'A consent would not change this.');
    }
    const next = await wayToOriginator(tx, deps, record, now);
    if (next === null)
      return issue('recordId', 'Nobody can be asked: no agreement leads to its originator.', 'Ask its originator by other means.');
    const matter = newId('cns', now, deps.random);
    const governing = judged.disclosure?.outcome === 'refused' ? null : (judged.disclosure?.governing ?? null);
    const body: ConsentRequestBody = {
      matter,
      onBehalfOf: deps.self,
      originator: record.originator,
      recipient,
      recipientName: await nameOf(tx, deps, recipient),
      purpose,
      reason,
      basis: governing === null ? null : { title: governing.title, clause: governing.clause },
      recordId: record.originRecord,
      chain: chainTo(deps.self, record.chain),
      via: [],
    };
    const row = consentMatter({
      id: matter,
      part: 'asking',
      peer: next.to,
      recordId,
      body,
      agreement: next.agreement,
      dispatch: null,
      now,
    });
    await insertMatter(tx, row);
    const sent = await prepareStep(tx, deps, row, {
      content: { kind: 'consent-request', body },
      recipients: [next],
      purpose,
      preparedBy: officer,
      now,
    });
    if (sent.kind === 'issues') return sent;
    const details = { matter, kind: 'consent', side: 'asking', peer: next.to, record: recordId, purpose };
    await noteAudit(tx, { event: 'matter.opened', actor: officer, at: now, details }, deps.random);
    if (sent.kind === 'sent') await moveMatter(tx, deps, row, 'sent', now);
    await deps.announce(tx, 'onward');
    return { kind: 'done', matter };
  });
}

export function consentMatter(given: {
  readonly id: string;
  readonly part: MatterRecord['part'];
  readonly peer: string;
  readonly recordId: string;
  readonly body: ConsentRequestBody;
  readonly agreement: KnownAgreement;
  readonly dispatch: string | null;
  readonly now: Instant;
}): MatterRecord {
  const { id, part, peer, recordId, body, agreement, dispatch, now } = given;
  const facts = {
    reason: body.reason,
    purpose: body.purpose,
    agreement: refOf(agreement),
    question: body,
    dispatch,
    recall: null,
    correction: null,
    carriedTo: null,
  };
  return { id, kind: 'consent', part, state: firstStates[part], peer, record_ids: [recordId], facts, due_at: null, updated_at: now };
}

/** The originator itself, or whoever gave us the datum; with the first agreement that lets us ask. Null where there is none. */
export async function wayToOriginator(tx: Transaction, deps: OnwardDeps, record: HeldRecord, now: Instant): Promise<Recipient | null> {
  const index = await deps.agreementIndex(tx, now);
  for (const to of [record.originator, record.sender]) {
    if (to === null || !((await deps.isPeer(tx, to)) || (await deps.isByLetter(tx, to)))) continue;
    const agreement = agreementsBetween(index, deps.self, to, now).find((known) =>
      known.document.terms.some((term) => term.kind === 'onward'),
    );
    if (agreement !== undefined) return { to, agreement };
  }
  return null;
}
