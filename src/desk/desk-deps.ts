// SPDX-License-Identifier: Apache-2.0
/** What this room is given by the server, what its use cases answer, and who does them. */
import type { AssistanceDeps, CaseIds } from '../assistance/index.ts';
import { type AuditDetails, noteAudit } from '../audit/index.ts';
import type { CallAnswer, CallOfficer, Database, Instant, Issue, RandomBytes, Transaction, WorkingCalendar } from '../kernel/index.ts';
import { wholeUseCase } from '../kernel/index.ts';
import type { ClockWire } from './agenda/wire.ts';

export interface NamedOfficer {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** Clocks of another room for the calendar, such as those of consents; each says where in the workplace it is kept. */
export type ClockSource = (
  db: Database,
  wanted: { readonly from: Instant; readonly to: Instant; readonly hidden: CaseIds | null; readonly now: Instant },
) => Promise<readonly ClockWire[]>;

/** Property under the orders of some cases (room freezing), for statistics: sums of minor units at the value at which they were frozen. */
export interface PropertyOfCase {
  readonly caseId: string;
  readonly currency: string;
  readonly frozenEverMinor: bigint;
  readonly heldMinor: bigint;
  readonly releasedMinor: bigint;
  readonly toVictimsMinor: bigint;
  readonly toIssuingMinor: bigint;
  readonly toExecutingMinor: bigint;
  readonly victims: number;
}

export interface DeskDeps {
  readonly database: Database;
  readonly assistance: AssistanceDeps;
  readonly officerNames: (db: Database, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Officers who are not disabled, with their roles. */
  readonly officers: (db: Database) => Promise<readonly NamedOfficer[]>;
  /** Titles of the agreements that were ever here, by identifier. */
  readonly agreementTitles: (db: Database) => Promise<readonly { readonly id: string; readonly title: string }[]>;
  readonly clockSources: readonly ClockSource[];
  /** One of them: the loans of evidence, which stand in the worklist with their case. */
  readonly loanClocks: ClockSource;
  readonly propertyOf: (db: Database, caseIds: readonly string[]) => Promise<readonly PropertyOfCase[]>;
  readonly timeZone: string;
  /** Working days of this authority, with the holidays that it has announced by now. */
  readonly workingCalendar: (db: Database) => Promise<WorkingCalendar>;
  readonly announce: (tx: Database, topic: string) => Promise<void>;
  readonly random: RandomBytes;
  /** Under which address officers work; it stands in calendar feeds. */
  readonly publicUrl: string;
}

/** What a use case answers: done, issues with nothing changed, or no such thing for this officer. */
export type Outcome<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'absent' };

export const absent: Outcome<never> = { kind: 'absent' };
export function issue(path: string, problem: string, remedy: string): Outcome<never> {
  return { kind: 'issues', issues: [{ path, problem, remedy }] };
}
export function done<Value>(value: Value): Outcome<Value> {
  return { kind: 'done', value };
}

/** All of a use case happens, or none of it; screens of the desk ask again afterwards. */
export function change<Value>(deps: DeskDeps, work: (tx: Transaction) => Promise<Outcome<Value>>): Promise<Outcome<Value>> {
  return wholeUseCase(deps.database, async (tx) => {
    const outcome = await work(tx);
    if (outcome.kind === 'done') await deps.announce(tx, 'desk');
    return outcome;
  });
}

/** Who does it, and when. */
export interface By {
  readonly officer: CallOfficer;
  readonly now: Instant;
}

export function by({ officer, now }: { readonly officer: CallOfficer | null; readonly now: Instant }): By {
  if (officer === null) throw new Error('a call with roles was handled without an officer');
  return { officer, now };
}

export async function callAnswer<Value>(outcome: Outcome<Value>, answer: (value: Value) => Promise<CallAnswer>): Promise<CallAnswer> {
  return outcome.kind === 'done' ? answer(outcome.value) : outcome;
}

type DeskEvent = Parameters<typeof noteAudit>[1]['event'];

export async function note(deps: DeskDeps, tx: Transaction, event: DeskEvent, { officer, now }: By, details: AuditDetails): Promise<void> {
  await noteAudit(tx, { event, actor: officer.id, at: now, details }, deps.random);
}

/** Of all officers who hold one of the roles; null where the identifier is nobody's, or of one who does not. */
export async function officerWith(deps: DeskDeps, db: Database, id: string, roles: readonly string[]): Promise<NamedOfficer | null> {
  const found = (await deps.officers(db)).find((officer) => officer.id === id);
  return found !== undefined && found.roles.some((role) => roles.includes(role)) ? found : null;
}

/** Who reads cases, and so may be given work in one. */
export const deskRoles: readonly string[] = ['preparer', 'approver', 'records-keeper'];
export const deskReaders: readonly string[] = [...deskRoles, 'auditor'];
