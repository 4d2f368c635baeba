// SPDX-License-Identifier: Apache-2.0
/**
 * The judgement of a bundle: how its parts bind to each other. It is a list of checks; a further one is one more row.
 */
import { verifyAgreementSignatures } from '../agreements/index.ts';
import { type Issue, ok, type Result } from '../kernel/index.ts';
import { bundleLayout, isLetterId, type Suites } from '../seals/index.ts';
import { kindsBeforeRequest, requestOf } from './act-of-body.ts';
import { isMatter, kindsOfMatter } from './act-of-matter.ts';
import {
  type BundleCheck,
  checkSignature,
  type Frame,
  type Lines,
  neverRevoked,
  type Story,
  under as issuesUnder,
} from './bundle-check.ts';
import { attachmentsIn, type BundledAttachment, checkAttachments } from './check-attachments.ts';
import { checkCustody } from './check-custody.ts';
import { checkCustodyFiles } from './check-custody-files.ts';
import { actWords, checkDispatch } from './check-dispatch.ts';
import { checkWithheld, type WithheldLine } from './check-withheld.ts';
import { broken, type BundleLine, readBundle, type ReadBundle } from './read-bundle.ts';
import { verifyLog } from './verify-log.ts';

export interface TimelineEntry {
  readonly at: string;
  readonly by: string;
  /** What this authority did; a sentence with its name before it. */
  readonly what: string;
  readonly path: string;
}
export interface BundleVerdict {
  readonly isValid: boolean;
  /** Empty when the bundle is not valid: nothing is half proven. */
  readonly lines: readonly BundleLine[];
  /** What happened, in the order of the written moments; empty when the bundle is not valid. */
  readonly timeline: readonly TimelineEntry[];
  /** What this copy does not show, and who says why. */
  readonly withheld: readonly WithheldLine[];
  /** What could not be compared because it is withheld: the rest of the bundle is proven without it. */
  readonly unchecked: readonly string[];
  readonly authorities: readonly { readonly id: string; readonly name: string }[];
  /** Files that travelled with the dispatches; none of them is in the bundle. */
  readonly attachments: readonly BundledAttachment[];
  readonly issues: readonly Issue[];
}
export interface VerifyOptions {
  readonly suites: Suites;
  /** Identities known from elsewhere; the bundle is invalid when it speaks of others. */
  readonly expected?: readonly string[];
}

const checks: readonly BundleCheck[] = [
  checkExporter,
  checkAgreements,
  (frame) => all(frame.bundle.dispatches.map((dispatch) => checkDispatch(frame, dispatch))),
  checkAttachments,
  checkCustody,
  checkCustodyFiles,
  (frame) => verifyLog(frame.bundle),
];

/** Never throws on what a bundle holds: whatever is wrong with it is in `issues`, with the file's path. */
export function verifyBundle(bytes: Uint8Array, options: VerifyOptions): BundleVerdict {
  const read = readBundle(bytes, options.suites);
  if (!read.ok) return invalid(read.issues);
  const framed = frameOf(read.value, options);
  if (!framed.ok) return invalid(framed.issues);
  const frame = framed.value;
  const found = all(checks.map((check) => check(frame)));
  const withheld = checkWithheld(frame);
  const issues = [found, withheld].flatMap((check) => (check.ok ? [] : check.issues));
  if (!found.ok || !withheld.ok) return invalid(issues);
  const { bundle, names } = frame;
  return {
    isValid: true,
    lines: found.value.map((line) => ({ ...line, by: names.get(line.by) ?? line.by })),
    timeline: timelineOf(frame),
    withheld: withheld.value,
    unchecked: bundle.dispatches.flatMap(({ path, assumed }) => assumed.map((pointer) => `${path}: ${pointer}`)),
    authorities: [...bundle.keyStates.keys()].map((id) => ({ id, name: names.get(id) ?? '' })),
    attachments: attachmentsIn(bundle.dispatches).map((one) => ({ ...one, by: names.get(one.by) ?? one.by })),
    issues: [],
  };
}

/** The lines of all; or the issues of all that failed. */
function all(found: readonly Lines[]): Lines {
  const issues = found.flatMap((one) => (one.ok ? [] : one.issues));
  return issues.length > 0 ? { ok: false, issues } : ok(found.flatMap((one) => (one.ok ? one.value : [])));
}

/** What the bundle is about, whose keys have to be in it, and what its authorities are called. */
function frameOf(bundle: ReadBundle, options: VerifyOptions): Result<Frame> {
  const story = isMatter(bundle.certificate.caseRef) ? storyOfMatter(bundle) : storyOfCase(bundle);
  if (!story.ok) return story;
  const tookPart = new Set(bundle.dispatches.flatMap(({ facts }) => [facts.from, ...facts.to]));
  const stranger = [...bundle.keyStates.keys()].find((id) => !tookPart.has(id));
  if (stranger !== undefined) return broken(`keys/${stranger}`, 'It took no part in the case.');
  if (!tookPart.has(bundle.certificate.exportedBy)) {
    return broken(bundleLayout.certificate, 'The exporter took no part in the case.');
  }
  const parties = bundle.agreements.flatMap((agreement) => agreement.document.parties);
  const names = new Map(parties.map((party) => [party.authorityId, party.name]));
  return ok({ bundle, suites: options.suites, expected: options.expected ?? null, story: story.value, names });
}

/** How many show a draft of the request, or comment on it, before it was made. */
function countBefore(dispatches: ReadBundle['dispatches']): number {
  const first = dispatches.findIndex(({ facts }) => !kindsBeforeRequest.includes(facts.kind));
  return first === -1 ? dispatches.length : first;
}

