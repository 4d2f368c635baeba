// SPDX-License-Identifier: Apache-2.0
/**
 * What auth.001 lets one message ask about: one account, one person, one card, or transactions by their numbers.
 *
 * A request of ours may name several of them, so it becomes several messages, one for each; an officer chooses. A person whose account is
 * named is asked about by the account. Where nothing of the form can be carried, the subject stands as the name of a party.
 */
import { branch, childOf, childrenOf, leaf, lineOf, type XmlElement } from '../../records/index.ts';
import { assistanceWords } from '../../agreements/index.ts';
import { type AssistanceKind, assistanceKinds } from '../../agreements/wire.ts';
import type { ParticularsWire } from '../form/wire.ts';
import { accountElement, cardShape, clipped, partyElement, type Person, personOf } from './party-elements.ts';

export interface Criterion {
  /** For the officer who chooses. */
  readonly words: string;
  readonly element: XmlElement;
}

const wordsCharactersMax = 140;
const transactionCharactersMax = 35;

/** What the requested information is called: our kind of assistance. */
export function requestType(name: string, assistance: AssistanceKind): XmlElement {
  return branch(name, [leaf('MsgNmId', assistance), leaf('MsgNm', clipped(assistanceWords[assistance], wordsCharactersMax))]);
}

/** At least one. */
export function criteriaOf(asked: {
  readonly assistance: AssistanceKind;
  readonly subject: string;
  readonly particulars: ParticularsWire;
}): readonly [Criterion, ...Criterion[]] {
  const { assistance, particulars } = asked;
  const { persons = [], instruments = [] } = particulars;
  const found = [
    ...persons.flatMap((person) => criteriaOfPerson(person, assistance)),
    ...transactionCriterion(instruments.flatMap(({ scheme, value }) => (scheme === 'transaction' ? [value] : []))),
  ];
  const [first, ...others] = found;
  if (first !== undefined) return [first, ...others];
  const name = clipped(asked.subject, wordsCharactersMax) || 'Not named';
  return [{ words: name, element: customer({ kind: 'legal', name }, assistance) }];
}

function criteriaOfPerson(person: Person, assistance: AssistanceKind): readonly Criterion[] {
  const name = person.name ?? '';
  const holdings = (person.identifiers ?? []).flatMap((identifier): readonly Criterion[] => {
    const { scheme, value } = identifier;
    const words = [value, name].filter((part) => part !== '').join(', ');
    if (scheme === 'card' && cardShape.test(value)) {
      return [{ words, element: criterion(branch('PmtInstrm', [leaf('CardNb', value), requestType('AuthrtyReqTp', assistance)])) }];
    }
    if (scheme !== 'iban' && scheme !== 'account') return [];
    const account = accountElement(identifier, person);
    if (account === null) return [];
    const parts = [account, branch('InvstgtdPties', [leaf('Cd', 'ALLP')]), requestType('AuthrtyReqTp', assistance)];
    return [{ words, element: criterion(branch('Acct', parts)) }];
  });
  if (holdings.length > 0) return holdings;
  return partyElement('Pty', person).children.length === 0 ? [] : [{ words: name, element: customer(person, assistance) }];
}

function customer(person: Person, assistance: AssistanceKind): XmlElement {
  const asked = branch('AuthrtyReq', [requestType('Tp', assistance), branch('InvstgtdRoles', [leaf('Cd', 'ALLP')])]);
  return criterion(branch('CstmrId', [partyElement('Pty', person), asked]));
}

/** A hash of 64 characters has no place in the schema; it stays in what goes with the message. */
function transactionCriterion(numbers: readonly string[]): readonly Criterion[] {
  const short = numbers.filter(
    (number) => [...number].length <= transactionCharactersMax && clipped(number, transactionCharactersMax) === number,
  );
  if (short.length === 0) return [];
  const elements = short.map((number) => branch('OrgnlTxNb', [leaf('Nb', number), leaf('Tp', 'DTTX')]));
  return [{ words: short.join(', '), element: branch('SchCrit', elements) }];
}

function criterion(child: XmlElement): XmlElement {
  return branch('SchCrit', [child]);
}

export interface ReadCriterion {
  readonly assistance: AssistanceKind | null;
  readonly persons: readonly Person[];
  readonly transactions: readonly string[];
}

/** What a criterion asks about, as a form holds it. */
export function readCriterion(element: XmlElement | undefined): ReadCriterion {
  const none: ReadCriterion = { assistance: null, persons: [], transactions: [] };
  if (element === undefined) return none;
  const account = childOf(element, 'Acct');
  if (account !== undefined) {
    const held = childOf(account, 'Id');
    const id = held === undefined ? undefined : childOf(held, 'Id');
    const iban = lineOf(id, 'IBAN');
    const value = iban || lineOf(id === undefined ? undefined : childOf(id, 'Othr'), 'Id');
    const owner: Person = personOf(held === undefined ? undefined : childOf(held, 'Ownr')) ?? { kind: 'legal' };
    const number = { scheme: iban === '' ? ('account' as const) : ('iban' as const), value };
    const person = { ...owner, identifiers: [...(owner.identifiers ?? []), ...(value === '' ? [] : [number])] };
    return { ...none, assistance: kindOf(childOf(account, 'AuthrtyReqTp')), persons: [person] };
  }
  const customerId = childOf(element, 'CstmrId');
  if (customerId !== undefined) {
    const person = personOf(childOf(customerId, 'Pty'));
    const [asked] = childrenOf(customerId, 'AuthrtyReq');
    return {
      ...none,
      assistance: kindOf(asked === undefined ? undefined : childOf(asked, 'Tp')),
      persons: person === null ? [] : [person],
    };
  }
  const instrument = childOf(element, 'PmtInstrm');
  if (instrument !== undefined) {
    const person: Person = { kind: 'natural', identifiers: [{ scheme: 'card', value: lineOf(instrument, 'CardNb') }] };
    return { ...none, assistance: kindOf(childOf(instrument, 'AuthrtyReqTp')), persons: [person] };
  }
  return { ...none, transactions: childrenOf(element, 'OrgnlTxNb').map((transaction) => lineOf(transaction, 'Nb')) };
}

function kindOf(type: XmlElement | undefined): AssistanceKind | null {
  const named = lineOf(type, 'MsgNmId');
  return assistanceKinds.find((kind) => kind === named) ?? null;
}
