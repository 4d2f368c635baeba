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
 *
 * Envelopes that come together (pouches/pouch.ts) pass the same gates one by one, and what is fit to be judged is judged
 * together (delivery/judge-together.ts). Whatever concerns the peering itself, its keys or an agreement comes first and alone,
 * since the others may rest on it.
 */
import assert from 'node:assert/strict';
import type { OpenDispatch } from './dispatch.ts';
import { affirmReceipt, openPayload, readDispatchForm } from './dispatch.ts';
import { judgeTogether } from './delivery/judge-together.ts';
import { judgeNextHeld } from './delivery/tend-held.ts';
import type { Digest, SignedDocument } from '../seals/index.ts';
import { authorOf, isStaleFor } from './keys/author.ts';
import { type Letter, openEnvelope, type OpenedForm, readEnvelopeForm } from './envelope.ts';
import type { Received } from './examine-dispatch.ts';
import type { ExchangePorts, Peer } from './ports.ts';

type Refused = {
  readonly kind: 'refused';
  readonly status: 400 | 404 | 413;
  readonly code: 'malformed' | 'not-for-us' | 'not-a-peer' | 'cannot-open' | 'signature-invalid' | 'body-differs';
};

export type ReceiveAnswer =
  | { readonly kind: 'receipt'; readonly bytes: Uint8Array }
  /** The lane is full; nothing was looked at. */
  | { readonly kind: 'later'; readonly retryAfterMs: number }
  /** Unsigned; changes nothing on the other side but the moment of its next attempt. */
  | Refused;

/** Of one among several; an error of ours stays with the one that it befell. */
export type EnvelopeOutcome = ReceiveAnswer | { readonly kind: 'broke-off'; readonly error: unknown };

/** Throws when our own judging broke off. */
export async function receiveEnvelope<Tx>(ports: ExchangePorts<Tx>, bytes: Uint8Array): Promise<ReceiveAnswer> {
  const [outcome] = await receiveEnvelopes(ports, [bytes]);
  assert(outcome !== undefined, 'there is an outcome for each');
  if (outcome.kind === 'broke-off') throw outcome.error;
  return outcome;
}

/** An outcome for each, in their order. Those of another author or class than the first are malformed: they do not travel together. */
export async function receiveEnvelopes<Tx>(ports: ExchangePorts<Tx>, envelopes: readonly Uint8Array[]): Promise<EnvelopeOutcome[]> {
  const outcomes: EnvelopeOutcome[] = envelopes.map(() => refused(400, 'malformed'));
  const forms = envelopes.flatMap((bytes, at) => {
    const form = readEnvelopeForm(bytes);
    return form.ok ? [{ at, size: bytes.length, form: form.value }] : [];
  });
  const [first] = forms;
  if (first === undefined) return outcomes;
  const { from, class: requestClass } = first.form.header;
  const alike = forms.filter(({ form: { header } }) => header.from === from && header.class === requestClass);
  const ours = alike.filter(({ form: { header } }) => header.to === ports.self.authorityId);
  for (const { at } of alike) outcomes[at] = refused(404, 'not-for-us');
  if (ours.length === 0) return outcomes;
  if (!(await ports.store.isPeer(null, from))) {
    for (const { at } of ours) outcomes[at] = refused(404, 'not-a-peer');
    return outcomes;
  }
  const sizes = ours.map(({ size }) => size);
  const passage = await ports.lanes.enter(from, requestClass, sizes, ports.clock());
  const taken = passage.kind === 'pass' ? passage.count : 0;
  for (const { at } of ours.slice(taken)) outcomes[at] = { kind: 'later', retryAfterMs: passage.retryAfterMs };
  if (passage.kind === 'later') return outcomes;
  try {
    const judged = await openAndJudge(ports, from, ours.slice(0, taken));
    for (const [at, outcome] of judged) outcomes[at] = outcome;
  } finally {
    passage.leave();
  }
  return outcomes;
}

/** The latest receipt that was given for a dispatch, for a sender whose answer was lost; null when none was. */
export async function receiptGiven<Tx>(ports: ExchangePorts<Tx>, digest: Digest): Promise<Uint8Array | null> {
  const receipt = await ports.store.receiptNow(digest);
  return receipt === null ? null : affirmReceipt(receipt, ports.self, ports.suite);
}

interface Opened {
  readonly at: number;
  readonly class: 'normal' | 'urgent';
  readonly letter: Letter;
  readonly document: SignedDocument;
  readonly digest: Digest;
}

/** By the place of each envelope among those that came. */
type Outcomes = Map<number, EnvelopeOutcome>;

