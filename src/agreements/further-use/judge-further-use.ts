// SPDX-License-Identifier: Apache-2.0
/**
 * Further use: whether received information may be used for another purpose, given to another recipient, be evidence, follow a legal
 * demand, go to a self-regulatory body, or whether it may be made known that it was asked for.
 *
 *     presumed consent      free, unless its originator has objected             Egmont Principles, 38
 *     notify and object     told, and no objection within the limit              ITS (EU) 2024/2545, Annex III: ten working days
 *     prior consent         only once the originator has consented               FATF INR.40
 *     a legal demand        the originator is told before it is complied with    IOSCO MMoU, 11
 *     personal data         besides, field by field (transfer.ts)                GDPR, chapter V
 *
 * Of several terms on the same change the strictest holds; where no term speaks of it, prior consent is asked: silence of an
 * agreement is no leave. The time to object runs in the calendar of the originator.
 */
import { type Instant, isInstant } from '../../kernel/index.ts';
import type { KnownAgreement } from '../documents/agreement-document.ts';
import { type useChanges, useModes } from '../terms/vocabulary.ts';
import { type ClauseRef, type CompiledAgreement, compileAgreement } from '../verdicts/compiled-agreement.ts';
import { deadlineOfStep } from '../verdicts/deadlines.ts';
import { clauseWord, wordList } from '../verdicts/words.ts';
import { safeguardWords } from '../terms/words.ts';
import type { TermWire } from '../wire.ts';
import { proposeTransfer } from './transfer.ts';
import type { FurtherUseAnswerWire, FurtherUseQuestionWire } from './wire.ts';

type Step = FurtherUseAnswerWire['steps'][number];
export type UseMode = (typeof useModes)[number];
type TermOf<Kind extends TermWire['kind']> = Extract<TermWire, { kind: Kind }>;

interface Asked {
  readonly agreement: CompiledAgreement;
  readonly question: FurtherUseQuestionWire;
  readonly now: Instant;
}

export function judgeFurtherUse(known: KnownAgreement, question: FurtherUseQuestionWire, now: Instant): FurtherUseAnswerWire {
  const asked: Asked = { agreement: compileAgreement(known), question, now };
  const strangers = partiesMissing(asked);
  const { steps, objectUntil } = strangers.length > 0 ? { steps: strangers, objectUntil: null } : stepsOf(asked);
  const transfer = question.fields.length === 0 || strangers.length > 0 ? null : proposeTransfer(asked.agreement, question, now);
  const all = transfer === null ? steps : [...steps, ...transfer.steps];
  const order = ['refused', 'needs', 'permitted'] as const;
  return {
    outcome: order.find((outcome) => all.some((step) => step.outcome === outcome)) ?? 'refused',
    steps: all.toSorted((left, right) => order.indexOf(left.outcome) - order.indexOf(right.outcome)),
    objectUntil,
    transfer: transfer?.proposal ?? null,
  };
}

function partiesMissing({ agreement, question }: Asked): Step[] {
  return (['holder', 'originator'] as const)
    .filter((role) => !agreement.parties.has(question[role]))
    .map((role) => step('refused', 'not-a-party', `The ${role} is not a party to "${agreement.title}".`, null));
}

interface Judged {
  readonly steps: Step[];
  readonly objectUntil: string | null;
}

function stepsOf(asked: Asked): Judged {
  const { change } = asked.question;
  if (change === 'legal-demand') return { steps: legalDemand(asked), objectUntil: null };
  if (change === 'self-regulatory-body') return { steps: selfRegulatoryBody(asked), objectUntil: null };
  if (change === 'reveal-request') return { steps: revealing(asked), objectUntil: null };
  const { mode, clause } = modeOfChange(asked.agreement, change);
  return byMode(asked, mode, clause);
}

/** What is asked for a change that a term on use modes may know, and the clause; null where no clause speaks of it. */
export function modeOfChange(
  agreement: CompiledAgreement,
  change: (typeof useChanges)[number],
): { readonly mode: UseMode; readonly clause: ClauseRef | null } {
  const terms = termsOf(agreement, 'use-mode').filter((term) => term.change === change);
  const mode = useModes.findLast((one) => terms.some((term) => term.mode === one)) ?? 'prior-consent';
  const term = terms.find((one) => one.mode === mode);
  return { mode, clause: term === undefined ? null : agreement.clauseRef(term.clause) };
}

function byMode(asked: Asked, mode: UseMode, clause: ClauseRef | null): Judged {
  const { hasObjected, hasConsented } = asked.question;
  const says = clause === null ? 'No clause speaks of it, so' : `${clauseWord(clause.clause)}:`;
  const by = asked.agreement.parties.get(asked.question.originator)?.name ?? '';
  if (hasObjected) return alone(step('refused', 'objected', `${by} has objected.`, clause));
  if (hasConsented) return alone(step('permitted', 'consented', `${by} has consented.`, clause));
  if (mode === 'presumed-consent') return alone(step('permitted', 'presumed', `${says} consent is presumed unless ${by} objects.`, clause));
  if (mode === 'notify-and-object') return inWindow(asked, clause, says);
  return alone(step('needs', 'prior-consent', `${says} ${by} consents before.`, clause));
}

