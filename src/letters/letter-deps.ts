// SPDX-License-Identifier: Apache-2.0
/** What this room is given by the server, and what its use cases answer. */
import type { AgreementDeps } from '../agreements/index.ts';
import type { AssistanceDeps } from '../assistance/index.ts';
import type { ExchangePorts } from '../exchange/index.ts';
import type { Database, Instant, Issue, Transaction } from '../kernel/index.ts';
import type { OnwardDeps } from '../onward/index.ts';
import type { HeldKey } from '../seals/index.ts';
import { bringsReport } from './attested/records-in-body.ts';
import type { IncomingRecord } from './store.ts';

export interface LetterDeps {
  readonly database: Database;
  /** Ports of the exchange: what goes by letter is signed and logged like any dispatch; its handlers take what came by letter. */
  readonly ports: ExchangePorts<Transaction>;
  readonly assistance: AssistanceDeps;
  readonly agreements: AgreementDeps;
  readonly onward: OnwardDeps;
  /** As it stands at the head of our letters. */
  readonly own: { readonly name: string; readonly jurisdiction: string; readonly contact: string };
  /** Signs with our key for dispatches; gives the signed document. */
  readonly sign: (payloadType: string, payload: Uint8Array) => Uint8Array;
  /** Our key for documents that travel to others, with the history that says whose it is. */
  readonly signer: () => { readonly key: HeldKey; readonly history: readonly Uint8Array[] };
  /** Whether this case is behind a wall for the officer. */
  readonly isHidden: (db: Database, officer: string, caseId: string) => Promise<boolean>;
}

/** Who does it, and when. */
export interface By {
  readonly officer: string;
  readonly now: Instant;
}

export type LetterOutcome =
  | { readonly kind: 'done'; readonly id: string }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'absent' };

export const absent: LetterOutcome = { kind: 'absent' };

export function issue(path: string, problem: string, remedy: string): LetterOutcome {
  return { kind: 'issues', issues: [{ path, problem, remedy }] };
}

/** What was read into it may belong to a case that this officer does not see, or bring a report of which this officer does not know. */
export async function isWalled(
  deps: LetterDeps,
  row: Pick<IncomingRecord, 'transcribed' | 'case_ref'>,
  { officer }: Pick<By, 'officer'>,
): Promise<boolean> {
  if (bringsReport(row.transcribed) && !(await deps.assistance.knowsReports(deps.database, officer))) return true;
  const caseId = row.case_ref ?? row.transcribed?.caseId ?? null;
  return caseId !== null && (await deps.isHidden(deps.database, officer, caseId));
}
