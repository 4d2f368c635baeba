// SPDX-License-Identifier: Apache-2.0
/**
 * The checks of one dispatch, in the order of this list. The first that fails is the one reported for it.
 */
import {
  type Act,
  assistanceWords,
  decideUnder,
  type KnownAgreement,
  noFacts,
  readAttestedRecord,
  readConsent,
  stepDigestOf,
  verdictDigest,
} from '../agreements/index.ts';
import { type AttestationWire, carriedConsentSchema, consentSchema } from '../agreements/wire.ts';
import { purposeWords } from '../conditions/index.ts';
import { canonicalJson, ok, type Result } from '../kernel/index.ts';
import { isLetterId, type Suites } from '../seals/index.ts';
import { actOfBody, draftOf, passedOnData, sideOfKind } from './act-of-body.ts';
import { actOfMatter } from './act-of-matter.ts';
import { beforeSuspicion, byItsEntry, checkSignature, type DispatchCheck, type Frame, type Lines, signerOf } from './bundle-check.ts';
import { checkApprovals, meansOf } from './check-approvals.ts';
import { broken, type BundledDispatch, type BundleLine } from './read-bundle.ts';

const dispatchChecks: readonly DispatchCheck[] = [checkParts, checkAuthor, checkActAgainstBody, checkVerdict, sayConsents, checkReceipt];

export function checkDispatch(frame: Frame, dispatch: BundledDispatch): Lines {
  const lines: BundleLine[] = [];
  for (const check of dispatchChecks) {
    const found = check(frame, dispatch);
    if (!found.ok) return found;
    lines.push(...found.value);
  }
  const [to = ''] = dispatch.facts.to;
  return ok(lines.map((line) => ({ ...line, what: line.what.replace('{to}', frame.names.get(to) ?? to) })));
}

/** It is a step of this case, by the side whose step it is, to the other side; or a dispatch of this matter. */
function checkParts({ bundle, story }: Frame, { facts, path }: BundledDispatch): Lines {
  if (facts.caseRef !== bundle.certificate.caseRef) return broken(path, 'The dispatch belongs to another case.');
  if (story.kind === 'matter') {
    return story.kinds.includes(facts.kind) ? ok([]) : broken(path, `A dispatch of kind ${facts.kind} belongs to no such matter.`);
  }
  const { sides } = story;
  const side = Object.hasOwn(sideOfKind, facts.kind) ? sideOfKind[facts.kind] : undefined;
  if (side === undefined) return broken(path, `A dispatch of kind ${facts.kind} belongs to no case.`);
  const author = side === 'either' ? (facts.from === sides.requesting ? 'requesting' : 'requested') : side;
  if (facts.from !== sides[author] || facts.to[0] !== sides[author === 'requesting' ? 'requested' : 'requesting']) {
    return broken(path, 'Its author and recipient do not take these parts in the case.');
  }
  return ok([]);
}

/** A letter is attested by the one to whom it came, who is the exporter: nobody else can say that it came. */
function checkAuthor(frame: Frame, dispatch: BundledDispatch): Lines {
  const { document, facts, letter, path } = dispatch;
  const { exportedBy } = frame.bundle.certificate;
  if (letter !== null && (letter.attestedBy !== exportedBy || facts.to[0] !== exportedBy))
    return broken(path, 'A letter is attested by its recipient alone, and that is not the exporter.');
  if (letter === null && isLetterId(facts.from)) return broken(path, 'Its author has no server, and cannot have signed it.');
  const signed = checkSignature(frame, { document, by: signerOf(dispatch), path }, byItsEntry);
  return signed.ok ? ok([]) : signed;
}

/** What nobody but the exporter says: of what came by letter all of it, of what went by letter that it was sent. */
function sayAlone({ facts, letter }: BundledDispatch): readonly BundleLine[] {
  if (letter !== null) {
    const { channel, writtenOn, scan, confirmedBy } = letter.letter;
    const officers = `transcribed by one of its officers and confirmed by ${confirmedBy.length}`;
    const came = `dated ${writtenOn}, came by ${channel} on ${letter.receivedAt}, was ${officers} and has a scan with the digest ${scan}`;
    const what = `attests alone, without a signature of its author, what a letter says that is ${came}`;
    return [{ what, by: letter.attestedBy, clause: null }];
  }
  if (!isLetterId(facts.to[0] ?? '')) return [];
  return [{ what: 'says alone, without a receipt of {to}, that it sent this by letter', by: facts.from, clause: null }];
}

