// SPDX-License-Identifier: Apache-2.0
/**
 * Looking at what a server has committed since it was last looked at, and handing each change to the promise it concerns.
 *
 * A state is never changed once it is committed, so parts and entries that are the same object are the same.
 */
import type { MemoryState } from '../../exchange/index.ts';
import { addMs, type Instant, msBetween } from '../../kernel/index.ts';
import { rootOf, frontierRoot, toHex } from '../../seals/index.ts';
import { beginning } from '../authorities/cast.ts';
import { clockOf, type Server } from '../authorities/server-state.ts';
import { serverOf } from '../authorities/federation.ts';
import { frontierIn, type LogLine } from '../authorities/memory-log.ts';
import { bookOf, type DatumOnWire, type RecallOnWire, type Sent } from './ledger.ts';
import { admittedOnce } from './p1-admission.ts';
import { endedOnce } from './p3-ending.ts';
import { admittedInOrder } from './p4-order.ts';
import { freezingIsProved } from './p7-accountability.ts';
import { admittedFromOneHistory, historiesAreChains } from './p7-key-histories.ts';
import { admittedUnderGoodKey, forgeriesAreSuspect } from './p8-revocation.ts';
import { readCarried, readSignedDocument } from './read-travelling.ts';
import { recallsAreTrue } from './p9-recalls.ts';
import type { Watching } from './watching.ts';

type OutboxEntry = NonNullable<ReturnType<MemoryState['outbox']['get']>>;

/** Judged and taken, whether or not an officer has opened it. */
export function isAdmitted(state: string | undefined): boolean {
  return state === 'delivered' || state === 'opened';
}

/** What the watch reads in a dispatch. */
interface DispatchOnWire {
  readonly caseRef: string | null;
  readonly epoch: number;
  readonly seq: number;
  readonly kind: string;
  readonly purpose: string | null;
  readonly createdAt: Instant;
  readonly notAfter: Instant;
}

export function lookAtState(watching: Watching, server: Server): void {
  const book = bookOf(watching.ledger, server);
  const [before, state] = [book.state, server.store.state()];
  if (before === state) return;
  book.state = state;
  logOnlyGrows(watching, server, before, state);
  for (const [digest, entry] of before?.outbox === state.outbox ? [] : state.outbox) {
    const known = before?.outbox.get(digest);
    if (known === entry) continue;
    if (!watching.ledger.sent.has(digest)) noteSent(watching, server, entry);
    if (entry.settlement !== null && (known?.settlement ?? null) === null) noteEnd(watching, server, entry);
  }
  if (before?.keys !== state.keys) historiesAreChains(watching, server, before, state);
  if (before?.peers !== state.peers) noteNews(watching, server, before, state);
  recallsAreTrue(watching, server, before, state);
  admittedOnce(watching, server, before, state);
  endedOnce(watching, server, before, state);
  for (const [digest, row] of before?.inbox === state.inbox ? [] : state.inbox) {
    if (row.state === 'rejected' && !book.rejectedAt.has(digest)) book.rejectedAt.set(digest, clockOf(server, watching.nowMs()));
    if (!isAdmitted(row.state) || book.admitted.has(digest)) continue;
    admittedInOrder(watching, server, digest);
    admittedUnderGoodKey(watching, server, digest);
    admittedFromOneHistory(watching, server, { digest, row }, { before, state });
    book.admitted.add(digest);
    watching.story.tell(server.member.name, `admits ${watching.dispatchName(digest)}`);
  }
}

/** Since when this server's own book of a peer's keys says that one was stolen; and nobody honest may be held to have lied. */
function noteNews(watching: Watching, server: Server, before: MemoryState | null, state: MemoryState): void {
  const { ledger, nowMs, servers } = watching;
  const { newsOfRevocation } = bookOf(ledger, server);
  for (const [peer, { keyState, state: standing }] of state.peers) {
    if (before?.peers.get(peer)?.keyState === keyState && standing !== 'frozen') continue;
    for (const { keyId, revokedAt } of keyState.keys) {
      if (revokedAt === null || newsOfRevocation.has(keyId)) continue;
      newsOfRevocation.set(keyId, nowMs());
      forgeriesAreSuspect(watching, server, keyId, state);
    }
    if (standing === 'frozen' && before?.peers.get(peer)?.state !== 'frozen') {
      const accused = serverOf({ servers: servers() }, peer);
      if (accused === null) continue;
      watching.story.tell(server.member.name, `has frozen the exchange with ${accused.member.name}`);
      freezingIsProved(watching, server, accused, state);
    }
  }
}

