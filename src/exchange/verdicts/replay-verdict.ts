// SPDX-License-Identifier: Apache-2.0
/**
 * Replaying one verdict: the act, the agreement by its digest, the approvals and the moment stand in the signed dispatch; the verdict is
 * given again from these and compared with the digest that its author signed and with the one in our log.
 *
 * The agreement is taken by digest, so a later version, an amendment or an end changes nothing here: what was permitted when it was
 * done is permitted when it is looked at. What is not equal is no opinion but a finding: a broken store, a changed program, or an
 * approval whose key its owner has revoked since.
 */
import { type Facts, type Verdict, verdictDigest } from '../../agreements/index.ts';
import { type Instant, isInstant, ok, type Result } from '../../kernel/index.ts';
import { readPayload, readDispatchForm } from '../dispatch.ts';
import type { DispatchWire } from '../wire.ts';
import type { ReplayRowWire } from './wire.ts';

export interface StoredVerdict {
  readonly digest: string;
  readonly side: 'sent' | 'received';
  readonly kind: string;
  readonly logIndex: number;
  readonly signedBytes: Uint8Array;
  /** The digest of the verdict in our log; null where the entry has none any more. */
  readonly logged: string | null;
}

export interface Replayer {
  /** The facts with every approval proven, by the key history of the author. */
  readonly factsOf: (payload: DispatchWire) => Promise<Result<Facts> | null>;
  /** The verdict under exactly the agreement that the dispatch names; null where it is not here. */
  readonly judge: (payload: DispatchWire, facts: Facts, at: Instant) => Promise<Verdict | null>;
}

export async function replayVerdict(stored: StoredVerdict, replayer: Replayer): Promise<ReplayRowWire> {
  const { digest, side, kind, logIndex } = stored;
  const row = (outcome: ReplayRowWire['outcome'], sentence: string): ReplayRowWire => ({
    dispatch: digest,
    side,
    kind,
    logIndex,
    outcome,
    sentence,
  });
  const payload = readStored(stored.signedBytes);
  if (!payload.ok) return row('unreadable', 'What is stored cannot be read as the dispatch that was signed.');
  const { verdict, createdAt } = payload.value;
  if (!isInstant(createdAt)) return row('unreadable', 'It names no moment at which it was made.');
  if (stored.logged !== null && stored.logged !== verdict)
    return row('log-differs', 'The log names another verdict than the one that was signed.');
  const facts = await replayer.factsOf(payload.value);
  if (facts === null || !facts.ok) return row('approval-unproven', 'An approval of it is not proven by the keys that its author has now.');
  const again = await replayer.judge(payload.value, facts.value, createdAt);
  if (again === null) return row('agreement-unknown', 'The agreement that it names is not here.');
  return verdictDigest(again) === verdict
    ? row('equal', 'Given again, the verdict is the same.')
    : row('differs', `Given again, the verdict is another: ${again.outcome}. ${again.reasons[0]?.sentence ?? ''}`);
}

function readStored(bytes: Uint8Array): Result<DispatchWire> {
  const form = readDispatchForm(bytes);
  if (!form.ok) return form;
  const payload = readPayload(form.value.document);
  return payload.ok ? ok(payload.value) : payload;
}
