// SPDX-License-Identifier: Apache-2.0
/**
 * Minimising a record before it is given: which of its fields the purpose and the request do not need, each with the reason.
 *
 * A proposal, made by a table; an officer accepts each row or gives the field all the same and says why. What is withheld leaves the body
 * before anything is signed, and its place and reason go with the record, so the recipient sees that there was something, and bundle and
 * verifier have nothing to open that was never sent.
 *
 *     registration of Meridian Tide, for supervision, no persons asked for:
 *       /owners/0/birthDate     Day of birth of a person the request does not name ...
 *       /comments               kept: supervision needs it
 *
 * Of records of third authorities nothing is withheld: their originator signed over the whole of what it gave.
 *
 * What it does not do: it does not read free text. A narrative that names the person whose address is withheld is given as it is; the
 * officer who reviews it sees it. Copies of the whole that a report carries (the form, the file as it came) are withheld with the first
 * field that they would repeat, and cannot be kept then.
 *
 * Source: GDPR article 5(1)(c), LED article 4(1)(c) (adequate, relevant, limited to what is necessary); MiCA article 100, MAR article 27.
 */
import type { Purpose } from '../../conditions/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { normalise, normaliseIdentifier } from '../search-text.ts';
import { allNamesOf } from '../travel-rule/people.ts';
import type { PartyOfRecord } from '../suspicious-reports/wire.ts';
import type { TravelRuleMessageWire } from '../travel-rule/wire.ts';
import type { RecordBodyWire } from '../wire.ts';

export interface WithheldField {
  /** JSON pointer into the body. */
  readonly path: string;
  readonly reason: string;
}

export interface MinimisingQuestion {
  readonly purpose: Purpose;
  /** Names and numbers that the request asks about; empty for what is given unasked. */
  readonly asked: readonly string[];
}

const crimes: readonly Purpose[] = [
  'criminal-investigation',
  'criminal-prosecution',
  'fiu-analysis',
  'asset-tracing',
  'freeze-confiscation',
];
const persons: readonly Purpose[] = [...crimes, 'authorisation-fit-proper', 'admin-enforcement', 'civil-enforcement', 'sanctions'];
const contacts: readonly Purpose[] = ['supervision', 'compliance-check', 'authorisation-fit-proper', ...crimes];
/** Whoever asks whether a travel-rule message is whole needs all that the rule demands of it. */
const messages: readonly Purpose[] = [...persons, 'supervision', 'compliance-check'];
const assets: readonly Purpose[] = [...crimes, 'sanctions', 'admin-enforcement', 'civil-enforcement'];

interface Rule {
  readonly kind: RecordBodyWire['kind'];
  /** Member of the body, or of each person in a list of it. */
  readonly member: string;
  readonly of?: 'person';
  /** The purposes that need it. */
  readonly neededFor: readonly Purpose[];
  readonly reason: string;
}

const ofPerson = 'of a person whom the request does not name and this purpose does not look into';
const personRules = (kind: Rule['kind'], neededFor: readonly Purpose[]): readonly Rule[] => [
  { kind, of: 'person', member: 'birthDate', neededFor, reason: `Day of birth ${ofPerson}.` },
  { kind, of: 'person', member: 'address', neededFor, reason: `Address ${ofPerson}.` },
  { kind, of: 'person', member: 'occupation', neededFor, reason: `Occupation ${ofPerson}.` },
  { kind, of: 'person', member: 'aliases', neededFor, reason: `Other names ${ofPerson}.` },
  { kind, of: 'person', member: 'identifiers', neededFor, reason: `Numbers ${ofPerson}.` },
];

const messageRule = (member: string, what: string): Rule => {
  return { kind: 'travel-rule-message', of: 'person', member, neededFor: messages, reason: `${what} ${ofPerson}.` };
};
const accountRule = (member: string): Rule => {
  return { kind: 'travel-rule-message', member, neededFor: [...messages, ...assets], reason: 'Accounts: this purpose follows no value.' };
};

