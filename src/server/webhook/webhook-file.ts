// SPDX-License-Identifier: Apache-2.0
/**
 * Where notices are told outside of the application: an address of the operator's own choice, and the key by which it knows that a notice is ours.
 *
 *     webhook.json     {"url": "https://chat.xa.example/comity", "key": "whsec_..."}, readable by the server's account alone (0600)
 *
 * The address is the operator's, never a peer's. The key is made here and shown once; there is none by default.
 */
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { networkOfAddress } from '../../exchange/index.ts';
import { fail, ok, parseStrictJson, type RandomBytes, type Result } from '../../kernel/index.ts';
import { fromBase64, toBase64 } from '../../seals/index.ts';
import { writeWhole } from '../data-folder-files.ts';

export interface Webhook {
  readonly url: string;
  readonly key: Uint8Array;
}

const fileName = 'webhook.json';
/** As long as the digest that it makes. */
const keyBytes = 32;
const keyPrefix = 'whsec_';
const fileSchema = z.strictObject({ url: z.string().max(2000), key: z.string().startsWith(keyPrefix).max(200) });

/** The key in the spelling that receivers take. */
export function keyText(key: Uint8Array): string {
  return `${keyPrefix}${toBase64(key)}`;
}

/** Null where none was set. */
export async function readWebhook(folder: string): Promise<Result<Webhook | null>> {
  const file = path.join(folder, fileName);
  if (!existsSync(file)) return ok(null);
  const remedy = 'Set it again: ./comity webhook set URL.';
  const json = parseStrictJson(new Uint8Array(await readFile(file)), file);
  if (!json.ok) return json;
  const read = fileSchema.safeParse(json.value);
  if (!read.success) return fail(file, 'It holds no address and key of a webhook.', remedy);
  const key = fromBase64(read.data.key.slice(keyPrefix.length));
  if (key === null || key.length !== keyBytes) return fail(file, `The key is not ${keyBytes} bytes.`, remedy);
  const url = webhookAddress(read.data.url, file);
  return url.ok ? ok({ url: url.value, key }) : url;
}

/** A new key for the address; the former one signs nothing from the next start on. */
export async function writeWebhook(folder: string, given: string, random: RandomBytes): Promise<Result<Webhook>> {
  const url = webhookAddress(given, 'URL');
  if (!url.ok) return url;
  const webhook = { url: url.value, key: random(keyBytes) };
  const text = JSON.stringify({ url: webhook.url, key: keyText(webhook.key) }, null, 2);
  await writeWhole(path.join(folder, fileName), new TextEncoder().encode(`${text}\n`));
  return ok(webhook);
}

/** Whether there was one. */
export async function removeWebhook(folder: string): Promise<boolean> {
  const file = path.join(folder, fileName);
  const was = existsSync(file);
  await rm(file, { force: true });
  return was;
}

/** In the clear only to this machine itself: whoever reads along would learn when an authority is busy, and with whom it deals. */
function webhookAddress(text: string, place: string): Result<string> {
  const remedy = 'Give an address such as https://chat.xa.example/comity; http only to this machine.';
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return fail(place, 'It is no http or https address.', remedy);
  if (url.username !== '' || url.password !== '' || url.hash !== '')
    return fail(place, 'It holds a name, a password or a place in a page.', remedy);
  const isHere = url.hostname === 'localhost' || networkOfAddress(url.hostname.replace(/^\[|\]$/g, '')) === 'loopback';
  if (url.protocol === 'http:' && !isHere) return fail(place, 'It is http, and leads to another machine.', remedy);
  return ok(url.href);
}
