// SPDX-License-Identifier: Apache-2.0
/**
 * Checkpoints: the head of a log (which log, how many entries, which root) as a signed note that outside tools read.
 *
 *     ca1.../acts
 *     20852163
 *     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
 *
 *     — ca1.../acts Az3grlgtzPICa5OS8npVmf1My...      (Ed25519 note signature, type 0x01)
 *     — ca1.../acts jWbPPwAAAAAAAAAAkJZm...           (ML-DSA-44 cosignature, type 0x06)
 *
 * The log signs twice with the two halves of its `log` key, under its own name: the Ed25519 line that every C2SP tool knows,
 * and the ML-DSA-44 line that C2SP recommends for new logs. Here both must hold. Lines by others (witnesses, in time) may stand
 * beside them and are passed over, as the format asks.
 *
 * The cosignature's time is zero: the format allows it, and a log says nothing about clocks.
 *
 * The two halves are the halves of `logSuite`, used as C2SP says and so without that suite's label. This cannot be confused
 * with other signatures, since a key for logs signs nothing but checkpoints.
 *
 * Follows C2SP signed-note, tlog-checkpoint and tlog-cosignature. Extension lines are refused: nothing would audit them.
 */
import assert from 'node:assert/strict';
import { sign, verify } from 'node:crypto';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { sha256 } from '../digest.ts';
import { concatBytes, equalBytes, fromBase64, toBase64, toHex, utf8 } from '../encoding.ts';
import {
  ed25519PrivateKey,
  ed25519PublicKey,
  type KeyPair,
  mlDsaPrivateKey,
  mlDsaPublicKey,
  seedBytes,
} from '../suites/signature-suite.ts';

