// SPDX-License-Identifier: Apache-2.0
/**
 * A question of consent that came by letter: an authority without a server asks whether a record that we gave it on paper may go on.
 *
 * It becomes the question that its server would have sent, and is answered as any other; the answer is a document that we sign, which goes
 * in a pack. Whether its own readers can check that is theirs to say; whoever they show it to can.
 */
import { agreementsBetween, type KnownAgreement } from '../../agreements/index.ts';
import type { Purpose } from '../../conditions/index.ts';
import { type Database, fail, type Instant, newId, ok, type Result, type Transaction } from '../../kernel/index.ts';
import { givenRecords, heldRecord, type HeldRecord, holdingsOf } from '../../records/index.ts';
import type { OnwardDeps } from '../onward-deps.ts';
import { nameOf } from '../send-step.ts';
import type { ConsentRequestBody } from '../wire.ts';

export interface AskedInLetter {
  readonly recordId: string;
  readonly recipient: string;
  readonly purpose: Purpose;
  readonly reason: string;
}

/** As many records as one authority without a server was given. */
const givenMax = 200;

/** Own records that this authority was given and holds, the newest giving first. */
export function recordsGivenTo(db: Database, deps: OnwardDeps, authority: string): Promise<HeldRecord[]> {
  return givenRecords(db, { to: authority, originator: deps.self, limit: givenMax });
}

/** Issues name the field in which it was entered. */
export async function questionInLetter(
  tx: Transaction,
  deps: OnwardDeps,
  asked: AskedInLetter,
  letter: { readonly from: string; readonly receivedAt: Instant; readonly now: Instant },
): Promise<Result<{ readonly body: ConsentRequestBody; readonly agreement: KnownAgreement }>> {
  const { recordId, recipient, purpose, reason } = asked;
  const record = await heldRecord(tx, recordId);
  const given = record === null ? [] : (await holdingsOf(tx, record.id)).filter((holding) => holding.recipient === letter.from);
  const last = given.findLast(({ isDelivered }) => isDelivered);
  if (record === null || record.originator !== deps.self || last === undefined)
    return fail('says.recordId', 'No record of ours under this identifier was sent to this authority.', 'Choose one that was.');
  if (recipient === deps.self || recipient === letter.from)
    return fail('says.recipient', 'It has the record already.', 'Choose the authority that is to be given it.');
  const index = await deps.agreementIndex(tx, letter.now);
  const agreement = agreementsBetween(index, letter.from, deps.self, letter.now).find(({ document }) =>
    document.terms.some(({ kind }) => kind === 'onward'),
  );
  if (agreement === undefined)
    return fail('verdict', 'No agreement with this authority provides for such a question.', 'Set the letter aside with this reason.');
  const body: ConsentRequestBody = {
    matter: newId('cns', letter.receivedAt, deps.random),
    onBehalfOf: letter.from,
    originator: deps.self,
    recipient,
    recipientName: await nameOf(tx, deps, recipient),
    purpose,
    reason,
    basis: null,
    recordId: record.id,
    chain: [{ from: deps.self, to: letter.from, dispatch: last.dispatchDigest }],
    via: [],
  };
  return ok({ body, agreement });
}
