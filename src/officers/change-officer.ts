// SPDX-License-Identifier: Apache-2.0
/**
 * Changing an officer's roles, and disabling or enabling an officer.
 *
 * Disabling ends all sessions at once. Roles are read with every call, so a role taken away is gone with the next one.
 * All administrators are locked while one is changed: the last of them can neither be disabled nor lose the role, even when
 * two administrators disable each other at the same moment.
 */
import { strict as assert } from 'node:assert';
import type { Database, IdOf, Instant, Issue, Transaction } from '../kernel/index.ts';
import type { OfficerAudit } from './officer-audit.ts';
import { endSessionsOf, findOfficer, lockAdministrators, readOfficerRow, type StoredOfficer, updateStanding } from './store.ts';
import { type OfficerRowWire, type Role, roles } from './wire.ts';

export type OfficerChangeAnswer =
  | { readonly kind: 'changed'; readonly officer: OfficerRowWire }
  | { readonly kind: 'absent' }
  | { readonly kind: 'conflict'; readonly issues: readonly Issue[] };

export interface OfficerChange {
  readonly id: string;
  readonly roles?: readonly Role[] | undefined;
  readonly isDisabled?: boolean | undefined;
  /** The administrator who changes. */
  readonly by: IdOf<'off'>;
  readonly at: Instant;
}

export async function changeOfficer(
  deps: { readonly db: Database; readonly audit: OfficerAudit },
  change: OfficerChange,
): Promise<OfficerChangeAnswer> {
  return deps.db.transaction().execute(async (tx) => {
    const administrators = await lockAdministrators(tx);
    const officer = await findOfficer(tx, { id: change.id });
    if (officer === null) return { kind: 'absent' };
    const standing = {
      roles: roles.filter((role) => (change.roles ?? officer.roles).includes(role)),
      isDisabled: change.isDisabled ?? officer.isDisabled,
    };
    const staysAdministrator = standing.roles.includes('administrator') && !standing.isDisabled;
    if (!staysAdministrator && administrators.length === 1 && administrators[0] === officer.id) {
      return { kind: 'conflict', issues: lastAdministratorIssues };
    }
    return { kind: 'changed', officer: await apply(tx, deps.audit, { officer, standing, change }) };
  });
}

const lastAdministratorIssues: readonly Issue[] = [
  { path: 'roles', problem: 'This is the last administrator.', remedy: 'Make another officer administrator first.' },
];

interface Application {
  readonly officer: StoredOfficer;
  readonly standing: { readonly roles: readonly Role[]; readonly isDisabled: boolean };
  readonly change: OfficerChange;
}

async function apply(tx: Transaction, audit: OfficerAudit, { officer, standing, change }: Application): Promise<OfficerRowWire> {
  await updateStanding(tx, officer.id, standing);
  if (standing.isDisabled) await endSessionsOf(tx, officer.id, null);
  const details = { officer: officer.id, roles: standing.roles.join(','), isDisabled: standing.isDisabled };
  await audit(tx, { event: 'officer.changed', actor: change.by, at: change.at, details });
  const row = await readOfficerRow(tx, officer.id);
  assert(row !== null, 'officers are never deleted');
  return row;
}
