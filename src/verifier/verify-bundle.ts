// SPDX-License-Identifier: Apache-2.0
/**
 * The judgement of a bundle: how its parts bind to each other. The order of checks is that of index.ts.
 */
import {
  assistanceWords,
  decideUnder,
  type KnownAgreement,
  noFacts,
  readConsent,
  stepDigestOf,
  verdictDigest,
  verifyAgreementSignatures,
} from '../agreements/index.ts';
import { purposeWords } from '../conditions/index.ts';
import { canonicalJson, failWith, type Issue, ok, type Result } from '../kernel/index.ts';
import {
  type AuthorityId,
  type AuthorityKey,
  bundleLayout,
  type KeyState,
  keyById,
  type SignedDocument,
  type Suites,
  verifySigned,
} from '../seals/index.ts';
import { actOfBody, passedOnData, type RequestFacts, requestOf, sideOfKind } from './act-of-body.ts';
import { broken, type BundledDispatch, type BundleLine, readBundle, type ReadBundle } from './read-bundle.ts';
import { verifyLog } from './verify-log.ts';

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
  const framed = frameOf(read.value, options);
  if (!framed.ok) return invalid(framed.issues);
  const frame = framed.value;
  const { bundle, names } = frame;
  const dispatches = bundle.dispatches.map((dispatch) => checkDispatch(frame, dispatch));
  const checks = [checkExporter(frame), checkAgreements(frame), ...dispatches, verifyLog(bundle)];
  const issues = checks.flatMap((check) => (check.ok ? [] : check.issues));
  if (issues.length > 0) return invalid(issues);
  const lines = checks.flatMap((check) => (check.ok ? check.value : []));
  const authorities = [...bundle.keyStates.keys()].map((id) => ({ id, name: names.get(id) ?? '' }));
  return { isValid: true, lines: lines.map((line) => ({ ...line, by: names.get(line.by) ?? line.by })), authorities, issues: [] };
}

type Lines = Result<readonly BundleLine[]>;

/** What every dispatch of the bundle is held against. */
interface Frame {
  readonly bundle: ReadBundle;
  readonly options: VerifyOptions;
  readonly names: ReadonlyMap<string, string>;
  readonly request: RequestFacts;
  /** Who asked, and who was asked. */
  readonly sides: Readonly<Record<'requesting' | 'requested', string>>;
}

/** The bundle is that of one request: it comes first, it is the only one, and the keys are those of its two authorities. */
function frameOf(bundle: ReadBundle, options: VerifyOptions): Result<Frame> {
  const [first, ...others] = bundle.dispatches;
  const request = first === undefined ? null : requestOf(first.facts);
  if (first === undefined || request === null) return broken('dispatches', 'The first dispatch is not a request.');
  const second = others.find((dispatch) => dispatch.facts.kind === first.facts.kind);
  if (second !== undefined) return broken(second.path, 'There is a second request in the bundle.');
  const [to = ''] = first.facts.to;
  const sides = { requesting: first.facts.from, requested: to };
  const stranger = [...bundle.keyStates.keys()].find((id) => id !== sides.requesting && id !== sides.requested);
  if (stranger !== undefined) return broken(`keys/${stranger}`, 'It took no part in the case.');
  if (bundle.about.exportedBy !== sides.requesting && bundle.about.exportedBy !== sides.requested) {
    return broken(bundleLayout.about, 'The exporter took no part in the case.');
  }
  const parties = bundle.agreements.flatMap((agreement) => agreement.document.parties);
  return ok({ bundle, options, request, sides, names: new Map(parties.map((party) => [party.authorityId, party.name])) });
}

function checkExporter({ bundle, options }: Frame): Lines {
  const { exportedBy } = bundle.about;
  const unknown = [...bundle.keyStates.keys()].filter((id) => options.expected !== undefined && !options.expected.includes(id));
  if (unknown.length > 0) return broken('keys', `The bundle speaks of ${unknown.join(', ')}, which you did not expect.`);
  const signed = checkSignature(
    bundle,
    { document: bundle.manifestSigned, by: exportedBy, path: bundleLayout.manifestSigned },
    neverRevoked,
    options,
  );
  return signed.ok ? ok([{ what: 'exported this bundle and vouches for its list of files', by: exportedBy, clause: null }]) : signed;
}

function checkAgreements({ bundle, options }: Frame): Lines {
  const lines: BundleLine[] = [];
  for (const agreement of bundle.agreements) {
    const path = bundleLayout.agreement(agreement.digest);
    if (bundle.dispatches.every((dispatch) => dispatch.facts.agreement.digest !== agreement.digest)) {
      return broken(path, 'No dispatch rests on this agreement.');
    }
    const signedBy = verifyAgreementSignatures(agreement, bundle.keyStates, options.suites.suite);
    if (!signedBy.ok) return failWith(signedBy.issues.map((issue) => ({ ...issue, path: `${path}: ${issue.path}` })));
    // Other parties, whose keys are not in the bundle, took no part in the case; both that did must have signed.
    const missing = [...bundle.keyStates.keys()].find((id) => !signedBy.value.includes(id));
    if (missing !== undefined) return broken(path, `It is not signed by ${missing}.`);
    const what = `signed the agreement "${agreement.document.title}", version ${agreement.document.version}`;
    lines.push(...signedBy.value.map((by) => ({ what, by, clause: null })));
  }
  return ok(lines);
}

