// SPDX-License-Identifier: Apache-2.0
/**
 * The first day of cooperation, played over HTTP exactly as the officers of the authorities would do it in the browser:
 *
 *     1  each gives the other its invitation                         POST /api/peers
 *     2  administrators compare the sixty digits and confirm them    POST /api/peers/:id/confirmation
 *        and a second officer of each approves that                  POST /api/approvals
 *     3  the two servers tell each other; both are live
 *     4  each stores the agreement, signs it, and takes in the other's signature; it is in force
 *     5  records keepers import the sample records                   POST /api/records/imports
 *     6  and an invented list in two versions                        POST /api/findings/lists/versions
 *
 * Each step first looks whether it was done, so a first start that broke off goes on where it stopped.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type AgreementDocument, demoAgreements, knownAgreement, type Party, readParty } from '../../agreements/index.ts';
import { agreementRowSchema } from '../../agreements/wire.ts';
import { invitationSchema, peerRowSchema } from '../../exchange/wire.ts';
import { fail, type Instant, issuesText, ok, type Result } from '../../kernel/index.ts';
import { askedActRowSchema } from '../../officers/wire.ts';
import { importReportSchema } from '../../records/wire.ts';
import type { ServerSession } from '../server-session.ts';

/** One authority at the table: its administrator's session, the officer who approves, and what it says of itself. */
export interface Seat {
  readonly key: string;
  readonly authorityId: string;
  readonly party: Party;
  readonly administrator: ServerSession;
  readonly approver: ServerSession;
  /** A code of the approver's authenticator that was not given yet; waits for it where it must. */
  readonly approverCode: () => Promise<string>;
}

/** Waiting for the two servers to tell each other; they deliver within a second. */
const liveMsMax = 20_000;
const lookEveryMs = 100;
const peersSchema = z.object({ rows: z.array(peerRowSchema) });
const agreementsSchema = z.array(agreementRowSchema);
const waitingSchema = z.array(askedActRowSchema);

/** Peers every two of them, then brings the agreements into force among them. */
export async function joinAuthorities(
  seats: readonly Seat[],
  inForceFrom: Instant,
  onProgress: (sentence: string) => void,
): Promise<Result<null>> {
  return joinUnder(seats, demoAgreements({ parties: seats.map((seat) => seat.party), inForceFrom }), onProgress);
}

/** The same under these agreements, each among those of the seats that are its parties. */
export async function joinUnder(
  seats: readonly Seat[],
  documents: readonly AgreementDocument[],
  onProgress: (sentence: string) => void,
): Promise<Result<null>> {
  try {
    for (const [left, right] of pairsOf(seats)) {
      onProgress(`${left.party.name} and ${right.party.name} compare fingerprints`);
      await peerTwo(left, right);
    }
    for (const document of documents) {
      onProgress(`All parties sign: ${document.title}`);
      await bringIntoForce(
        seats.filter((seat) => document.parties.some((party) => party.authorityId === seat.authorityId)),
        document,
      );
    }
    return ok(null);
  } catch (error) {
    if (error instanceof StepFailed) return fail(error.step, error.message, 'Start again with --reset, and report it if it stays.');
    throw error;
  }
}

class StepFailed extends Error {
  readonly step: string;
  constructor(step: string, problem: string) {
    super(problem);
    this.step = step;
  }
}

function expect<Value>(step: string, result: Result<Value>): Value {
  if (!result.ok) throw new StepFailed(step, issuesText(result.issues));
  return result.value;
}

function pairsOf(seats: readonly Seat[]): (readonly [Seat, Seat])[] {
  return seats.flatMap((left, index) => seats.slice(index + 1).map((right) => [left, right] as const));
}

// --- peering --------------------------------------------------------------------------------------------------------

async function peerTwo(left: Seat, right: Seat): Promise<void> {
  for (const [host, guest] of [
    [left, right],
    [right, left],
  ] as const) {
    if ((await peerRow(host, guest)) !== null) continue;
    const file = expect('invitation', await guest.administrator.file('/api/peers/invitation'));
    expect('invitation', await host.administrator.sendBytes('/api/peers', file));
  }
  const [seenLeft, seenRight] = [await peerRow(left, right), await peerRow(right, left)];
  if (seenLeft === null || seenLeft.fingerprint !== seenRight?.fingerprint)
    throw new StepFailed('fingerprint', 'The two servers show different digits.');
  for (const [host, guest] of [
    [left, right],
    [right, left],
  ] as const) {
    if ((await peerRow(host, guest))?.state !== 'invited') continue;
    const { fingerprint } = seenLeft;
    expect('confirmation', await host.administrator.send('POST', `/api/peers/${guest.authorityId}/confirmation`, { fingerprint }));
    await approveConfirmation(host, guest);
  }
  for (let waitedMs = 0; ; waitedMs += lookEveryMs) {
    const states = [await peerRow(left, right), await peerRow(right, left)].map((row) => row?.state);
    if (states.every((state) => state === 'live')) return;
    if (waitedMs > liveMsMax) throw new StepFailed('peering', `The two servers did not reach each other (${states.join(', ')}).`);
    await delay(lookEveryMs);
  }
}

