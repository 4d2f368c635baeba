// SPDX-License-Identifier: Apache-2.0
/**
 * The judgement of a bundle: how its parts bind to each other. The order of checks is that of index.ts.
 */
import {
  decideUnder,
  everyDatumConditioned,
  filledFields,
  type KnownAgreement,
  noFacts,
  stepDigestOf,
  verdictDigest,
  verifyAgreementSignatures,
} from '../agreements/index.ts';
import { failWith, type Instant, isInstant, type Issue, ok, type Result } from '../kernel/index.ts';
import { type AuthorityId, bundleLayout, type KeyState, keyById, type SignedDocument, type Suites, verifySigned } from '../seals/index.ts';
import { verifyLog } from './verify-log.ts';
import { broken, type BundledDispatch, readBundle, type ReadBundle } from './read-bundle.ts';

export interface BundleLine {
  /** What is proven, in a sentence. */
  readonly what: string;
  /** The authority whose signature proves it. */
  readonly by: string;
  readonly clause: string | null;
}
export interface BundleVerdict {
  readonly isValid: boolean;
  /** Empty when the bundle is not valid: nothing is half proven. */
  readonly lines: readonly BundleLine[];
  readonly authorities: readonly { readonly id: string; readonly name: string }[];
  readonly issues: readonly Issue[];
}
export interface VerifyOptions {
  readonly suites: Suites;
  /** Identities known from elsewhere; the bundle is invalid when it speaks of others. */
  readonly expected?: readonly string[];
}

/** Never throws on what a bundle holds: whatever is wrong with it is in `issues`, with the file's path. */
export function verifyBundle(bytes: Uint8Array, options: VerifyOptions): BundleVerdict {
  const read = readBundle(bytes, options.suites);
  if (!read.ok) return invalid(read.issues);
  const bundle = read.value;
  const names = new Map(
    bundle.agreements.flatMap((agreement) => agreement.document.parties.map((party): [string, string] => [party.authorityId, party.name])),
  );
  const checks = [
    checkExporter(bundle, options),
    checkAgreements(bundle, options),
    ...bundle.dispatches.map((dispatch) => checkDispatch(bundle, dispatch, options, names)),
    verifyLog(bundle),
  ];
  const issues = checks.flatMap((check) => (check.ok ? [] : check.issues));
  if (issues.length > 0) return invalid(issues);
  const lines = checks.flatMap((check) => (check.ok ? check.value : []));
  const authorities = [...bundle.keyStates.keys()].map((id) => ({ id, name: names.get(id) ?? '' }));
  return { isValid: true, lines: lines.map((line) => ({ ...line, by: names.get(line.by) ?? line.by })), authorities, issues: [] };
}

type Lines = Result<readonly BundleLine[]>;

function checkExporter(bundle: ReadBundle, options: VerifyOptions): Lines {
  const { exportedBy } = bundle.about;
  const unknown = [...bundle.keyStates.keys()].filter((id) => options.expected !== undefined && !options.expected.includes(id));
  if (unknown.length > 0) return broken('keys', `The bundle speaks of ${unknown.join(', ')}, which you did not expect.`);
  const signed = checkSignature(bundle, bundle.manifestSigned, exportedBy, bundleLayout.manifestSigned, options);
  return signed.ok ? ok([{ what: 'exported this bundle and vouches for its list of files', by: exportedBy, clause: null }]) : signed;
}

function checkAgreements(bundle: ReadBundle, options: VerifyOptions): Lines {
  const lines: BundleLine[] = [];
  for (const agreement of bundle.agreements) {
    const path = bundleLayout.agreement(agreement.digest);
    if (bundle.dispatches.every((dispatch) => dispatch.facts.agreement.digest !== agreement.digest))
      return broken(path, 'No dispatch rests on this agreement.');
    const signedBy = verifyAgreementSignatures(agreement, bundle.keyStates, options.suites.suite);
    if (!signedBy.ok) return failWith(signedBy.issues.map((issue) => ({ ...issue, path: `${path}: ${issue.path}` })));
    // Parties whose keys are not in the bundle took no part in the case; both that did must have signed.
    for (const id of bundle.keyStates.keys()) {
      if (!signedBy.value.includes(id)) return broken(path, `It is not signed by ${id}.`);
      lines.push({
        what: `signed the agreement "${agreement.document.title}", version ${agreement.document.version}`,
        by: id,
        clause: null,
      });
    }
  }
  return ok(lines);
}