function agreementOf({ bundle }: Frame, { facts, path }: BundledDispatch): Result<KnownAgreement> {
  const agreement = bundle.agreements.find((candidate) => candidate.digest === facts.agreement.digest);
  if (agreement === undefined || agreement.document.id !== facts.agreement.id || agreement.document.version !== facts.agreement.version) {
    return broken(path, 'The agreement it rests on is not in the bundle.');
  }
  return ok(agreement);
}

/** The act that was judged is the act that was sent, in this case, for the purpose and in the class of the request. */
function checkActAgainstBody(frame: Frame, dispatch: BundledDispatch): Lines {
  const { facts, path } = dispatch;
  const agreement = agreementOf(frame, dispatch);
  if (!agreement.ok) return agreement;
  const made = madeAct(frame, dispatch, agreement.value);
  if (made === null) return broken(path, `Its body is not that of ${facts.kind}.`);
  const { act } = made;
  if (canonicalJson(act) !== canonicalJson(facts.act)) return broken(path, 'The act that was judged is not the one that the body makes.');
  if (made.belongsTo !== facts.caseRef) return broken(path, 'The body names another case.');
  if (facts.purpose !== made.purpose || facts.class !== made.class) {
    return broken(path, `It states another purpose or class than ${frame.story.kind === 'case' ? 'the request' : 'its body'}.`);
  }
  return isLoose(act, facts.conditions.length) ? broken(path, 'What it discloses does not carry the conditions of the agreement.') : ok([]);
}

/** What gives something carries the conditions of the agreement, and everything else none. */
function isLoose(act: Act, conditions: number): boolean {
  if (act.kind === 'reply' || act.kind === 'disclose') return !act.everyDatumConditioned;
  return act.kind === 'hand-over' && act.manner !== 'return' ? !act.isConditioned : conditions > 0;
}

interface Made {
  readonly act: Act;
  readonly belongsTo: unknown;
  readonly purpose: string | null;
  readonly class: 'normal' | 'urgent';
}

function madeAct({ story, suites }: Frame, { facts, assumed, path }: BundledDispatch, agreement: KnownAgreement): Made | null {
  if (story.kind === 'case') {
    const { request } = story;
    const act = actOfBody(facts, request, agreement, suites);
    // Comments, and a withdrawal, go with the draft that they are about, which may be another one than became the request.
    const isBefore = story.before.has(path);
    const purpose = isBefore ? (draftOf(facts)?.purpose ?? facts.purpose) : request.purpose;
    return act === null ? null : { act, belongsTo: facts.body['requestId'], purpose, class: isBefore ? facts.class : request.class };
  }
  const made = actOfMatter(facts, agreement, assumed, suites);
  // A recall goes before everything else that waits; all other dispatches of a matter take their turn.
  const ofKind = facts.kind === 'onward.recall' ? 'urgent' : 'normal';
  return made === null ? null : { ...made, belongsTo: facts.body['matter'], class: ofKind };
}

/** Decides the act again and compares with the verdict that the author signed. */
function checkVerdict(frame: Frame, dispatch: BundledDispatch): Lines {
  const { facts, path } = dispatch;
  const agreement = agreementOf(frame, dispatch);
  if (!agreement.ok) return agreement;
  const { preparedBy, from } = facts;
  const stepDigest = stepDigestOf(facts);
  const proven = checkApprovals(frame, dispatch);
  if (!proven.ok) return proven;
  const approvals = proven.value;
  const { verdict } = decideUnder(facts.act, agreement.value, { ...noFacts, approvals, preparedBy, stepDigest }, facts.createdAt);
  // A letter may lack what our forms ask for; its recipient asks back or refuses, and has it all the same.
  const isTaken = verdict.outcome === 'permitted' || (dispatch.letter !== null && verdict.outcome === 'needs');
  if (!isTaken) return broken(path, `The agreement does not permit it: ${verdict.reasons[0]?.sentence ?? ''}`);
  if (verdictDigest(verdict) !== facts.verdict) {
    return broken(path, 'The verdict that its author signed is not the one that the agreement gives.');
  }
  const clause = verdict.governing?.clause ?? null;
  const alone = sayAlone(dispatch);
  const permitted = verdict.outcome === 'permitted' ? 'the agreement permitted it' : 'the agreement asks for more than it says';
  const lines: BundleLine[] =
    dispatch.letter === null
      ? [{ what: `${actWords(facts.act)} on ${facts.createdAt}, to {to}; ${permitted}`, by: from, clause }, ...alone]
      : [...alone, { what: `by that letter ${actWords(facts.act)}; ${permitted}`, by: from, clause }];
  const count = approvals.length;
  if (count > 0 && dispatch.letter === null) {
    const what = `had exactly this approved by ${count} officer${count === 1 ? '' : 's'} other than its preparer${meansOf(approvals)}`;
    lines.push({ what, by: from, clause: verdict.approversMin > 0 ? approvalClause(verdict) : null });
  }
  return ok(lines);
}

