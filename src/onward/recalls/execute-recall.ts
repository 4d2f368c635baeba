// SPDX-License-Identifier: Apache-2.0
/**
 * Carrying a recall out on what we hold: the records, and every copy of their bodies that the exchange keeps.
 *
 * A dispatch names its body by the root of a salted tree. Taking the body of one record out of it leaves signature and root as
 * they were, so that what passed can still be proved, without what was in it. A dispatch of ours that is still on its way keeps
 * its body: its recipient is told of the recall by itself.
 */
import type { Instant, JsonValue, Transaction } from '../../kernel/index.ts';
import { bodyOfVersion, correctRecord, eraseRecord, heldRecord, holdingsOf, markRecall } from '../../records/index.ts';
import { recordBodySchema } from '../../records/wire.ts';
import type { OnwardDeps } from '../onward-deps.ts';
import { type MatterRecord, updateMatter } from '../store.ts';

export async function executeRecall(
  tx: Transaction,
  deps: OnwardDeps,
  row: MatterRecord,
  given: { readonly actor: string; readonly now: Instant },
): Promise<void> {
  const { recall, correction, dispatch } = row.facts;
  if (recall === null) throw new Error('a recall has its document');
  if ((await deps.heldBy(tx, row.record_ids)).length > 0) throw new Error('what is under legal hold is not erased');
  for (const id of row.record_ids) {
    const record = await heldRecord(tx, id);
    if (record === null) continue;
    const executing = { matter: row.id, random: deps.random, ...given };
    if (recall.change === 'withdrawal') await eraseRecord(tx, record, executing);
    else if ((await bodyOfVersion(tx, id, record.version)) === null) {
      // It was withdrawn before, and destroyed here: a correction that comes afterwards brings nothing back.
      await markRecall(tx, id, { matter: row.id, change: 'withdrawal', state: 'executed' });
    } else {
      const { body } = correction as { readonly body: JsonValue };
      const withheld = recall.withheld ?? [];
      await correctRecord(tx, record, recordBodySchema.parse(body), { ...executing, withheld, dispatch: dispatch ?? '' });
    }
    if (record.dispatchDigest !== null) {
      await deps.withhold(tx, record.dispatchDigest, (body) =>
        placesOf(body, (one) => isRecalled(one, recall.originator, recall.recordId)),
      );
    }
    for (const holding of await holdingsOf(tx, id)) {
      await deps.withhold(tx, holding.dispatchDigest, (body) => placesOf(body, (one) => one.id === id));
    }
  }
  await updateMatter(tx, row.id, { updated_at: given.now, facts: { ...row.facts, correction: null } });
}

/** It stays, on a ground that the agreement accepts: usable under its conditions, and passed on no more. */
export async function keepRecalled(tx: Transaction, row: MatterRecord): Promise<void> {
  const change = row.facts.recall?.change ?? 'withdrawal';
  for (const id of row.record_ids) await markRecall(tx, id, { matter: row.id, change, state: 'kept' });
}

interface RecordInBody {
  readonly id?: unknown;
  readonly originator?: unknown;
  readonly passedOn?: {
    readonly origin?: { readonly recordId?: unknown };
    readonly consent?: { readonly salt?: unknown } | null;
    readonly attested?: unknown;
  };
}

function isRecalled(one: RecordInBody, originator: string, recordId: string): boolean {
  return one.originator === originator && (one.passedOn?.origin?.recordId ?? one.id) === recordId;
}

/** The places of the bodies of these records in the body of a reply or a disclosure, and of the salts that open their digests. */
function placesOf(body: JsonValue, isMeant: (record: RecordInBody) => boolean): readonly string[] {
  const records = (body as { readonly records?: unknown } | null)?.records;
  if (!Array.isArray(records)) return [];
  return (records as RecordInBody[]).flatMap((record, index) => {
    if (!isMeant(record)) return [];
    const { consent, attested } = record.passedOn ?? {};
    const salt = consent === undefined || consent === null ? [] : [`/records/${index}/passedOn/consent/salt`];
    const letter = attested === undefined ? [] : [`/records/${index}/passedOn/attested/salt`];
    return [`/records/${index}/body`, ...salt, ...letter];
  });
}
