// SPDX-License-Identifier: Apache-2.0
/**
 * Receiving: from sealed bytes to an admitted dispatch and its signed receipt.
 *
 * Cheap checks come first; the order is:
 *
 *     form, addressed to us, from an authority known here   else an unsigned code: a stranger learns nothing
 *     the lane of this peer and class has room              else it is to come later; nothing was opened yet
 *     opens with our key; the sender's signature            else an unsigned code: anybody could have made it
 *     digest known?                                         the receipt that stands for it, byte for byte
 *     the body document is the body that was signed         else an unsigned code, for the same reason
 *     key, payload, recipient, order, kind, expiry          else a signed rejection (examine-dispatch.ts), or held for a gap
 *     our own copy of the agreement permits the act, and gives the verdict that the sender signed
 *     the room admits it                                    effects, inbox row, log entry and receipt in ONE transaction
 *
 * A signed rejection is as final as an admission: the same bytes get the same rejection again. Rejections that say they are
 * retryable are only logged, so that the same dispatch can be admitted later. When a place in a channel was taken, what is held
 * for the next one is judged at once.
 */
import { judgeReceived } from './delivery/judge-received.ts';
import { judgeNextHeld } from './delivery/tend-held.ts';
import type { Digest } from '../seals/index.ts';
import { affirmReceipt, openPayload, readDispatchForm } from './dispatch.ts';
import { authorOf, isStaleFor } from './keys/author.ts';
import { type Letter, openEnvelope, type OpenedForm, readEnvelopeForm } from './envelope.ts';
import type { ExchangePorts } from './ports.ts';

export type ReceiveAnswer =
  | { readonly kind: 'receipt'; readonly bytes: Uint8Array }
  /** The lane is full; nothing was looked at. */
  | { readonly kind: 'later'; readonly retryAfterMs: number }
  /** Unsigned; changes nothing on the other side but the moment of its next attempt. */
  | {
      readonly kind: 'refused';
      readonly status: 400 | 404 | 413;
      readonly code: 'malformed' | 'not-for-us' | 'not-a-peer' | 'cannot-open' | 'signature-invalid' | 'body-differs';
    };

export async function receiveEnvelope<Tx>(ports: ExchangePorts<Tx>, bytes: Uint8Array): Promise<ReceiveAnswer> {
  const form = readEnvelopeForm(bytes);
  if (!form.ok) return { kind: 'refused', status: 400, code: 'malformed' };
  const { header } = form.value;
  if (header.to !== ports.self.authorityId) return { kind: 'refused', status: 404, code: 'not-for-us' };
  if (!(await ports.store.isPeer(null, header.from))) return { kind: 'refused', status: 404, code: 'not-a-peer' };
  const passage = await ports.lanes.enter(header.from, header.class, bytes.length, ports.clock());
  if (passage.kind === 'later') return passage;
  try {
    return await openAndJudge(ports, form.value);
  } finally {
    passage.leave();
  }
}

/** The latest receipt that was given for a dispatch, for a sender whose answer was lost; null when none was. */
export async function receiptGiven<Tx>(ports: ExchangePorts<Tx>, digest: Digest): Promise<Uint8Array | null> {
  const receipt = await ports.store.receiptNow(digest);
  return receipt === null ? null : affirmReceipt(receipt, ports.self, ports.suite);
}

async function openAndJudge<Tx>(ports: ExchangePorts<Tx>, form: OpenedForm): Promise<ReceiveAnswer> {
  const { header } = form;
  const opened = await openWith(ports, form);
  if (opened === null) return { kind: 'refused', status: 400, code: 'cannot-open' };
  const outer = readDispatchForm(opened.dispatch);
  if (!outer.ok) return { kind: 'refused', status: 400, code: 'malformed' };
  const { document, digest } = outer.value;
  const { peer, receipt } = await ports.store.lookUp(header.from, digest);
  if (receipt !== null) return { kind: 'receipt', bytes: affirmReceipt(receipt, ports.self, ports.suite) };
  if (peer === null) return { kind: 'refused', status: 404, code: 'not-a-peer' };
  const payload = openPayload(document, opened.body);
  const { author, standing } = await authorOf(ports, peer, document, { payload, class: header.class });
  if (standing === 'none') return { kind: 'refused', status: 400, code: 'signature-invalid' };
  if (payload === 'body-differs') return { kind: 'refused', status: 400, code: payload };
  const now = ports.clock();
  const received = {
    peer: author,
    digest,
    signedBytes: opened.dispatch,
    bodyDocument: opened.body,
    isRevoked: standing === 'revoked',
    isStale: isStaleFor(author, payload, header.class, now),
    payload,
    class: header.class,
    receivedAt: now,
    isHeldHere: false,
    now,
  };
  const judged = await judgeReceived(ports, received);
  if (judged.isFollowed) await judgeNextHeld(ports, received);
  return { kind: 'receipt', bytes: judged.receipt };
}

async function openWith<Tx>(ports: ExchangePorts<Tx>, form: OpenedForm): Promise<Letter | null> {
  const key = ports.self.sealKey(form.header.sealKey);
  return key === null ? null : openEnvelope(form, key.privateKey, ports.sealSuite);
}
