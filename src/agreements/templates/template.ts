// SPDX-License-Identifier: Apache-2.0
/**
 * A template: an agreement of the field without its parties and dates, told clause by clause in our own words.
 *
 * Each clause carries its own terms, so a term can cite no other clause than the one whose text says it. Each clause names
 * where what it says was read; what was not read in the primary text says what is to be verified before anybody signs.
 * A template is a value: `fillTemplate` makes the document of it.
 */
import type { Party } from '../documents/agreement-document.ts';
import type { AssistanceKind, AuthorityKind, Capability } from '../terms/vocabulary.ts';
import type { AgreementWire, TermWire } from '../wire.ts';

type WithoutClause<Term> = Term extends unknown ? Omit<Term, 'clause'> : never;
/** A term as it stands inside its clause. */
export type TermOfClause = WithoutClause<TermWire>;
export type Source = NonNullable<AgreementWire['clauses'][number]['sources']>[number];

/** What a drafter fills in beside the text. */
export interface TemplateGiven {
  readonly parties: readonly Party[];
  readonly languages: readonly string[];
  /** Parties that have committed themselves and are not yet able to carry it out. */
  readonly notYetAble: readonly string[];
  /** Parties in countries that do not protect personal data alike. */
  readonly thirdCountry: readonly string[];
  /** Parties that look on without a vote. */
  readonly observers: readonly string[];
  /** Powers that parties use on the order of a court only. */
  readonly throughCourt: readonly { readonly party: string; readonly capabilities: readonly Capability[] }[];
  /** The firms it is about, by LEI; empty: not limited. */
  readonly firms: readonly string[];
  /** The agreement beside or behind which it stands, by identifier; null where there is none. */
  readonly besides: string | null;
  /** Where a person whose data were transferred can turn to. */
  readonly redressContact: string;
}

export interface TemplateClause {
  readonly number: string;
  readonly heading: string;
  readonly text: string;
  readonly sources: readonly Source[];
  readonly terms: (given: TemplateGiven) => readonly TermOfClause[];
  /** Whether it stands in the document at all, given what was filled in. */
  readonly isWanted: (given: TemplateGiven) => boolean;
}

/** What of `TemplateGiven` changes the document that the template gives. */
export type TemplateOption = Exclude<keyof TemplateGiven, 'parties' | 'languages'>;

export interface AgreementTemplate {
  /** Its name on the command line and in addresses. */
  readonly key: string;
  readonly title: string;
  /** For whom and what for, in a sentence or two. */
  readonly summary: string;
  /** The instruments it follows. */
  readonly instruments: readonly string[];
  readonly legalNature: AgreementWire['legalNature'];
  readonly preamble: string;
  /** The kinds of authority it is made for. */
  readonly partyKinds: readonly AuthorityKind[];
  readonly partiesMax: number;
  readonly options: readonly TemplateOption[];
  readonly clauses: readonly TemplateClause[];
}

/** Everything but text and terms; a test sees that numbers follow each other. */
export function clause(
  number: string,
  heading: string,
  text: string,
  sources: readonly Source[],
  terms: readonly TermOfClause[] | ((given: TemplateGiven) => readonly TermOfClause[]) = [],
): TemplateClause {
  return {
    number,
    heading,
    text: paragraph(text),
    sources,
    terms: typeof terms === 'function' ? terms : () => terms,
    isWanted: () => true,
  };
}

/** A clause that stands only where something was filled in. */
export function clauseWhere(isWanted: TemplateClause['isWanted'], one: TemplateClause): TemplateClause {
  return { ...one, isWanted };
}

/** The line breaks of the source file are not part of the text. */
export function paragraph(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Read in the primary text. */
export function read(reference: string): Source {
  return { reference, read: 'primary-text' };
}

/** Read on a secondary page only. */
export function reported(reference: string, toVerify: string): Source {
  return { reference, read: 'secondary', toVerify };
}

/** Written from memory. */
export function remembered(reference: string, toVerify: string): Source {
  return { reference, read: 'memory', toVerify };
}

/** What no instrument says and the parties agree among themselves. */
export const ownDesign: Source = { reference: 'for the parties to agree', read: 'own-design' };

// --- terms that follow from the parties -----------------------------------------------------------------------------

export function contactPoints({ parties }: TemplateGiven): readonly TermOfClause[] {
  const points = parties.map(({ authorityId, contact }) => ({
    party: authorityId,
    office: 'contact point for this agreement',
    contact: contact === '' ? 'as in its invitation' : contact,
    isAllHours: false,
  }));
  return [{ kind: 'contact-points', points }];
}

export function languagesUsed({ languages }: TemplateGiven): readonly TermOfClause[] {
  return [{ kind: 'languages', languages: [...languages], translatedBy: 'requesting' }];
}

/** How each party uses the powers in question that it has declared: by itself, or through a court where that was filled in. */
export function powersOf(given: TemplateGiven, capabilities: readonly Capability[]): readonly TermOfClause[] {
  return given.parties.flatMap(({ authorityId, capabilities: declared }) => {
    const own = capabilities.filter((one) => declared.includes(one));
    const viaCourt = given.throughCourt.filter(({ party }) => party === authorityId).flatMap((one) => one.capabilities);
    const modes = [
      ['directly', own.filter((one) => !viaCourt.includes(one))],
      ['through-court', own.filter((one) => viaCourt.includes(one))],
    ] as const;
    return modes.flatMap(([mode, chosen]): readonly TermOfClause[] =>
      chosen.length === 0 ? [] : [{ kind: 'powers', parties: [authorityId], capabilities: [...chosen], mode, law: '' }],
    );
  });
}

/** The parties that have committed themselves and are not yet able. */
export function notYetAble(given: TemplateGiven): readonly TermOfClause[] {
  const parties = [...given.notYetAble];
  return parties.length === 0 ? [] : [{ kind: 'party-status', parties, status: 'committed-not-yet-able', expectedFrom: null }];
}

/** Four eyes on what is sent. */
export function approvedBySecond(...acts: readonly Extract<TermWire, { kind: 'approvals' }>['act'][]): readonly TermOfClause[] {
  return acts.map((act) => ({ kind: 'approvals', act, approversMin: 1 }));
}

export function kindsOf(...kinds: readonly AssistanceKind[]): readonly TermOfClause[] {
  return [{ kind: 'assistance', kinds: [...kinds] }];
}