async function openAndJudge<Tx>(
  ports: ExchangePorts<Tx>,
  from: string,
  forms: readonly { readonly at: number; readonly form: OpenedForm }[],
): Promise<Outcomes> {
  const outcomes: Outcomes = new Map();
  const opened: Opened[] = [];
  for (const { at, form } of forms) {
    const letter = await openWith(ports, form);
    const outer = letter === null ? null : readDispatchForm(letter.dispatch);
    if (letter !== null && outer?.ok === true) opened.push({ at, class: form.header.class, letter, ...outer.value });
    else outcomes.set(at, refused(400, letter === null ? 'cannot-open' : 'malformed'));
  }
  if (opened.length === 0) return outcomes;
  const digests = opened.map(({ digest }) => digest);
  const { peer, receipts } = await ports.store.lookUp(from, digests);
  const unknown = opened.filter(({ at, digest }) => {
    const receipt = receipts.get(digest);
    if (receipt !== undefined) outcomes.set(at, { kind: 'receipt', bytes: affirmReceipt(receipt, ports.self, ports.suite) });
    else if (peer === null) outcomes.set(at, refused(404, 'not-a-peer'));
    return receipt === undefined;
  });
  if (peer !== null) await judgeUnknown(ports, peer, unknown, outcomes);
  return outcomes;
}

/** What concerns the peering first, each alone, and the peer is read anew after it; then all others together. */
async function judgeUnknown<Tx>(ports: ExchangePorts<Tx>, peer: Peer, unknown: readonly Opened[], outcomes: Outcomes): Promise<void> {
  const read = unknown.map((opened) => ({ opened, payload: openPayload(opened.document, opened.letter.body) }));
  const isAlone = ({ payload }: (typeof read)[number]): boolean =>
    payload !== null && payload !== 'body-differs' && payload.act.kind === 'peer';
  let current = peer;
  for (const one of read.filter(isAlone)) {
    await judgeRead(ports, current, [one], outcomes);
    if (read.length > 1) current = (await ports.store.peerNow(peer.authorityId)) ?? current;
  }
  await judgeRead(
    ports,
    current,
    read.filter((one) => !isAlone(one)),
    outcomes,
  );
}

async function judgeRead<Tx>(
  ports: ExchangePorts<Tx>,
  peer: Peer,
  read: readonly { readonly opened: Opened; readonly payload: OpenDispatch | 'body-differs' | null }[],
  outcomes: Outcomes,
): Promise<void> {
  const received: { readonly at: number; readonly received: Received }[] = [];
  let current = peer;
  for (const { opened, payload } of read) {
    const { at, letter, document, digest, class: requestClass } = opened;
    const { author, standing } = await authorOf(ports, current, document, { payload, class: requestClass });
    if (standing === 'none') outcomes.set(at, refused(400, 'signature-invalid'));
    else if (payload === 'body-differs') outcomes.set(at, refused(400, payload));
    else {
      // What was learned about the keys of the first serves the others.
      current = author;
      const now = ports.clock();
      const isStale = isStaleFor(author, payload, requestClass, now);
      const bytes = { signedBytes: letter.dispatch, bodyDocument: letter.body };
      const about = { peer: author, digest, ...bytes, payload, class: requestClass };
      received.push({ at, received: { ...about, isRevoked: standing === 'revoked', isStale, receivedAt: now, isHeldHere: false, now } });
    }
  }
  const judged = await judgeTogether(
    ports,
    received.map((one) => one.received),
  );
  for (const [index, { at, received: one }] of received.entries()) {
    const outcome = judged[index];
    assert(outcome !== undefined, 'there is an outcome for each');
    outcomes.set(at, await followed(ports, one, outcome));
  }
}

/** What is held for the next place is judged at once; where that breaks off, it is our error and stays where it is. */
async function followed<Tx>(
  ports: ExchangePorts<Tx>,
  received: Received,
  outcome: Awaited<ReturnType<typeof judgeTogether<Tx>>>[number],
): Promise<EnvelopeOutcome> {
  if ('error' in outcome) return { kind: 'broke-off', error: outcome.error };
  try {
    if (outcome.isFollowed) await judgeNextHeld(ports, received);
  } catch (error) {
    return { kind: 'broke-off', error };
  }
  return { kind: 'receipt', bytes: outcome.receipt };
}

function refused(status: Refused['status'], code: Refused['code']): Refused {
  return { kind: 'refused', status, code };
}

async function openWith<Tx>(ports: ExchangePorts<Tx>, form: OpenedForm): Promise<Letter | null> {
  const key = ports.self.sealKey(form.header.sealKey);
  return key === null ? null : openEnvelope(form, key.privateKey, ports.sealSuite);
}
