// SPDX-License-Identifier: Apache-2.0
/**
 * Attachments in a backup: sealed as they lie on the disk, piece by piece.
 *
 * Only whole ones are in it. One that is still arriving is brought again by its sender, who asks how much is there; that costs
 * less than to stop it for the backup. One that is not what its name says is left out and counted: a backup that failed over one
 * spoilt file would be missed more than that file.
 */
import { open } from 'node:fs/promises';
import type { BlobFiles } from '../../exchange/index.ts';
import { type Digest, digesting } from '../../seals/index.ts';
import type { BackupLine } from './backup-lines.ts';

/** A piece as it is read, and as one line of the backup holds it: 1 MiB. */
const pieceBytes = 1_048_576;

/** Lines of every blob that is whole on the disk; the others are given to `spoilt`. */
export async function* blobLines(
  files: Pick<BlobFiles, 'pathOf'>,
  digests: readonly Digest[],
  spoilt: (digest: Digest) => void,
): AsyncGenerator<BackupLine> {
  for (const digest of digests) {
    const file = await open(files.pathOf(digest), 'r').catch(() => null);
    if (file === null) {
      spoilt(digest);
      continue;
    }
    try {
      const hash = digesting();
      for await (const { bytes } of piecesOf(file)) hash.add(bytes);
      if (hash.end() !== digest) {
        spoilt(digest);
        continue;
      }
      let size = 0;
      for await (const { at, bytes } of piecesOf(file)) {
        size += bytes.length;
        yield { blob: digest, at, bytes: bytes.toString('base64') };
      }
      yield { whole: digest, size };
    } finally {
      await file.close();
    }
  }
}

async function* piecesOf(file: Awaited<ReturnType<typeof open>>): AsyncGenerator<{ at: number; bytes: Buffer }> {
  const piece = Buffer.alloc(pieceBytes);
  for (let at = 0; ;) {
    const { bytesRead } = await file.read(piece, 0, pieceBytes, at);
    if (bytesRead === 0) return;
    yield { at, bytes: piece.subarray(0, bytesRead) };
    at += bytesRead;
  }
}

/** Takes the lines of blobs into a data folder, and knows which came whole. */
export function blobTaker(files: BlobFiles): {
  readonly take: (line: BackupLine) => Promise<void>;
  readonly whole: () => readonly Digest[];
} {
  const whole: Digest[] = [];
  const partial = (digest: Digest): string => `restored-${digest.slice('sha256:'.length)}`;
  return {
    async take(line) {
      if ('blob' in line) await files.writeArriving(partial(line.blob), line.at, Buffer.from(line.bytes, 'base64'));
      if (!('whole' in line)) return;
      await files.keep(partial(line.whole), line.whole);
      whole.push(line.whole);
    },
    whole: () => whole,
  };
}
