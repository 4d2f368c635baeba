// SPDX-License-Identifier: Apache-2.0
/**
 * webhook: notices to a program of the operator's, such as a chat or a pager.
 *
 * A small worked case:
 *
 *     ./comity webhook set https://chat.xa.example/comity     // shows the key once; the server tells from its next start on
 *     POST ...  {"id":"ntc_...","kind":"deadline-near","officer":"off_...","at":"..."}
 *
 * What it does not do. It tells no subject, no case, no counterpart and no name, so that whoever keeps the chat learns of nothing but haste.
 * It sends a notice again until it was taken, for a day: the receiver knows a repeated one by its `webhook-id`.
 *
 * Source: Standard Webhooks 1.0.0; docs/reference/webhook.md.
 */
export { postNotice } from './post-notice.ts';
export { keyText, readWebhook, removeWebhook, type Webhook, writeWebhook } from './webhook-file.ts';