function checkDispatch(frame: Frame, dispatch: BundledDispatch): Lines {
  const { bundle, options, names, sides } = frame;
  const { facts, path } = dispatch;
  const [to = ''] = facts.to;
  const side = Object.hasOwn(sideOfKind, facts.kind) ? sideOfKind[facts.kind] : undefined;
  if (side === undefined) return broken(path, `A dispatch of kind ${facts.kind} belongs to no case.`);
  if (facts.caseRef !== bundle.about.caseRef) return broken(path, 'The dispatch belongs to another case.');
  if (facts.from !== sides[side] || to !== sides[side === 'requesting' ? 'requested' : 'requesting']) {
    return broken(path, 'Its author and recipient do not take these parts in the case.');
  }
  const signed = checkSignature(bundle, { document: dispatch.document, by: facts.from, path: path }, byItsEntry, options);
  if (!signed.ok) return signed;
  const agreement = bundle.agreements.find((candidate) => candidate.digest === facts.agreement.digest);
  if (agreement === undefined || agreement.document.id !== facts.agreement.id || agreement.document.version !== facts.agreement.version) {
    return broken(path, 'The agreement it rests on is not in the bundle.');
  }
  const said = checkActAgainstBody(frame, dispatch, agreement);
  if (!said.ok) return said;
  const judged = checkVerdict(dispatch, agreement);
  if (!judged.ok) return judged;
  const receipt = checkReceipt(frame, dispatch);
  if (!receipt.ok) return receipt;
  return ok(
    [...judged.value, ...consentLines(frame, dispatch), ...receipt.value].map((line) => ({
      ...line,
      what: line.what.replace('{to}', names.get(to) ?? to),
    })),
  );
}

/** The act that was judged is the act that was sent, in this case, for the purpose and in the class of the request. */
function checkActAgainstBody(frame: Frame, dispatch: BundledDispatch, agreement: KnownAgreement): Result<null> {
  const { facts, path } = dispatch;
  const act = actOfBody(facts, frame.request, agreement, frame.options.suites);
  if (act === null) return broken(path, `Its body is not that of ${facts.kind}.`);
  if (canonicalJson(act) !== canonicalJson(facts.act)) return broken(path, 'The act that was judged is not the one that the body makes.');
  if (facts.body['requestId'] !== facts.caseRef) return broken(path, 'The body names another case.');
  if (facts.purpose !== frame.request.purpose || facts.class !== frame.request.class) {
    return broken(path, 'It states another purpose or class than the request.');
  }
  const isLoose = act.kind === 'reply' ? !act.everyDatumConditioned : facts.conditions.length > 0;
  return isLoose ? broken(path, 'What it discloses does not carry the conditions of the agreement.') : ok(null);
}

/** Who let each datum of a third authority go on; that it covers this very giving was checked with the act. */
function consentLines({ options, names }: Frame, { facts }: BundledDispatch): readonly BundleLine[] {
  const [to = ''] = facts.to;
  return passedOnData(facts).flatMap(({ originator, passedOn }): BundleLine[] => {
    const carried = passedOn?.consent ?? null;
    if (carried === null)
      return [
        { what: `passed on a record of ${names.get(originator) ?? originator}, whose conditions name {to}`, by: facts.from, clause: null },
      ];
    const read = readConsent(carried, options.suites);
    if (!read.ok) return [];
    const { purpose, at, clause } = read.value.consent;
    const recipient = names.get(to) ?? to;
    const forWhat = `${purposeWords[purpose]} (consent ${read.value.digest})`;
    const what = `consented on ${at} that a record of its own is passed on to ${recipient} for ${forWhat}`;
    return [{ what, by: originator, clause }];
  });
}

