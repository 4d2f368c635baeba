// SPDX-License-Identifier: Apache-2.0
/** Sending what was written: an officer says when and how a pack left the house, or that it came back. */
import { noteAudit } from '../audit/index.ts';
import type { DispatchOutcome } from '../exchange/index.ts';
import { type Instant, type Transaction, wholeUseCase } from '../kernel/index.ts';
import type { Digest } from '../seals/index.ts';
import { absent, type By, issue, type LetterDeps, type LetterOutcome } from './letter-deps.ts';
import { changeOutgoing, lockOutgoing, type OutgoingRecord } from './store.ts';
import type { LetterChannel } from './wire.ts';

export interface Sending {
  readonly channel: LetterChannel;
  readonly sentAt: Instant;
  readonly tracking: string;
}

/** The clocks that a receipt would start run from `sentAt`: it is the last moment of which we know ourselves. */
export async function markSent(deps: LetterDeps, id: string, sending: Sending, by: By): Promise<LetterOutcome> {
  const { officer, now } = by;
  return wholeUseCase(deps.database, async (tx): Promise<LetterOutcome> => {
    const row = await lockOutgoing(tx, id);
    if (row === null || (await isWalled(tx, deps, row, by))) return absent;
    if (row.state !== 'to-send') return issue('state', `It is ${row.state} already.`, 'Load the letter again.');
    const { channel, sentAt, tracking } = sending;
    if (sentAt < row.written_at) return issue('sentAt', 'It was not written yet then.', `Give a moment after ${row.written_at}.`);
    if (sentAt > now) return issue('sentAt', 'It lies in the future.', 'Say that it was sent once it was.');
    await changeOutgoing(tx, row.id, { state: 'sent', sent: { channel, at: sentAt, tracking, by: officer } });
    await tell(tx, deps, row, { state: 'delivered', receipt: null, at: sentAt, letter: { channel, tracking, by: officer } });
    await note(tx, deps, row, { ...by, event: 'letter.sent', details: { kind: channel, at: sentAt } });
    return { kind: 'done', id };
  });
}

/** It came back, or will not be sent: the case stands as if it had not been written. */
export async function markReturned(deps: LetterDeps, id: string, reason: string, by: By): Promise<LetterOutcome> {
  return wholeUseCase(deps.database, async (tx): Promise<LetterOutcome> => {
    const row = await lockOutgoing(tx, id);
    if (row === null || (await isWalled(tx, deps, row, by))) return absent;
    if (row.state === 'returned') return issue('state', 'It is returned already.', 'Load the letter again.');
    if (row.state === 'sent' && row.kind === 'assistance.request')
      return issue(
        'state',
        'Its clocks run, and the other authority may have it.',
        'Withdraw the request, or send it anew once it came back.',
      );
    await changeOutgoing(tx, row.id, { state: 'returned', reason });
    await tell(tx, deps, row, { state: 'not-delivered', receipt: null, at: by.now });
    await note(tx, deps, row, { ...by, event: 'letter.returned', details: {} });
    return { kind: 'done', id };
  });
}

async function isWalled(tx: Transaction, deps: LetterDeps, { case_ref: caseRef }: OutgoingRecord, { officer }: By): Promise<boolean> {
  return caseRef !== null && (await deps.isHidden(tx, officer, caseRef));
}

async function tell(tx: Transaction, deps: LetterDeps, row: OutgoingRecord, outcome: DispatchOutcome): Promise<void> {
  const handler = deps.ports.handlers.get(row.kind);
  if (handler === undefined) throw new Error(`no room hears of ${row.kind}`);
  await handler.outcome(tx, { digest: row.dispatch as Digest, caseRef: row.case_ref, kind: row.kind }, outcome);
}

interface Noted extends By {
  readonly event: 'letter.sent' | 'letter.returned';
  readonly details: Readonly<Record<string, string | number>>;
}

async function note(tx: Transaction, deps: LetterDeps, row: OutgoingRecord, { event, details, officer, now }: Noted): Promise<void> {
  const about = { letter: row.id, peer: row.counterpart, dispatch: row.dispatch, caseRef: row.case_ref };
  await noteAudit(tx, { event, actor: officer, at: now, details: { ...about, ...details } }, deps.ports.random);
  await deps.assistance.announce(tx, 'letters');
}
