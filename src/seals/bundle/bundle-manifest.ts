// SPDX-License-Identifier: Apache-2.0
/**
 * Bundle manifest: the list of a bundle's files with size and digest, itself one of the files.
 *
 * It binds the files of this copy together: a file that is left out, added, or swapped with one from another bundle no longer fits
 * the list. It is signed by nobody: who withholds parts of a body writes it anew. What the exporter vouches for is in the certificate.
 */
import { canonicalJson, fail, failWith, type Issue, limits, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import { type Digest, digestOf, isDigest } from '../digest.ts';
import { equalBytes, utf8 } from '../encoding.ts';
import { membersOf } from '../signed-document.ts';
import type { BundleFile } from './stored-zip.ts';

/** Where the manifest lies in a bundle. It does not list itself. */
export const manifestPath = 'manifest.json';

export interface BundleManifest {
  readonly v: 1;
  readonly files: readonly { readonly path: string; readonly size: number; readonly digest: Digest }[];
}

/** The manifest's bytes for these files, sorted by path. Add them to the bundle as `manifestPath`. */
export function bundleManifest(files: readonly BundleFile[]): Uint8Array {
  return utf8(canonicalJson(manifestOf(files)));
}

/** The manifest in the bundle, when it lists exactly the bundle's other files; else every file that does not fit. */
export function checkManifest(files: ReadonlyMap<string, Uint8Array>, name = 'bundle'): Result<BundleManifest> {
  const bytes = files.get(manifestPath);
  if (bytes === undefined) return fail(`${name}: ${manifestPath}`, 'There is no manifest.', remedy);
  const listed = readManifest(bytes, `${name}: ${manifestPath}`);
  if (!listed.ok) return listed;
  const present = manifestOf([...files].filter(([path]) => path !== manifestPath).map(([path, content]) => ({ path, bytes: content })));
  const issues: Issue[] = [];
  const unlisted = new Map(present.files.map((file) => [file.path, file]));
  for (const file of listed.value.files) {
    const found = unlisted.get(file.path);
    unlisted.delete(file.path);
    if (found === undefined) issues.push({ path: `${name}: ${file.path}`, problem: 'The file is missing.', remedy });
    else if (found.digest !== file.digest || found.size !== file.size) {
      issues.push({ path: `${name}: ${file.path}`, problem: 'The file is not the one the manifest lists.', remedy });
    }
  }
  for (const path of unlisted.keys()) issues.push({ path: `${name}: ${path}`, problem: 'The file is not in the manifest.', remedy });
  if (issues.length > 0) return failWith(issues);
  // The list is also written in the one way: sorted, each file once, nothing beside it.
  if (!equalBytes(utf8(canonicalJson(present)), bytes))
    return fail(`${name}: ${manifestPath}`, 'It is not written in canonical JSON.', remedy);
  return ok(present);
}

const remedy = 'Ask the maker of the bundle for it again.';
const fileMembers = ['path', 'size', 'digest'] as const;

function manifestOf(files: readonly BundleFile[]): BundleManifest {
  const sorted = files.toSorted((left, right) => (left.path < right.path ? -1 : 1));
  return { v: 1, files: sorted.map((file) => ({ path: file.path, size: file.bytes.length, digest: digestOf(file.bytes) })) };
}

function readManifest(bytes: Uint8Array, name: string): Result<BundleManifest> {
  const parsed = parseStrictJson(bytes, name, { bytesMax: limits.envelopeBytesMax * 4, depthMax: 4 });
  if (!parsed.ok) return parsed;
  const members = membersOf(parsed.value, ['v', 'files']);
  if (members === null || members[0] !== 1 || !Array.isArray(members[1]))
    return fail(name, 'It is not a manifest of a version that is known.', remedy);
  const files: BundleManifest['files'][number][] = [];
  for (const [index, entry] of members[1].entries()) {
    const [path, size, digest] = membersOf(entry, fileMembers) ?? [];
    if (typeof path !== 'string' || typeof size !== 'number' || !isDigest(digest))
      return fail(`${name}: files[${index}]`, 'It is not an entry of a manifest.', remedy);
    files.push({ path, size, digest });
  }
  return ok({ v: 1, files });
}
