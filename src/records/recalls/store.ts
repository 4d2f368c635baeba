// SPDX-License-Identifier: Apache-2.0
/**
 * What a recall does to a record that we hold: it is told, and then destroyed, replaced by its correction, or kept for a reason.
 *
 *     told        open: used and passed on no more where it was withdrawn, until an officer has answered
 *     executed    withdrawal: body and salt of every version destroyed; what it is found by is emptied
 *                 correction: a new version with the corrected body; of the former one body and salt destroyed
 *     kept        on a ground that the agreement accepts; it stays usable under its conditions, and is not passed on
 *
 * Digests stay, so that the log and the dispatches still say what was there; without the salt they help nobody to guess it.
 */
import { noteAudit } from '../../audit/index.ts';
import type { Condition } from '../../conditions/index.ts';
import type { Database, Instant, RandomBytes, Transaction } from '../../kernel/index.ts';
import { bodyWithout } from '../giving/minimise.ts';
import type { WithheldFieldWire } from '../giving/wire.ts';
import { forgetAttestedSalt } from '../attested/store.ts';
import { forgetSalts, type Holding } from '../holders/store.ts';
import { reticentText } from '../row-text.ts';
import { newSalt, saltedDigest } from '../salt.ts';
import { findingColumns, foundByNothing } from '../finding-columns.ts';
import { readRecall, type RecordTables, versionOf } from '../store.ts';
import type { RecordBodyWire, RecordKind, RecordRecallWire } from '../wire.ts';

export interface HeldRecord {
  readonly id: string;
  readonly kind: RecordKind;
  readonly reference: string;
  readonly originator: string;
  readonly originRecord: string;
  readonly sender: string | null;
  readonly dispatchDigest: string | null;
  readonly chain: string;
  readonly version: number;
  readonly recall: RecordRecallWire | null;
}

/** A record by our own identifier; null when there is none. */
export async function heldRecord(db: Database, id: string): Promise<HeldRecord | null> {
  const row = await heldRows(db).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : heldOf(row);
}

/** Those of these records that are here, by our own identifiers. */
export async function heldRecords(db: Database, ids: readonly string[]): Promise<HeldRecord[]> {
  if (ids.length === 0) return [];
  return (await heldRows(db).where('id', 'in', ids).orderBy('id').execute()).map(heldOf);
}

/** What this sender gave us of the originator's record, once for each dispatch. */
export async function receivedFrom(db: Database, sender: string, origin: { originator: string; recordId: string }): Promise<HeldRecord[]> {
  const rows = await heldRows(db)
    .where('sender', '=', sender)
    .where('originator', '=', origin.originator)
    .where('origin_record', '=', origin.recordId)
    .orderBy('id')
    .execute();
  return rows.map(heldOf);
}

/** What we hold of the originator's record, by whichever way it came. */
export async function recordsFromOrigin(db: Database, origin: { originator: string; recordId: string }): Promise<HeldRecord[]> {
  const rows = await heldRows(db)
    .where('originator', '=', origin.originator)
    .where('origin_record', '=', origin.recordId)
    .orderBy('id')
    .execute();
  return rows.filter((row) => row.sender !== null).map(heldOf);
}

/** The body of our record as it went out in this giving: without what was withheld. Null where it is not here any more. */
export async function bodyAsGiven(db: Database, holding: Holding): Promise<RecordBodyWire | null> {
  const body = await bodyOfVersion(db, holding.recordId, holding.version);
  if (body === null) return null;
  const given = bodyWithout(
    body,
    holding.withheld.map(({ path }) => path),
  );
  return given.ok ? given.value : null;
}

function heldRows(db: Database) {
  return db
    .withTables<RecordTables>()
    .selectFrom('records')
    .select(['id', 'kind', 'reference', 'originator', 'origin_record', 'sender', 'dispatch_digest', 'chain', 'version', 'recall']);
}

type HeldRow = Pick<
  RecordTables['records'],
  'id' | 'kind' | 'reference' | 'originator' | 'origin_record' | 'sender' | 'dispatch_digest' | 'chain' | 'version' | 'recall'
>;

function heldOf(row: HeldRow): HeldRecord {
  const { id, kind, reference, originator, sender, chain, version } = row;
  return {
    id,
    kind,
    reference,
    originator,
    originRecord: row.origin_record,
    sender,
    dispatchDigest: row.dispatch_digest,
    chain,
    version,
    recall: readRecall(row.recall),
  };
}

