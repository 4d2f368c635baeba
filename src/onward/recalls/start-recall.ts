// SPDX-License-Identifier: Apache-2.0
/**
 * Recalling a datum of ours: a correction, with the newest version of our record, or a withdrawal. It goes to everyone to whom
 * we gave it, under the agreement under which it was given; each of them carries it on. Where it was given minimised, who gets the
 * correction in the same words shares one matter, and each matter is approved by itself (parts-of-recall.ts).
 *
 * The recall is a document that we sign, so that a holder far down the tree can check that it is ours.
 */
import { datumDigest } from '../../agreements/index.ts';
import { noteAudit } from '../../audit/index.ts';
import { type Instant, newId, type Transaction } from '../../kernel/index.ts';
import { heldRecord, type Holding, holdingsOf, newSalt } from '../../records/index.ts';
import { carryDocument } from '../../seals/index.ts';
import { bytesOf, recallType } from '../bodies.ts';
import { concludeStep } from '../conclude-step.ts';
import { noMatterFacts } from '../disclose.ts';
import { absent, changeMatter, issue, type OnwardDeps, type Outcome, type Refused } from '../onward-deps.ts';
import { noAgreement, prepareStep, type Recipient, type Sent } from '../send-step.ts';
import { insertMatter, type MatterRecord } from '../store.ts';
import type { RecallBody, RecallDocument, RecallPartWire } from '../wire.ts';
import { partsOfRecall, type RecallPart } from './parts-of-recall.ts';

export interface Recalling {
  readonly recordId: string;
  readonly change: RecallDocument['change'];
  readonly reason: string;
  readonly officer: string;
  readonly now: Instant;
}

export async function startRecall(deps: OnwardDeps, given: Recalling): Promise<Outcome> {
  const { reason, now } = given;
  return changeMatter(deps, async (tx) => {
    const found = await toRecall(tx, deps, given);
    if (found.kind !== 'found') return found;
    if (reason.trim() === '') return issue('reason', 'The reason is empty.', 'Say what is wrong with what was given.');
    const writtenFor = found.holdings.filter(({ withheld }) => withheld.length > 0).map(({ dispatchDigest }) => dispatchDigest);
    const named = found.parts.map((part) => ({ part, matter: newId('rcl', now, deps.random) }));
    for (const { part, matter } of named) {
      const others = named.map((one) => one.matter).filter((id) => id !== matter);
      const sent = await startPart(tx, deps, given, { part, matter, others, writtenFor });
      if (sent.kind === 'issues') return sent;
    }
    await deps.announce(tx, 'onward');
    return { kind: 'done', matter: named[0]?.matter ?? '' };
  });
}

type Question = Pick<Recalling, 'recordId' | 'change' | 'now'>;

/** What the recall would say, and to whom; refused for the same reasons as beginning it. */
export async function recallToBe(deps: OnwardDeps, question: Question): Promise<RecallPartWire[] | Refused> {
  return deps.database.transaction().execute(async (tx) => {
    const found = await toRecall(tx, deps, question);
    if (found.kind !== 'found') return found;
    const names = await deps.authorityNames(tx, [...new Set(found.holdings.map(({ recipient }) => recipient))]);
    const named = ({ to }: Recipient) => ({ authorityId: to, name: names.get(to)?.name ?? to });
    return found.parts.map(({ recipients, withheld }) => ({ recipients: recipients.map(named), withheld: [...withheld] }));
  });
}

interface ToRecall {
  readonly kind: 'found';
  readonly holdings: readonly Holding[];
  /** At least one. */
  readonly parts: readonly RecallPart[];
}

async function toRecall(tx: Transaction, deps: OnwardDeps, { recordId, change, now }: Question): Promise<ToRecall | Refused> {
  const record = await heldRecord(tx, recordId);
  if (record === null) return absent;
  if (record.originator !== deps.self) return issue('recordId', 'Only its originator recalls a record.', 'Write to its originator.');
  const holdings = await holdingsOf(tx, recordId);
  if (holdings.length === 0) return issue('recordId', 'Nobody was given this record.', 'Nothing has to be recalled.');
  if (change === 'correction' && holdings.every((holding) => holding.version === record.version)) {
    return issue('change', 'Everybody was given the newest version.', 'Import the corrected record first, or withdraw it.');
  }
  const parts = await partsOfRecall(tx, deps, { record, change, holdings, now });
  if (parts === null) return issue('recordId', 'The newest version of this record is not here.', 'Withdraw it instead.');
  if (!parts.ok) return { kind: 'issues', issues: parts.issues };
  return parts.value.length === 0 ? { kind: 'issues', issues: [noAgreement] } : { kind: 'found', holdings, parts: parts.value };
}

interface StartedPart {
  readonly part: RecallPart;
  readonly matter: string;
  /** The matters of the same recall, to those who get it otherwise minimised. */
  readonly others: readonly string[];
  /** The dispatches in which the record was given minimised so far. */
  readonly writtenFor: readonly string[];
}

async function startPart(tx: Transaction, deps: OnwardDeps, given: Recalling, started: StartedPart): Promise<Sent> {
  const { recordId, reason, officer, now } = given;
  const { part, matter, others, writtenFor } = started;
  const body = recallBody(deps, { ...given, matter, part });
  const facts = { ...noMatterFacts, reason, recall: body.document, others, writtenFor };
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
  const sent = await prepareStep(tx, deps, row, { content, recipients: part.recipients, purpose: null, preparedBy: officer, now });
  if (sent.kind === 'issues') return sent;
  if (sent.kind === 'sent') await concludeStep(tx, deps, row, content, { sent: sent.to, officer, now });
  const details = { matter, kind: 'recall', side: 'recalling', record: recordId };
  await noteAudit(tx, { event: 'matter.opened', actor: officer, at: now, details }, deps.random);
  return sent;
}

function recallBody(
  deps: OnwardDeps,
  given: Recalling & { readonly matter: string; readonly part: RecallPart },
): { readonly body: RecallBody; readonly document: RecallDocument } {
  const { matter, recordId, change, reason, now } = given;
  const { corrected, withheld } = given.part;
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
    ...(withheld.length === 0 ? {} : { withheld: [...withheld] }),
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