function inWindow({ agreement, question, now }: Asked, clause: ClauseRef | null, says: string): Judged {
  const noticeAt = question.noticeAt !== null && isInstant(question.noticeAt) && question.noticeAt <= now ? question.noticeAt : null;
  const due = deadlineOfStep(agreement.known, 'object-to-new-use', noticeAt ?? now, question.originator);
  const by = agreement.parties.get(question.originator)?.name ?? '';
  const objectUntil = due?.dueAt ?? null;
  if (noticeAt === null) {
    return { steps: [step('needs', 'notice', `${says} ${by} is told of the new use, and may object.`, clause)], objectUntil };
  }
  if (objectUntil === null) {
    return alone(step('needs', 'no-limit-to-object', `No clause limits the time in which ${by} may object; ask for its consent.`, clause));
  }
  const isOpen = now <= objectUntil;
  const found = isOpen
    ? step('needs', 'window-open', `${by} was told and may object until ${objectUntil}.`, due?.clause ?? clause)
    : step('permitted', 'not-objected', `${by} was told and has not objected by ${objectUntil}.`, due?.clause ?? clause);
  return { steps: [found], objectUntil };
}

function legalDemand({ agreement, question }: Asked): Step[] {
  const [term] = termsOf(agreement, 'legal-demand');
  const clause = term === undefined ? null : agreement.clauseRef(term.clause);
  const by = agreement.parties.get(question.originator)?.name ?? '';
  const isTold = question.noticeAt !== null;
  const when = term?.notice === 'promptly' ? 'is told promptly' : 'is told before the demand is complied with';
  const told = isTold
    ? step('permitted', 'told', `${by} was told on ${question.noticeAt ?? ''}.`, clause)
    : step('needs', 'notice', `${clause === null ? 'No clause speaks of it, so' : `${clauseWord(clause.clause)}:`} ${by} ${when}.`, clause);
  if (term?.assertsPrivileges !== true) return [told];
  return [
    told,
    step('permitted', 'assert-privileges', `${clauseWord(term.clause)}: whatever exemption or privilege applies is asserted.`, clause),
  ];
}

function selfRegulatoryBody(asked: Asked): Step[] {
  const { agreement, question } = asked;
  const terms = termsOf(agreement, 'self-regulatory-bodies');
  const closed = terms.find((term) => !term.mayReceive) ?? null;
  if (terms.length === 0) return byMode(asked, 'prior-consent', null).steps;
  if (closed !== null) {
    const sentence = `${clauseWord(closed.clause)} lets nothing go to a self-regulatory body.`;
    return [step('refused', 'body-excluded', sentence, agreement.clauseRef(closed.clause))];
  }
  const [first] = terms;
  const clause = agreement.clauseRef(first?.clause ?? '');
  const missing = terms.flatMap(({ safeguards }) => safeguards).filter((one) => !question.safeguards.includes(one));
  return missing.length === 0
    ? [step('permitted', 'body-bound', `${clauseWord(clause.clause)}: the body has bound itself to what is asked of it.`, clause)]
    : [
        step(
          'needs',
          'safeguards',
          `${clauseWord(clause.clause)}: the body undertakes first that it ${wordList(missing.map((one) => safeguardWords[one]))}.`,
          clause,
        ),
      ];
}

/** Whether those who hold the information, or its subject, may learn of the request: without consent that step is not taken. */
function revealing({ agreement, question }: Asked): Step[] {
  const terms = termsOf(agreement, 'revealing-request');
  const mode =
    (['never', 'with-consent', 'after-consulting'] as const).find((one) => terms.some((term) => term.mode === one)) ?? 'with-consent';
  const cited = terms.find((term) => term.mode === mode);
  const clause = cited === undefined ? null : agreement.clauseRef(cited.clause);
  const by = agreement.parties.get(question.originator)?.name ?? '';
  const says = clause === null ? 'No clause speaks of it, so' : `${clauseWord(clause.clause)}:`;
  if (mode === 'never') return [step('refused', 'never-revealed', `${says} that there is a request is never made known.`, clause)];
  if (question.hasObjected) return [step('refused', 'objected', `${by} has not consented, so that step is not taken.`, clause)];
  if (question.hasConsented || (mode === 'after-consulting' && question.noticeAt !== null)) {
    return [step('permitted', mode === 'after-consulting' ? 'told' : 'consented', `${says} ${by} was asked.`, clause)];
  }
  const needed = mode === 'after-consulting' ? 'is consulted first' : 'consents first; without that, the step is not taken';
  return [step('needs', mode, `${says} ${by} ${needed}.`, clause)];
}

function termsOf<Kind extends TermWire['kind']>(agreement: CompiledAgreement, kind: Kind): readonly TermOf<Kind>[] {
  return agreement.known.document.terms.filter((term): term is TermOf<Kind> => term.kind === kind);
}

function alone(found: Step): Judged {
  return { steps: [found], objectUntil: null };
}

function step(outcome: Step['outcome'], kind: string, sentence: string, clause: ClauseRef | null): Step {
  return { kind, outcome, sentence, clause };
}
