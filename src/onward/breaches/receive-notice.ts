// SPDX-License-Identifier: Apache-2.0
/**
 * The notice of a breach, as it arrives.
 *
 * It is never turned away for what it says of records: an authority that lost data may not know any more exactly which, and whoever gave
 * them must hear of it all the same. Of the records that it names, those are shown that are ours and were given to the sender.
 */
import { breachNoticeDueAt } from '../../agreements/index.ts';
import type { Admission } from '../../exchange/index.ts';
import type { Instant, Transaction } from '../../kernel/index.ts';
import { givenTo, heldRecords } from '../../records/index.ts';
import { admitted, type Arriving } from '../arriving.ts';
import { noMatterFacts } from '../disclose.ts';
import type { OnwardDeps } from '../onward-deps.ts';
import { auditOpened } from '../receive-consent.ts';
import { insertMatter, type MatterRecord } from '../store.ts';
import type { BreachNoticeBody } from './wire.ts';

export async function admitBreachNotice(tx: Transaction, deps: OnwardDeps, body: BreachNoticeBody, arriving: Arriving): Promise<Admission> {
  const { payload, digest, receivedAt } = arriving.dispatch;
  const named = await givenTo(tx, payload.from, body.recordIds);
  const given = (await heldRecords(tx, [...named])).filter(({ originator }) => originator === deps.self).map(({ id }) => id);
  const dueAt = breachNoticeDueAt(arriving.agreement, body.discoveredAt as Instant);
  const row: MatterRecord = {
    id: body.matter,
    kind: 'breach',
    part: 'notified',
    state: 'received',
    peer: payload.from,
    record_ids: given,
    facts: {
      ...noMatterFacts,
      reason: body.what,
      agreement: payload.agreement,
      dispatch: digest,
      breach: { said: body, breach: null, toldAt: receivedAt, dueAt },
    },
    due_at: null,
    updated_at: receivedAt,
  };
  await insertMatter(tx, row);
  await auditOpened(tx, deps, row, arriving);
  return admitted;
}