function checkDispatch(bundle: ReadBundle, dispatch: BundledDispatch, options: VerifyOptions, names: ReadonlyMap<string, string>): Lines {
  const { facts, path } = dispatch;
  const [to = ''] = facts.to;
  if (facts.caseRef !== bundle.about.caseRef) return broken(path, 'The dispatch belongs to another case.');
  if (!bundle.keyStates.has(to as AuthorityId) || facts.act.from !== facts.from || facts.act.to !== to)
    return broken(path, 'Sender and recipient do not fit the act or the bundled keys.');
  const signed = checkSignature(bundle, dispatch.document, facts.from, path, options);
  if (!signed.ok) return signed;
  const agreement = bundle.agreements.find((candidate) => candidate.digest === facts.agreement.digest);
  if (agreement === undefined || agreement.document.id !== facts.agreement.id || agreement.document.version !== facts.agreement.version) {
    return broken(path, 'The agreement it rests on is not in the bundle.');
  }
  const sayings = checkActAgainstBody(dispatch, agreement);
  if (!sayings.ok) return sayings;
  const judged = checkVerdict(dispatch, agreement);
  if (!judged.ok) return judged;
  const receipt = checkReceipt(bundle, dispatch, options);
  if (!receipt.ok) return receipt;
  return ok([...judged.value, ...receipt.value].map((line) => ({ ...line, what: line.what.replace('{to}', names.get(to) ?? to) })));
}

/** The act that was judged is the act that was sent. */
function checkActAgainstBody(dispatch: BundledDispatch, agreement: KnownAgreement): Result<null> {
  const { act, body } = dispatch.facts;
  const says = (isEqual: boolean, what: string): Result<null> =>
    isEqual ? ok(null) : broken(dispatch.path, `The act and the body differ in ${what}.`);
  if (act.kind === 'ask') {
    const content = filledFields((body['content'] ?? {}) as Parameters<typeof filledFields>[0]);
    const isEqual =
      body['assistance'] === act.assistance &&
      body['purpose'] === act.purpose &&
      body['class'] === act.class &&
      content.join() === act.content.join();
    return says(isEqual, 'what is asked');
  }
  if (act.kind !== 'peer' && body['requestId'] !== act.requestId) return says(false, 'the case');
  if (act.kind === 'refuse') return says(body['ground'] === act.ground, 'the ground of refusal');
  if (act.kind !== 'reply') return ok(null);
  const records = (Array.isArray(body['records']) ? body['records'] : []) as Parameters<typeof everyDatumConditioned>[1];
  if (records.length !== act.dataCount || body['completeness'] !== act.completeness) return says(false, 'what is disclosed');
  return says(
    everyDatumConditioned(agreement, records) === act.everyDatumConditioned && act.everyDatumConditioned,
    'the conditions of the data',
  );
}