const rules: readonly Rule[] = [
  ...personRules('registration', persons),
  { kind: 'registration', member: 'comments', neededFor: contacts, reason: 'Remarks of the register for its own officers.' },
  {
    kind: 'registration',
    member: 'phone',
    neededFor: contacts,
    reason: 'Telephone of the firm: only who supervises or looks for it calls it.',
  },
  {
    kind: 'registration',
    member: 'email',
    neededFor: contacts,
    reason: 'Mail address of the firm: only who supervises or looks for it writes to it.',
  },
  { kind: 'registration', member: 'wallets', neededFor: assets, reason: 'Wallets: this purpose follows no value.' },
  ...personRules('compliance-record', persons),
  {
    kind: 'compliance-record',
    member: 'sources',
    neededFor: [...persons, 'supervision'],
    reason: 'Sources behind it: this purpose rests on the outcome.',
  },
  messageRule('birthDate', 'Day of birth'),
  messageRule('birthPlace', 'Place of birth'),
  messageRule('addresses', 'Addresses'),
  messageRule('identification', 'Number'),
  messageRule('customer', 'Customer number'),
  accountRule('originatorAccounts'),
  accountRule('beneficiaryAccounts'),
  ...personRules('suspicious-report', []),
  {
    kind: 'suspicious-report',
    member: 'reporter',
    neededFor: [],
    reason: 'Who reported in the firm is protected; the firm itself is named.',
  },
];

/** Whole copies of what a report says, which would give what is withheld. */
const copies = ['original', 'form'] as const;
const copyReason = 'It repeats what is withheld.';

/** Every field that is there and not needed, in the order of the table. */
export function proposeWithholding(body: RecordBodyWire, question: MinimisingQuestion): readonly WithheldField[] {
  const found = rules
    .filter(({ kind, neededFor }) => kind === body.kind && !neededFor.includes(question.purpose))
    .flatMap((rule) => placesOf(rule, body, question).map((path) => ({ path, reason: rule.reason })));
  return found.length === 0 ? [] : [...found, ...copiesWithheld(body)];
}

function placesOf({ member, of }: Rule, body: RecordBodyWire, { asked }: MinimisingQuestion): readonly string[] {
  if (of === undefined) return isThere(body, member) && !isNamedBy(body, member) ? [`/${member}`] : [];
  return personsIn(body)
    .filter(({ holder, isSuspected, calledBy }) => !isSuspected && !isAsked(calledBy, asked) && isThere(holder, member))
    .map(({ path }) => `${path}/${member}`);
}

/** The name of the person whose field lies at this place; null where it is nobody's. */
export function nameAt(body: RecordBodyWire, path: string): string | null {
  return personsIn(body).find((person) => path.startsWith(`${person.path}/`))?.calledBy[0] ?? null;
}

export interface MinimisableField extends WithheldField {
  readonly member: string;
  /** Whose it is, with the list in which that person stands; null for a field of the record itself. */
  readonly person: { readonly list: string; readonly path: string; readonly calledBy: readonly string[] } | null;
  readonly neededFor: readonly Purpose[];
}

/** Every field of the body that can be withheld for some purpose, whomever it concerns. */
export function minimisableFields(body: RecordBodyWire): readonly MinimisableField[] {
  return rules
    .filter(({ kind }) => kind === body.kind)
    .flatMap((rule): readonly MinimisableField[] => {
      const { member, reason, neededFor } = rule;
      const field = { member, reason, neededFor };
      if (rule.of === undefined) {
        return isThere(body, member) && !isNamedBy(body, member) ? [{ ...field, path: `/${member}`, person: null }] : [];
      }
      const having = personsIn(body).filter(({ holder }) => isThere(holder, member));
      return having.map(({ path, calledBy }) => {
        const person = { list: path.split('/')[1] ?? '', path, calledBy: calledBy.map(normaliseIdentifier).filter((one) => one !== '') };
        return { ...field, path: `${path}/${member}`, person };
      });
    });
}

/** What goes with the first field that is withheld. */
export function copiesWithheld(body: RecordBodyWire): readonly WithheldField[] {
  return copiesIn(body).map((path) => ({ path, reason: copyReason }));
}

/** A protocol or pool is known by its contract, which stands among its wallets. */
function isNamedBy(body: RecordBodyWire, member: string): boolean {
  return body.kind === 'registration' && member === 'wallets' && (body.subject ?? 'firm') !== 'firm';
}

/** Whether the request names one of these, each as whole words: a name of two letters stands inside many a word that means nobody. */
function isAsked(calledBy: readonly string[], asked: readonly string[]): boolean {
  const own = new Set(calledBy.map(normaliseIdentifier).filter((one) => one !== ''));
  return asked.some((text) => runsOfWords(text).some((run) => own.has(run)));
}

/** Names have few words, and a number is written in few groups. */
const runWordsMax = 8;

/** All words that stand one after another, without what parts them: "XB 447-1902" has "xb", "xb447", "xb4471902", "447" ... */
function runsOfWords(text: string): readonly string[] {
  const words = normalise(text).split(' ');
  const lengths = Array.from({ length: runWordsMax }, (_, at) => at + 1);
  return words.flatMap((_, from) => lengths.map((length) => words.slice(from, from + length).join('')));
}

