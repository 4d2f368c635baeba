// SPDX-License-Identifier: Apache-2.0
/** Records and places in them as a person says them, without a word of what stands there. */
import type { RecordKind } from '../../records/index.ts';

const kindWords: Readonly<Record<RecordKind, string>> = {
  'suspicious-report': 'Suspicious report',
  registration: 'Registration',
  'compliance-record': 'Compliance record',
  'travel-rule-message': 'Travel-rule message',
};

/** `/owners/0` is its owner 1. */
export function placeWords(place: string): string {
  const [, part = '', at] = place.split('/');
  const alone = single[part];
  return alone ?? `${entries[part] ?? 'party'} ${Number(at) + 1}`;
}

const single: Readonly<Record<string, string>> = {
  firm: 'the firm',
  movements: 'its movements',
  subject: 'the person or client it is about',
  originatingVasp: 'the provider of the originator',
  beneficiaryVasp: 'the provider of the beneficiary',
};
const entries: Readonly<Record<string, string>> = {
  owners: 'owner',
  originators: 'originator',
  beneficiaries: 'beneficiary',
  path: 'provider on the way',
};

export function recordWords(record: { readonly kind: RecordKind; readonly reference: string }, place: string): string {
  return `${kindWords[record.kind]} ${record.reference}, ${placeWords(place)}`;
}
