// SPDX-License-Identifier: Apache-2.0
/** Letters as an officer sees them: what is to be sent or read first, and one letter with what it can belong to. */
import { agreementsBetween, refusalGroundMeaning, replyLimits } from '../agreements/index.ts';
import { refusalGrounds } from '../agreements/wire.ts';
import { casesWith } from '../assistance/index.ts';
import type { Database } from '../kernel/index.ts';
import { aboutMatters } from './attested/about-matters.ts';
import { recordsIn } from './attested/records-in-body.ts';
import { enclosureRows } from './enclosures.ts';
import { type By, isWalled, type LetterDeps } from './letter-deps.ts';
import { opensIt } from './step-of-letter.ts';
import {
  type CounterpartRecord,
  counterparts,
  findIncoming,
  type IncomingRecord,
  incomingLetters,
  type OutgoingRecord,
  outgoingLetters,
  scanSize,
} from './store.ts';
import type { IncomingDetailWire, IncomingRowWire, LetterListWire, OutgoingRowWire } from './wire.ts';

/** As many as a registry looks through; what is still to be done comes first. */
const lettersMax = 500;
/** More open cases with one authority by letter than any has. */
const casesMax = 200;

export async function letterList(deps: LetterDeps, caseId: string | null, by: By): Promise<LetterListWire> {
  const db = deps.database;
  const known = await counterparts(db);
  const outgoing: OutgoingRowWire[] = [];
  for (const row of await outgoingLetters(db, caseId, lettersMax))
    if (row.case_ref === null || !(await deps.isHidden(db, by.officer, row.case_ref))) outgoing.push(await outgoingRow(deps, row, known));
  const incoming: IncomingRowWire[] = [];
  for (const row of await incomingLetters(db, caseId, lettersMax))
    if (!(await isWalled(deps, row, by))) incoming.push(await incomingRow(deps, row, known));
  return { outgoing, incoming };
}

/** Null when it is not there, or belongs to a case that the officer does not see. */
export async function incomingDetail(deps: LetterDeps, id: string, by: By): Promise<IncomingDetailWire | null> {
  const db = deps.database;
  const row = await findIncoming(db, id);
  if (row === null || (await isWalled(deps, row, by))) return null;
  const known = await counterparts(db, [row.counterpart]);
  const cases: IncomingDetailWire['cases'] = [];
  for (const { id: caseId, subject, reference, state, steps } of await casesWith(db, row.counterpart, casesMax))
    if (!(await deps.isHidden(db, by.officer, caseId))) cases.push({ id: caseId, subject, reference, state, steps: [...steps] });
  return {
    row: await incomingRow(deps, row, known),
    scan: { digest: row.scan, size: (await scanSize(db, row.scan)) ?? 0 },
    enclosures: enclosureRows(row),
    transcription: await transcriptionOf(deps, row),
    records: recordsToCompare(row),
    reason: row.reason,
    cases,
    grounds: refusalGrounds.map((ground) => ({ ground, meaning: refusalGroundMeaning(ground) })),
    about: await aboutMatters(deps, row.counterpart, by),
    floor: await floorOf(deps, row, by),
    mayTranscribe: row.state === 'registered' || row.state === 'transcribed',
  };
}

async function floorOf(deps: LetterDeps, row: IncomingRecord, { now }: By): Promise<IncomingDetailWire['floor']> {
  const index = await deps.assistance.agreementIndex(deps.database, now);
  const [agreement] = agreementsBetween(index, row.counterpart, deps.assistance.self, now);
  if (agreement === undefined) return null;
  const limits = replyLimits(agreement, row.received_at);
  return { ...limits, purposes: [...limits.purposes], recipients: [...limits.recipients] };
}

function recordsToCompare({ state, transcribed }: IncomingRecord): IncomingDetailWire['records'] {
  if (state !== 'transcribed' || transcribed === null) return [];
  return recordsIn(transcribed).map(({ body, provenance }) => {
    const source = provenance[0]?.source;
    return { body, place: source === undefined ? '' : `${source.name}, ${source.place}` };
  });
}

async function transcriptionOf(deps: LetterDeps, row: IncomingRecord): Promise<IncomingDetailWire['transcription']> {
  const made = row.transcribed;
  if (made === null) return null;
  const { kind, says, by, at, subject } = made;
  const names = await deps.assistance.officerNames(deps.database, [by, ...row.confirmed_by]);
  const caseId = opensIt(made) ? row.case_ref : made.caseId;
  const confirmedByNames = row.confirmed_by.map((officer) => names.get(officer) ?? officer);
  return { kind, caseId, says: { ...says }, by, byName: names.get(by) ?? by, at, subject, confirmedByNames };
}

async function outgoingRow(deps: LetterDeps, row: OutgoingRecord, known: readonly CounterpartRecord[]): Promise<OutgoingRowWire> {
  const { id, case_ref: caseId, kind, dispatch, state, written_at: writtenAt, sent } = row;
  const by = sent === null ? null : await nameOf(deps, deps.database, sent.by);
  return {
    id,
    counterpart: named(row.counterpart, known),
    caseId,
    step: kind.split('.')[1] ?? kind,
    dispatch,
    state,
    writtenAt,
    sent: sent === null || by === null ? null : { ...sent, by },
  };
}

async function incomingRow(deps: LetterDeps, row: IncomingRecord, known: readonly CounterpartRecord[]): Promise<IncomingRowWire> {
  const { id, case_ref: caseRef, transcribed, dispatch, state, channel } = row;
  return {
    id,
    counterpart: named(row.counterpart, known),
    caseId: caseRef ?? (transcribed === null || opensIt(transcribed) ? null : transcribed.caseId),
    step: transcribed?.kind ?? null,
    dispatch,
    state,
    channel,
    receivedAt: row.received_at,
    writtenOn: row.written_on,
    theirReference: row.their_reference,
    registeredBy: await nameOf(deps, deps.database, row.registered_by),
  };
}

async function nameOf(deps: LetterDeps, db: Database, officer: string): Promise<string> {
  return (await deps.assistance.officerNames(db, [officer])).get(officer) ?? officer;
}

function named(id: string, known: readonly CounterpartRecord[]): OutgoingRowWire['counterpart'] {
  const entry = known.find((row) => row.id === id)?.entry;
  return { id, name: entry?.name ?? id, jurisdiction: entry?.jurisdiction ?? '' };
}