function approvalClause(verdict: { reasons: readonly { kind: string; clause: { clause: string } | null }[] }): string | null {
  return verdict.reasons.find((reason) => reason.kind === 'approved')?.clause?.clause ?? null;
}

/** Who let each datum of a third authority go on; that it covers this very giving was checked with the act. And what an answer answers. */
function sayConsents({ suites, names }: Frame, { facts }: BundledDispatch): Lines {
  const [to = ''] = facts.to;
  if (facts.kind === 'onward.consent-answer') return sayAnswer(facts, suites, names);
  const lines = passedOnData(facts).flatMap(({ originator, passedOn }): BundleLine[] => {
    const carried = passedOn?.consent ?? null;
    if (carried === null)
      return [
        { what: `passed on a record of ${names.get(originator) ?? originator}, whose conditions name {to}`, by: facts.from, clause: null },
      ];
    const read = readConsent(carried, suites);
    if (!read.ok) return [];
    const { attestation, digest, consent } = read.value;
    const { purpose, at, clause } = consent;
    const recipient = names.get(to) ?? to;
    const forWhat = `${purposeWords[purpose]} (consent ${digest})`;
    const what = `consented on ${at} that a record of its own is passed on to ${recipient} for ${forWhat}`;
    return [saidOrAttested({ what, by: originator, clause }, attestation)];
  });
  return ok([...sayAttested(facts, suites, names), ...lines]);
}

/** What its originator signed is said by it; what another authority attests from its letter is said by that authority alone. */
function saidOrAttested(line: BundleLine, attestation: AttestationWire | null): BundleLine {
  if (attestation === null) return line;
  return { ...line, what: `${attestedFrom(attestation)} that it ${line.what}`, by: attestation.by };
}

function attestedFrom({ registration, letter }: AttestationWire): string {
  const { name, jurisdiction } = registration;
  return `attests alone, from a letter of ${name} (${jurisdiction}) dated ${letter.writtenOn} with a scan of the digest ${letter.scan},`;
}

/** Each record that no originator signed, with who attests it. */
function sayAttested(facts: BundledDispatch['facts'], suites: Suites, names: Frame['names']): readonly BundleLine[] {
  return passedOnData(facts).flatMap(({ originator, passedOn }): BundleLine[] => {
    const read = passedOn?.attested === undefined ? null : readAttestedRecord(passedOn.attested, suites);
    if (read?.ok !== true) return [];
    const { attestation, datum } = read.value.record;
    const of = names.get(originator) ?? attestation.registration.name;
    const what = `${attestedFrom(attestation)} a record of ${of} (${datum.digest}), as two of its officers read it`;
    return [{ what, by: attestation.by, clause: null }];
  });
}

/** What the originator signed, whoever brought it; what its letter says, where it has no server. */
function sayAnswer(facts: BundledDispatch['facts'], suites: Frame['suites'], names: Frame['names']): Lines {
  const carried = carriedConsentSchema.safeParse(facts.body['consent']);
  const read = carried.success ? readConsent(carried.data, suites) : null;
  if (read !== null && !read.ok) return ok([]);
  const plain = read === null ? consentSchema.safeParse(facts.body['consent']) : null;
  const consent = read?.value.consent ?? plain?.data;
  if (consent === undefined) return ok([]);
  const { originator, holder, recipient, purpose, answer, until, at, clause } = consent;
  const name = (id: string): string => names.get(id) ?? id;
  const end = until === null ? '' : `, until ${until}`;
  const verb = answer === 'granted' ? 'consented' : 'refused to consent';
  const signed = read === null ? '' : ` (${read.value.digest})`;
  const what = `${verb} on ${at} that ${name(holder)} passes a record of its own on to ${name(recipient)} for ${purposeWords[purpose]}${end}${signed}`;
  // That it is a letter, and who attests it, is said of the dispatch itself.
  const line = { what: read === null ? `by that letter ${what}` : what, by: originator, clause };
  return ok([saidOrAttested(line, read?.value.attestation ?? null)]);
}

