// SPDX-License-Identifier: Apache-2.0
/**
 * Order in a channel: dispatches from one authority to another within one case.
 *
 * The sender counts (`seq`, from 1) and names its dispatch before (`prev`), both under its signature. So the recipient sees a
 * gap, and two dispatches at one place are proof that the sender says two things:
 *
 *     1 <- 2 <- 3        3 arrives while 2 is not here: a gap; it is held, and its receipt of custody asks for 2
 *          2'            arrives while 2 is here: equivocation, whatever it says
 *
 * A dispatch takes its place when it was admitted, and also when it was rejected for good, so that the next one may follow.
 * Not when it was rejected before the order was looked at, or because of it (`placelessCodes`). Such a place stays empty for
 * ever, and so does that of a dispatch its sender gave up; everything behind would wait. So the sender then raises the *epoch*
 * of the channel and counts from 1 again. The recipient sees that something is missing, and that the sender says so.
 */
import type { ChannelPlace } from './delivery/stored-rows.ts';
import type { DispatchWire, ReceiptWire, RejectionCode } from './wire.ts';

const placelessCodes: readonly RejectionCode[] = [
  'not-a-peer',
  'not-for-us',
  'signature-invalid',
  'malformed',
  'equivocation',
  'order-gap',
  'not-judged',
  'given-up',
];

/** Whether the recipient's channel moved on to the dispatch. Null is the absence of a receipt: the dispatch was given up. */
export function takesItsPlace(receipt: Pick<ReceiptWire, 'state' | 'code'> | null): boolean {
  if (receipt === null) return false;
  return receipt.state !== 'rejected' || (receipt.code !== null && !placelessCodes.includes(receipt.code));
}

/** Held dispatches of one channel: more than a case has steps. What comes beyond is rejected for now. */
export const heldInChannelMax = 256;

/** How long a dispatch is held: a working day, in which its sender had every chance to offer what is missing. */
export const heldMsMax = 86_400_000;

/** What is quarantined is judged again after this long: an outage of the database is over by then, or an operator is at work. */
export const quarantineMs = 30_000;

/** Where a dispatch stands in its channel; null for what is none. */
export function placeOf(payload: DispatchWire | null): ChannelPlace | null {
  return payload === null ? null : { channel: payload.channel, epoch: payload.epoch, seq: payload.seq };
}

/** What the recipient holds of the channel around a dispatch's place. */
export interface ChannelView {
  /** The digest that has the place already. */
  readonly here: string | null;
  /** The digest that has the place before; null also where there is none before. */
  readonly before: string | null;
}

export function judgePlace(dispatch: Pick<DispatchWire, 'seq' | 'prev'>, view: ChannelView): 'next' | 'gap' | 'equivocation' {
  if (view.here !== null) return 'equivocation';
  // The first of an epoch follows whatever the sender sent before, admitted or not.
  if (dispatch.seq === 1) return 'next';
  if (view.before === null) return 'gap';
  return view.before === dispatch.prev ? 'next' : 'equivocation';
}
