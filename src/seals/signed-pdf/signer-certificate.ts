// SPDX-License-Identifier: Apache-2.0
/** What a signer's certificate says (RFC 5280), as far as a signature inside a PDF needs it, and the chain that comes with it. */
import { X509Certificate } from 'node:crypto';
import { childAt, childrenOf, type DerElement, DerProblem, derTags, identifierOf, isSameDer, readDer } from './der.ts';

export interface SignerCertificate {
  readonly der: Uint8Array;
  readonly certificate: X509Certificate;
  readonly issuerDer: Uint8Array;
  readonly serialDer: Uint8Array;
  readonly keyIdentifier: Uint8Array | null;
  /** Whether it says of itself that it is qualified (ETSI EN 319 412-5), and that its key lies in a device. */
  readonly isCalledQualified: boolean;
  readonly isKeyInDevice: boolean;
}

const statementsOfQualification = '1.3.6.1.5.5.7.1.3';
const subjectKeyIdentifier = '2.5.29.14';
const qualified = '0.4.0.1862.1.1';
const inDevice = '0.4.0.1862.1.4';

/** Throws a `DerProblem` for what is no certificate. */
export function readCertificate(der: Uint8Array): SignerCertificate {
  const whole = childrenOf(readDer(der, 'a certificate'), 'a certificate');
  const body = childrenOf(childAt(whole, 0, derTags.sequence, 'The body of a certificate'), 'the body of a certificate');
  const start = body[0]?.tag === derTags.context0 ? 1 : 0;
  const extensions = extensionsOf(body.find(({ tag }) => tag === derTags.context3));
  const statements = statementsIn(extensions.get(statementsOfQualification));
  const identifier = extensions.get(subjectKeyIdentifier);
  return {
    der,
    certificate: parsed(der),
    serialDer: childAt(body, start, derTags.integer, 'The serial number of a certificate').bytes,
    issuerDer: childAt(body, start + 2, derTags.sequence, 'The issuer of a certificate').bytes,
    keyIdentifier: identifier === undefined ? null : readDer(identifier, 'a key identifier').content,
    isCalledQualified: statements.includes(qualified),
    isKeyInDevice: statements.includes(inDevice),
  };
}

function parsed(der: Uint8Array): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch {
    throw new DerProblem('A certificate in it cannot be read.');
  }
}

function extensionsOf(wrapped: DerElement | undefined): ReadonlyMap<string, Uint8Array> {
  if (wrapped === undefined) return new Map();
  const list = childrenOf(childAt(childrenOf(wrapped, 'extensions'), 0, derTags.sequence, 'The list of extensions'), 'extensions');
  return new Map(
    list.map((extension) => {
      const parts = childrenOf(extension, 'an extension');
      const value = childAt(parts, parts.length - 1, derTags.octetString, 'The value of an extension').content;
      return [identifierOf(childAt(parts, 0, derTags.objectIdentifier, 'The name of an extension')), value];
    }),
  );
}

function statementsIn(extension: Uint8Array | undefined): readonly string[] {
  if (extension === undefined) return [];
  return childrenOf(readDer(extension, 'statements of qualification'), 'statements of qualification').map((statement) =>
    identifierOf(childAt(childrenOf(statement, 'a statement'), 0, derTags.objectIdentifier, 'The name of a statement')),
  );
}

/** From the signer upwards, each certificate signed by the next, as far as the certificates that were given reach. */
export function chainFrom(signer: SignerCertificate, given: readonly SignerCertificate[]): readonly SignerCertificate[] {
  const chain = [signer];
  for (let last = signer; !isSelfSigned(last.certificate);) {
    const issuer = given.find((one) => !chain.includes(one) && isIssuedBy(last.certificate, one.certificate));
    if (issuer === undefined) break;
    chain.push(issuer);
    last = issuer;
  }
  return chain;
}

export function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey);
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

/** The one that a signature names, by issuer and serial number or by the identifier of its key. */
export function findSigner(named: DerElement, given: readonly SignerCertificate[]): SignerCertificate | null {
  if (named.tag === 0x80)
    return given.find(({ keyIdentifier }) => keyIdentifier !== null && isSameDer(keyIdentifier, named.content)) ?? null;
  const [issuer, serial] = childrenOf(named, 'the name of the signer');
  if (issuer === undefined || serial === undefined) throw new DerProblem('The name of the signer is missing or is something else.');
  return given.find(({ issuerDer, serialDer }) => isSameDer(issuerDer, issuer.bytes) && isSameDer(serialDer, serial.bytes)) ?? null;
}
