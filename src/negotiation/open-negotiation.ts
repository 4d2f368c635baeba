// SPDX-License-Identifier: Apache-2.0
/**
 * Rows for what is not here yet: a negotiation that a proposal opens, and the life of an agreement in force.
 *
 * The identifier of a life follows from the digest of the agreement, so that every party writes to the same one without asking.
 */
import assert from 'node:assert/strict';
import { derivedId, type ReadAgreement, readStoredAgreement } from '../agreements/index.ts';
import { isLetterId } from '../seals/index.ts';
import type { Database, Instant } from '../kernel/index.ts';
import { findNegotiation, type NegotiationRecord } from './store.ts';
import type { RowState } from './wire.ts';

export function lifeId(terms: string): string {
  return derivedId('ngt', ['life-of-agreement/1', terms]);
}

export function rowOf(given: {
  readonly id: string;
  readonly kind: NegotiationRecord['kind'];
  readonly state: RowState;
  readonly document: ReadAgreement['document'];
  readonly terms: string | null;
  readonly now: Instant;
}): NegotiationRecord {
  const { id, kind, state, document, terms, now } = given;
  return {
    id,
    kind,
    state,
    agreement_id: document.id,
    version: document.version,
    title: document.title,
    terms,
    parties: document.parties.map(({ authorityId, name, jurisdiction }) => ({ authorityId, name, jurisdiction })),
    turn: [],
    draft: null,
    replaces: null,
    updated_at: now,
  };
}

/**
 * The row of the life of an agreement: the one that is here, or else one that is kept with its first note. Null where the
 * agreement is not here, signed by all; and of one on paper, whose other party reads no notes.
 */
export async function lifeRow(db: Database, terms: string, now: Instant): Promise<NegotiationRecord | null> {
  const stored = await readStoredAgreement(db, terms);
  if (stored === null || !stored.isSigned) return null;
  if (stored.agreement.document.parties.some(({ authorityId }) => isLetterId(authorityId))) return null;
  const id = lifeId(terms);
  return (await findNegotiation(db, id)) ?? rowOf({ id, kind: 'life', state: 'life', document: stored.agreement.document, terms, now });
}

export async function agreementOfLife(db: Database, row: Pick<NegotiationRecord, 'terms'>): Promise<ReadAgreement> {
  const stored = row.terms === null ? null : await readStoredAgreement(db, row.terms);
  assert(stored !== null, 'a life is that of an agreement that is here');
  return stored.agreement;
}
