// SPDX-License-Identifier: Apache-2.0
/**
 * Confirming a peer: our half of the fingerprint ceremony, by two people.
 *
 *     1  an administrator has compared the sixty digits and confirms them     preparePeerConfirmation
 *     2  another officer compares them too and approves                       (the approvals of the officers)
 *     3  the confirmation is carried out and told to the other server         confirmPeer
 *
 * What the second officer approves is the dispatch that will say so: its digest covers the peer, the instrument, the digits and
 * who prepared it. The approval travels in it, so that the other authority, and anybody later, sees that two people confirmed. How
 * many approve is the authority's own rule; with none, steps 1 and 3 are one.
 *
 * Between the two steps the world may change: the peer replaced its roots, or was suspended. So everything is looked at again
 * when it is carried out, and a confirmation that no longer fits is refused.
 */
import { strict as assert } from 'node:assert';
import { z } from 'zod';
import { type Act, refOf, type StepContent, stepDigestOf, stepTextOf } from '../agreements/index.ts';
import { canonicalJson, fail, type Instant, ok, type Result, type Transaction } from '../kernel/index.ts';
import { bodyRootOf, bodySeedBytes, fromBase64, toBase64, toHex } from '../seals/index.ts';
import type { ApprovalWire } from '../seals/wire.ts';
import {
  type AskedConfirmation,
  type CeremonyDeps,
  type ConfirmationStanding,
  fingerprintOf,
  instrumentOf,
  type PeerApproval,
} from './peer-ceremony.ts';
import { confirmedState, isSameFingerprint } from './peers.ts';
import { queueDispatch } from './queue-dispatch.ts';
import { hastenOutbox, lockPeerRecord, updatePeerRecord } from './store.ts';
import type { PeerRecord } from './tables/store.ts';

const contentSchema = z.strictObject({ peer: z.string(), fingerprint: z.string(), instrument: z.string(), bodySeed: z.string() });
type Content = z.infer<typeof contentSchema>;

/** What becomes of it: done, or it waits for a second officer. Null for a stranger. */
export type Confirming = Result<'confirmed' | 'waits'> | null;

/** An officer confirms the digits that the other authority read out. */
export async function preparePeerConfirmation(
  deps: CeremonyDeps,
  given: { readonly peer: string; readonly fingerprint: string; readonly officer: string; readonly now: Instant },
): Promise<Confirming> {
  const { officer, now } = given;
  return deps.database.transaction().execute(async (tx): Promise<Confirming> => {
    const record = await lockPeerRecord(tx, given.peer);
    if (record === null) return null;
    const problem = whyNot(deps, record, given.fingerprint);
    if (problem !== null) return problem;
    const asked = askedConfirmation(deps, record, officer);
    const standing: ConfirmationStanding = await deps.approvalOf(tx, asked, now);
    if (standing.kind === 'enough') {
      await carryOut(deps, tx, { record, content: asked.content as Content, preparedBy: officer, approvals: standing.approvals, now });
      return ok('confirmed');
    }
    await deps.announce(tx, 'peers');
    const details = { peer: record.authority_id, officer, subject: asked.subject };
    await deps.audit(tx, { event: 'peer.confirmation-prepared', actor: officer, at: now, details });
    return ok('waits');
  });
}

/** Carries out what was approved; fails where it can no longer be done. */
export async function confirmPeer(
  deps: CeremonyDeps,
  tx: Transaction,
  given: { readonly content: unknown; readonly preparedBy: string; readonly approvals: readonly PeerApproval[]; readonly now: Instant },
): Promise<Result<true>> {
  const content = contentSchema.parse(given.content);
  const record = await lockPeerRecord(tx, content.peer);
  if (record === null) return fail('peer', 'This authority is not known here any more.', 'Take in its invitation anew.');
  const problem = whyNot(deps, record, content.fingerprint);
  if (problem !== null) return problem;
  await carryOut(deps, tx, { ...given, record, content });
  return ok(true);
}

function whyNot(deps: CeremonyDeps, record: PeerRecord, typed: string): ReturnType<typeof fail> | null {
  if (record.state === 'confirmed-here' || record.state === 'live')
    return fail('state', `This authority is ${record.state} already.`, 'Nothing more is to be confirmed.');
  if (isSameFingerprint(typed, fingerprintOf(deps, record))) return null;
  return fail(
    'fingerprint',
    'These digits differ from those that this server computes.',
    'Read them out once more. If they still differ, somebody has changed the invitation: do not go on.',
  );
}

