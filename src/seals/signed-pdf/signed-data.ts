// SPDX-License-Identifier: Apache-2.0
/**
 * CMS SignedData without its content (RFC 5652), as it lies inside a PDF: one signer, signed attributes, and the certificate.
 *
 * Checked: the digest over the content is the one that was signed; the signature over the attributes holds with the key of the
 * certificate that the signature names; where the attributes name the certificate by its digest (RFC 5035, which CAdES asks for), it is
 * that one. Only SHA-2 of 256 bits and more, RSA of 2048 bits and more, ECDSA and Ed25519 count.
 */
import { constants, createHash, type KeyObject, verify } from 'node:crypto';
import { childAt, childrenOf, type DerElement, DerProblem, derTags, identifierOf, isSameDer, readDer } from './der.ts';
import { chainFrom, findSigner, readCertificate, type SignerCertificate } from './signer-certificate.ts';

export interface ReadSignedData {
  readonly signer: SignerCertificate;
  /** From the signer upwards. */
  readonly chain: readonly SignerCertificate[];
  readonly digestAlgorithm: string;
  readonly hasNamedCertificate: boolean;
}

const signedData = '1.2.840.113549.1.7.2';
const data = '1.2.840.113549.1.7.1';
const attributes = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  certificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

const digests: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** Signature algorithms and the digest that each fixes; null where the signer names it beside. */
const rsaPss = '1.2.840.113549.1.1.10';
const signatures: Readonly<Record<string, { readonly key: string; readonly digest: string | null }>> = {
  '1.2.840.113549.1.1.1': { key: 'rsa', digest: null },
  '1.2.840.113549.1.1.11': { key: 'rsa', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { key: 'rsa', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { key: 'rsa', digest: 'sha512' },
  [rsaPss]: { key: 'rsa', digest: null },
  '1.2.840.10045.4.3.2': { key: 'ec', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { key: 'ec', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { key: 'ec', digest: 'sha512' },
  '1.3.101.112': { key: 'ed25519', digest: null },
};
const rsaBitsMin = 2048;

/** Throws a `DerProblem` that says what does not hold. */
export function readSignedData(der: Uint8Array, signed: readonly Uint8Array[]): ReadSignedData {
  const outer = childrenOf(readDer(der, 'the signature'), 'the signature');
  if (identifierOf(childAt(outer, 0, derTags.objectIdentifier, 'The type of the signature')) !== signedData)
    throw new DerProblem('It is no CMS signature.');
  const wrapped = childrenOf(childAt(outer, 1, derTags.context0, 'The signed data'), 'the signed data');
  const parts = childrenOf(childAt(wrapped, 0, derTags.sequence, 'The signed data'), 'the signed data');
  const content = childrenOf(childAt(parts, 2, derTags.sequence, 'The content'), 'the content');
  if (content.length > 1) throw new DerProblem('It brings a content of its own, and does not sign the file around it.');
  const certificates = parts.filter(({ tag }) => tag === derTags.context0).flatMap((set) => childrenOf(set, 'the certificates'));
  const given = certificates.filter(({ tag }) => tag === derTags.sequence).map(({ bytes }) => readCertificate(bytes));
  const signers = childrenOf(childAt(parts, parts.length - 1, derTags.set, 'The list of signers'), 'the list of signers');
  const [only, ...others] = signers;
  if (only === undefined || others.length > 0) throw new DerProblem(`It bears ${signers.length} signers where one is expected.`);
  return readSigner(only, given, signed);
}

function readSigner(info: DerElement, given: readonly SignerCertificate[], signed: readonly Uint8Array[]): ReadSignedData {
  const parts = childrenOf(info, 'the signer');
  const named = parts[1];
  const signer = named === undefined ? null : findSigner(named, given);
  if (signer === null) throw new DerProblem('The certificate of the signer is not in it.');
  const digestAlgorithm = digestNamed(childAt(parts, 2, derTags.sequence, 'The digest algorithm'));
  const attributesSigned = childAt(parts, 3, derTags.context0, 'The list of signed attributes');
  const hasNamedCertificate = checkAttributes(attributesSigned, { digestAlgorithm, signed, signer });
  const algorithm = childAt(parts, 4, derTags.sequence, 'The signature algorithm');
  const signature = childAt(parts, 5, derTags.octetString, 'The signature value').content;
  // Signed are the attributes as a SET, while they stand in the file under a tag of their own (RFC 5652, 5.4).
  const bytes = Uint8Array.from(attributesSigned.bytes);
  bytes[0] = derTags.set;
  if (!holds(bytes, { signature, algorithm, digestAlgorithm, key: signer.certificate.publicKey }))
    throw new DerProblem('The signature does not hold with the key of its certificate.');
  return { signer, chain: chainFrom(signer, given), digestAlgorithm, hasNamedCertificate };
}

function digestNamed(algorithm: DerElement): string {
  const name = identifierOf(childAt(childrenOf(algorithm, 'an algorithm'), 0, derTags.objectIdentifier, 'The name of an algorithm'));
  const digest = digests[name];
  if (digest === undefined) throw new DerProblem(`The digest algorithm ${name} is not taken; SHA-256, SHA-384 and SHA-512 are.`);
  return digest;
}

interface SignedOver {
  readonly digestAlgorithm: string;
  readonly signed: readonly Uint8Array[];
  readonly signer: SignerCertificate;
}

/** Whether the attributes name the certificate, too. */
function checkAttributes(list: DerElement, { digestAlgorithm, signed, signer }: SignedOver): boolean {
  const found = new Map<string, DerElement>();
  for (const attribute of childrenOf(list, 'the signed attributes')) {
    const [name, values] = childrenOf(attribute, 'an attribute');
    if (name === undefined || values === undefined) throw new DerProblem('An attribute has no value.');
    const identifier = identifierOf(name);
    if (found.has(identifier)) throw new DerProblem('An attribute stands in it twice.');
    found.set(identifier, values);
  }
  const valueOf = (name: string): DerElement | null => {
    const values = found.get(name);
    return values === undefined ? null : (childrenOf(values, 'an attribute')[0] ?? null);
  };
  const type = valueOf(attributes.contentType);
  if (type === null || identifierOf(type) !== data) throw new DerProblem('The signed attributes are not about plain content.');
  const digest = valueOf(attributes.messageDigest);
  const hash = createHash(digestAlgorithm);
  for (const part of signed) hash.update(part);
  if (digest === null || !isSameDer(digest.content, hash.digest()))
    throw new DerProblem('The file was changed after it was signed: its digest is another than the signed one.');
  const certificate = valueOf(attributes.certificateV2);
  if (certificate === null) return false;
  checkNamedCertificate(certificate, signer);
  return true;
}

/** SigningCertificateV2: the first named is the signer's own, by its digest; SHA-256 where no algorithm is written. */
function checkNamedCertificate(attribute: DerElement, signer: SignerCertificate): void {
  const list = childrenOf(
    childAt(childrenOf(attribute, 'a named certificate'), 0, derTags.sequence, 'The list of named certificates'),
    'it',
  );
  const parts = childrenOf(childAt(list, 0, derTags.sequence, 'The named certificate'), 'a named certificate');
  const algorithm = parts[0]?.tag === derTags.sequence && parts[1]?.tag === derTags.octetString ? digestNamed(parts[0]) : 'sha256';
  const digest = parts.find(({ tag }) => tag === derTags.octetString);
  if (digest === undefined || !isSameDer(digest.content, createHash(algorithm).update(signer.der).digest()))
    throw new DerProblem('It was signed with another certificate than the one in it.');
}

interface Signed {
  readonly signature: Uint8Array;
  readonly algorithm: DerElement;
  readonly digestAlgorithm: string;
  readonly key: KeyObject;
}

function holds(bytes: Uint8Array, { signature, algorithm, digestAlgorithm, key }: Signed): boolean {
  const [name, parameters] = childrenOf(algorithm, 'the signature algorithm');
  const identifier = name === undefined ? '' : identifierOf(name);
  const known = signatures[identifier];
  if (known === undefined) throw new DerProblem(`The signature algorithm ${identifier} is not taken; RSA, ECDSA and Ed25519 are.`);
  if (known.key !== (key.asymmetricKeyType === 'rsa-pss' ? 'rsa' : key.asymmetricKeyType))
    throw new DerProblem('The certificate holds a key of another kind than the signature is of.');
  if (known.digest !== null && known.digest !== digestAlgorithm) throw new DerProblem('Attributes and signature are of two digests.');
  if (known.key === 'ed25519') return verify(null, bytes, key, signature);
  if (known.key === 'ec') return verify(digestAlgorithm, bytes, { key, dsaEncoding: 'der' }, signature);
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < rsaBitsMin) throw new DerProblem(`The RSA key has less than ${rsaBitsMin} bits.`);
  if (identifier !== rsaPss) return verify(digestAlgorithm, bytes, key, signature);
  if (pssDigest(parameters) !== digestAlgorithm) throw new DerProblem('Attributes and signature are of two digests.');
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return verify(digestAlgorithm, bytes, { key, padding, saltLength: constants.RSA_PSS_SALTLEN_AUTO }, signature);
}

/** RSASSA-PSS-params: the digest, without which it would be SHA-1; the mask is made with the same (node takes no other). */
function pssDigest(parameters: DerElement | undefined): string {
  const parts = parameters === undefined ? [] : childrenOf(parameters, 'the parameters of RSA-PSS');
  const hash = parts.find(({ tag }) => tag === derTags.context0);
  if (hash === undefined) throw new DerProblem('RSA-PSS without a digest means SHA-1, which is not taken.');
  return digestNamed(childAt(childrenOf(hash, 'the digest of RSA-PSS'), 0, derTags.sequence, 'The digest of RSA-PSS'));
}
