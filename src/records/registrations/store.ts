// SPDX-License-Identifier: Apache-2.0
/**
 * Registrations read together, each judged for the stated purpose as for reading: which firms an authority knows of, own and received.
 *
 * It is a use like any other: whoever shows something of them calls `noteSubjectUses` with those that it shows.
 */
import { sql } from 'kysely';
import type { Condition, Purpose } from '../../conditions/index.ts';
import type { Database, Instant } from '../../kernel/index.ts';
import { leavesFor } from '../leaves/store.ts';
import { judgeUse, type RecordDeps } from '../uses/store.ts';
import type { RegistrationWire } from './wire.ts';

export interface ReadRegistration {
  readonly row: { readonly id: string };
  readonly version: number;
  readonly isReceived: boolean;
  readonly body: RegistrationWire;
}

export interface ReadRegistrations {
  /** Own ones first, then by reference. */
  readonly registrations: readonly ReadRegistration[];
  /** By reason, how many were not read. */
  readonly withheld: ReadonlyMap<string, number>;
  readonly isMore: boolean;
}

/** Registrations that are read at once: the largest public registers of such firms have some thousands. */
export const registrationsMax = 5000;

interface FoundRegistration {
  id: string;
  is_received: boolean;
  recall: string | null;
  version: number;
  body: string;
  conditions: string;
  is_erased: boolean;
}

export async function readRegistrations(
  db: Database,
  { purpose }: { readonly purpose: Purpose },
  deps: Pick<RecordDeps, 'self' | 'ownPurposes'>,
  now: Instant,
): Promise<ReadRegistrations> {
  const found = await sql<FoundRegistration>`
    select records.id, records.is_received, records.recall, version.version, version.body, version.conditions,
      version.erased_at is not null as is_erased
    from records join record_versions version on version.record_id = records.id and version.version = records.version
    where records.kind = 'registration'
    order by records.is_received, records.reference, records.id limit ${registrationsMax + 1}`.execute(db);
  const rows = found.rows.slice(0, registrationsMax);
  const ids = rows.map(({ id }) => id);
  const leaves = await leavesFor(db, ids, purpose);
  const withheld = new Map<string, number>();
  const registrations = rows.flatMap(({ id, is_received: isReceived, recall, version, body, conditions, is_erased: isErased }) => {
    const datum = { kind: 'registration', isReceived, conditions: JSON.parse(conditions) as Condition[], manner: 'read', purpose } as const;
    const verdict = judgeUse({ ...datum, isErased, recall, leaves: leaves.get(id) ?? [] }, deps, now);
    if (verdict.outcome === 'permitted') return [{ row: { id }, version, isReceived, body: JSON.parse(body) as RegistrationWire }];
    const reason = verdict.reasons[0]?.sentence ?? 'Its conditions do not permit it.';
    withheld.set(reason, (withheld.get(reason) ?? 0) + 1);
    return [];
  });
  return { registrations, withheld, isMore: found.rows.length > registrationsMax };
}