export interface Checkpoint {
  /** The name of the log; ours are the identity of the authority, a slash and the kind of log. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

const ed25519NoteType = 0x01;
const mlDsa44CosignatureType = 0x06;
/** The format asks readers to take at least sixteen; each of ours is up to 3.3 kB of text. */
const signaturesMax = 64;
const noteBytesMax = 262_144;
const originShape = /^[\x21-\x2a\x2c-\x7e]{1,200}$/;
const sizeShape = /^(?:0|[1-9]\d{0,15})$/;

/** The three lines that are signed. Throws when the origin cannot stand in a note or the root is not a digest. */
export function writeCheckpointBody(checkpoint: Checkpoint): string {
  assert(originShape.test(checkpoint.origin), 'an origin is visible ASCII without spaces and plus signs');
  assert(Number.isSafeInteger(checkpoint.size) && checkpoint.size >= 0, 'a size is a whole number');
  assert.equal(checkpoint.root.length, 32, 'a root has 32 bytes');
  return `${checkpoint.origin}\n${checkpoint.size}\n${toBase64(checkpoint.root)}\n`;
}

export function readCheckpointBody(body: string, name = 'checkpoint'): Result<Checkpoint> {
  const [origin = '', size = '', rootText = '', end, ...more] = body.split('\n');
  const root = fromBase64(rootText);
  if (end !== '' || more.length > 0) return refused(name, 'It has not exactly the three lines of a checkpoint.');
  if (!originShape.test(origin)) return refused(`${name}.origin`, 'It is not the name of a log.');
  if (!sizeShape.test(size) || !Number.isSafeInteger(Number(size))) return refused(`${name}.size`, 'It is not a whole number.');
  if (root === null || root.length !== 32) return refused(`${name}.root`, 'It is not a root in strict base 64.');
  return ok({ origin, size: Number(size), root });
}

/** The note: body, empty line, two signature lines. The key pair is one of `logSuite`. */
export function signCheckpoint(checkpoint: Checkpoint, keyPair: KeyPair): string {
  const body = writeCheckpointBody(checkpoint);
  const edSignature = sign(null, utf8(body), ed25519PrivateKey(keyPair.privateKey));
  const mlDsaSignature = sign(null, cosignedMessage(checkpoint), mlDsaPrivateKey('ml-dsa-44', keyPair.privateKey));
  const lines = keysOf(checkpoint.origin, keyPair.publicKey).map((key) => {
    const signature = key.type === ed25519NoteType ? edSignature : concatBytes(noTime, mlDsaSignature);
    return `— ${checkpoint.origin} ${toBase64(concatBytes(key.hash, signature))}\n`;
  });
  return `${body}\n${lines.join('')}`;
}

/** The checkpoint, when it is one of this log and both of the log's signatures hold; else what is wrong with it. */
export function verifyCheckpoint(
  note: string,
  by: { readonly origin: string; readonly publicKey: Uint8Array },
  name = 'checkpoint',
): Result<Checkpoint> {
  const split = splitNote(note, name);
  if (!split.ok) return split;
  const { body, lines } = split.value;
  const checkpoint = readCheckpointBody(body, name);
  if (!checkpoint.ok) return checkpoint;
  if (checkpoint.value.origin !== by.origin) return refused(`${name}.origin`, 'It belongs to another log.');
  const edKey = ed25519PublicKey(by.publicKey);
  const mlDsaKey = mlDsaPublicKey('ml-dsa-44', by.publicKey);
  if (edKey === null || mlDsaKey === null) return refused(name, 'The key is not a key for logs.');
  for (const key of keysOf(by.origin, by.publicKey)) {
    const own = lines.filter((line) => line.keyName === by.origin && equalBytes(line.signature.subarray(0, 4), key.hash));
    const signature = own[0]?.signature.subarray(4);
    if (own.length !== 1 || signature === undefined)
      return refused(name, `It has ${own.length} signatures of type ${key.type} by the log instead of one.`);
    const holds =
      key.type === ed25519NoteType
        ? signature.length === 64 && verify(null, utf8(body), edKey, signature)
        : equalBytes(signature.subarray(0, 8), noTime) && verify(null, cosignedMessage(checkpoint.value), mlDsaKey, signature.subarray(8));
    if (!holds) return refused(name, `The signature of type ${key.type} does not hold.`);
  }
  return checkpoint;
}

/** The two keys as C2SP tools are given them: name, key hash, and type with raw key, joined by plus signs. */
export function verifierKeys(origin: string, publicKey: Uint8Array): string[] {
  return keysOf(origin, publicKey).map((key) => `${origin}+${toHex(key.hash)}+${toBase64(concatBytes(Uint8Array.of(key.type), key.raw))}`);
}

const noTime = new Uint8Array(8);

function keysOf(origin: string, publicKey: Uint8Array): { type: number; raw: Uint8Array; hash: Uint8Array }[] {
  const halves = [
    { type: ed25519NoteType, raw: publicKey.subarray(0, seedBytes) },
    { type: mlDsa44CosignatureType, raw: publicKey.subarray(seedBytes) },
  ];
  return halves.map((half) => ({ ...half, hash: sha256(utf8(`${origin}\n`), Uint8Array.of(half.type), half.raw).subarray(0, 4) }));
}

/** The structure `cosigned_message` of tlog-cosignature, for the whole tree and without a time. */
function cosignedMessage(checkpoint: Checkpoint): Uint8Array {
  const origin = utf8(checkpoint.origin);
  const named = concatBytes(Uint8Array.of(origin.length), origin);
  const end = new Uint8Array(8);
  new DataView(end.buffer).setBigUint64(0, BigInt(checkpoint.size));
  return concatBytes(utf8('subtree/v1\n\0'), named, noTime, named, new Uint8Array(8), end, checkpoint.root);
}

interface NoteLine {
  readonly keyName: string;
  readonly signature: Uint8Array;
}

function splitNote(note: string, name: string): Result<{ readonly body: string; readonly lines: readonly NoteLine[] }> {
  if (note.length > noteBytesMax) return refused(name, `It is longer than ${noteBytesMax} characters.`);
  const bodyEnd = note.lastIndexOf('\n\n');
  if (bodyEnd < 0 || !note.endsWith('\n')) return refused(name, 'It is not a signed note.');
  const lines = note.slice(bodyEnd + 2, -1).split('\n');
  if (lines.length > signaturesMax) return refused(name, `It has more than ${signaturesMax} signatures.`);
  const read: NoteLine[] = [];
  for (const line of lines) {
    const match = /^— ([^\s+]{1,200}) ([A-Za-z0-9+/=]+)$/u.exec(line);
    const signature = fromBase64(match?.[2] ?? '=');
    if (match === null || signature === null || signature.length < 5) return refused(name, 'One of its signature lines is malformed.');
    read.push({ keyName: match[1] ?? '', signature });
  }
  return ok({ body: note.slice(0, bodyEnd + 1), lines: read });
}

function refused(path: string, problem: string): ReturnType<typeof fail> {
  return fail(path, problem, 'Keep this checkpoint as evidence and ask the log for its latest one.');
}
