// SPDX-License-Identifier: Apache-2.0
/** A file named on the command line, read piece by piece: its length does not matter. */
import { open } from 'node:fs/promises';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { type Digest, digesting } from '../../seals/index.ts';

const pieceBytes = 262_144;

export interface FileRead {
  readonly size: number;
  readonly digest: Digest;
}

/** Hands each piece to `take` until it answers with an issue; then the reading stops with that. */
export async function readInPieces(name: string, take: (piece: Uint8Array) => Result<null>): Promise<Result<FileRead>> {
  try {
    const file = await open(name, 'r');
    try {
      const hash = digesting();
      let size = 0;
      for (;;) {
        const { bytesRead, buffer } = await file.read(new Uint8Array(pieceBytes), 0, pieceBytes, null);
        if (bytesRead === 0) return ok({ size, digest: hash.end() });
        const piece = buffer.subarray(0, bytesRead);
        hash.add(piece);
        size += bytesRead;
        const taken = take(piece);
        if (!taken.ok) return taken;
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    const problem = code === 'ENOENT' ? 'There is no such file.' : `It cannot be read (${code}).`;
    return fail(name, problem, 'Check the name and whether this account may read it.');
  }
}
