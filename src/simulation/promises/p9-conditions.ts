// SPDX-License-Identifier: Apache-2.0
/**
 * P9, conditions: no datum leaves a server unless the conditions of its originator permit that recipient and that purpose.
 *
 * Looked at is every letter as it leaves, under whatever the program thought of it. An originator may give its own datum; whoever
 * else gives it must be allowed to by every condition under which the datum first left its originator, and hands those on unchanged.
 */
import { canonicalJson } from '../../kernel/index.ts';
import type { Server } from '../authorities/server-state.ts';
import type { DatumOnWire, PassedOnOnWire, Sent } from './ledger.ts';
import { isSignedBy, readCarried, readSignedDocument } from './read-travelling.ts';
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

function datumMayLeave(watching: Watching, sent: Sent, datum: DatumOnWire): void {
  const { ledger, fail, dispatchName } = watching;
  const { from, to } = sent;
  if (datum.passedOn !== undefined) return passedOnByLeave(watching, sent, datum, datum.passedOn);
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

/**
 * By the leave of its originator for this holder, recipient, purpose and moment; under every condition with which it was given on its
 * way, from the first giving to the last, and under that of the leave itself. So what leaves is at least as strict as all that came.
 */
function passedOnByLeave(watching: Watching, sent: Sent, datum: DatumOnWire, { chain, consent, origin }: PassedOnOnWire): void {
  const { fail, dispatchName } = watching;
  const leave = consent === null ? null : leaveIn(watching, datum, consent);
  const objection =
    wayIsBroken(watching, sent, datum, { chain, origin }) ??
    (leave === null ? 'its originator was not asked' : objectionToLeave(leave, sent, origin.recordId)) ??
    (leave?.condition === null || has(datum, leave?.condition) ? null : 'the condition of its consent was left behind');
  if (objection !== null)
    fail(
      'P9',
      `${sent.from.member.name} passes a datum of another on to ${sent.to.member.name} in ${dispatchName(sent.digest)}: ${objection}.`,
    );
}

interface Leave {
  readonly originator: string;
  readonly holder: string;
  readonly recipient: string;
  readonly purpose: string;
  readonly answer: string;
  readonly until: string | null;
  readonly datum: { readonly recordId: string };
  readonly condition: Readonly<Record<string, unknown>> | null;
}

/** What the originator signed; null where it did not. */
function leaveIn({ servers, cast }: Watching, datum: DatumOnWire, consent: { readonly document: string }): Leave | null {
  const reading = readCarried(consent);
  const originator = servers().find(({ member }) => member.authorityId === datum.originator);
  const isOurs = reading !== null && originator !== undefined;
  const stages = originator === undefined ? [] : Object.values(originator.member.stages);
  return isOurs && stages.some(({ state }) => isSignedBy(reading, state, cast.suites.suite)) ? (reading.payload as Leave) : null;
}

function objectionToLeave(leave: Leave, { from, to, purpose, createdAt }: Sent, recordId: string): string | null {
  if (leave.answer !== 'granted') return 'its originator denied it';
  if (leave.holder !== from.member.authorityId || leave.recipient !== to.member.authorityId) return 'its consent is for others';
  if (leave.purpose !== purpose || leave.datum.recordId !== recordId) return 'its consent is for something else';
  return leave.until !== null && createdAt > leave.until ? 'its consent has ended' : null;
}

/** From its originator to the giver, by givings that were sent, each with conditions that are all still there. */
function wayIsBroken(
  { ledger }: Watching,
  sent: Sent,
  datum: DatumOnWire,
  { chain, origin }: Pick<PassedOnOnWire, 'chain' | 'origin'>,
): string | null {
  let at = datum.originator;
  for (const hop of chain) {
    const giving = ledger.sent.get(hop.dispatch);
    const given = giving?.data.find(
      (one) => one.originator === datum.originator && (one.passedOn?.origin.recordId ?? one.id) === origin.recordId,
    );
    const isHop = giving?.from.member.authorityId === hop.from && giving.to.member.authorityId === hop.to && hop.from === at;
    if (given === undefined || !isHop) return 'it did not come by the way that it names';
    if (!given.conditions.every((condition) => has(datum, condition))) return 'one of its conditions was left behind';
    at = hop.to;
  }
  return at === sent.from.member.authorityId ? null : 'its way does not lead to its giver';
}

/** Unchanged, in everything that it says. */
function has(datum: DatumOnWire, condition: Readonly<Record<string, unknown>> | undefined): boolean {
  return condition !== undefined && datum.conditions.some((other) => canonicalJson(other) === canonicalJson(condition));
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
