// SPDX-License-Identifier: Apache-2.0
/**
 * Attesting: what our officers read in a letter becomes a signed document that says who they are and which letter it was.
 *
 * The document is made when the second officer has confirmed the letter, so that it names both; a letter that waits, and one that is
 * tried against its case, leaves none behind.
 */
import { datumDigest, signAttestedRecord } from '../../agreements/index.ts';
import type { AttestationWire, AttestedRecordWire } from '../../agreements/wire.ts';
import type { Instant, Transaction } from '../../kernel/index.ts';
import { keepAttested, newSalt, receivedPlaces } from '../../records/index.ts';
import type { LetterDeps } from '../letter-deps.ts';
import { counterparts, type IncomingRecord, type Transcribed } from '../store.ts';
import { recordsIn } from './records-in-body.ts';

/** Who read the letter, and who confirmed it. */
export type Attesters = readonly string[];

/** Our attestation of this letter; its registration is the text whose digest the identity of its author is. */
export async function attestationOf(tx: Transaction, deps: LetterDeps, row: IncomingRecord, officers: Attesters): Promise<AttestationWire> {
  const [author] = await counterparts(tx, [row.counterpart]);
  if (author === undefined) throw new Error('a letter has an author that is known by letter');
  const { name, kind, jurisdiction } = author.entry;
  const { self } = deps.assistance;
  return {
    by: self,
    registration: { registeredBy: self, registeredAt: author.registered_at, name, kind, jurisdiction },
    letter: { channel: row.channel, receivedAt: row.received_at, writtenOn: row.written_on, scan: row.scan },
    officers: [...officers],
  };
}

/** Attests each record that the letter brought; call it once they are received. */
export async function attestRecords(
  tx: Transaction,
  deps: LetterDeps,
  row: IncomingRecord,
  given: { readonly made: Transcribed; readonly dispatch: string; readonly officers: Attesters; readonly now: Instant },
): Promise<void> {
  const { made, dispatch, officers, now } = given;
  const records = recordsIn(made);
  if (records.length === 0) return;
  const attestation = await attestationOf(tx, deps, row, officers);
  const places = (await receivedPlaces(tx, made.caseId)).filter((place) => place.dispatch === dispatch);
  for (const { recordId, index } of places) {
    const record = records[index];
    if (record === undefined) throw new Error('a record was received from its place in the letter');
    const salt = newSalt(deps.ports.random);
    const document: AttestedRecordWire = {
      v: 1,
      originator: row.counterpart,
      attestation,
      datum: { recordId: record.id, digest: datumDigest(salt, record.body) },
      conditions: [...record.conditions],
      at: now,
    };
    const carried = signAttestedRecord(document, salt, { suite: deps.assistance.suites.suite, ...deps.signer() });
    await keepAttested(tx, recordId, { carried, attestation });
  }
}
