// SPDX-License-Identifier: Apache-2.0
/**
 * Recalling a datum of ours: a correction, with the newest version of our record, or a withdrawal. It goes to everyone to whom
 * we gave it, under the agreement under which it was given; each of them carries it on.
 *
 * The recall is a document that we sign, so that a holder far down the tree can check that it is ours.
 */
import type { AgreementRef } from '../../agreements/index.ts';
import { datumDigest } from '../../agreements/index.ts';
import { noteAudit } from '../../audit/index.ts';
import { type Instant, newId, type Transaction } from '../../kernel/index.ts';
import { bodyOfVersion, heldRecord, type Holding, holdingsOf, newSalt } from '../../records/index.ts';
import { carryDocument } from '../../seals/index.ts';
import { bytesOf, recallType } from '../bodies.ts';
import { concludeStep } from '../conclude-step.ts';
import { noMatterFacts } from '../disclose.ts';
import { absent, changeMatter, issue, type OnwardDeps, type Outcome } from '../onward-deps.ts';
import { agreementOf, prepareStep, type Recipient } from '../send-step.ts';
import { insertMatter, type MatterRecord } from '../store.ts';
import type { RecallBody, RecallDocument } from '../wire.ts';

export interface Recalling {
  readonly recordId: string;
  readonly change: RecallDocument['change'];
  readonly reason: string;
  readonly officer: string;
  readonly now: Instant;
}

export async function startRecall(deps: OnwardDeps, given: Recalling): Promise<Outcome> {
  const { recordId, change, reason, officer, now } = given;
  return changeMatter(deps, async (tx) => {
    const record = await heldRecord(tx, recordId);
    if (record === null) return absent;
    if (record.originator !== deps.self) return issue('recordId', 'Only its originator recalls a record.', 'Write to its originator.');
    if (reason.trim() === '') return issue('reason', 'The reason is empty.', 'Say what is wrong with what was given.');
    const holdings = await holdingsOf(tx, recordId);
    if (holdings.length === 0) return issue('recordId', 'Nobody was given this record.', 'Nothing has to be recalled.');
    if (change === 'correction' && holdings.every((holding) => holding.version === record.version)) {
      return issue('change', 'Everybody was given the newest version.', 'Import the corrected record first, or withdraw it.');
    }
    if (change === 'correction' && holdings.some(({ withheld }) => withheld.length > 0)) {
      const problem = 'Of what was given, fields were withheld, and a correction carries the whole record to everyone.';
      return issue('change', problem, 'Withdraw it, and give the corrected record anew.');
    }
    const recipients = await recipientsOf(tx, deps, holdings, now);
    const matter = newId('rcl', now, deps.random);
    const body = await recallBody(tx, deps, { ...given, matter, version: record.version });
    if (body === null) return issue('recordId', 'The newest version of this record is not here.', 'Withdraw it instead.');
    const facts = { ...noMatterFacts, reason, recall: body.document };
    const row: MatterRecord = {
      id: matter,
      kind: 'recall',
      part: 'recalling',
      state: 'awaiting-approval',
      peer: null,
      record_ids: [recordId],
      facts,
      due_at: null,
      updated_at: now,
    };
    await insertMatter(tx, row);
    const content = { kind: 'recall', body: body.body } as const;
    const sent = await prepareStep(tx, deps, row, { content, recipients, purpose: null, preparedBy: officer, now });
    if (sent.kind === 'issues') return sent;
    if (sent.kind === 'sent') await concludeStep(tx, deps, row, content, { sent: sent.to, officer, now });
    const details = { matter, kind: 'recall', side: 'recalling', record: recordId };
    await noteAudit(tx, { event: 'matter.opened', actor: officer, at: now, details }, deps.random);
    await deps.announce(tx, 'onward');
    return { kind: 'done', matter };
  });
}

/** Everyone who was given it, once, with the agreement under which that was last done. */
export async function recipientsOf(tx: Transaction, deps: OnwardDeps, holdings: readonly Holding[], now: Instant): Promise<Recipient[]> {
  const byRecipient = new Map<string, AgreementRef>(holdings.map(({ recipient, agreement }) => [recipient, agreement]));
  const recipients: Recipient[] = [];
  for (const [to, ref] of byRecipient) {
    const agreement = await agreementOf(tx, deps, ref, now);
    if (agreement !== null) recipients.push({ to, agreement });
  }
  return recipients;
}

async function recallBody(
  tx: Transaction,
  deps: OnwardDeps,
  given: Recalling & { readonly matter: string; readonly version: number },
): Promise<{ readonly body: RecallBody; readonly document: RecallDocument } | null> {
  const { matter, recordId, change, reason, now } = given;
  const corrected = change === 'correction' ? await bodyOfVersion(tx, recordId, given.version) : null;
  if (change === 'correction' && corrected === null) return null;
  const salt = newSalt(deps.random);
  const correction = corrected === null ? null : { salt, body: corrected };
  const document: RecallDocument = {
    v: 1,
    matter,
    originator: deps.self,
    recordId,
    change,
    reason,
    correction: corrected === null ? null : datumDigest(salt, corrected),
    at: now,
  };
  const { key, history } = deps.signer();
  const { document: signed, history: events } = carryDocument({
    payloadType: recallType,
    payload: bytesOf(document),
    suite: deps.suites.suite,
    key,
    history,
  });
  return { body: { matter, onBehalfOf: deps.self, recall: { document: signed, history: [...events] }, correction }, document };
}
