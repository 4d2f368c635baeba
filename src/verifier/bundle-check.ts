// SPDX-License-Identifier: Apache-2.0
/**
 * One check of a bundle: it looks at the whole, and says what it found proven or what is wrong.
 *
 * The verifier is a list of such checks (verify-bundle.ts). Each can rely on what the frame holds, and on nothing that another
 * check has found: all of them are run, and every problem is reported.
 */
import { failWith, type Issue, type Result } from '../kernel/index.ts';
import {
  type AuthorityId,
  type AuthorityKey,
  type KeyState,
  keyById,
  type SignedDocument,
  type Suites,
  verifySigned,
} from '../seals/index.ts';
import type { RequestFacts } from './act-of-body.ts';
import { broken, type BundledDispatch, type BundleLine, type ReadBundle } from './read-bundle.ts';

export type Lines = Result<readonly BundleLine[]>;

/** What every part of the bundle is held against. */
export interface Frame {
  readonly bundle: ReadBundle;
  readonly suites: Suites;
  /** Identities known from elsewhere; null when nobody said which. */
  readonly expected: readonly string[] | null;
  readonly names: ReadonlyMap<string, string>;
  /** What the bundle is about. */
  readonly story: Story;
}

export type Story =
  | {
      readonly kind: 'case';
      readonly request: RequestFacts;
      /** Who asked, and who was asked. */
      readonly sides: Readonly<Record<'requesting' | 'requested', string>>;
      /** The paths of what came before the request was made. */
      readonly before: ReadonlySet<string>;
    }
  /** A question of consent, a disclosure or a recall, as far as it went through the exporter. */
  | { readonly kind: 'matter'; readonly kinds: readonly string[] };

export type BundleCheck = (frame: Frame) => Lines;
export type DispatchCheck = (frame: Frame, dispatch: BundledDispatch) => Lines;

/** Whether a key's signature counts that its owner has revoked: which depends on what was signed with it. */
export type Counts = (key: AuthorityKey) => boolean;

/** For what bears no position in a log. */
export const neverRevoked: Counts = (key) => key.revokedAt === null;
/** A dispatch is judged by the position of its entry in the log (verify-key-position.ts). */
export const byItsEntry: Counts = () => true;
/** A receipt names its own entry in its author's log, and stands when that lies before what its author made suspect. */
export const beforeSuspicion =
  (logIndex: number): Counts =>
  (key) =>
    key.revokedAt === null || logIndex < (key.suspectFrom ?? 0);

export interface Signed {
  readonly document: SignedDocument;
  readonly by: string;
  readonly path: string;
}

/** Who signed it: its author, or of a letter the recipient who attests it. */
export function signerOf({ facts, letter }: BundledDispatch): string {
  return letter?.attestedBy ?? facts.from;
}

/** Signed by one key for dispatches of this authority that counts. */
export function checkSignature(frame: Frame, { document, by, path }: Signed, counts: Counts): Result<null> {
  const state: KeyState | undefined = frame.bundle.keyStates.get(by as AuthorityId);
  if (document.signatures.length !== 1) return broken(path, 'It bears more or fewer signatures than one.');
  if (state === undefined) return broken(path, `The keys of ${by} are not in the bundle.`);
  const verified = verifySigned(document, {
    suite: frame.suites.suite,
    keys: (keyId) => {
      const key = keyById(state, keyId);
      return key === null || key.purpose !== 'dispatch' || !counts(key) ? null : key.publicKey;
    },
  });
  return verified.ok ? { ok: true, value: null } : under(path, verified.issues);
}

/** The same issues, with the file they were found in. */
export function under(path: string, issues: readonly Issue[]): { ok: false; issues: readonly Issue[] } {
  const failed = failWith(issues.map((issue) => ({ ...issue, path: `${path}: ${issue.path}` })));
  return { ok: false, issues: failed.issues };
}
