// SPDX-License-Identifier: Apache-2.0
/**
 * From a request form to the act that is judged, in one way for everybody: the sender while the officer types, the receiver
 * when the dispatch arrives, the court afterwards. The act says which fields are filled, never what is in them.
 */
import type { Purpose } from '../../conditions/index.ts';
import type { Act } from './act.ts';
import type { AgreementRef, KnownAgreement } from '../documents/agreement-document.ts';
import { compileAgreement, requiredContent, type RequestClass, type UrgencyGround } from './compiled-agreement.ts';
import { type AssistanceKind, type ContentField, contentFields } from '../wire.ts';

export interface AskDescription {
  readonly from: string;
  readonly to: string;
  readonly assistance: AssistanceKind;
  readonly purpose: Purpose;
  readonly class: RequestClass;
  readonly urgencyGround: UrgencyGround | null;
  readonly urgencyReason: string;
  readonly content: Content;
  /** What its author knows of proceedings against the same persons for the same acts; left out: nothing. */
  readonly judgedBefore?: Extract<Act, { kind: 'ask' }>['judgedBefore'];
  /** Whether it was asked orally before, as an urgent request may be where an agreement lets it. */
  readonly askedOrally?: boolean | undefined;
}

type Content = Readonly<Partial<Record<ContentField, string | undefined>>>;

/** The act of asking. What belongs to urgency is dropped from a normal request, so that equal requests give equal acts. */
export function askAct(ask: AskDescription): Extract<Act, { kind: 'ask' }> {
  const isUrgent = ask.class === 'urgent';
  return {
    kind: 'ask',
    from: ask.from,
    to: ask.to,
    assistance: ask.assistance,
    purpose: ask.purpose,
    class: ask.class,
    urgencyGround: isUrgent ? ask.urgencyGround : null,
    urgencyReasonGiven: isUrgent && ask.urgencyReason.trim() !== '',
    content: filledFields(ask.content),
    ...(ask.judgedBefore === undefined ? {} : { judgedBefore: ask.judgedBefore }),
    ...(isUrgent && ask.askedOrally === true ? { askedOrally: true as const } : {}),
  };
}

/** The act of showing a draft: what it would ask, and whether for another. Its gaps are no part of it. */
export function shareAct(draft: {
  readonly from: string;
  readonly to: string;
  readonly agreement: AgreementRef;
  readonly requestId: string;
  readonly assistance: AssistanceKind;
  readonly purpose: Purpose;
  readonly content: Content;
}): Extract<Act, { kind: 'share-draft' }> {
  const { from, to, agreement, requestId, assistance, purpose, content } = draft;
  const onBehalf = filledFields(content).includes('on-behalf-of') ? { onBehalf: true as const } : {};
  return { kind: 'share-draft', from, to, agreement: { ...agreement }, requestId, assistance, purpose, ...onBehalf };
}

/** The content fields that hold more than blanks, sorted. */
export function filledFields(content: Content): ContentField[] {
  return contentFields.filter((field) => (content[field] ?? '').trim() !== '').toSorted();
}

/** The clause that lets an urgent request be made orally first; null where none does. */
export function oralClause(agreement: KnownAgreement): string | null {
  return compileAgreement(agreement).oral?.clause ?? null;
}

/** The content fields that a request for this kind of assistance has to fill, with the clause that asks for each. */
export function requiredFields(
  agreement: KnownAgreement,
  assistance: AssistanceKind,
): readonly { readonly field: ContentField; readonly clause: string }[] {
  return requiredContent(compileAgreement(agreement), assistance).map(({ field, clause }) => ({ field, clause: clause.clause }));
}
