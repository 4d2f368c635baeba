// SPDX-License-Identifier: Apache-2.0
/**
 * One notice to the webhook: that something waits for an officer, never what, of whom or from whom.
 *
 *     POST /comity   webhook-id: ntc_...   webhook-timestamp: 1795881600   webhook-signature: v1,K5o...=
 *     {"at":"2026-11-27T08:00:00.000Z","id":"ntc_...","kind":"request-arrived","officer":"off_..."}
 *
 * Signed by HMAC-SHA256 over id, moment of sending and body. A redirection is not followed, an answer is not read.
 * Source: Standard Webhooks 1.0.0.
 */
import type { NoticeToSend } from '../../desk/index.ts';
import { canonicalJson, type Instant, msOf } from '../../kernel/index.ts';
import { hmacSha256, toBase64 } from '../../seals/index.ts';
import type { Webhook } from './webhook-file.ts';

/** A receiver that takes longer has not taken it. */
const answerMsMax = 10_000;

export interface SignedNotice {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function signedNotice({ id, kind, officer, at }: NoticeToSend, key: Uint8Array, now: Instant): SignedNotice {
  const body = canonicalJson({ id, kind, officer, at });
  const seconds = String(Math.floor(msOf(now) / 1000));
  const signature = toBase64(hmacSha256(key, new TextEncoder().encode(`${id}.${seconds}.${body}`)));
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${signature}`,
  };
  return { headers, body };
}

/** Null where it was taken; else what came instead, in words without the address. */
export async function postNotice({ url, key }: Webhook, notice: NoticeToSend, now: Instant): Promise<string | null> {
  const { headers, body } = signedNotice(notice, key, now);
  try {
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(answerMsMax) });
    await response.body?.cancel();
    return response.ok ? null : `it answered ${response.status}`;
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'it did not answer in time' : 'it could not be reached';
  }
}
