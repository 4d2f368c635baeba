// SPDX-License-Identifier: Apache-2.0
/** Where a fault of a form is, by the words that stand over its fields: /parties/0/name is "Who is involved 1, Name". */
import type { PlainKey, Translate } from '../messages/translate.ts';

const fields: Readonly<Record<string, PlainKey>> = {
  reference: 'portal.reference',
  suspicion: 'portal.field.suspicion',
  follows: 'portal.field.follows',
  narrative: 'portal.field.narrative',
  action: 'portal.field.action',
  instruments: 'portal.field.instruments',
  indicators: 'portal.field.indicators',
  parties: 'portal.parties',
  movements: 'portal.movements',
};
const inside: Readonly<Record<string, Readonly<Record<string, PlainKey>>>> = {
  follows: { reference: 'portal.field.followsReference' },
  parties: {
    name: 'portal.party.name',
    role: 'portal.party.role',
    kind: 'portal.party.kind',
    jurisdiction: 'portal.party.jurisdiction',
    birthDate: 'portal.party.birthDate',
    identifiers: 'portal.party.identifiers',
  },
  movements: {
    at: 'portal.movement.at',
    amount: 'portal.movement.amount',
    unit: 'portal.movement.unit',
    from: 'portal.movement.from',
    to: 'portal.movement.to',
    reference: 'portal.movement.reference',
  },
};

/** What the form has no field for is told as the server names it. */
export function placeInForm(t: Translate, path: string): string {
  const [member = '', second = '', third = ''] = path.replace(/^\//, '').split('/');
  const field = fields[member];
  if (field === undefined) return path;
  const isRow = /^\d+$/.test(second);
  const part = inside[member]?.[isRow ? third : second];
  const name = isRow ? `${t(field)} ${Number(second) + 1}` : t(field);
  return part === undefined ? name : `${name}, ${t(part)}`;
}
