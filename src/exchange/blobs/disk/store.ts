// SPDX-License-Identifier: Apache-2.0
/**
 * Blobs on the disk, in the authority's data folder.
 *
 *     blobs/arriving/<id>            one that is not whole yet, by the identifier of its attachment
 *     blobs/<2>/<64 letters>         a whole one, by the digest of its bytes: nothing else can ever lie there
 *
 * A range is on the disk, and not only given to the system, before it is counted. Files have names of our own making: no name
 * from outside ever reaches a path.
 */
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Digest } from '../../../seals/index.ts';

export interface BlobFiles {
  /** Writes bytes at a place of an arriving blob and brings them to the disk. */
  writeArriving(id: string, at: number, bytes: Uint8Array): Promise<void>;
  /** Bytes of a blob, fewer where it ends; of a whole one where `digest` is given. */
  read(blob: BlobName, at: number, length: number): Promise<Uint8Array>;
  /** Moves an arriving blob to the place of its digest; does nothing where it lies there already. */
  keep(id: string, digest: Digest): Promise<void>;
  isKept(digest: Digest): Promise<boolean>;
  /** Where a whole one lies, for a backup that reads it through. */
  pathOf(digest: Digest): string;
  remove(blob: BlobName): Promise<void>;
  /** Identifiers of the blobs that are arriving. */
  arriving(): Promise<readonly string[]>;
  freeBytes(): Promise<number>;
}

export type BlobName = { readonly id: string } | { readonly digest: Digest };

export function blobFiles(folder: string): BlobFiles {
  const arrivingFolder = path.join(folder, 'arriving');
  const fileOf = (blob: BlobName): string => ('id' in blob ? path.join(arrivingFolder, blob.id) : keptFile(folder, blob.digest));
  const ready = once(() => mkdir(arrivingFolder, { recursive: true, mode: 0o700 }));
  return {
    async writeArriving(id, at, bytes) {
      await ready();
      const file = await open(fileOf({ id }), at === 0 ? 'w' : 'r+', 0o600);
      try {
        await file.write(bytes, 0, bytes.length, at);
        await file.datasync();
      } finally {
        await file.close();
      }
    },
    async read(blob, at, length) {
      const file = await open(fileOf(blob), 'r');
      try {
        const bytes = new Uint8Array(length);
        const { bytesRead } = await file.read(bytes, 0, length, at);
        return bytes.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
    async keep(id, digest) {
      const kept = keptFile(folder, digest);
      await mkdir(path.dirname(kept), { recursive: true, mode: 0o700 });
      if (await isThere(kept)) return rm(fileOf({ id }), { force: true });
      await rename(fileOf({ id }), kept);
      await syncFolder(path.dirname(kept));
    },
    isKept: (digest) => isThere(keptFile(folder, digest)),
    pathOf: (digest) => keptFile(folder, digest),
    remove: (blob) => rm(fileOf(blob), { force: true }),
    async arriving() {
      await ready();
      return readdir(arrivingFolder);
    },
    async freeBytes() {
      await ready();
      const { bavail, bsize } = await statfs(arrivingFolder);
      return bavail * bsize;
    },
  };
}

function keptFile(folder: string, digest: Digest): string {
  const name = digest.slice('sha256:'.length);
  return path.join(folder, name.slice(0, 2), name);
}

async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** A new name is on the disk when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function once(work: () => Promise<unknown>): () => Promise<void> {
  let done: Promise<unknown> | null = null;
  return async () => {
    done ??= work();
    await done;
  };
}