interface PersonIn {
  readonly path: string;
  readonly holder: object;
  readonly calledBy: readonly string[];
  /** Those whom a report suspects are what it is about. */
  readonly isSuspected: boolean;
}

/** The natural persons of a record, with the place of each. */
function personsIn(body: RecordBodyWire): readonly PersonIn[] {
  if (body.kind === 'travel-rule-message') return [...customersIn(body, 'originators'), ...customersIn(body, 'beneficiaries')];
  const parties = partiesIn(body).filter(({ party }) => party.kind === 'person');
  return parties.map(({ path, party }) => {
    const calledBy = [party.name, ...(party.aliases ?? []), ...party.identifiers.map(({ value }) => value)];
    return { path, holder: party, calledBy, isSuspected: party.role === 'suspected' };
  });
}

function partiesIn(body: Exclude<RecordBodyWire, TravelRuleMessageWire>): readonly { path: string; party: PartyOfRecord }[] {
  if (body.kind === 'compliance-record') return body.subject === undefined ? [] : [{ path: '/subject', party: body.subject }];
  const [member, parties] = body.kind === 'registration' ? ['owners', body.owners] : ['parties', body.parties];
  return parties.map((party, index) => ({ path: `/${member}/${index}`, party }));
}

function customersIn(body: TravelRuleMessageWire, member: 'originators' | 'beneficiaries'): readonly PersonIn[] {
  return body[member].flatMap((holder, index) => {
    const calledBy = [...allNamesOf(holder), ...(holder.identification === undefined ? [] : [holder.identification.value])];
    return holder.kind === 'person' ? [{ path: `/${member}/${index}`, holder, calledBy, isSuspected: false }] : [];
  });
}

function copiesIn(body: RecordBodyWire): readonly string[] {
  return body.kind === 'suspicious-report' ? copies.filter((member) => body[member] !== undefined).map((member) => `/${member}`) : [];
}

function isThere(holder: object, member: string): boolean {
  const value = (holder as Readonly<Record<string, unknown>>)[member];
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** Members that must stand in a record, with what stands there when they are withheld; the others are left out. */
const emptied: Readonly<Record<string, null | readonly never[]>> = { birthDate: null, identifiers: [], comments: null };
const emptiedInMessage: typeof emptied = { originatorAccounts: [], beneficiaryAccounts: [] };

/** The body without these fields; a fault where one is not there to be withheld, or a copy of it would stay. */
export function bodyWithout(body: RecordBodyWire, paths: readonly string[]): Result<RecordBodyWire> {
  const without = structuredClone(body);
  for (const path of paths) {
    const member = memberOf(path);
    const holder = mayWithhold(body.kind, path) ? holderOf(without, path) : null;
    if (holder === null)
      return fail('withhold', `There is nothing at ${path} that can be withheld.`, 'Take it from the list that is proposed.');
    const stands = (body.kind === 'travel-rule-message' ? emptiedInMessage : emptied)[member];
    if (stands === undefined) delete holder[member];
    else holder[member] = Array.isArray(stands) ? [] : stands;
  }
  const kept = paths.length === 0 ? [] : copiesIn(without);
  if (kept.length > 0) return fail('withhold', `${kept.join(' and ')} would repeat what is withheld.`, 'Withhold that too, or nothing.');
  return ok(without);
}

const memberOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What holds the field; null where there is none, or nothing in it. */
function holderOf(body: object, path: string): Record<string, unknown> | null {
  const parts = path.split('/').slice(1, -1);
  const holder = parts.reduce<unknown>((at, part) => (at as Readonly<Record<string, unknown>> | undefined)?.[part], body);
  return typeof holder === 'object' && holder !== null && isThere(holder, memberOf(path)) ? (holder as Record<string, unknown>) : null;
}

function mayWithhold(kind: RecordBodyWire['kind'], path: string): boolean {
  const member = memberOf(path);
  const isOfPerson = path.split('/').length > 2;
  if (!isOfPerson && kind === 'suspicious-report' && copies.some((copy) => copy === member)) return true;
  return rules.some((rule) => rule.kind === kind && rule.member === member && (rule.of === 'person') === isOfPerson);
}

/** Of what is said to be withheld, the places that cannot be, or where something stands all the same: what a recipient does not take. */
export function notWithheld(body: RecordBodyWire, withheld: readonly WithheldField[]): readonly string[] {
  return withheld.map(({ path }) => path).filter((path) => !mayWithhold(body.kind, path) || holderOf(body, path) !== null);
}
