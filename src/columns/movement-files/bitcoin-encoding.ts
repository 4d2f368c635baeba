// SPDX-License-Identifier: Apache-2.0
/**
 * Bitcoin blocks in consensus encoding, read to the byte: header, transactions with or without witness, their outputs and what they spend.
 *
 * Several blocks may stand one after another in a file, with or without the four magic bytes and the length that a node's own files
 * put before each. The Merkle root is computed again, so a block that was cut or changed is refused with the byte where it ends.
 */
import { fail, ok, type Result } from '../../kernel/index.ts';
import { doubleSha256, holderOfScript } from './bitcoin-addresses.ts';

export interface BitcoinBlock {
  readonly hash: string;
  readonly previous: string;
  readonly timeMs: number;
  readonly transactions: readonly BitcoinTransaction[];
}

export interface BitcoinTransaction {
  readonly id: string;
  readonly isCoinbase: boolean;
  readonly inputs: readonly BitcoinInput[];
  readonly outputs: readonly BitcoinOutput[];
}

export interface BitcoinInput {
  /** The transaction and the output it spends. */
  readonly spends: string;
  /** What that output held, where the file says it. */
  readonly coin: BitcoinOutput | null;
}

export interface BitcoinOutput {
  readonly holder: string;
  readonly satoshi: number;
}

/** A block weighs 4 million units at the most, so no file of one block is larger than this. */
const countMax = 1_000_000;
const mainnetMagic = 0xd9b4bef9;
const coinbaseIndex = 0xffffffff;

export function readBitcoinBlocks(bytes: Uint8Array, source: string): Result<readonly BitcoinBlock[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks: BitcoinBlock[] = [];
  const cursor = { at: 0 };
  try {
    while (cursor.at < bytes.length) {
      if (view.byteLength - cursor.at >= 8 && view.getUint32(cursor.at, true) === mainnetMagic) cursor.at += 8;
      blocks.push(readBlock(bytes, view, cursor));
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return fail(
      `${source}, byte ${cursor.at}`,
      `Block ${blocks.length + 1} is no whole block.`,
      'Fetch the file again and compare its size.',
    );
  }
  return ok(blocks);
}

type Cursor = { at: number };

function readBlock(bytes: Uint8Array, view: DataView, cursor: Cursor): BitcoinBlock {
  const header = take(bytes, cursor, 80);
  const headerView = new DataView(header.buffer, header.byteOffset, 80);
  const count = readCount(view, cursor);
  const transactions: BitcoinTransaction[] = [];
  const ids: Buffer[] = [];
  for (let index = 0; index < count; index += 1) {
    const { id, transaction } = readTransaction(bytes, view, cursor);
    ids.push(id);
    transactions.push(transaction);
  }
  if (!merkleRoot(ids).equals(header.subarray(36, 68))) throw new RangeError('The Merkle root is another.');
  const timeMs = headerView.getUint32(68, true) * 1000;
  return { hash: reversedHex(doubleSha256(header)), previous: reversedHex(header.subarray(4, 36)), timeMs, transactions };
}

function readTransaction(bytes: Uint8Array, view: DataView, cursor: Cursor): { id: Buffer; transaction: BitcoinTransaction } {
  const start = cursor.at;
  cursor.at += 4;
  const hasWitness = view.getUint8(cursor.at) === 0 && view.getUint8(cursor.at + 1) === 1;
  if (hasWitness) cursor.at += 2;
  const body = cursor.at;
  const inputs: BitcoinInput[] = [];
  let isCoinbase = false;
  for (let left = readCount(view, cursor); left > 0; left -= 1) {
    const hash = take(bytes, cursor, 32);
    const index = view.getUint32(cursor.at, true);
    cursor.at += 4;
    take(bytes, cursor, readCount(view, cursor));
    cursor.at += 4;
    isCoinbase ||= index === coinbaseIndex;
    inputs.push({ spends: `${reversedHex(hash)}:${index}`, coin: null });
  }
  const outputs: BitcoinOutput[] = [];
  for (let left = readCount(view, cursor); left > 0; left -= 1) {
    const satoshi = Number(view.getBigUint64(cursor.at, true));
    cursor.at += 8;
    outputs.push({ holder: holderOfScript(take(bytes, cursor, readCount(view, cursor))), satoshi });
  }
  const bodyEnd = cursor.at;
  if (hasWitness) {
    for (const _input of inputs) for (let left = readCount(view, cursor); left > 0; left -= 1) take(bytes, cursor, readCount(view, cursor));
  }
  const locktime = take(bytes, cursor, 4);
  const id = doubleSha256(Buffer.concat([bytes.subarray(start, start + 4), bytes.subarray(body, bodyEnd), locktime]));
  return { id, transaction: { id: reversedHex(id), isCoinbase, inputs, outputs } };
}

function take(bytes: Uint8Array, cursor: Cursor, length: number): Uint8Array {
  if (cursor.at + length > bytes.length) throw new RangeError('The file ends before.');
  cursor.at += length;
  return bytes.subarray(cursor.at - length, cursor.at);
}

function readCount(view: DataView, cursor: Cursor): number {
  const first = view.getUint8(cursor.at);
  cursor.at += 1;
  if (first < 0xfd) return first;
  const size = first === 0xfd ? 2 : first === 0xfe ? 4 : 8;
  const count = size === 2 ? view.getUint16(cursor.at, true) : size === 4 ? view.getUint32(cursor.at, true) : Number.POSITIVE_INFINITY;
  cursor.at += size;
  if (count > countMax * 4) throw new RangeError('A count is larger than a block.');
  return count;
}

function merkleRoot(ids: readonly Buffer[]): Buffer {
  let level = [...ids];
  while (level.length > 1) {
    const next: Buffer[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const left = level[index] ?? Buffer.alloc(32);
      next.push(doubleSha256(Buffer.concat([left, level[index + 1] ?? left])));
    }
    level = next;
  }
  return level[0] ?? Buffer.alloc(32);
}

function reversedHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).reverse().toString('hex');
}