/** The second officer; what a first start that broke off had asked for may be approved already. */
async function approveConfirmation(host: Seat, guest: Seat): Promise<void> {
  const rows = waitingSchema.parse(expect('approvals', await host.approver.get('/api/approvals')));
  const waiting = rows.find((row) => row.about === guest.authorityId && row.mayApprove);
  if (waiting === undefined) return;
  const proof = { kind: 'code', code: await host.approverCode() };
  expect('approval', await host.approver.send('POST', '/api/approvals', { subject: waiting.subject, proof }));
}

async function peerRow(host: Seat, guest: Seat): Promise<z.infer<typeof peerRowSchema> | null> {
  const { rows } = peersSchema.parse(expect('peers', await host.administrator.get('/api/peers')));
  return rows.find((row) => row.authorityId === guest.authorityId) ?? null;
}

/** What an authority says of itself, as a party of agreements; the same that its invitation says. */
export async function partyOfServer(administrator: ServerSession): Promise<Result<Party>> {
  const file = await administrator.file('/api/peers/invitation');
  if (!file.ok) return file;
  const { authorityId, name, kind, jurisdiction, capabilities, calendar, contact } = invitationSchema.parse(
    JSON.parse(new TextDecoder().decode(file.value)),
  );
  return readParty({ authorityId, name, kind, jurisdiction, capabilities, calendar, contact }, 'invitation');
}

// --- agreements -----------------------------------------------------------------------------------------------------

async function bringIntoForce(seats: readonly Seat[], document: AgreementDocument): Promise<void> {
  const known = await Promise.all(seats.map((seat) => rowOfTitle(seat, document.title)));
  if (known.every((row) => row?.status === 'in-force')) return;
  const { bytes, digest } = knownAgreement(document);
  const address = `/api/agreements/${encodeURIComponent(digest)}`;
  for (const { administrator } of seats) {
    expect('agreement', await administrator.sendBytes('/api/agreements', bytes));
    expect('signature', await administrator.send('POST', `${address}/signature`));
  }
  for (const { administrator } of seats) {
    const file = expect('signed file', await administrator.file(`${address}/file`));
    for (const other of seats) {
      if (other.administrator !== administrator)
        expect('signed file', await other.administrator.sendBytes('/api/agreements/signatures', file));
    }
  }
  for (const seat of seats) {
    if ((await rowOfTitle(seat, document.title))?.status !== 'in-force')
      throw new StepFailed('agreement', `"${document.title}" is not in force at ${seat.party.name}.`);
  }
}

async function rowOfTitle(seat: Seat, title: string): Promise<z.infer<typeof agreementRowSchema> | null> {
  const rows = agreementsSchema.parse(expect('agreements', await seat.administrator.get('/api/agreements')));
  return rows.find((row) => row.title === title) ?? null;
}

// --- records --------------------------------------------------------------------------------------------------------

export interface RecordFile {
  readonly name: string;
  readonly kind: string;
  readonly format: string;
  readonly bytes: Uint8Array;
}

/** Imports each file whole; says how many records there are now. Importing again changes nothing. */
export async function importFiles(keeper: ServerSession, files: readonly RecordFile[]): Promise<Result<number>> {
  let count = 0;
  for (const { name, kind, format, bytes } of files) {
    const query = new URLSearchParams({ kind, format, fileName: name, skipBad: 'no' });
    const answer = await keeper.sendBytes(`/api/records/imports?${query.toString()}`, bytes);
    if (!answer.ok) return answer;
    const report = importReportSchema.parse(answer.value);
    const [bad] = report.rejected;
    if (bad !== undefined) return fail(name, `line ${bad.line}, ${bad.field}: ${bad.reason}`, bad.remedy);
    count += report.admitted + report.unchanged;
  }
  return ok(count);
}

/** A version of a list that the demonstration brings along. */
export interface ListVersionFile {
  readonly list: string;
  readonly purpose: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Imports each version in its order; records are screened against them by the server. Importing again changes nothing. */
export async function importLists(keeper: ServerSession, versions: readonly ListVersionFile[]): Promise<Result<null>> {
  for (const { list, purpose, name, bytes } of versions) {
    const query = new URLSearchParams({ list, purpose, fileName: name });
    const answer = await keeper.sendBytes(`/api/findings/lists/versions?${query.toString()}`, bytes);
    if (!answer.ok) return answer;
  }
  return ok(null);
}
