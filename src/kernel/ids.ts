// SPDX-License-Identifier: Apache-2.0
/**
 * Identifiers: a prefix that says what kind of thing is meant, then 26 characters of a UUID version 7 (RFC 9562) in
 * Crockford's base 32, so that identifiers sort by the time they were made and never hold a look-alike letter.
 *
 *     req_06f0m3k4x9v2q8t7w5y1z3a6bc
 *
 * The identity of an authority is not made here: it is the digest of its genesis key event (room `seals`).
 */
import type { Brand, RandomBytes } from './brand.ts';
import { type Instant, instantFromMs, msOf } from './time.ts';

/** Every kind of identifier in the program. A new kind is added here and nowhere else. */
export const idPrefixes = {
  agr: 'agreement',
  req: 'assistance request',
  rpl: 'reply to an assistance request',
  cns: 'question for the consent to pass a datum on',
  dis: 'disclosure: information given unasked',
  rcl: 'recall of a datum',
  nus: 'new use of a datum',
  bnt: 'notice of a breach of personal data',
  ngt: 'negotiation or life of an agreement',
  jnt: 'joint matter',
  int: 'interest of an authority',
  mdt: 'mandate of a signatory',
  dsp: 'dispatch',
  env: 'envelope',
  att: 'attachment',
  rcd: 'record',
  use: 'use of a datum',
  cnd: 'condition',
  off: 'officer',
  pky: 'passkey of an officer',
  ses: 'session',
  apr: 'approval',
  evt: 'event in a case timeline',
  imp: 'import of a file',
  frm: 'firm that reports',
  fpr: 'person of a firm that reports',
  fky: 'key of a program of a firm',
  drf: 'draft of a report',
  sbm: 'submission of reports',
  rqn: 'question about a report',
  bnd: 'evidence bundle',
  lse: 'lease of an outbox row or an import run',
  scr: 'screening of many subjects',
  led: 'lead',
  mkf: 'file of market events',
  mks: 'segment of a market that is watched while it runs',
  swr: 'surveillance run over a file of market events',
  ddr: 'draft of a detector',
  dtr: 'back-test of the draft of a detector',
  dlk: 'file judged with the draft of a detector',
  mvf: 'file of movements',
  std: 'study of shapes in movements',
  cnv: 'canvas that is kept in a case',
  tgf: 'tag file',
  atr: 'attribution of an address to somebody',
  cst: 'contest of what is said of an address',
  trc: 'trace of value through movements',
  rly: 'relay of a trace through several authorities',
  evi: 'item of evidence',
  hov: 'hand-over of an item of evidence',
  jdg: 'judgement on a pair',
  tsk: 'task of an officer',
  fnt: 'file note of a case',
  lnk: 'link between two cases',
  sbj: 'subject of a case',
  rot: 'duty or absence',
  ntc: 'notice to an officer',
  fed: 'calendar feed',
  dsr: 'request of a data subject',
  brc: 'breach of personal data',
  orl: 'note of a request that was made to us orally',
  ltr: 'letter to or from an authority that has no server',
} as const;

export type IdPrefix = keyof typeof idPrefixes;
export type IdOf<Prefix extends IdPrefix> = Brand<string, `id:${Prefix}`>;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const bodyLength = 26;
const bodyShape = /^[0-9a-hjkmnp-tv-z]{26}$/;

/** A new identifier; unique because of 74 random bits beside the millisecond. */
export function newId<Prefix extends IdPrefix>(prefix: Prefix, now: Instant, random: RandomBytes): IdOf<Prefix> {
  const bytes = new Uint8Array(16);
  let ms = msOf(now);
  for (let index = 5; index >= 0; index--) {
    bytes[index] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  bytes.set(random(10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return `${prefix}_${toBase32(bytes)}` as IdOf<Prefix>;
}

/** The moment at which an identifier was made: it stands in its first 48 bits, behind the two that fill up the first letter. */
export function instantOfId(id: IdOf<IdPrefix>): Instant {
  const letters = id.slice(id.indexOf('_') + 1, id.indexOf('_') + 1 + timeLetters);
  return instantFromMs([...letters].reduce((ms, letter) => ms * 32 + alphabet.indexOf(letter), 0));
}

/** Fifty bits: two zeros and the milliseconds. */
const timeLetters = 10;

export function isId<Prefix extends IdPrefix>(prefix: Prefix, text: unknown): text is IdOf<Prefix> {
  if (typeof text !== 'string' || !text.startsWith(`${prefix}_`)) return false;
  const body = text.slice(prefix.length + 1);
  return bodyShape.test(body);
}

/** As a number would be written: the bits that are missing for whole letters stand in front, as zeros. */
function toBase32(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = bodyLength * 5 - bytes.length * 8;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(held >> bits) & 31] ?? '';
    }
    held &= (1 << bits) - 1;
  }
  return text;
}
