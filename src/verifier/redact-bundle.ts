// SPDX-License-Identifier: Apache-2.0
/**
 * Withholding more of a bundle that somebody holds: the copy shows less, every signature in it stays, and it says who withheld
 * what and why. No key is needed and none is used, so the reasons are signed by nobody, and the verifier says that.
 *
 *     whole bundle  ->  redactBundle(withhold 3/records/0/body/name)  ->  a bundle that verifies, with one field as a digest
 *
 * A bundle that is not valid is not redacted: its faults would be blamed on the copy.
 */
import { withheldTogether } from '../agreements/index.ts';
import { failWith, type Instant, type Issue, ok, type Result } from '../kernel/index.ts';
import {
  type BodyPlace,
  bodyPlaces,
  bundleLayout,
  bundleManifest,
  manifestPath,
  type Suites,
  type Withholding,
  withholdInBodies,
  writeHolderStatements,
  writeStoredZip,
} from '../seals/index.ts';
import { readBundle } from './read-bundle.ts';
import { verifyBundle } from './verify-bundle.ts';

export interface Redaction {
  readonly withhold: readonly Withholding[];
  /** What the holder calls himself; the reader of the copy is told. */
  readonly by: string;
  readonly at: Instant;
  readonly suites: Suites;
}

export function redactBundle(bytes: Uint8Array, given: Redaction): Result<Uint8Array> {
  const { suites, by, at } = given;
  const verdict = verifyBundle(bytes, { suites });
  if (!verdict.isValid) return failWith(verdict.issues);
  const bundle = readBundle(bytes, suites);
  if (!bundle.ok) return bundle;
  if (given.withhold.length === 0) return failWith([nothingChosen]);
  const less = withholdInBodies(bundle.value.dispatches, given.withhold, withheldTogether);
  if (!less.ok) return less;
  const files = new Map(bundle.value.files);
  for (const [digest, body] of less.value.bodies) files.set(bundleLayout.body(digest), body);
  const statements = [...bundle.value.holderStatements, ...less.value.statements.map((one) => ({ ...one, by, at }))];
  files.set(bundleLayout.withheld, writeHolderStatements(statements));
  files.delete(manifestPath);
  const listed = [...files].map(([path, content]) => ({ path, bytes: content }));
  return ok(writeStoredZip([...listed, { path: manifestPath, bytes: bundleManifest(listed) }]));
}

const nothingChosen: Issue = {
  path: 'withhold',
  problem: 'Nothing is chosen to be withheld.',
  remedy: 'Name at least one place; the whole bundle is there already.',
};

/** The places of every dispatch of a bundle, by the number of its file. Issues when it is no bundle. */
export function placesInBundle(bytes: Uint8Array, suites: Suites): Result<readonly { kind: string; places: readonly BodyPlace[] }[]> {
  const bundle = readBundle(bytes, suites);
  return bundle.ok ? ok(bundle.value.dispatches.map(({ facts, body }) => ({ kind: facts.kind, places: bodyPlaces(body) }))) : bundle;
}