/** The bundle is that of one request: nothing but its drafts comes before it, and it is the only one. */
function storyOfCase(bundle: ReadBundle): Result<Story> {
  const count = countBefore(bundle.dispatches);
  const [first, ...others] = bundle.dispatches.slice(count);
  const request = first === undefined ? null : requestOf(first.facts);
  if (first === undefined || request === null) return broken('dispatches', 'The first dispatch is not a request.');
  const second = others.find((dispatch) => dispatch.facts.kind === first.facts.kind);
  if (second !== undefined) return broken(second.path, 'There is a second request in the bundle.');
  const [to = ''] = first.facts.to;
  const before = new Set(bundle.dispatches.slice(0, count).map(({ path }) => path));
  return ok({ kind: 'case', request, sides: { requesting: first.facts.from, requested: to }, before });
}

/** The bundle is that of one matter: all its dispatches are of its kinds, and went from the exporter or came to it. */
function storyOfMatter({ certificate, dispatches }: ReadBundle): Result<Story> {
  const kinds = kindsOfMatter[certificate.caseRef.slice(0, 3)] ?? [];
  const { exportedBy } = certificate;
  const alien = dispatches.find(({ facts }) => facts.from !== exportedBy && facts.to[0] !== exportedBy);
  return alien === undefined ? ok({ kind: 'matter', kinds }) : broken(alien.path, 'It neither came to the exporter nor went from it.');
}

function checkExporter(frame: Frame): Lines {
  const { bundle, expected } = frame;
  const { exportedBy, exportedAt, recipient, purpose } = bundle.certificate;
  const unknown = [...bundle.keyStates.keys()].filter((id) => expected !== null && !expected.includes(id));
  if (unknown.length > 0) return broken('keys', `The bundle speaks of ${unknown.join(', ')}, which you did not expect.`);
  const signed = checkSignature(
    frame,
    { document: bundle.certificateSigned, by: exportedBy, path: bundleLayout.certificate },
    neverRevoked,
  );
  if (!signed.ok) return signed;
  const towards = `${recipient === null ? '' : `, for ${recipient}`}${purpose === null ? '' : `, for this purpose: ${purpose}`}`;
  return ok([{ what: `exported this bundle on ${exportedAt}${towards}, and vouches for its list of files`, by: exportedBy, clause: null }]);
}

function checkAgreements(frame: Frame): Lines {
  const { bundle, suites } = frame;
  const lines: BundleLine[] = [];
  for (const agreement of bundle.agreements) {
    const path = bundleLayout.agreement(agreement.digest);
    if (bundle.dispatches.every((dispatch) => dispatch.facts.agreement.digest !== agreement.digest)) {
      return broken(path, 'No dispatch rests on this agreement.');
    }
    const signedBy = verifyAgreementSignatures(agreement, bundle.keyStates, suites.suite);
    if (!signedBy.ok) return issuesUnder(path, signedBy.issues);
    // Other parties, whose keys are not in the bundle, took no part; both that wrote to each other under it must have signed.
    const under = bundle.dispatches.filter(({ facts }) => facts.agreement.digest === agreement.digest);
    const missing = under.flatMap(({ facts }) => [facts.from, ...facts.to]).filter((id) => !signedBy.value.some((by) => by === id));
    const unsigned = missing.find((id) => !isLetterId(id));
    if (unsigned !== undefined) return broken(path, `It is not signed by ${unsigned}.`);
    lines.push(...onPaper(frame, agreement, missing));
    const what = `signed the agreement "${agreement.document.title}", version ${agreement.document.version}`;
    lines.push(...signedBy.value.map((by) => ({ what, by, clause: null })), ...trainingLines(frame, agreement, signedBy.value));
  }
  return ok(lines);
}

/** Who has no server signed on paper, and for that there is the word of the exporter. */
function onPaper(
  { bundle, names }: Frame,
  { document }: ReadBundle['agreements'][number],
  parties: readonly string[],
): readonly BundleLine[] {
  return [...new Set(parties)].map((party) => {
    const what = `attests alone that ${names.get(party) ?? party} signed the agreement "${document.title}" on paper, and that this is its text`;
    return { what, by: bundle.certificate.exportedBy, clause: null };
  });
}

/** A bundle of what was only practised says so first of all, by a clause that both have signed. */
function trainingLines(
  { names }: Frame,
  { document }: ReadBundle['agreements'][number],
  signedBy: readonly string[],
): readonly BundleLine[] {
  const training = document.terms.find(({ kind }) => kind === 'training');
  if (training?.kind !== 'training') return [];
  const what = `signed that ${names.get(training.party) ?? training.party} plays an authority for practice, so that nothing of it is real`;
  return signedBy.map((by) => ({ what, by, clause: training.clause }));
}

function timelineOf({ bundle, names }: Frame): TimelineEntry[] {
  const entries = bundle.dispatches.flatMap(({ path, facts, letter, receipt }): TimelineEntry[] => {
    const [to = ''] = facts.to;
    const sent =
      letter === null
        ? { at: facts.createdAt as string, by: facts.from, what: actWords(facts.act), path }
        : {
            at: letter.receivedAt as string,
            by: facts.from,
            what: `${actWords(facts.act)}, by a letter that its recipient alone attests`,
            path,
          };
    if (receipt === null) return [sent];
    const what = receipt.facts.state !== 'rejected' ? 'received it' : `did not admit it (${receipt.facts.code ?? 'no code'})`;
    return [sent, { at: receipt.facts.at, by: to, what, path: receipt.path }];
  });
  return entries
    .map((entry) => ({ ...entry, by: names.get(entry.by) ?? entry.by }))
    .toSorted((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
}

function invalid(issues: readonly Issue[]): BundleVerdict {
  return { isValid: false, lines: [], timeline: [], withheld: [], unchecked: [], authorities: [], attachments: [], issues };
}
