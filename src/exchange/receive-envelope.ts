// SPDX-License-Identifier: Apache-2.0
/**
 * Receiving: from sealed bytes to an admitted dispatch and its signed receipt.
 *
 * Cheap checks come first; the order is:
 *
 *     form, addressed to us, from an authority known here   else an unsigned code: a stranger learns nothing
 *     opens with our key; the sender's signature            else an unsigned code: anybody could have made it
 *     digest known?                                         the receipt that was given then, byte for byte
 *     key, payload, recipient, expiry, kind, order          else a signed rejection (examine-dispatch.ts)
 *     our own copy of the agreement permits the act, and gives the verdict that the sender signed
 *     the room admits it                                    effects, inbox row, log entry and receipt in ONE transaction
 *
 * A signed rejection is as final as an admission: the same bytes get the same rejection again. Rejections that say they are
 * retryable are only logged, so that the same dispatch can be admitted later.
 *
 * All admissions from one channel wait for each other (`lockIncoming`), so that what was looked at still holds when it is
 * written: the digest is new, the place is free, and the dispatch before it is here.
 */
import assert from 'node:assert/strict';
import { isPermit, noFacts, stepDigestOf, verdictDigest } from '../agreements/index.ts';
import { detailsFromOutside } from '../audit/index.ts';
import { type Instant, isInstant, msBetween } from '../kernel/index.ts';
import type { Digest } from '../seals/index.ts';
import { isSignedBy, readDispatchForm, readPayload, signReceipt } from './dispatch.ts';
import { openEnvelope, type OpenedForm, readEnvelopeForm } from './envelope.ts';
import type { AdmittedDispatch, Admission, ExchangePorts, Peer } from './ports.ts';
import { actOfKind } from './queue-dispatch.ts';
import type { DispatchKind, DispatchWire, RejectionCode } from './wire.ts';

export type ReceiveAnswer =
  | { readonly kind: 'receipt'; readonly bytes: Uint8Array }
  /** Unsigned; changes nothing on the other side but the moment of its next attempt. */
  | { readonly kind: 'refused'; readonly status: 400 | 404 | 413; readonly code: 'malformed' | 'not-for-us' | 'not-a-peer' | 'cannot-open' | 'signature-invalid' };

