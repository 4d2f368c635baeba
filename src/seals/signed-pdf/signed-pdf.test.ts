// SPDX-License-Identifier: Apache-2.0
/**
 * Signatures inside a PDF: files written here and signed by OpenSSL hold; tampered ones are refused, with the place and what is wrong.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import { readSignedPdf } from './signed-pdf.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const skip = hasOpenssl ? false : 'OpenSSL is not on this machine';

let folder = '';
const file = (name: string): string => path.join(folder, name);
const openssl = (...words: readonly string[]): void => void execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });

/** A root, an authority under it, and signers of several kinds; the first says of itself that it is qualified. */
function makeKeys(): void {
  const statements = '1.3.6.1.5.5.7.1.3=DER:30:14:30:08:06:06:04:00:8e:46:01:01:30:08:06:06:04:00:8e:46:01:04';
  writeFileSync(file('ca.cnf'), 'basicConstraints=critical,CA:TRUE\nsubjectKeyIdentifier=hash\n');
  writeFileSync(file('qualified.cnf'), `subjectKeyIdentifier=hash\n${statements}\n`);
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'root.key',
    '-out',
    'root.pem',
    '-subj',
    '/O=Invented Root/CN=Root',
    '-days',
    '3650',
  );
  const issue = (name: string, key: readonly string[], extensions: string): void => {
    openssl(
      'req',
      '-newkey',
      ...key,
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
      '-subj',
      `/O=Invented Authority/CN=${name}`,
    );
    const issuer = ['-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial', '-days', '3650'];
    openssl('x509', '-req', '-in', `${name}.csr`, ...issuer, '-out', `${name}.pem`, '-extfile', extensions);
  };
  issue('Ada Signer', ['rsa:2048'], 'qualified.cnf');
  issue('Curve Signer', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], 'ca.cnf');
  issue('Short Signer', ['rsa:1024'], 'ca.cnf');
}

interface Signing {
  readonly signer?: string;
  readonly format?: string;
  readonly moment?: string;
  readonly options?: readonly string[];
  /** What stands in the file before the signature. */
  readonly before?: string;
}

const filling = 16_384;
/** The certificates are made now and last ten years. */
const nextYear = new Date().getUTCFullYear() + 1;

/** A PDF of one page with a signature that OpenSSL makes over everything but itself. */
function signedPdf(signing: Signing = {}): Uint8Array {
  const { signer = 'Ada Signer', format = 'ETSI.CAdES.detached', moment = `${nextYear}1120153000Z`, options = ['-cades'] } = signing;
  const head = signing.before ?? '%PDF-1.7\n1 0 obj <</Type /Catalog /Terms (sha256:0123)>> endobj\n';
  const opening = `9 0 obj <</Type /Sig /Filter /Adobe.PPKLite /SubFilter /${format} /M (D:${moment}) /ByteRange `;
  const tail = ' >> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n';
  const range = (numbers: readonly number[]): string => `[${numbers.map((number) => String(number).padStart(9, '0')).join(' ')}]`;
  const from = head.length + opening.length + range([0, 0, 0, 0]).length + ' /Contents '.length;
  const to = from + filling + 2;
  const start = `${head}${opening}${range([0, from, to, tail.length])} /Contents `;
  assert.equal(start.length, from);
  writeFileSync(file('covered.bin'), Buffer.from(start + tail, 'latin1'));
  const chain = ['-certfile', 'root.pem', '-signer', `${signer}.pem`, '-inkey', `${signer}.key`];
  openssl(
    'cms',
    '-sign',
    '-binary',
    '-in',
    'covered.bin',
    '-outform',
    'DER',
    '-out',
    'signature.der',
    '-md',
    'sha256',
    ...chain,
    ...options,
  );
  const hex = readFileSync(file('signature.der')).toString('hex').padEnd(filling, '0');
  return new Uint8Array(Buffer.from(`${start}<${hex}>${tail}`, 'latin1'));
}

function changed(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  assert(text.includes(from), `"${from}" stands in the file`);
  return new Uint8Array(Buffer.from(text.replace(from, to), 'latin1'));
}

function problem(bytes: Uint8Array): string {
  const read = readSignedPdf(bytes);
  if (read.ok) return 'it holds';
  const [issue] = read.issues;
  assert(issue !== undefined && issue.remedy.length > 10, 'every refusal says what to do');
  return `${issue.path}: ${issue.problem}`;
}