/** Decides the act again and compares with the verdict that the author signed. */
function checkVerdict(dispatch: BundledDispatch, agreement: KnownAgreement): Lines {
  const { facts, path } = dispatch;
  if (!isInstant(facts.createdAt)) return broken(path, 'Its moment is not a moment in UTC.');
  const stepDigest = stepDigestOf({ kind: facts.kind, caseRef: facts.caseRef, body: facts.body, conditions: facts.conditions });
  const approvals = facts.approvals.map((approval) => ({
    officer: approval.officer,
    subject: approval.subject,
    at: approval.at as Instant,
  }));
  const { verdict } = decideUnder(
    facts.act,
    agreement,
    { ...noFacts, approvals, preparedBy: facts.preparedBy, stepDigest },
    facts.createdAt,
  );
  if (verdict.outcome !== 'permitted') return broken(path, `The agreement does not permit it: ${verdict.reasons[0]?.sentence ?? ''}`);
  if (verdictDigest(verdict) !== facts.verdict)
    return broken(path, 'The verdict that its author signed is not the one that the agreement gives.');
  const clause = verdict.governing?.clause ?? null;
  const lines: BundleLine[] = [
    { what: `${actWords(facts.act)} on ${facts.createdAt}, to {to}; the agreement permitted it`, by: facts.from, clause },
  ];
  if (verdict.approversMin > 0) {
    const approvers = new Set(
      approvals
        .filter((approval) => approval.subject === stepDigest && approval.officer !== facts.preparedBy)
        .map((approval) => approval.officer),
    );
    lines.push({
      what: `had exactly this approved by ${approvers.size} officer${approvers.size === 1 ? '' : 's'} other than its preparer`,
      by: facts.from,
      clause: approvalClause(verdict),
    });
  }
  return ok(lines);
}

function approvalClause(verdict: { reasons: readonly { kind: string; clause: { clause: string } | null }[] }): string | null {
  return verdict.reasons.find((reason) => reason.kind === 'approved')?.clause?.clause ?? null;
}

function checkReceipt(bundle: ReadBundle, dispatch: BundledDispatch, options: VerifyOptions): Lines {
  const { receipt, facts } = dispatch;
  if (receipt === null) return ok([]);
  const [to = ''] = facts.to;
  if (receipt.facts.dispatch !== dispatch.digest) return broken(receipt.path, 'The receipt is for another dispatch.');
  if (receipt.facts.from !== to || receipt.facts.to !== facts.from)
    return broken(receipt.path, 'The receipt is not between the same two authorities.');
  const signed = checkSignature(bundle, receipt.document, to, receipt.path, options);
  if (!signed.ok) return signed;
  const what =
    receipt.facts.state === 'delivered'
      ? `received it on ${receipt.facts.at}`
      : `rejected it on ${receipt.facts.at} (${receipt.facts.code ?? 'no code'})`;
  return ok([{ what, by: to, clause: null }]);
}

/** Signed by a key for dispatches of this authority that was never revoked, and by no other key. */
function checkSignature(bundle: ReadBundle, document: SignedDocument, by: string, path: string, options: VerifyOptions): Result<null> {
  const state: KeyState | undefined = bundle.keyStates.get(by as AuthorityId);
  if (state === undefined) return broken(path, `The keys of ${by} are not in the bundle.`);
  const verified = verifySigned(document, {
    suite: options.suites.suite,
    keys: (keyId) => {
      const key = keyById(state, keyId);
      return key === null || key.purpose !== 'dispatch' || key.revokedAt !== null ? null : key.publicKey;
    },
  });
  return verified.ok ? ok(null) : failWith(verified.issues.map((issue) => ({ ...issue, path: `${path}: ${issue.path}` })));
}

function actWords(act: BundledDispatch['facts']['act']): string {
  switch (act.kind) {
    case 'ask':
      return `asked for ${act.assistance} for ${act.purpose}`;
    case 'acknowledge':
      return 'acknowledged the request';
    case 'ask-back':
      return 'asked back';
    case 'answer-back':
      return 'answered the question';
    case 'withdraw':
      return 'withdrew the request';
    case 'refuse':
      return `refused the request on ground ${act.ground}`;
    case 'reply':
      return `replied (${act.completeness}) with ${act.dataCount} record${act.dataCount === 1 ? '' : 's'} under conditions`;
    case 'peer':
      return `sent a dispatch of kind ${act.dispatchKind}`;
  }
}

function invalid(issues: readonly Issue[]): BundleVerdict {
  return { isValid: false, lines: [], authorities: [], issues };
}
