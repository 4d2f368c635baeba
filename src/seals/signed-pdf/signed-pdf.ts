// SPDX-License-Identifier: Apache-2.0
/**
 * Signatures inside a PDF (ISO 32000-2, 12.8; PAdES, ETSI EN 319 142): who signed it, and whether anything was changed since.
 *
 *     %PDF-1.7 ... /ByteRange [0 840 20842 310] /Contents <3082...> ... %%EOF
 *                  |-- signed --|               |-- not: the signature itself --|-- signed --|
 *
 * Checked for each signature: what it covers is the file from its first byte, but for the one hexadecimal string that holds the
 * signature itself; the digest over that is the signed one; the signature holds with the certificate inside. Checked for the file: the
 * last signature covers it to its last byte, so nothing was added after it. Of an earlier one it is said that later ones follow.
 *
 * Not checked, and said with every answer: whether the certificate is on a trusted list of any state, whether it was revoked, and when
 * the signature was really made (the moment written in it is the signer's word). For these, and for what the pages show, a
 * validation service of the jurisdiction is asked; the answer here is that these bytes were signed with that key.
 */
import { fail, ok, type Result } from '../../kernel/index.ts';
import { fromHex } from '../encoding.ts';
import { DerProblem, readFirstDer } from './der.ts';
import { readSignedData, type ReadSignedData } from './signed-data.ts';
import { isSelfSigned } from './signer-certificate.ts';

export interface PdfSignature {
  /** The names of the certificate, as it writes them; one line. */
  readonly signer: string;
  readonly issuer: string;
  readonly serialNumber: string;
  readonly validFrom: string;
  readonly validUntil: string;
  /** From the signer upwards; the last is a root where the chain is whole. */
  readonly chain: string[];
  readonly isChainWhole: boolean;
  /** What the certificate says of itself. */
  readonly isCalledQualified: boolean;
  readonly isKeyInDevice: boolean;
  readonly digestAlgorithm: string;
  /** The moment that stands beside it, by the signer's own word; null where there is none. */
  readonly claimedAt: string | null;
  /** Whether it covers the file to its end; else later signatures do. */
  readonly coversWhole: boolean;
}

/** What no reading of the file alone can tell. */
export const notChecked = ['trusted-list', 'revocation', 'time', 'pages'] as const;

const signaturesMax = 50;
const contentBytesMax = 1_048_576;
const formats = ['adbe.pkcs7.detached', 'ETSI.CAdES.detached'];
const remedy = 'Ask its signer for the file as it was signed, or have it validated where it was made.';

/** Every signature in the order of the file; an issue that says which one does not hold and why, and one where there is none. */
export function readSignedPdf(bytes: Uint8Array): Result<readonly PdfSignature[]> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (!text.startsWith('%PDF-')) return fail('file', 'It is not a PDF.', 'Give the signed file as PDF.');
  const places = [...text.matchAll(/\/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]/g)];
  if (places.length === 0) return fail('file', 'There is no signature in it.', 'Bind it as signed by hand, or give the signed file.');
  if (places.length > signaturesMax) return fail('file', `It bears more than ${signaturesMax} signatures.`, remedy);
  const found: PdfSignature[] = [];
  for (const [place, match] of places.entries()) {
    const at = `file: signature ${place + 1}`;
    const range = readRange(bytes, text, match);
    if (typeof range === 'string') return fail(at, range, remedy);
    const read = readOne(bytes, text, range);
    if (typeof read === 'string') return fail(at, read, remedy);
    found.push(read);
  }
  const ends = places.map((match) => Number(match[3]) + Number(match[4]));
  const last = Math.max(...ends);
  if (last < bytes.length) return fail('file', `${bytes.length - last} bytes were added at its end after it was signed last.`, remedy);
  return ok(found);
}

interface Range {
  /** The gap, in which the signature lies: from "<" to after ">". */
  readonly from: number;
  readonly to: number;
  readonly end: number;
  /** The dictionary around it. */
  readonly dictionary: string;
}