suite('a signature inside a PDF', { skip }, () => {
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'comity-pdf-'));
    makeKeys();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('holds, and says who signed, by which chain, and what the certificate claims', () => {
    const read = readSignedPdf(signedPdf());
    assert(read.ok, JSON.stringify(read));
    const [one, ...others] = read.value;
    assert(one !== undefined && others.length === 0);
    assert.deepEqual([one.signer, one.issuer], ['O=Invented Authority, CN=Ada Signer', 'O=Invented Root, CN=Root']);
    assert.deepEqual(one.chain, [one.signer, one.issuer]);
    assert.deepEqual(
      [one.isChainWhole, one.isCalledQualified, one.isKeyInDevice, one.coversWhole, one.digestAlgorithm, one.claimedAt],
      [true, true, true, true, 'sha256', `${nextYear}-11-20T15:30:00.000Z`],
    );
  });
  test('holds by an elliptic curve and by RSA-PSS; a certificate that claims nothing is said to claim nothing', () => {
    const curve = readSignedPdf(signedPdf({ signer: 'Curve Signer' }));
    assert(curve.ok, JSON.stringify(curve));
    assert.deepEqual([curve.value[0]?.isCalledQualified, curve.value[0]?.isKeyInDevice], [false, false]);
    const pss = readSignedPdf(signedPdf({ options: ['-cades', '-keyopt', 'rsa_padding_mode:pss'] }));
    assert(pss.ok, JSON.stringify(pss));
  });
  test('holds in the older format without naming its certificate, and without its root', () => {
    assert.equal(problem(signedPdf({ format: 'adbe.pkcs7.detached', options: [] })), 'it holds');
  });
  test('is one of two: the first covers what was there, the second the whole file', () => {
    const first = Buffer.from(signedPdf()).toString('latin1');
    const both = readSignedPdf(signedPdf({ before: first, signer: 'Curve Signer' }));
    assert(both.ok, JSON.stringify(both));
    assert.deepEqual(
      both.value.map(({ coversWhole, signer }) => [coversWhole, signer.split('CN=')[1]]),
      [
        [false, 'Ada Signer'],
        [true, 'Curve Signer'],
      ],
    );
  });

  const rows: readonly (readonly [string, () => Uint8Array, RegExp])[] = [
    [
      'a word on the page was changed',
      () => changed(signedPdf(), 'sha256:0123', 'sha256:0124'),
      /^file: signature 1: The file was changed after/,
    ],
    [
      'its stated moment was changed',
      () => changed(signedPdf(), `${nextYear}1120`, `${nextYear}1121`),
      /signature 1: The file was changed/,
    ],
    ['bytes were added at its end', () => changed(signedPdf(), '%%EOF\n', '%%EOF\n2 0 obj'), /^file: 7 bytes were added at its end/],
    [
      'the first byte is not covered',
      () => changed(signedPdf(), '[000000000 ', '[000000001 '),
      /signature 1: It does not cover the file from its first/,
    ],
    [
      'more than the signature is left out',
      () => {
        const bytes = signedPdf();
        const [, from = ''] = /\[000000000 (\d{9}) /.exec(Buffer.from(bytes).toString('latin1')) ?? [];
        return changed(bytes, ` ${from} `, ` ${String(Number(from) - 20).padStart(9, '0')} `);
      },
      /signature 1: It leaves out more of the file than the signature/,
    ],
    [
      'what is left out is another string than its own signature',
      () => changed(signedPdf(), '/Contents <', '/Hidden!! <'),
      /signature 1: What it leaves out is not the signature of its own/,
    ],
    [
      'it covers more than there is',
      () => {
        const bytes = signedPdf();
        const [, rest = ''] = /(\d{9})\] \/Contents/.exec(Buffer.from(bytes).toString('latin1')) ?? [];
        return changed(bytes, `${rest}]`, '000900000]');
      },
      /signature 1: What it says that it covers is not in the file/,
    ],
    ['the signature itself was changed', () => spoiled(signedPdf()), /signature 1: The signature does not hold|ends within|length/],
    ['it is not filled with zeros', () => changed(signedPdf(), '00>', '01>'), /signature 1: Bytes follow the signature/],
    ['it is of SHA-1', () => signedPdf({ options: ['-md', 'sha1'] }), /signature 1: The digest algorithm 1\.3\.14\.3\.2\.26 is not taken/],
    ['its key is short', () => signedPdf({ signer: 'Short Signer' }), /signature 1: The RSA key has less than 2048 bits/],
    ['it does not name its certificate', () => signedPdf({ options: [] }), /signature 1: It does not name its certificate, as PAdES asks/],
    [
      'it brings a content of its own',
      () => signedPdf({ options: ['-cades', '-nodetach'] }),
      /signature 1: It brings a content of its own/,
    ],
    [
      'it lacks its certificate',
      () => signedPdf({ options: ['-cades', '-nocerts'] }),
      /signature 1: The certificate of the signer is not in it/,
    ],
    [
      'its format is an older one',
      () => signedPdf({ format: 'adbe.pkcs7.sha1' }),
      /signature 1: Its format adbe\.pkcs7\.sha1 is not taken/,
    ],
    [
      'it was made before its certificate',
      () => signedPdf({ moment: '20200101000000Z' }),
      /signature 1: By its own word it was made on 2020-01-01/,
    ],
    ['there is none', () => new Uint8Array(Buffer.from('%PDF-1.7\n%%EOF\n')), /^file: There is no signature in it/],
    ['it is no PDF', () => new Uint8Array(Buffer.from('PK')), /^file: It is not a PDF/],
  ];
  for (const [situation, make, expected] of rows) test(`is refused where ${situation}`, () => assert.match(problem(make()), expected));

  test('whatever single byte of the covered part is changed, it does not hold', () => {
    const bytes = signedPdf();
    const text = Buffer.from(bytes).toString('latin1');
    const gap = text.indexOf('/Contents <') + '/Contents '.length;
    for (let at = 0; at < bytes.length; at += at < gap || at > gap + filling ? 7 : 997) {
      if (at >= gap && at <= gap + filling + 1) continue;
      const other = Uint8Array.from(bytes);
      other[at] = (other[at] ?? 0) ^ 1;
      assert.notEqual(problem(other), 'it holds', `byte ${at}`);
    }
  });
});

/** One digit in the middle of the signature value, which stands at its end. */
function spoiled(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const end = text.search(/0{200,}>/);
  const at = end - 60;
  return changed(bytes, text.slice(at, end), (text[at] === '1' ? '2' : '1') + text.slice(at + 1, end));
}
