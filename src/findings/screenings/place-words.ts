// SPDX-License-Identifier: Apache-2.0
/** Records and places in them as a person says them, without a word of what stands there. */
import type { RecordKind } from '../../records/index.ts';

const kindWords: Readonly<Record<RecordKind, string>> = {
  'suspicious-report': 'Suspicious report',
  registration: 'Registration',
  'compliance-record': 'Compliance record',
};

/** `/owners/0` is its owner 1. */
export function placeWords(place: string): string {
  const [, part = '', at] = place.split('/');
  if (part === 'firm') return 'the firm';
  if (part === 'movements') return 'its movements';
  if (part === 'subject') return 'the person or client it is about';
  const word = part === 'owners' ? 'owner' : 'party';
  return `${word} ${Number(at) + 1}`;
}

export function recordWords(record: { readonly kind: RecordKind; readonly reference: string }, place: string): string {
  return `${kindWords[record.kind]} ${record.reference}, ${placeWords(place)}`;
}
