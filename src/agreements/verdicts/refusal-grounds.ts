// SPDX-License-Identifier: Apache-2.0
/**
 * The grounds of refusal that an officer may choose from under one agreement.
 */
import { groundWords, isNeverAccepted } from '../terms/ground-words.ts';
import type { RefusalGround } from '../terms/vocabulary.ts';
import type { AgreementWire } from '../wire.ts';

export interface AllowedGround {
  readonly ground: RefusalGround;
  /** A whole sentence, with what to mind when using it. */
  readonly meaning: string;
  readonly clause: string;
  /** The clause that has the requester consulted before it is refused on this ground; null where none does. */
  readonly consultation: string | null;
  /** What the requester could do against a refusal on this ground. */
  readonly against: readonly ('rebut' | 'cure')[];
}

/** The grounds an officer may choose from under this agreement, in the order of the codes; a forbidden one is not among them. */
export function allowedRefusalGrounds(agreement: { readonly document: AgreementWire }): readonly AllowedGround[] {
  const terms = agreement.document.terms.filter((term) => term.kind === 'refusal-grounds');
  const consulting = agreement.document.terms.filter((term) => term.kind === 'refusal-step' && term.step === 'consult');
  return (Object.keys(groundWords) as RefusalGround[]).flatMap((ground) => {
    const allowing = terms.find((term) => term.allowed.includes(ground));
    if (allowing === undefined || isNeverAccepted(ground) || terms.some((term) => term.forbidden.includes(ground))) return [];
    const { meaning, remark } = groundWords[ground];
    const consultation = consulting.find((term) => term.kind === 'refusal-step' && term.grounds.includes(ground))?.clause ?? null;
    const whole = `${meaning[0]?.toUpperCase() ?? ''}${meaning.slice(1)}. ${remark}`;
    const steps = agreement.document.terms.filter((term) => term.kind === 'refusal-step' && term.grounds.includes(ground));
    const against = (['rebut', 'cure'] as const).filter((step) => steps.some((term) => term.kind === 'refusal-step' && term.step === step));
    return [{ ground, meaning: whole, clause: allowing.clause, consultation, against }];
  });
}

/** The grounds on which a request may be carried out later: those that a clause names for that, and those that allow a refusal. */
export function allowedPostponementGrounds(agreement: {
  readonly document: AgreementWire;
}): readonly Omit<AllowedGround, 'consultation' | 'against'>[] {
  const { terms } = agreement.document;
  const forbidden = terms.flatMap((term) => (term.kind === 'refusal-grounds' ? term.forbidden : []));
  return (Object.keys(groundWords) as RefusalGround[]).flatMap((ground) => {
    const named = terms.find((term) => term.kind === 'refusal-step' && term.step === 'postpone' && term.grounds.includes(ground));
    const allowing = named ?? terms.find((term) => term.kind === 'refusal-grounds' && term.allowed.includes(ground));
    if (allowing === undefined || isNeverAccepted(ground) || forbidden.includes(ground)) return [];
    const { meaning, remark } = groundWords[ground];
    return [{ ground, meaning: `${meaning[0]?.toUpperCase() ?? ''}${meaning.slice(1)}. ${remark}`, clause: allowing.clause }];
  });
}
