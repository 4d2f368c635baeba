// SPDX-License-Identifier: Apache-2.0
/** What this room is given by the server: room assistance with the cases, records with their use, and what a proof needs. */
import type { AssistanceDeps } from '../assistance/index.ts';
import type { AuditProofWire, CheckpointWire } from '../audit/index.ts';
import { type Database, type Instant, type Issue, type Transaction, wholeUseCase } from '../kernel/index.ts';
import type { RecordDeps } from '../records/index.ts';

export interface EvidenceDeps {
  readonly assistance: AssistanceDeps;
  readonly records: RecordDeps;
  /** A head of our log, signed now. */
  readonly checkpoint: (db: Database, now: Instant) => Promise<CheckpointWire>;
  readonly proof: (db: Database, index: number, under: CheckpointWire) => Promise<AuditProofWire | null>;
  /** The digest of the document of an edition of a canvas, and its case; null where none was kept. */
  readonly findEdition: (db: Database, id: string) => Promise<{ readonly caseId: string; readonly digest: string } | null>;
  /** Our key history, by which the head is checked. */
  readonly keyHistory: () => readonly Uint8Array[];
}

/** What a use case answers: done, issues with nothing changed, or no such thing for this officer. */
export type Outcome =
  | { readonly kind: 'done'; readonly itemId: string }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'absent' };

export const absent: Outcome = { kind: 'absent' };
export function issue(path: string, problem: string, remedy: string): Outcome {
  return { kind: 'issues', issues: [{ path, problem, remedy }] };
}

export interface By {
  readonly officer: string;
  readonly roles: readonly string[];
  readonly now: Instant;
}

/** All of a use case happens, or none of it. */
export async function change(deps: EvidenceDeps, work: (tx: Transaction) => Promise<Outcome>): Promise<Outcome> {
  return wholeUseCase(deps.assistance.database, async (tx) => {
    const outcome = await work(tx);
    if (outcome.kind === 'done') await deps.assistance.announce(tx, 'evidence');
    return outcome;
  });
}
