// SPDX-License-Identifier: Apache-2.0
/**
 * Custody logs in a bundle: one file for each item of evidence, with every entry and its place in our log under the head of the bundle.
 *
 * So each line of a report of custody is proven by the bundle, also of what was never handed over. The log alone is in it, never the thing.
 * Which items those are is for the room that keeps them (evidence) to say; what another authority wrote of an item before it came here lies
 * in the dispatch that brought it.
 */
import type { AuditProofWire, CheckpointWire } from '../../audit/index.ts';
import { canonicalJson, type Database, type Instant, type JsonValue, type Result } from '../../kernel/index.ts';
import { type BundleFile, bundleLayout } from '../../seals/index.ts';

export interface CustodyLog {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  /** The item and its entries, as their digests cover them. */
  readonly item: JsonValue;
  /** The digest of the last entry. */
  readonly head: string;
  /** Where each entry stands in our log. */
  readonly places: readonly number[];
}

/** What a bundle shows of custody, and which items of the case it leaves out and why. */
export interface CustodyChoice {
  readonly logs: readonly CustodyLog[];
  readonly leftOut: readonly { readonly id: string; readonly number: number; readonly title: string; readonly why: string }[];
}

/** `items` as a bundle's order names them; issues where one of them is no item of the case, or may not be used as evidence. */
export type CustodyLogs = (
  db: Database,
  asked: { readonly caseRef: string; readonly items: readonly string[] | null; readonly now: Instant },
) => Promise<Result<CustodyChoice>>;

interface Proving {
  readonly proof: (db: Database, logIndex: number, checkpoint: CheckpointWire) => Promise<AuditProofWire | null>;
}

/** Null where the content of an entry was erased from the log. */
export async function custodyFiles(
  db: Database,
  deps: Proving,
  { caseRef, custody }: { readonly caseRef: string; readonly custody: readonly CustodyLog[] },
  checkpoint: CheckpointWire,
): Promise<BundleFile[] | null> {
  const files: BundleFile[] = [];
  for (const { id, item, places } of custody) {
    const proofs: JsonValue[] = [];
    for (const place of places) {
      const proof = await deps.proof(db, place, checkpoint);
      if (proof === null || proof.salt === null || proof.body === null) return null;
      const { index, size, event, hashes, salt, body } = proof;
      proofs.push({ index, size, event, hashes: [...hashes], salt, body });
    }
    const bytes = new TextEncoder().encode(canonicalJson({ v: 1, caseRef, item, proofs }));
    files.push({ path: bundleLayout.custody(id), bytes });
  }
  return files;
}
