// SPDX-License-Identifier: Apache-2.0
//
// A checkpoint is read in one form, holds only with both signatures of its log, and is what the C2SP formats say.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { ed25519 } from '@noble/curves/ed25519.js';
import { ml_dsa44 } from '@noble/post-quantum/ml-dsa.js';
import { concatBytes, fromBase64, utf8 } from '../encoding.ts';
import { logSuite } from '../suites/signature-suite.ts';
import { readCheckpointBody, signCheckpoint, verifierKeys, verifyCheckpoint, writeCheckpointBody } from './checkpoint.ts';

const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
const keyPair = logSuite.generate(random);
const other = logSuite.generate(random);
const origin = 'xa.example/acts';
const checkpoint = { origin, size: 20_852_163, root: random(32) };
const note = signCheckpoint(checkpoint, keyPair);
const by = { origin, publicKey: keyPair.publicKey };
const [edLine = '', mlDsaLine = ''] = note.slice(note.indexOf('\n\n') + 2).split('\n');

describe('a checkpoint', () => {
  test('holds, and says what was signed', () => assert.deepEqual(verifyCheckpoint(note, by), { ok: true, value: checkpoint }));
  test('has three lines, an empty one, and two signature lines', () => {
    assert.equal(note, `${writeCheckpointBody(checkpoint)}\n${edLine}\n${mlDsaLine}\n`);
  });
  test('of an empty log holds too', () => {
    const empty = { origin, size: 0, root: new Uint8Array(createHash('sha256').digest()) };
    assert.deepEqual(verifyCheckpoint(signCheckpoint(empty, keyPair), by), { ok: true, value: empty });
  });
  test('holds beside the lines of witnesses', () => {
    const witnessed = `${note}— witness.example/w1 ${Buffer.from(random(76)).toString('base64')}\n`;
    assert.equal(verifyCheckpoint(witnessed, by).ok, true);
  });

  const strange = signCheckpoint(checkpoint, other)
    .slice(note.indexOf('\n\n') + 2)
    .split('\n');
  const refused: readonly [what: string, text: string][] = [
    ['another size', note.replace('20852163', '20852164')],
    ['a size with a leading zero', note.replace('20852163', '020852163')],
    ['another log', note.replace(origin, 'xb.example/acts')],
    ['another root', note.replace(Buffer.from(checkpoint.root).toString('base64'), Buffer.from(random(32)).toString('base64'))],
    ['only the Ed25519 line', note.replace(`${mlDsaLine}\n`, '')],
    ['only the ML-DSA line', note.replace(`${edLine}\n`, '')],
    ['no signature', `${writeCheckpointBody(checkpoint)}\n`],
    ['the Ed25519 line twice', note.replace(edLine, `${edLine}\n${edLine}`)],
    ['the lines of another key', note.replace(edLine, strange[0] ?? '').replace(mlDsaLine, strange[1] ?? '')],
    ['the ML-DSA line of another key', note.replace(mlDsaLine, strange[1] ?? '')],
    ['an extension line', note.replace('\n\n', '\nmore\n\n')],
    [
      'a changed letter in the signature',
      note.replace(
        edLine,
        edLine.replace(/(.)(.)$/, (_all, letter: string, end: string) => `${letter === 'A' ? 'B' : 'A'}${end}`),
      ),
    ],
    ['a hyphen for the dash', note.replace('—', '-')],
    ['two spaces', note.replace('— ', '—  ')],
    ['line ends of another system', note.replaceAll('\n', '\r\n')],
    ['no last line feed', note.slice(0, -1)],
    ['nothing', ''],
    ['too much', `${note}${'— w AAAAAAAA\n'.repeat(70)}`],
  ];
  for (const [what, text] of refused) {
    test(`is refused with ${what}`, () => {
      assert.notEqual(text, note);
      assert.equal(verifyCheckpoint(text, by).ok, false);
    });
  }
  test('is refused for another log or another key', () => {
    assert.equal(verifyCheckpoint(note, { ...by, origin: 'xb.example/acts' }).ok, false);
    assert.equal(verifyCheckpoint(note, { ...by, publicKey: other.publicKey }).ok, false);
    assert.equal(verifyCheckpoint(note, { ...by, publicKey: new Uint8Array(3) }).ok, false);
  });
  test('cannot be written for a log without a proper name', () => {
    for (const name of ['', 'a b', 'a+b', 'a\nb', 'é']) assert.throws(() => writeCheckpointBody({ ...checkpoint, origin: name }));
  });
  test('has one body', () => {
    assert.deepEqual(readCheckpointBody(writeCheckpointBody(checkpoint)), { ok: true, value: checkpoint });
  });
});

describe('the formats of C2SP', () => {
  const decoded = (line: string): Uint8Array => fromBase64(line.split(' ')[2] ?? '') ?? new Uint8Array(0);

  test('the key hash is over name, line feed, type and raw key', () => {
    const hash = createHash('sha256')
      .update(`${origin}\n`)
      .update(Uint8Array.of(1))
      .update(keyPair.publicKey.subarray(0, 32))
      .digest()
      .subarray(0, 4);
    assert.deepEqual(decoded(edLine).subarray(0, 4), new Uint8Array(hash));
    assert.equal(verifierKeys(origin, keyPair.publicKey)[0]?.split('+')[1], hash.toString('hex'));
  });
  test('an independent library takes the Ed25519 line as a signature of the text', () => {
    const text = utf8(writeCheckpointBody(checkpoint));
    assert.equal(ed25519.verify(decoded(edLine).subarray(4), text, keyPair.publicKey.subarray(0, 32)), true);
  });
  test('an independent library takes the ML-DSA line as a cosignature without a time', () => {
    const name = concatBytes(Uint8Array.of(origin.length), utf8(origin));
    const size = Buffer.alloc(8);
    size.writeBigUInt64BE(BigInt(checkpoint.size));
    const message = concatBytes(utf8('subtree/v1\n\0'), name, new Uint8Array(8), name, new Uint8Array(8), size, checkpoint.root);
    const signature = decoded(mlDsaLine).subarray(4);
    assert.deepEqual(signature.subarray(0, 8), new Uint8Array(8));
    assert.equal(ml_dsa44.verify(signature.subarray(8), message, keyPair.publicKey.subarray(32)), true);
  });
});
