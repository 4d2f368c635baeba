// SPDX-License-Identifier: Apache-2.0
/** How people and providers of a travel-rule message are called, and the numbers by which they are found again. */
import { everybody } from './rules/travel-rule.ts';
import type { PersonOfMessage, TravelRuleMessageWire } from './wire.ts';

/** The legal name in its main form where there is one, else the first that stands there; null of somebody without any. */
export function nameOf({ kind, names }: PersonOfMessage): string | null {
  const chosen =
    names.find(({ type, form }) => type === 'LEGL' && form === 'main') ?? names.find(({ form }) => form === 'main') ?? names[0];
  if (chosen === undefined) return null;
  return kind === 'person' && chosen.secondary !== undefined ? `${chosen.secondary} ${chosen.primary}` : chosen.primary;
}

/** Every name as one text. */
export function allNamesOf({ names }: PersonOfMessage): readonly string[] {
  return names.map(({ primary, secondary }) => (secondary === undefined ? primary : `${secondary} ${primary}`));
}

export function leiOfPerson(person: PersonOfMessage | undefined): string | null {
  return person?.identification?.type === 'LEIX' ? person.identification.value : null;
}

export function peopleOf(message: TravelRuleMessageWire): readonly PersonOfMessage[] {
  return everybody(message).map(({ person }) => person);
}

/** Accounts, wallets, the transaction, and what identifies people and providers. A customer number names nobody outside its provider. */
export function identifiersOfMessage(message: TravelRuleMessageWire): readonly string[] {
  const { originatorAccounts, beneficiaryAccounts, transfer } = message;
  const numbers = peopleOf(message).flatMap(({ identification }) => (identification === undefined ? [] : [identification.value]));
  const transaction = transfer?.transaction === undefined ? [] : [transfer.transaction];
  return [...new Set([...originatorAccounts, ...beneficiaryAccounts, ...transaction, ...numbers])];
}
