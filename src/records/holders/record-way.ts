// SPDX-License-Identifier: Apache-2.0
/** Where a record came from and where it went, with names: for its page, the auditor and the command line. No content is in it. */
import { readConsent } from '../../agreements/index.ts';
import type { Database } from '../../kernel/index.ts';
import type { Suites } from '../../seals/index.ts';
import { minimisationsOf } from '../giving/minimisations/store.ts';
import { chainTo } from '../giving/store.ts';
import { heldRecord } from '../recalls/store.ts';
import type { AuthorityNames } from '../store.ts';
import type { RecordWayWire } from '../wire.ts';
import { consentsFor, holdingsOf } from './store.ts';

/** Null when there is no such record. */
export async function recordWay(
  db: Database,
  recordId: string,
  deps: { readonly self: string; readonly authorityNames: AuthorityNames; readonly suites: Suites },
): Promise<RecordWayWire | null> {
  const record = await heldRecord(db, recordId);
  if (record === null) return null;
  const chain = record.sender === null ? [] : chainTo(deps.self, record.chain);
  const holdings = await holdingsOf(db, recordId);
  const consents = await consentsFor(db, recordId);
  const minimisations = await minimisationsOf(db, recordId);
  const ids = [
    ...chain.flatMap((hop) => [hop.from, hop.to]),
    ...holdings.map(({ recipient }) => recipient),
    ...consents.flatMap(({ holder, recipient }) => [holder, recipient]),
  ];
  const names = await deps.authorityNames(db, [...new Set(ids)]);
  const nameOf = (id: string): string => names.get(id)?.name ?? id;
  return {
    chain: chain.map((hop) => ({ ...hop, fromName: nameOf(hop.from), toName: nameOf(hop.to) })),
    holders: holdings.map(({ recipient, givenAt, version, purpose, matter, dispatchDigest, consentDigest, isDelivered, withheld }) => {
      return {
        withheld: [...withheld],
        givenAllTheSame: [...(minimisations.find((one) => one.matter === matter)?.given ?? [])],
        recipient,
        recipientName: nameOf(recipient),
        givenAt,
        version,
        purpose,
        matter,
        dispatch: dispatchDigest,
        consent: consentDigest,
        isDelivered,
      };
    }),
    consents: consents.map(({ matter, holder, recipient, purpose, answer, digest, carried }) => {
      const read = readConsent(carried, deps.suites);
      const until = read.ok ? read.value.consent.until : null;
      return { matter, holder, holderName: nameOf(holder), recipient, recipientName: nameOf(recipient), purpose, answer, until, digest };
    }),
    recall: record.recall,
  };
}
