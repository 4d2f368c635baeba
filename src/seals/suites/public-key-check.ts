// SPDX-License-Identifier: Apache-2.0
/**
 * Which public keys may be enrolled. Asked when a key enters a key history, so that nothing later has to be careful.
 *
 * A key is refused when its raw bytes have not exactly the suite's length; when its Ed25519 half is not written in the
 * shortest way, is no point of the curve, or has a part of small order (see ed25519-point); when its ML-KEM half holds a
 * coefficient that is not reduced (the check of FIPS 203, section 7.2); or when its X25519 half is one of the values for which
 * every shared secret is zero; or when it is one of the keys printed in standards as examples. Any bytes of the right length are
 * a good ML-DSA key.
 */
import { fail, ok, type Result } from '../../kernel/index.ts';
import { ed25519KeyFault } from './ed25519-point.ts';
import { toHex } from '../encoding.ts';

const remedy = 'Ask the authority for its key again, by another way than this one.';

/** The key itself when it may be enrolled under the suite. */
export function checkPublicKey(
  suite: { readonly name: string; readonly checkPublicKey?: (publicKey: Uint8Array, path: string) => Result<Uint8Array> },
  publicKey: Uint8Array,
  path = 'publicKey',
): Result<Uint8Array> {
  if (suite.checkPublicKey === undefined) return ok(publicKey);
  return suite.checkPublicKey(publicKey, path);
}

export function checkHybridPublicKey(input: {
  readonly publicKey: Uint8Array;
  readonly path: string;
  readonly suiteName: string;
  readonly publicBytes: number;
}): Result<Uint8Array> {
  const { publicKey, path, suiteName, publicBytes } = input;
  if (publicKey.length !== publicBytes) {
    return fail(path, `A public key of ${suiteName} has ${publicBytes} bytes, not ${publicKey.length}.`, remedy);
  }
  if (isPublished(publicKey)) return fail(path, 'It is a key whose private half is printed in a standard.', remedy);
  const fault = rememberedFault(publicKey.subarray(0, 32));
  return fault === null ? ok(publicKey) : fail(path, `The Ed25519 key ${fault}.`, remedy);
}

/**
 * Curve keys whose private halves everybody can read: the key of the all-zero seed, those of RFC 8032 (section 7.1, tests 1 to
 * 3), of RFC 9421 (appendix B.1.4), and the two of RFC 7748 (section 6.1). A server that was set up by copying an example has one.
 */
const publishedKeys = new Set([
  '3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29',
  'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
  '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
  'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
  '26b40b8f93fff3d897112f7ebc582b232dbd72517d082fe83cfb30ddce43d1bb',
  '8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a',
  'de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f',
]);

function isPublished(publicKey: Uint8Array): boolean {
  return publishedKeys.has(toHex(publicKey.subarray(0, 32)));
}

const kemBytes = 1184;
const xwingBytes = 1216;

export function checkXwingPublicKey(publicKey: Uint8Array, path: string): Result<Uint8Array> {
  if (publicKey.length !== xwingBytes) {
    return fail(path, `A public key of X-Wing has ${xwingBytes} bytes, not ${publicKey.length}.`, remedy);
  }
  if (isPublished(publicKey.subarray(kemBytes))) return fail(path, 'It is a key whose private half is printed in a standard.', remedy);
  if (!isReduced(publicKey.subarray(0, kemBytes - 32))) return fail(path, 'The ML-KEM key holds a number that is not reduced.', remedy);
  if (!isContributory(publicKey.subarray(kemBytes))) return fail(path, 'The X25519 key makes every shared secret zero.', remedy);
  return ok(publicKey);
}

/** Two 12-bit numbers in three bytes, each below the modulus 3329. */
function isReduced(encoded: Uint8Array): boolean {
  for (let at = 0; at < encoded.length; at += 3) {
    const first = encoded[at] ?? 0;
    const second = encoded[at + 1] ?? 0;
    const third = encoded[at + 2] ?? 0;
    if ((first | ((second & 0x0f) << 8)) >= 3329 || ((second >> 4) | (third << 4)) >= 3329) return false;
  }
  return true;
}

const fieldPrime = 2n ** 255n - 19n;
/** The u-coordinates of small order on Curve25519 and its twist (RFC 7748, section 7). */
const smallOrder = new Set([
  0n,
  1n,
  fieldPrime - 1n,
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
]);

/** The number is reduced first, so that no second spelling of such a value slips through; the top bit is not part of it. */
function isContributory(encoded: Uint8Array): boolean {
  const u = BigInt(`0x${toHex(encoded.toReversed())}`) & (2n ** 255n - 1n);
  return u < fieldPrime && (encoded[31] ?? 0) < 0x80 && !smallOrder.has(u);
}

const faultsMax = 1024;
const faults = new Map<string, string | null>();

/** A key history is folded often and its keys do not change; the arithmetic is done once for each key. */
function rememberedFault(encoded: Uint8Array): string | null {
  const name = toHex(encoded);
  const known = faults.get(name);
  if (known !== undefined) return known;
  const fault = ed25519KeyFault(encoded);
  if (faults.size >= faultsMax) faults.clear();
  faults.set(name, fault);
  return fault;
}