/** The body of one version, for who corrects or consents; null where there is none, or it was destroyed. */
export async function bodyOfVersion(db: Database, id: string, version: number): Promise<RecordBodyWire | null> {
  const row = await db
    .withTables<RecordTables>()
    .selectFrom('record_versions')
    .select(['body', 'erased_at'])
    .where('record_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return row === undefined || row.erased_at !== null ? null : (JSON.parse(row.body) as RecordBodyWire);
}

/** Records of this originator that we gave to this authority and that it has, the newest first; none that was destroyed. */
export async function givenRecords(
  db: Database,
  { to, originator, limit }: { readonly to: string; readonly originator: string; readonly limit: number },
): Promise<HeldRecord[]> {
  const rows = await heldRows(db)
    .where('originator', '=', originator)
    .where((test) =>
      test.exists(
        test
          .selectFrom('record_holders')
          .select('record_id')
          .whereRef('record_holders.record_id', '=', 'records.id')
          .where('recipient', '=', to)
          .where('is_delivered', '=', true),
      ),
    )
    .orderBy('recorded_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(heldOf).filter(({ recall }) => recall === null);
}

/** Records that came from this originator itself and are held, the newest first; none that is recalled. */
export async function recordsOf(
  db: Database,
  { originator, limit }: { readonly originator: string; readonly limit: number },
): Promise<HeldRecord[]> {
  const rows = await heldRows(db)
    .where('originator', '=', originator)
    .where('sender', '=', originator)
    .orderBy('recorded_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(heldOf).filter(({ recall }) => recall === null);
}

/** The conditions that a record carries now: its originator's, and those of every holder on the way. */
export async function conditionsHeld(db: Database, id: string): Promise<readonly Condition[]> {
  const version = await versionOf(db, id, null);
  return version === undefined ? [] : (JSON.parse(version.conditions) as Condition[]);
}

export async function markRecall(tx: Transaction, id: string, recall: RecordRecallWire): Promise<void> {
  await tx
    .withTables<RecordTables>()
    .updateTable('records')
    .set({ recall: JSON.stringify(recall) })
    .where('id', '=', id)
    .execute();
}

interface Executing {
  readonly matter: string;
  readonly actor: string;
  readonly now: Instant;
  readonly random: RandomBytes;
}

/** Destroys body and salt of every version, and what the record is found by. */
export async function eraseRecord(tx: Transaction, record: HeldRecord, given: Executing): Promise<void> {
  const tables = tx.withTables<RecordTables>();
  const { matter, now } = given;
  await tables.updateTable('record_versions').set(emptied(now)).where('record_id', '=', record.id).where('erased_at', 'is', null).execute();
  const executed: RecordRecallWire = { matter, change: 'withdrawal', state: 'executed' };
  const nothing = { ...foundByNothing, consent: null };
  await tables
    .updateTable('records')
    .set({
      ...reticentText(record.kind, record.reference),
      subtitle: 'Withdrawn by its originator and destroyed here.',
      ...nothing,
      recall: JSON.stringify(executed),
    })
    .where('id', '=', record.id)
    .execute();
  await forgetSalts(tx, record.id);
  await forgetAttestedSalt(tx, record.id);
  await auditChange(tx, 'record.erased', record, given);
}

/** Puts the corrected body in the place of the former one, under the same conditions; the former body is destroyed. */
export async function correctRecord(
  tx: Transaction,
  record: HeldRecord,
  body: RecordBodyWire,
  given: Executing & { readonly dispatch: string; readonly withheld: readonly WithheldFieldWire[] },
): Promise<void> {
  const tables = tx.withTables<RecordTables>();
  const { matter, now, random } = given;
  const former = await versionOf(tx, record.id, null);
  const salt = newSalt(random);
  await tables
    .updateTable('record_versions')
    .set({ ...emptied(now), recorded_until: now })
    .where('record_id', '=', record.id)
    .where('erased_at', 'is', null)
    .execute();
  const arrival = {
    scope: '',
    source: { kind: 'dispatch', name: record.sender ?? '', digest: given.dispatch, place: 'correction' },
    recordedAt: now,
  };
  await tables
    .insertInto('record_versions')
    .values({
      record_id: record.id,
      version: record.version + 1,
      body: JSON.stringify(body),
      body_digest: saltedDigest(salt, body),
      provenance: JSON.stringify([arrival]),
      conditions: former?.conditions ?? '[]',
      recorded_at: now,
      recorded_until: null,
      import_id: null,
      salt,
      erased_at: null,
      withheld: JSON.stringify(given.withheld),
    })
    .execute();
  const executed: RecordRecallWire = { matter, change: 'correction', state: 'executed' };
  await tables
    .updateTable('records')
    .set({ version: record.version + 1, recorded_at: now, consent: null, ...findingColumns(body), recall: JSON.stringify(executed) })
    .where('id', '=', record.id)
    .execute();
  await forgetSalts(tx, record.id);
  await forgetAttestedSalt(tx, record.id);
  await auditChange(tx, 'record.corrected', record, given);
}

function emptied(now: Instant) {
  return { body: '', salt: '', provenance: '[]', erased_at: now };
}

async function auditChange(
  tx: Transaction,
  event: 'record.erased' | 'record.corrected',
  record: HeldRecord,
  given: Executing,
): Promise<void> {
  const details = { record: record.id, matter: given.matter, peer: record.sender, version: record.version };
  await noteAudit(tx, { event, actor: given.actor, at: given.now, details }, given.random);
}