/** Decides the act again and compares with the verdict that the author signed. */
function checkVerdict(dispatch: BundledDispatch, agreement: KnownAgreement): Lines {
  const { facts, path } = dispatch;
  const { kind, caseRef, bodyRoot, conditions, preparedBy, from } = facts;
  const stepDigest = stepDigestOf({ kind, caseRef, bodyRoot, conditions });
  const approvals = facts.approvals.map(({ officer, subject, at }) => ({ officer, subject, at }));
  const { verdict } = decideUnder(facts.act, agreement, { ...noFacts, approvals, preparedBy, stepDigest }, facts.createdAt);
  if (verdict.outcome !== 'permitted') return broken(path, `The agreement does not permit it: ${verdict.reasons[0]?.sentence ?? ''}`);
  if (verdictDigest(verdict) !== facts.verdict) {
    return broken(path, 'The verdict that its author signed is not the one that the agreement gives.');
  }
  const clause = verdict.governing?.clause ?? null;
  const lines: BundleLine[] = [
    { what: `${actWords(facts.act)} on ${facts.createdAt}, to {to}; the agreement permitted it`, by: from, clause },
  ];
  if (verdict.approversMin > 0) {
    const counted = approvals.filter(({ officer, subject }) => subject === stepDigest && officer !== preparedBy);
    const officers = new Set(counted.map(({ officer }) => officer)).size;
    const what = `had exactly this approved by ${officers} officer${officers === 1 ? '' : 's'} other than its preparer`;
    lines.push({ what, by: from, clause: approvalClause(verdict) });
  }
  return ok(lines);
}

function approvalClause(verdict: { reasons: readonly { kind: string; clause: { clause: string } | null }[] }): string | null {
  return verdict.reasons.find((reason) => reason.kind === 'approved')?.clause?.clause ?? null;
}

function checkReceipt({ bundle, options }: Frame, dispatch: BundledDispatch): Lines {
  const { receipt, facts, path } = dispatch;
  const [to = ''] = facts.to;
  if (receipt === null)
    return to === bundle.about.exportedBy ? broken(path, 'The exporter received it but shows no receipt for it.') : ok([]);
  if (receipt.facts.dispatch !== dispatch.digest) return broken(receipt.path, 'The receipt is for another dispatch.');
  if (receipt.facts.from !== to || receipt.facts.to !== facts.from) {
    return broken(receipt.path, 'The receipt is not between the same two authorities.');
  }
  const signed = checkSignature(
    bundle,
    { document: receipt.document, by: to, path: receipt.path },
    beforeSuspicion(receipt.facts.logIndex),
    options,
  );
  if (!signed.ok) return signed;
  const { state, at, code } = receipt.facts;
  const what = state !== 'rejected' ? `received it on ${at}` : `did not admit it, on ${at} (${code ?? 'no code'})`;
  return ok([{ what, by: to, clause: null }]);
}

/** Whether a key's signature counts that its owner has revoked: which depends on what was signed with it. */
type Counts = (key: AuthorityKey) => boolean;

/** For what bears no position in a log. */
const neverRevoked: Counts = (key) => key.revokedAt === null;
/** A dispatch is judged by the position of its entry in the log (verify-key-position.ts). */
const byItsEntry: Counts = () => true;
/** A receipt names its own entry in its author's log, and stands when that lies before what its author made suspect. */
const beforeSuspicion =
  (logIndex: number): Counts =>
  (key) =>
    key.revokedAt === null || logIndex < (key.suspectFrom ?? 0);

interface Signed {
  readonly document: SignedDocument;
  readonly by: string;
  readonly path: string;
}

/** Signed by one key for dispatches of this authority that counts. */
function checkSignature(bundle: ReadBundle, { document, by, path }: Signed, counts: Counts, options: VerifyOptions): Result<null> {
  const state: KeyState | undefined = bundle.keyStates.get(by as AuthorityId);
  if (document.signatures.length !== 1) return broken(path, 'It bears more or fewer signatures than one.');
  if (state === undefined) return broken(path, `The keys of ${by} are not in the bundle.`);
  const verified = verifySigned(document, {
    suite: options.suites.suite,
    keys: (keyId) => {
      const key = keyById(state, keyId);
      return key === null || key.purpose !== 'dispatch' || !counts(key) ? null : key.publicKey;
    },
  });
  return verified.ok ? ok(null) : failWith(verified.issues.map((issue) => ({ ...issue, path: `${path}: ${issue.path}` })));
}

function actWords(act: BundledDispatch['facts']['act']): string {
  switch (act.kind) {
    case 'ask':
      return `asked for ${assistanceWords[act.assistance]} for ${purposeWords[act.purpose]}`;
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
    case 'ask-consent':
      return 'asked for the consent to pass a datum on';
    case 'answer-consent':
      return `${act.answer === 'granted' ? 'granted' : 'denied'} the consent to pass a datum on`;
    case 'disclose':
      return `gave ${act.dataCount} record${act.dataCount === 1 ? '' : 's'} unasked, under conditions`;
    case 'recall':
      return act.change === 'correction' ? 'corrected a datum that it had given' : 'withdrew a datum that it had given';
    case 'answer-recall':
      return `answered a recall (${act.outcome})`;
    case 'peer':
      return `sent a dispatch of kind ${act.dispatchKind}`;
  }
}

function invalid(issues: readonly Issue[]): BundleVerdict {
  return { isValid: false, lines: [], authorities: [], issues };
}
