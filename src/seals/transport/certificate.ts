// SPDX-License-Identifier: Apache-2.0
/**
 * Certificates of transport keys: TLS wants one, so a key writes its own.
 *
 * Nobody signs for anybody here. The certificate is a wrapping that TLS demands around a public key; what counts is the key
 * inside, and whose that is, says the key history that an officer has confirmed. So it is self-signed, names nothing but the
 * id of the key, never expires (the history does that), and is a pure function of the key: the same key, the same bytes.
 *
 *     Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signatureValue }      RFC 5280, section 4.1
 *     Ed25519 is 1.3.101.112, without parameters                                            RFC 8410
 *
 * Reading takes no such care of what others wrote: OpenSSL parses the certificate of a peer, and the raw key is taken out of it.
 */
import { X509Certificate } from 'node:crypto';
import { sha256 } from '../digest.ts';
import { concatBytes, toBase64, utf8 } from '../encoding.ts';
import type { KeyId } from '../keys/key-id.ts';
import { ed25519PrivateKey, type KeyPair, transportSuite } from '../suites/signature-suite.ts';

/** What a TLS server or client is given: both in PEM. */
export interface TlsIdentity {
  readonly certificate: string;
  readonly privateKey: string;
}

export function tlsIdentityOf(keyPair: KeyPair, keyId: KeyId): TlsIdentity {
  const certificate = certificateOf(keyPair, keyId);
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${toBase64(certificate).replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`,
    privateKey: ed25519PrivateKey(keyPair.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** The raw Ed25519 key of a certificate in DER; null for any other key, and for what is no certificate. */
export function transportKeyOfCertificate(der: Uint8Array): Uint8Array | null {
  try {
    const { publicKey } = new X509Certificate(der);
    return publicKey.asymmetricKeyType === 'ed25519' ? new Uint8Array(publicKey.export({ format: 'raw-public' })) : null;
  } catch {
    return null;
  }
}

function certificateOf(keyPair: KeyPair, keyId: KeyId): Uint8Array {
  const algorithm = sequence(element(0x06, Uint8Array.of(0x2b, 0x65, 0x70)));
  const commonName = element(0x06, Uint8Array.of(0x55, 0x04, 0x03));
  const name = sequence(element(0x31, sequence(commonName, element(0x0c, utf8(keyId)))));
  const validity = sequence(element(0x18, utf8('20200101000000Z')), element(0x18, utf8('99991231235959Z')));
  const version = element(0xa0, element(0x02, Uint8Array.of(2)));
  // Positive and of one length: a serial number has at most 20 bytes, and a leading 1 keeps it from being shortened.
  const serial = element(0x02, concatBytes(Uint8Array.of(1), sha256(keyPair.publicKey).subarray(0, 15)));
  const keyInfo = sequence(algorithm, bitString(keyPair.publicKey));
  const signed = sequence(version, serial, algorithm, name, validity, name, keyInfo);
  return sequence(signed, algorithm, bitString(transportSuite.sign(keyPair.privateKey, signed)));
}

function sequence(...parts: readonly Uint8Array[]): Uint8Array {
  return element(0x30, ...parts);
}

/** No bit is unused. */
function bitString(bytes: Uint8Array): Uint8Array {
  return element(0x03, Uint8Array.of(0), bytes);
}

/** Tag, length in the shortest form, content. */
function element(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = concatBytes(...parts);
  const { length } = content;
  const head = length < 0x80 ? [tag, length] : length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff];
  return concatBytes(Uint8Array.from(head), content);
}
