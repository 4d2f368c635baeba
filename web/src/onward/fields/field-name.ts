// SPDX-License-Identifier: Apache-2.0
/**
 * The name of a field of a record, for people: "owner 2: day of birth", or "owner 2 (Ada Quill): day of birth". A field that has none is
 * named as in the record.
 */
import { isMessageKey, type Translate } from '../../messages/translate.ts';

const holders = { owners: 'minimisation.owner', parties: 'minimisation.party', subject: 'minimisation.subject' } as const;

/** By its place, the entries of a list counted from 1. */
export function fieldName(t: Translate, [first = '', ...inner]: readonly string[], named: string | null = null): string {
  const holder = Object.entries(holders).find(([key]) => key === first)?.[1];
  if (holder === undefined || inner.length === 0) return memberName(t, first, inner);
  const [number = '', ...ofEntry] = inner;
  const [name, ...below] = first === 'subject' ? inner : ofEntry;
  const whose = named === null ? t(holder, { number }) : t('minimisation.named', { holder: t(holder, { number }), name: named });
  return name === undefined ? whose : t('minimisation.of', { holder: whose, field: memberName(t, name, below) });
}

/** What stands below it, an entry of a list or a member of one, is called as in the record. */
function memberName(t: Translate, member: string, below: readonly string[]): string {
  const key = [`minimisation.field.${member}`, `fact.${member}`, `party.${member}`].find(isMessageKey);
  // The amount of an amount is said once.
  const inner = below[0] === member ? below.slice(1) : below;
  return [key === undefined ? member : t(key as 'fact.firm'), ...inner].join(' ');
}