function noteSent({ ledger, story, servers, fail, nowMs }: Watching, from: Server, { row }: OutboxEntry): void {
  const reading = readSignedDocument(row.signedBytes);
  const to = serverOf({ servers: servers() }, row.peer);
  if (reading === null || to === null || reading.digest !== row.digest) {
    return fail('P1', `${from.member.name} queued something under a digest that is not its own.`);
  }
  const { caseRef, epoch, seq, kind, purpose, createdAt, notAfter } = reading.payload as DispatchOnWire;
  const channel = `${from.member.name} to ${to.member.name}, ${caseRef === null ? 'peering' : story.nameOf('case', caseRef)}`;
  const sent: Sent = {
    digest: row.digest,
    from,
    to,
    channel,
    epoch,
    seq,
    kind,
    class: row.class,
    purpose,
    keyId: reading.keyId,
    createdAt,
    notAfter,
    ...contentIn(row.bodyDocument),
    sentAtMs: nowMs(),
    isFromFuture: msBetween(addMs(beginning, nowMs()), createdAt) > 0,
    isForgotten: false,
    end: null,
  };
  ledger.sent.set(row.digest, sent);
  ledger.channels.set(channel, [...(ledger.channels.get(channel) ?? []), sent]);
  const name = story.nameOf('dispatch', row.digest);
  const urgent = sent.class === 'urgent' ? ', urgent' : '';
  story.tell(from.member.name, `queues ${name}: ${sent.kind} (${channel}; place ${epoch}.${seq}${urgent}), until ${sent.notAfter}`);
}

/** A body document holds the whole body under `root.open`: see wire/dispatch.md. */
function contentIn(bodyDocument: Uint8Array): Pick<Sent, 'data' | 'recall' | 'consentTo'> {
  const document = JSON.parse(new TextDecoder().decode(bodyDocument)) as {
    root: { open: { records?: readonly DatumOnWire[]; recall?: { readonly document: string }; consent?: { readonly document: string } } };
  };
  const { records = [], recall, consent } = document.root.open;
  const consented = consent === undefined ? null : (readCarried(consent)?.payload as { readonly datum: { readonly recordId: string } });
  return {
    data: records,
    recall: recall === undefined ? null : (readCarried(recall)?.payload as RecallOnWire),
    consentTo: consented?.datum.recordId ?? null,
  };
}

function noteEnd({ ledger, story, nowMs }: Watching, server: Server, { row, settlement }: OutboxEntry): void {
  const sent = ledger.sent.get(row.digest);
  if (sent === undefined || settlement === null) return;
  const byClock: Instant = clockOf(server, nowMs());
  sent.end = { state: settlement.state, atMs: nowMs(), byClock };
  story.tell(server.member.name, `${story.nameOf('dispatch', row.digest)} ended: ${settlement.state}`);
}

/** Nothing is taken out of the log or changed in it, and its head is that of its entries. */
function logOnlyGrows({ fail }: Watching, server: Server, before: MemoryState | null, state: MemoryState): void {
  const [old, now] = [before?.log ?? [], state.log];
  const isKept = old.length <= now.length && (old.length === 0 || old[old.length - 1] === now[old.length - 1]);
  if (!isKept) return fail('P1', `${server.member.name} has lost or changed entries of its log.`);
  if (frontierIn(state).size !== now.length) fail('P1', `The head of ${server.member.name}'s log does not hold its entries.`);
}

/** The whole tree, computed again from its leaves. */
export function logIsWhole({ fail }: Watching, server: Server): void {
  const state = server.store.state();
  const leaves = state.log.map((line) => (line as LogLine).leafHash);
  const root = toHex(frontierRoot(frontierIn(state)));
  if (root !== toHex(rootOf(leaves))) fail('P1', `The head of ${server.member.name}'s log is not that of its entries.`);
}
