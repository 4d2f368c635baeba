// SPDX-License-Identifier: Apache-2.0
/**
 * The approvals that a dispatch carries: each of exactly what was sent, and proven by its officer's own authenticator or said to
 * rest on the word of the authority.
 */
import { type Facts, stepDigestOf } from '../agreements/index.ts';
import { ok, type Result } from '../kernel/index.ts';
import { type AuthorityId, checkApprovalProof } from '../seals/index.ts';
import { type Frame, signerOf } from './bundle-check.ts';
import { broken, type BundledDispatch } from './read-bundle.ts';

/**
 * Every approval that a dispatch carries must be one of exactly this step, by somebody other than its preparer, each with an
 * officer and an authenticator of its own, and with a proof that holds: a false one beside enough true ones is refused too.
 */
export function checkApprovals({ bundle, suites }: Frame, dispatch: BundledDispatch): Result<Facts['approvals']> {
  const { facts, path } = dispatch;
  // Of a letter, those are officers of the recipient who compared it with the scan.
  const author = bundle.keyStates.get(signerOf(dispatch) as AuthorityId);
  if (author === undefined) return broken(path, `The keys of ${facts.from} are not in the bundle.`);
  const stepDigest = stepDigestOf(facts);
  const approvals: Facts['approvals'][number][] = [];
  for (const approval of facts.approvals) {
    const { officer, subject, at } = approval;
    if (subject !== stepDigest) return broken(path, `The approval by ${officer} is for something else than what was sent.`);
    if (officer === facts.preparedBy) return broken(path, `The approval by ${officer} is by the one who prepared it.`);
    const proven = checkApprovalProof(approval, author, suites.suite);
    if (!proven.ok)
      return broken(path, `The approval by ${officer} does not hold. ${proven.issues.map(({ problem }) => problem).join(' ')}`);
    const { authenticator } = proven.value;
    if (approvals.some((other) => other.officer === officer || (authenticator !== null && other.authenticator === authenticator))) {
      return broken(path, `One officer or one authenticator approves twice (${officer}).`);
    }
    approvals.push({ officer, subject, at, authenticator });
  }
  return ok(approvals);
}

/** How the approvals are proven: by the officers' own authenticators, or by the word of their authority. */
export function meansOf(approvals: Facts['approvals']): string {
  const proven = approvals.filter(({ authenticator }) => authenticator !== null).length;
  if (proven === approvals.length) return ', each with an authenticator of their own';
  return proven === 0 ? ', by the word of their authority (password and code)' : `, ${proven} of them with an authenticator of their own`;
}
