// SPDX-License-Identifier: Apache-2.0
/** What this room is given by the server: the database, other rooms' needs, the lists held in memory, and leave to breathe. */
import type { AssistanceDeps } from '../assistance/index.ts';
import type { StandingOrderWire } from '../flows/wire.ts';
import type { Database, Instant, Issue, RandomBytes, Transaction } from '../kernel/index.ts';
import { wholeUseCase } from '../kernel/index.ts';
import type { RecordDeps } from '../records/index.ts';
import type { MarketEngine } from './alerts/market-engine.ts';
import type { HeldLists } from './lists/held-lists.ts';
import type { FlowEngine } from './traces/flow-engine.ts';

export interface FindingsDeps {
  readonly database: Database;
  readonly records: RecordDeps;
  readonly assistance: AssistanceDeps;
  readonly officerNames: (db: Database, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Officers who may be given a lead: those with one of the roles, by identifier. */
  readonly officersWith: (db: Database, roles: readonly string[]) => Promise<readonly { readonly id: string; readonly name: string }[]>;
  readonly lists: HeldLists;
  readonly markets: MarketEngine;
  readonly flows: FlowEngine;
  /** Of these cases, those that the officer may not see. */
  readonly hiddenCases: (db: Database, officer: string, caseIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Orders to freeze or confiscate under which something may still be taken, of all cases. */
  readonly standingOrders: () => Promise<readonly (StandingOrderWire & { readonly caseId: string })[]>;
  /** Why these editions of canvases may not be erased: items of evidence that were made of them, and their holds. */
  readonly holdsOnEditions: (db: Database, editions: readonly string[], now: Instant) => Promise<readonly Issue[]>;
  /** Our own authority, as it stands in a report that it drafts. */
  readonly ownName: string;
  /** Lets other work of the process go on; called between pieces of a long computation. */
  readonly breathe: () => Promise<void>;
  readonly announce: (tx: Database, topic: string) => Promise<void>;
  readonly random: RandomBytes;
  /** Days in which a rejected hit stays quiet are days of this place. */
  readonly timeZone: string;
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

/** All of a use case happens, or none of it. */
export function change<Value>(deps: FindingsDeps, work: (tx: Transaction) => Promise<Outcome<Value>>): Promise<Outcome<Value>> {
  return wholeUseCase(deps.database, work);
}

/** Who does it, and when. */
export interface By {
  readonly officer: string;
  readonly now: Instant;
}
