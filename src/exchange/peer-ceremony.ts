// SPDX-License-Identifier: Apache-2.0
/**
 * The ceremony in steps: take in an invitation, hear that the other side confirmed, suspend. How our own side confirms, which
 * takes two people, is a page of its own: confirm-peer.ts.
 */
import { type PartyIdentity, peeringInstrument, type ReadAgreement } from '../agreements/index.ts';
import { canonicalJson, type Database, fail, type Instant, type JsonValue, ok, type Result, type Transaction } from '../kernel/index.ts';
import { fingerprintDigits, foldKnownHistory, sharedKeyOf, type Suites } from '../seals/index.ts';
import type { ApprovalWire } from '../seals/wire.ts';
import type { DeliveryAudit } from './deliveries/set-aside.ts';
import type { DispatchHandler, ExchangePorts } from './ports.ts';
import { confirmedState, judgeConfirmation, partyOf, readInvitation } from './peers.ts';
import { findPeerRecord, hastenOutbox, insertPeerRecord, lockPeerRecord, updatePeerRecord } from './store.ts';
import type { PeerRecord } from './tables/store.ts';

export interface CeremonyDeps {
  readonly database: Database;
  readonly ports: ExchangePorts<Transaction>;
  readonly own: PartyIdentity;
  readonly suites: Suites;
  readonly audit: (tx: Transaction, entry: PeerAudit | DeliveryAudit) => Promise<unknown>;
  readonly announce: (tx: Database, topic: string) => Promise<void>;
  /** Whether enough officers have approved a confirmation; from the first asking on it waits for them. */
  readonly approvalOf: (tx: Transaction, asked: AskedConfirmation, now: Instant) => Promise<ConfirmationStanding>;
}

/** A confirmation as approvers see it, and as it is carried out. */
export interface AskedConfirmation {
  readonly peer: string;
  /** The digest of the dispatch that will say so. */
  readonly subject: string;
  readonly preparedBy: string;
  readonly shown: Readonly<Record<string, string>>;
  readonly content: JsonValue;
  /** The exact text of which `subject` is the digest, and the body that stands in it by its root. */
  readonly covered: {
    readonly text: string;
    readonly opened: readonly { readonly digest: string; readonly text: string; readonly seed: string | null }[];
  };
}
/** As approvals travel, and the authenticator behind each. */
export type PeerApproval = ApprovalWire & { readonly at: Instant; readonly authenticator: string | null };
export type ConfirmationStanding = { readonly kind: 'enough'; readonly approvals: readonly PeerApproval[] } | { readonly kind: 'waits' };

export interface PeerAudit {
  readonly event: 'peer.invited' | 'peer.confirmation-prepared' | 'peer.confirmed' | 'peer.live' | 'peer.suspended';
  readonly actor: string;
  readonly at: Instant;
  readonly details: Readonly<Record<string, string | number>>;
}

/** By both identities. What an invitation says of its author never changes once it was taken in, and nor does the instrument. */
const instruments = new Map<string, ReadAgreement>();

/** The built-in agreement with a peer, from our identity and its invitation; null for a stranger. */
export async function instrumentWith(db: Database, own: PartyIdentity, peer: string): Promise<ReadAgreement | null> {
  const name = `${canonicalJson(own)} ${peer}`;
  const known = instruments.get(name);
  if (known !== undefined) return known;
  const record = await findPeerRecord(db, peer);
  if (record === null) return null;
  const instrument = instrumentOf(own, record);
  instruments.set(name, instrument);
  return instrument;
}

/** The sixty digits that both sides compute from the two key histories. */
export function fingerprintOf(deps: Pick<CeremonyDeps, 'ports' | 'suites'>, record: PeerRecord): string {
  const folded = foldKnownHistory(record.history, deps.suites);
  if (!folded.ok) throw new Error(`the stored key history of ${record.authority_id} does not hold`);
  return fingerprintDigits(deps.ports.self.keyState, folded.value);
}

export async function takeInvitation(deps: CeremonyDeps, bytes: Uint8Array, officer: string, now: Instant): Promise<Result<string>> {
  const read = readInvitation(bytes, deps.suites);
  if (!read.ok) return read;
  const { keyState, invitation, history } = read.value;
  if (keyState.authorityId === deps.own.authorityId)
    return fail('invitation', 'This is your own invitation.', 'Take in the one that the other authority gave you.');
  return deps.database.transaction().execute(async (tx) => {
    const others = [deps.ports.self.keyState, ...(await deps.ports.store.keys.otherStates(tx, keyState.authorityId))];
    if (others.some((other) => sharedKeyOf(keyState, other) !== null))
      return fail(
        'invitation.history',
        'It shows a key that belongs to another authority, or to yours.',
        'Refuse it and ask the authority.',
      );
    const isNew = await insertPeerRecord(tx, { authority_id: keyState.authorityId, invitation, history }, now);
    if (!isNew)
      return fail('invitation.authorityId', 'This authority was taken in before.', 'Go on with the comparison of the fingerprint.');
    await deps.announce(tx, 'peers');
    await deps.audit(tx, {
      event: 'peer.invited',
      actor: officer,
      at: now,
      details: { peer: keyState.authorityId, keyState: keyState.head },
    });
    return ok(keyState.authorityId as string);
  });
}

export async function suspendPeer(
  deps: CeremonyDeps,
  given: { peer: string; officer: string; now: Instant },
): Promise<Result<string> | null> {
  return deps.database.transaction().execute(async (tx) => {
    const record = await lockPeerRecord(tx, given.peer);
    if (record === null) return null;
    if (record.state === 'suspended') return fail('state', 'This authority is suspended already.', 'Nothing more is to be done.');
    await updatePeerRecord(tx, record.authority_id, { state: 'suspended' });
    await deps.announce(tx, 'peers');
    await deps.audit(tx, {
      event: 'peer.suspended',
      actor: given.officer,
      at: given.now,
      details: { peer: record.authority_id, officer: given.officer },
    });
    return ok('suspended');
  });
}

/** Hears that the other side has confirmed; when we have too, both are live. */
export function confirmationHandler(deps: () => CeremonyDeps): DispatchHandler<Transaction> {
  return {
    kind: 'peering.confirmation',
    async admit(tx, dispatch) {
      const record = await lockPeerRecord(tx, dispatch.payload.from);
      if (record === null)
        return { outcome: 'rejected', code: 'not-a-peer', reason: 'No invitation of this authority is here.', isRetryable: true };
      const instrument = instrumentOf(deps().own, record);
      const admission = judgeConfirmation(dispatch.payload.body, {
        fingerprint: fingerprintOf(deps(), record),
        instrument: instrument.digest,
      });
      if (admission.outcome === 'rejected') return admission;
      const state = confirmedState(record.state, 'confirmed-there', true);
      await updatePeerRecord(tx, record.authority_id, { they_confirmed: true, state });
      await hastenOutbox(tx, record.authority_id, dispatch.receivedAt);
      await deps().announce(tx, 'peers');
      if (state === 'live' && record.state !== 'live') {
        await deps().audit(tx, {
          event: 'peer.live',
          actor: deps().own.authorityId,
          at: dispatch.receivedAt,
          details: { peer: record.authority_id },
        });
      }
      return admission;
    },
    outcome: async () => undefined,
  };
}

export function instrumentOf(own: PartyIdentity, record: PeerRecord): ReadAgreement {
  const { authorityId, name, kind, jurisdiction } = partyOf(record.invitation) as PartyIdentity;
  return peeringInstrument(own, { authorityId, name, kind, jurisdiction });
}
