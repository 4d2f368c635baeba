// SPDX-License-Identifier: Apache-2.0
/**
 * The part of HPKE behind the KEM: from a shared secret to one key and nonce, and one AES-256-GCM encryption with them.
 *
 * Base mode and a single letter for each shared secret, so no sequence numbers and no pre-shared key: the nonce is the base
 * nonce, and a key is never used twice because a shared secret never is.
 *
 * Follows RFC 9180: LabeledExtract and LabeledExpand in section 4, the key schedule in section 5.1, and the numbers of section 7.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { hmacSha256 } from '../digest.ts';
import { concatBytes, giveBack, utf8 } from '../encoding.ts';

const kdfHkdfSha256 = 0x0001;
const aeadAes256Gcm = 0x0002;
const modeBase = 0x00;
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

const version = utf8('HPKE-v1');
const nothing = new Uint8Array(0);

/** `aead` is given only by the tests, which run the vectors of other ciphers through the same schedule. */
export function hpkeKeyAndNonce(input: {
  readonly kemId: number;
  readonly sharedSecret: Uint8Array;
  readonly info: Uint8Array;
  readonly aead?: { readonly id: number; readonly keyBytes: number };
}): { readonly key: Uint8Array; readonly nonce: Uint8Array } {
  const aead = input.aead ?? { id: aeadAes256Gcm, keyBytes };
  const suiteId = concatBytes(utf8('HPKE'), twoBytes(input.kemId), twoBytes(kdfHkdfSha256), twoBytes(aead.id));
  const context = concatBytes(
    Uint8Array.of(modeBase),
    labeledExtract({ suiteId, salt: nothing, label: 'psk_id_hash', secret: nothing }),
    labeledExtract({ suiteId, salt: nothing, label: 'info_hash', secret: input.info }),
  );
  const secret = labeledExtract({ suiteId, salt: input.sharedSecret, label: 'secret', secret: nothing });
  return {
    key: labeledExpand({ suiteId, secret, label: 'key', context, length: aead.keyBytes }),
    nonce: labeledExpand({ suiteId, secret, label: 'base_nonce', context, length: nonceBytes }),
  };
}

export function sealAes256Gcm(input: { key: Uint8Array; nonce: Uint8Array; aad: Uint8Array; plaintext: Uint8Array }): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', input.key, input.nonce);
  cipher.setAAD(input.aad);
  return concatBytes(cipher.update(input.plaintext), cipher.final(), cipher.getAuthTag());
}

/** Null when the tag does not fit. */
export function openAes256Gcm(input: { key: Uint8Array; nonce: Uint8Array; aad: Uint8Array; ciphertext: Uint8Array }): Uint8Array | null {
  const bodyBytes = input.ciphertext.length - tagBytes;
  if (bodyBytes < 0) return null;
  const decipher = createDecipheriv('aes-256-gcm', input.key, input.nonce, { authTagLength: tagBytes });
  decipher.setAAD(input.aad);
  decipher.setAuthTag(input.ciphertext.subarray(bodyBytes));
  const plaintext = decipher.update(input.ciphertext.subarray(0, bodyBytes));
  try {
    return concatBytes(plaintext, decipher.final());
  } catch {
    return null;
  } finally {
    giveBack(plaintext);
  }
}

function labeledExtract(input: { suiteId: Uint8Array; salt: Uint8Array; label: string; secret: Uint8Array }): Uint8Array {
  return hmacSha256(input.salt, concatBytes(version, input.suiteId, utf8(input.label), input.secret));
}

/** One block of HKDF-Expand is enough, since nothing longer than 32 bytes is ever asked for. */
function labeledExpand(input: { suiteId: Uint8Array; secret: Uint8Array; label: string; context: Uint8Array; length: number }): Uint8Array {
  const { suiteId, secret, label, context, length } = input;
  return hmacSha256(secret, concatBytes(twoBytes(length), version, suiteId, utf8(label), context, Uint8Array.of(1))).subarray(0, length);
}

function twoBytes(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}