function askedConfirmation(deps: CeremonyDeps, record: PeerRecord, preparedBy: string): AskedConfirmation {
  const content: Content = {
    peer: record.authority_id,
    fingerprint: fingerprintOf(deps, record),
    instrument: instrumentOf(deps.own, record).digest,
    bodySeed: toBase64(deps.ports.random(bodySeedBytes)),
  };
  const { name, jurisdiction } = record.invitation;
  const shown = { authority: `${name} (${jurisdiction})`, authorityId: record.authority_id, fingerprint: content.fingerprint };
  const step = stepOf(deps, record, content, preparedBy);
  const body = { digest: step.bodyRoot, text: canonicalJson(bodyOf(content)), seed: toHex(seedOf(content)) };
  const covered = { text: stepTextOf(step), opened: [body] };
  return { peer: record.authority_id, subject: stepDigestOf(step), preparedBy, shown, content, covered };
}

const noCase = { kind: 'peering.confirmation', caseRef: null, conditions: [] } as const;

/** The digest of the dispatch to be, as its receiver will compute it. */
function subjectOf(deps: CeremonyDeps, record: PeerRecord, content: Content, preparedBy: string): string {
  return stepDigestOf(stepOf(deps, record, content, preparedBy));
}

function stepOf(deps: CeremonyDeps, record: PeerRecord, content: Content, preparedBy: string): StepContent {
  const agreement = refOf(instrumentOf(deps.own, record));
  const bodyRoot = bodyRootOf(bodyOf(content), seedOf(content));
  return { ...noCase, act: actTowards(deps, record), agreement, preparedBy, bodyRoot };
}

function actTowards(deps: CeremonyDeps, record: PeerRecord): Act {
  return { kind: 'peer', from: deps.own.authorityId, to: record.authority_id, dispatchKind: 'peering' };
}

function bodyOf({ fingerprint, instrument }: Content) {
  return { fingerprint, instrument };
}

function seedOf({ bodySeed }: Content): Uint8Array {
  const seed = fromBase64(bodySeed);
  assert(seed !== null, 'the seed was written here');
  return seed;
}

/** Who approved, with the proof, by which the other side finds the authenticator for itself. */
function travelling({ officer, role, decision, subject, at, method, proof }: PeerApproval): ApprovalWire {
  return { officer, role, decision, subject, at, method, proof };
}

interface Carried {
  readonly record: PeerRecord;
  readonly content: Content;
  readonly preparedBy: string;
  readonly approvals: readonly PeerApproval[];
  readonly now: Instant;
}

async function carryOut(deps: CeremonyDeps, tx: Transaction, given: Carried): Promise<void> {
  const { record, content, preparedBy, approvals, now } = given;
  const judged = await deps.ports.judge(tx, {
    act: actTowards(deps, record),
    agreement: instrumentOf(deps.own, record),
    facts: { approvals, preparedBy, stepDigest: subjectOf(deps, record, content, preparedBy), receivedAt: null },
    at: now,
    now,
  });
  assert(judged !== null && judged.permit !== null, 'the peering instrument permits peering');
  const state = confirmedState(record.state, 'confirmed-here', record.they_confirmed);
  await updatePeerRecord(tx, record.authority_id, { state, confirmed_at: now });
  await hastenOutbox(tx, record.authority_id, now);
  await queueDispatch(deps.ports, tx, judged.permit, {
    ...noCase,
    conditions: [],
    body: bodyOf(content),
    bodySeed: seedOf(content),
    inReplyTo: [],
    class: 'urgent',
    purpose: null,
    preparedBy,
    approvals: approvals.map(travelling),
  });
  await deps.announce(tx, 'peers');
  const details = { peer: record.authority_id, officer: preparedBy, count: 1 + approvals.length };
  await deps.audit(tx, { event: 'peer.confirmed', actor: preparedBy, at: now, details });
  if (state === 'live')
    await deps.audit(tx, { event: 'peer.live', actor: deps.own.authorityId, at: now, details: { peer: record.authority_id } });
}
