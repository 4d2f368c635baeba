// SPDX-License-Identifier: Apache-2.0
/**
 * P9, conditions: no datum leaves a server unless the conditions of its originator permit that recipient and that purpose.
 *
 * Looked at is every letter as it leaves, under whatever the program thought of it. An originator may give its own datum; whoever
 * else gives it must be allowed to by every condition under which the datum first left its originator, and hands those on unchanged.
 */
import type { Server } from '../authorities/server-state.ts';
import type { DatumOnWire, Sent } from './ledger.ts';
import { readSignedDocument } from './read-travelling.ts';
import type { Watching } from './watching.ts';

export function lookAtLetter(watching: Watching, from: Server, to: Server, envelope: Uint8Array): void {
  const { ledger, letterIn, fail, story, dispatchName } = watching;
  const letter = letterIn(envelope);
  const reading = letter === null ? null : readSignedDocument(letter);
  if (reading === null) return fail('assumption', `${from.member.name} posted something that nobody sealed.`);
  story.tell(from.member.name, `posts ${dispatchName(reading.digest)} to ${to.member.name}`);
  if (!from.store.state().outbox.has(reading.digest)) {
    return fail('P1', `${from.member.name} posted ${dispatchName(reading.digest)}, which it has not committed.`);
  }
  const sent = ledger.sent.get(reading.digest);
  for (const datum of sent?.data ?? []) if (sent !== undefined) datumMayLeave(watching, sent, datum);
}

function datumMayLeave({ ledger, fail, dispatchName }: Watching, sent: Sent, datum: DatumOnWire): void {
  const { from, to } = sent;
  const first = ledger.data.get(datum.id);
  if (first === undefined) {
    ledger.data.set(datum.id, datum);
    if (datum.conditions.length > 0 && datum.originator === from.member.authorityId) return;
    return fail('P9', `${from.member.name} gives a datum of its own without a condition.`);
  }
  if (first.originator === from.member.authorityId) return;
  const recipient = to.member.authorityId;
  const objection = first.conditions.map((condition) => objectionOf(condition, recipient, sent)).find((found) => found !== null);
  const isWhole = first.conditions.every(({ id }) => datum.conditions.some((condition) => condition['id'] === id));
  const reason = objection ?? (isWhole ? null : 'one of its conditions was left behind');
  if (reason !== null)
    fail('P9', `${from.member.name} passes a datum of another on to ${to.member.name} in ${dispatchName(sent.digest)}: ${reason}.`);
}

function objectionOf(condition: Readonly<Record<string, unknown>>, recipient: string, sent: Sent): string | null {
  const { purposes, onward, recipients, usableUntil } = condition as {
    readonly purposes: readonly string[];
    readonly onward: string;
    readonly recipients: readonly string[];
    readonly usableUntil: string | null;
  };
  if (sent.purpose === null || !purposes.includes(sent.purpose)) return 'its originator did not name this purpose';
  if (usableUntil !== null && sent.createdAt > usableUntil) return 'its time is over';
  if (onward === 'listed' && recipients.includes(recipient)) return null;
  return onward === 'never' ? 'its originator forbids it' : 'its originator was not asked';
}
