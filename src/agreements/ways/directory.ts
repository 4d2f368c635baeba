// SPDX-License-Identifier: Apache-2.0
/** Every authority that is a party to an agreement in the index, as the agreement that is tried first describes it. */
import type { Party } from '../documents/agreement-document.ts';
import type { AgreementIndex } from '../verdicts/agreement-index.ts';

const directories = new WeakMap<AgreementIndex, ReadonlyMap<string, Party>>();

export function everyAuthority(index: AgreementIndex): ReadonlyMap<string, Party> {
  const known = directories.get(index);
  if (known !== undefined) return known;
  const found = new Map<string, Party>();
  for (const [id, agreements] of index.byParty) {
    const party = agreements[0]?.parties.get(id);
    if (party !== undefined) found.set(id, party);
  }
  directories.set(index, found);
  return found;
}