function checkReceipt(frame: Frame, dispatch: BundledDispatch): Lines {
  const { receipt, facts, path } = dispatch;
  const [to = ''] = facts.to;
  if (dispatch.letter !== null) return receipt === null ? ok([]) : broken(receipt.path, 'Nobody gives a receipt for a letter.');
  if (receipt === null)
    return to === frame.bundle.certificate.exportedBy ? broken(path, 'The exporter received it but shows no receipt for it.') : ok([]);
  if (receipt.facts.dispatch !== dispatch.digest) return broken(receipt.path, 'The receipt is for another dispatch.');
  if (receipt.facts.from !== to || receipt.facts.to !== facts.from) {
    return broken(receipt.path, 'The receipt is not between the same two authorities.');
  }
  const signed = checkSignature(frame, { document: receipt.document, by: to, path: receipt.path }, beforeSuspicion(receipt.facts.logIndex));
  if (!signed.ok) return signed;
  const { state, at, code } = receipt.facts;
  const what = state !== 'rejected' ? `received it on ${at}` : `did not admit it, on ${at} (${code ?? 'no code'})`;
  return ok([{ what, by: to, clause: null }]);
}

/** What the author did, for a sentence that begins with his name. */
export function actWords(act: BundledDispatch['facts']['act']): string {
  switch (act.kind) {
    case 'ask':
      return `asked for ${assistanceWords[act.assistance]} for ${purposeWords[act.purpose]}`;
    case 'share-draft':
    case 'comment-on-draft':
    case 'acknowledge':
    case 'ask-back':
    case 'answer-back':
    case 'withdraw':
    case 'tell-delay':
    case 'report-impossible':
    case 'let-lapse':
    case 'change-confidentiality':
    case 'report-use':
      return plainWords[act.kind];
    case 'report-measure':
      return `reported what was done about it (${act.measure})`;
    case 'instruct':
      return `said how to go on (${act.instruction})`;
    case 'postpone':
      return `postponed the request on ground ${act.ground}`;
    case 'refuse':
      return `refused the request on ground ${act.ground}`;
    case 'rebut':
    case 'cure':
    case 'reopen':
    case 'uphold':
      return afterRefusalWords[act.kind](act.ground);
    case 'reply':
      return `replied (${act.completeness}) with ${act.dataCount} record${act.dataCount === 1 ? '' : 's'} under conditions`;
    case 'hand-over':
      return handOverWords[act.manner];
    case 'answer-hand-over':
      return act.answer === 'received' ? 'took the item of evidence over' : 'did not take the item of evidence over';
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
    case 'tell-new-use':
      return 'told of a new use of a datum';
    case 'answer-new-use':
      return act.answer === 'consented' ? 'consented to a new use of a datum' : 'objected to a new use of a datum';
    case 'tell-breach':
      return `told of a breach of personal data${act.isInTime ? '' : ', late'}`;
    case 'open-joint-matter':
      return 'opened a joint matter';
    case 'joint-note':
      return 'wrote a note in a joint matter';
    case 'peer':
      return `sent a dispatch of kind ${act.dispatchKind}`;
  }
}

const plainWords = {
  'share-draft': 'showed a draft before the request',
  'comment-on-draft': 'said what the draft of the request lacks',
  acknowledge: 'acknowledged the request',
  'ask-back': 'asked back',
  'answer-back': 'answered the question',
  withdraw: 'withdrew the request',
  'tell-delay': 'told that the answer is late',
  'report-impossible': 'told that the request cannot be carried out',
  'let-lapse': 'let the request lapse',
  'change-confidentiality': 'told whether its investigation is confidential',
  'report-use': 'told what came of the answer',
} as const;

const handOverWords = {
  transfer: 'handed an item of evidence over',
  loan: 'lent an item of evidence',
  return: 'gave an item of evidence back',
} as const;

const afterRefusalWords = {
  rebut: (ground: string) => `contested the refusal on ground ${ground}`,
  cure: (ground: string) => `supplied what its request lacked (ground ${ground})`,
  reopen: (ground: string) => `reopened the request that it had refused on ground ${ground}`,
  uphold: (ground: string) => `upheld its refusal on ground ${ground}`,
} as const;