/** Where one signature lies and what it covers; a sentence where that is not the file around itself. */
function readRange(bytes: Uint8Array, text: string, match: RegExpExecArray): Range | string {
  const [start, from, to, rest] = match.slice(1).map(Number) as [number, number, number, number];
  const end = to + rest;
  if (start !== 0) return 'It does not cover the file from its first byte.';
  if (from >= to || end > bytes.length) return 'What it says that it covers is not in the file.';
  const content = text.slice(from, to);
  if (!/^<[0-9A-Fa-f]+>$/.test(content)) return 'It leaves out more of the file than the signature itself.';
  const begins = text.lastIndexOf(' obj', from);
  const ends = text.indexOf('endobj', to);
  const isInside = begins >= 0 && ends >= 0 && match.index > begins && match.index < ends && !text.slice(begins, from).includes('endobj');
  if (!isInside || !/\/Contents\s*$/.test(text.slice(begins, from)))
    return 'What it leaves out is not the signature of its own dictionary.';
  return { from, to, end, dictionary: text.slice(begins, from) + text.slice(to, ends) };
}

function readOne(bytes: Uint8Array, text: string, { from, to, end, dictionary }: Range): PdfSignature | string {
  const format = /\/SubFilter\s*\/([A-Za-z0-9.]+)/.exec(dictionary)?.[1] ?? '';
  if (!formats.includes(format)) return `Its format ${format === '' ? 'is not named' : format} is not taken; ${formats.join(' and ')} are.`;
  if (to - from > 2 * contentBytesMax) return 'It is longer than any signature.';
  const hex = text.slice(from + 1, to - 1).toLowerCase();
  const content = fromHex(hex.length % 2 === 0 ? hex : `${hex}0`);
  if (content === null) return 'It is not written in hexadecimal digits.';
  try {
    const { first, rest } = readFirstDer(content, 'the signature');
    if (rest.some((byte) => byte !== 0)) return 'Bytes follow the signature where there should be filling.';
    const read = readSignedData(first.bytes, [bytes.subarray(0, from), bytes.subarray(to, end)]);
    if (format === 'ETSI.CAdES.detached' && !read.hasNamedCertificate) return 'It does not name its certificate, as PAdES asks.';
    return described(read, { claimedAt: claimedMoment(dictionary), coversWhole: end === bytes.length });
  } catch (error) {
    if (error instanceof DerProblem) return error.message;
    throw error;
  }
}

function described(
  { signer, chain, digestAlgorithm }: ReadSignedData,
  about: Pick<PdfSignature, 'claimedAt' | 'coversWhole'>,
): PdfSignature | string {
  const { certificate } = signer;
  const [validFrom, validUntil] = [certificate.validFromDate.toISOString(), certificate.validToDate.toISOString()];
  if (about.claimedAt !== null && (about.claimedAt < validFrom || about.claimedAt > validUntil))
    return `By its own word it was made on ${about.claimedAt.slice(0, 10)}, when its certificate was not valid.`;
  return {
    signer: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    serialNumber: certificate.serialNumber,
    validFrom,
    validUntil,
    chain: chain.map((one) => oneLine(one.certificate.subject)),
    isChainWhole: chain.at(-1) !== undefined && isSelfSigned((chain.at(-1) ?? signer).certificate),
    isCalledQualified: signer.isCalledQualified,
    isKeyInDevice: signer.isKeyInDevice,
    digestAlgorithm,
    ...about,
  };
}

function oneLine(name: string): string {
  return name.split('\n').join(', ').slice(0, 500);
}

/** `/M (D:20261120153000+02'00')`; what is not written so is passed over, since it is only the signer's word. */
function claimedMoment(dictionary: string): string | null {
  const match = /\/M\s*\(D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:Z(?:00'?00'?)?|([+-])(\d{2})'?(\d{2})'?)?\)/.exec(dictionary);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, sign, hours = '00', minutes = '00'] = match;
  const zone = sign === undefined ? 'Z' : `${sign}${hours}:${minutes}`;
  const moment = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
