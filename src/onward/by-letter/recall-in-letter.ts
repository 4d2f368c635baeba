// SPDX-License-Identifier: Apache-2.0
/**
 * A withdrawal that stands in a letter: its originator has no server, and takes back what it gave on paper.
 *
 * Whoever had the letter attests the recall, and it travels to every later holder as any recall does: each sees that the attesting
 * authority is the one that attested the record. It needs no clause that takes such a word, since it only takes away. A correction is a new
 * letter with the record anew, and a withdrawal of the former.
 */
import { type Act, carryAttested, type KnownAgreement, refOf } from '../../agreements/index.ts';
import type { AttestationWire } from '../../agreements/wire.ts';
import { fail, type Instant, newId, ok, type Result, type Transaction } from '../../kernel/index.ts';
import { heldRecord } from '../../records/index.ts';
import { attestedRecallType } from '../bodies.ts';
import { wayToOriginator } from '../ask-consent.ts';
import type { OnwardDeps } from '../onward-deps.ts';
import type { RecallBody, RecallDocument } from '../wire.ts';

/** As it is confirmed: what the letter says, before anybody has signed it. */
export interface SaidRecall {
  readonly matter: string;
  readonly onBehalfOf: string;
  readonly recall: RecallDocument;
  readonly correction: null;
}

interface Letter {
  readonly from: string;
  readonly receivedAt: Instant;
  readonly now: Instant;
}

/** Issues name the field in which it was entered. */
export async function recallInLetter(
  tx: Transaction,
  deps: OnwardDeps,
  { recordId, reason }: { readonly recordId: string; readonly reason: string },
  letter: Letter,
): Promise<Result<{ readonly said: SaidRecall; readonly agreement: KnownAgreement }>> {
  const record = await heldRecord(tx, recordId);
  if (record === null || record.originator !== letter.from || record.sender !== letter.from)
    return fail('says.recordId', 'No record here came by a letter of this authority under this identifier.', 'Choose one that did.');
  if (record.recall !== null) return fail('says.recordId', 'It is recalled already.', 'Set the letter aside with that reason.');
  const way = await wayToOriginator(tx, deps, record, letter.now);
  if (way === null || way.to !== letter.from)
    return fail('says.recordId', 'No agreement with its originator is in force here.', 'Look at the agreements.');
  const matter = newId('rcl', letter.receivedAt, deps.random);
  const recall: RecallDocument = {
    v: 1,
    matter,
    originator: letter.from,
    recordId: record.originRecord,
    change: 'withdrawal',
    reason,
    correction: null,
    at: letter.receivedAt,
  };
  return ok({ said: { matter, onBehalfOf: letter.from, recall, correction: null }, agreement: way.agreement });
}

/** The act that the letter makes, as the agreement judges it. */
export function actOfRecallInLetter(
  { matter, onBehalfOf, recall }: SaidRecall,
  { from, to, agreement }: { readonly from: string; readonly to: string; readonly agreement: KnownAgreement },
): Act {
  const { change, reason } = recall;
  return { kind: 'recall', from, to, agreement: { ...refOf(agreement) }, matter, onBehalfOf, change, reasonGiven: reason.trim() !== '' };
}

/** Signs what two officers have confirmed; from here on it travels as any recall. */
export function attestRecall(
  deps: OnwardDeps,
  { matter, onBehalfOf, recall, correction }: SaidRecall,
  attestation: AttestationWire,
): RecallBody {
  const { key, history } = deps.signer();
  const carried = carryAttested(attestedRecallType, { ...recall, attestation }, { suite: deps.suites.suite, key, history });
  return { matter, onBehalfOf, recall: carried, correction };
}
