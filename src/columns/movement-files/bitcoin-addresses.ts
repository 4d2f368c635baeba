// SPDX-License-Identifier: Apache-2.0
/**
 * From an output's script to the address that wallets show: pay to key hash and script hash (base58check), witness programs (bech32 of
 * BIP 173, bech32m of BIP 350). A script that has no address is named by its bytes, so that every output has one holder and the same
 * script always the same one.
 */
import { createHash } from 'node:crypto';

const base58Alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const bech32Alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const bech32Constant = 1;
const bech32mConstant = 0x2bc830a3;

/** Longer scripts are named by the beginning of their digest. */
const namedScriptBytesMax = 75;

export function holderOfScript(script: Uint8Array): string {
  const length = script.length;
  if (length === 25 && script[0] === 0x76 && script[1] === 0xa9 && script[2] === 20 && script[23] === 0x88 && script[24] === 0xac) {
    return base58Check(0x00, script.subarray(3, 23));
  }
  if (length === 23 && script[0] === 0xa9 && script[1] === 20 && script[22] === 0x87) return base58Check(0x05, script.subarray(2, 22));
  const version = script[0] ?? 0xff;
  const isWitness = length >= 4 && length <= 42 && (version === 0 || (version >= 0x51 && version <= 0x60)) && script[1] === length - 2;
  if (isWitness) return segwit(version === 0 ? 0 : version - 0x50, script.subarray(2));
  if (script[0] === 0x6a) return 'data:op-return';
  const bytes = Buffer.from(script);
  return length <= namedScriptBytesMax
    ? `script:${bytes.toString('hex')}`
    : `script-sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

export function doubleSha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(createHash('sha256').update(bytes).digest()).digest();
}

function base58Check(version: number, payload: Uint8Array): string {
  const body = Buffer.concat([Buffer.from([version]), payload]);
  const bytes = Buffer.concat([body, doubleSha256(body).subarray(0, 4)]);
  let value = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  while (value > 0n) {
    text = (base58Alphabet[Number(value % 58n)] ?? '') + text;
    value /= 58n;
  }
  for (const byte of bytes) {
    if (byte !== 0) break;
    text = `1${text}`;
  }
  return text;
}

function segwit(version: number, program: Uint8Array): string {
  const words = [version, ...fiveBitWords(program)];
  const prefix = [3, 3, 0, 2, 3];
  const checksum = polymod([...prefix, ...words, 0, 0, 0, 0, 0, 0]) ^ (version === 0 ? bech32Constant : bech32mConstant);
  const check = Array.from({ length: 6 }, (_unused, index) => (checksum >>> (5 * (5 - index))) & 31);
  return `bc1${[...words, ...check].map((word) => bech32Alphabet[word] ?? '').join('')}`;
}

function fiveBitWords(bytes: Uint8Array): number[] {
  const words: number[] = [];
  let [held, bits] = [0, 0];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      words.push((held >>> bits) & 31);
      held &= (1 << bits) - 1;
    }
  }
  if (bits > 0) words.push((held << (5 - bits)) & 31);
  return words;
}

const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

function polymod(values: readonly number[]): number {
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    for (const [index, generator] of generators.entries()) if (((top >>> index) & 1) === 1) check ^= generator;
  }
  return check;
}
