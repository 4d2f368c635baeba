// SPDX-License-Identifier: Apache-2.0
/** What an agreement itself says of signing, joining, reserving, suspending and leaving; and what holds where it says nothing. */
import type { AgreementDocument } from '../../agreements/index.ts';
import { negotiationLimits, type ReplacedWire } from '../wire.ts';

type Term = AgreementDocument['terms'][number];
type TermOf<Kind extends Term['kind']> = Extract<Term, { kind: Kind }>;

function termsOf<Kind extends Term['kind']>(document: AgreementDocument, kind: Kind): TermOf<Kind>[] {
  return document.terms.filter((term): term is TermOf<Kind> => term.kind === kind);
}

/** How many mandated signatories of each party sign at least: the most that a clause asks, and one where none does. */
export function signersMinOf(document: AgreementDocument): number {
  return Math.max(1, ...termsOf(document, 'signing').map(({ signersMin }) => signersMin));
}

/** Who may sign next: in the order that a clause gives, then of the text; where a clause says so, in any order. */
export function nextToSign(document: AgreementDocument, signed: readonly string[]): readonly string[] {
  const parties = document.parties.map(({ authorityId }) => authorityId);
  const left = parties.filter((party) => !signed.includes(party));
  const [signing] = termsOf(document, 'signing');
  if (signing === undefined) return left.slice(0, 1);
  const named = signing.order.filter((party) => left.includes(party));
  return named.length > 0 ? named.slice(0, 1) : left;
}

/** What present parties ask of one that joins; by default a check, and the vote of all. */
export function accessionOf(document: AgreementDocument): ReplacedWire['accession'] {
  const [accession] = termsOf(document, 'accession');
  if (accession === undefined) return { isChecked: true, consent: 'all' };
  return { isChecked: accession.steps.includes('screening'), consent: accession.consent };
}

/** Whether an authority of this kind may join; where no clause speaks of it, all present parties say so by signing. */
export function mayJoin(document: AgreementDocument, kind: AgreementDocument['parties'][number]['kind']): boolean {
  const [accession] = termsOf(document, 'accession');
  return accession === undefined || accession.kinds.includes(kind);
}

/** How many votes for an applicant are enough, of so many present parties. */
export function votesNeeded(consent: ReplacedWire['accession']['consent'], parties: number): number {
  if (consent === 'none') return 0;
  if (consent === 'simple-majority') return Math.floor(parties / 2) + 1;
  return consent === 'two-thirds' ? Math.ceil((parties * 2) / 3) : parties;
}

export function areReservationsAllowed(document: AgreementDocument): boolean {
  return termsOf(document, 'reservations').every(({ areAllowed }) => areAllowed);
}

/** The longest notice of withdrawal that a clause asks; where none does, what is usual. */
export function noticeDaysOf(document: AgreementDocument): number {
  const asked = termsOf(document, 'withdrawal').map(({ noticeDays }) => noticeDays);
  return asked.length === 0 ? negotiationLimits.noticeDaysDefault : Math.max(...asked);
}

/** How long before it takes effect a party says that it suspends its own participation. */
export function suspensionDaysOf(document: AgreementDocument): number {
  const own = termsOf(document, 'suspension').filter((term) => term.of === 'own-participation');
  return Math.max(0, ...own.map(({ noticeDays }) => noticeDays));
}
