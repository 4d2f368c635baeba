// SPDX-License-Identifier: Apache-2.0
/**
 * By what two subjects of cases are the same: their kind and how they are written, without differences of case, accents and spaces.
 *
 *     subjectKey('wallet', '0xAbC 1')    'wallet 0xabc1'
 *     subjectKey('person', 'Zoë  Marr')  'person zoe marr'
 *
 * It finds what was written alike. Names that merely sound alike are the work of room screening, which says why and how sure it is.
 */
import type { SubjectKind } from './wire.ts';

const written: ReadonlySet<SubjectKind> = new Set(['person', 'firm', 'other']);

export function subjectKey(kind: SubjectKind, name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return `${kind} ${written.has(kind) ? plain.trim().replace(/\s+/g, ' ') : plain.replace(/\s+/g, '')}`;
}
