// SPDX-License-Identifier: Apache-2.0
/**
 * The registration desk: a letter that came is registered with its scan, read into the fields of the step that it is, and confirmed by
 * another officer, who compares the fields with the scan.
 *
 *     registered    who sent it, how and when it came, the day on it; the scan under its digest
 *     transcribed   which step of which case it is, with its fields; tried against the case, and nothing kept of the trial
 *     admitted      confirmed: the step goes through the door that a received dispatch goes through (admit-letter.ts)
 *     set-aside     no step was made of it, and why
 *
 * Whoever transcribed it never confirms it. Transcribing anew voids what was confirmed of the former.
 */
import { agreementByDigest, stepTextOf } from '../agreements/index.ts';
import { noteAudit } from '../audit/index.ts';
import { canonicalJson, fail, newId, type Transaction, wholeUseCase } from '../kernel/index.ts';
import { type Approval, approvalFor, approvalsTopic, type AskedAct, type CarryOut, spendAct } from '../officers/index.ts';
import { admitLetter, tryLetter } from './admit-letter.ts';
import { isMatterStep } from './attested/matter-of-letter.ts';
import { recordsIn } from './attested/records-in-body.ts';
import { takeEnclosures } from './enclosures.ts';
import { absent, type By, issue, isWalled, type LetterDeps, type LetterOutcome } from './letter-deps.ts';
import { askedIn, type JudgedTranscription, judgeTranscribed, opensIt, readTranscription } from './step-of-letter.ts';
import {
  changeIncoming,
  counterparts,
  findIncoming,
  type IncomingRecord,
  insertIncoming,
  letterOfScan,
  lockIncoming,
  scanSize,
  type Transcribed,
} from './store.ts';
import type { RegisterLetterWire, TranscriptionWire } from './wire.ts';

export async function registerLetter(deps: LetterDeps, given: RegisterLetterWire, by: By): Promise<LetterOutcome> {
  const { officer, now } = by;
  return wholeUseCase(deps.database, async (tx): Promise<LetterOutcome> => {
    const [counterpart] = await counterparts(tx, [given.counterpart]);
    if (counterpart === undefined) return issue('counterpart', 'It is not known here by letter.', 'Register the authority first.');
    if ((await scanSize(tx, given.scan)) === null) return issue('scan', 'The scan is not here.', 'Upload it again.');
    const twice = await letterOfScan(tx, given.scan);
    if (twice !== null) return issue('scan', `This scan is that of letter ${twice.id} already.`, 'Open that letter.');
    if (given.receivedAt > now) return issue('receivedAt', 'It lies in the future.', 'Give the moment at which it was in our hands.');
    if (given.writtenOn > given.receivedAt.slice(0, 10))
      return issue('writtenOn', 'It lies after the day on which it came.', 'Give the day that stands on the letter.');
    const id = newId('ltr', now, deps.ports.random);
    const enclosed = await takeEnclosures(tx, { letter: id, uploads: given.enclosures ?? [], now });
    if (!enclosed.ok) return { kind: 'issues', issues: enclosed.issues };
    await insertIncoming(tx, {
      id,
      counterpart: given.counterpart,
      state: 'registered',
      scan: given.scan,
      enclosures: enclosed.value,
      channel: given.channel,
      received_at: given.receivedAt as By['now'],
      written_on: given.writtenOn,
      their_reference: given.theirReference,
      registered_by: officer,
      registered_at: now,
      transcribed: null,
      confirmed_by: [],
      case_ref: null,
      dispatch: null,
      signed_bytes: null,
      body_document: null,
      log_index: null,
      reason: null,
    });
    const details = { letter: id, peer: given.counterpart, file: given.scan, kind: given.channel };
    await noteAudit(tx, { event: 'letter.registered', actor: officer, at: now, details }, deps.ports.random);
    for (const { digest: file } of enclosed.value)
      await noteAudit(
        tx,
        { event: 'letter.enclosed', actor: officer, at: now, details: { letter: id, peer: given.counterpart, file } },
        deps.ports.random,
      );
    await deps.assistance.announce(tx, 'letters');
    return { kind: 'done', id };
  });
}

/** Lays the transcription before a second officer; where the house asks for none, it is admitted at once. */
export async function transcribeLetter(deps: LetterDeps, id: string, transcription: TranscriptionWire, by: By): Promise<LetterOutcome> {
  const seen = await findIncoming(deps.database, id);
  if (seen === null || (await isWalled(deps, seen, by))) return absent;
  const open = seen.state === 'registered' || seen.state === 'transcribed';
  if (!open) return issue('state', `It is ${seen.state} already.`, 'Load the letter again.');
  const read = await deps.database.transaction().execute((tx) => readTranscription(tx, deps, seen, { transcription, by }));
  if (!read.ok) return { kind: 'issues', issues: read.issues };
  const tried = await tryLetter(deps, { ...seen, state: 'transcribed' }, read.value, by.now);
  if (!tried.ok) return { kind: 'issues', issues: tried.issues };
  return wholeUseCase(deps.database, async (tx): Promise<LetterOutcome> => {
    const row = await lockIncoming(tx, id);
    if (row === null || row.state !== seen.state) return issue('state', 'It has changed meanwhile.', 'Load the letter again.');
    const made = read.value;
    await changeIncoming(tx, row.id, { state: 'transcribed', transcribed: made });
    const details = { letter: row.id, caseRef: opensIt(made) ? null : made.caseId, kind: made.kind, subject: made.subject };
    await noteAudit(tx, { event: 'letter.transcribed', actor: by.officer, at: by.now, details }, deps.ports.random);
    const judged = await judgedNow(tx, deps, row, made, by);
    if (judged === null) return issue('agreement', 'The agreement is not in force any more.', 'Look at the agreement.');
    const act = askedAct(row, made, judged, (await counterparts(tx, [row.counterpart]))[0]?.entry.name ?? row.counterpart);
    // What others are to take on our word is never one officer's, whatever the house asks.
    const given = { now: by.now, agreementMin: Math.max(judged.verdict.approversMin, isForOthers(made) ? 1 : 0) };
    const standing = await approvalFor(tx, deps.assistance.approvals.houseRules, act, given);
    await deps.assistance.announce(tx, approvalsTopic);
    await deps.assistance.announce(tx, 'letters');
    if (standing.kind === 'waits') return { kind: 'done', id };
    const now = { ...row, state: 'transcribed', transcribed: made } as const;
    const admitted = await admitLetter(tx, deps, now, { approvals: standing.approvals, now: by.now });
    if (!admitted.ok) return { kind: 'issues', issues: admitted.issues };
    await spendAct(tx, act, by.now);
    return { kind: 'done', id };
  });
}

/** Admits what was confirmed, if the letter still says it. */
export async function carryOutLetter(
  deps: LetterDeps,
  tx: Transaction,
  id: string,
  given: { readonly subject: string; readonly approvals: readonly Approval[]; readonly now: By['now'] },
): ReturnType<CarryOut> {
  const row = await lockIncoming(tx, id);
  if (row?.transcribed?.subject !== given.subject) return fail('letter', 'It was transcribed anew since.', 'Look at what waits now.');
  return admitLetter(tx, deps, row, given);
}

/** No step of a case is made of it; it stays with its scan. */
export async function setLetterAside(deps: LetterDeps, id: string, reason: string, by: By): Promise<LetterOutcome> {
  return wholeUseCase(deps.database, async (tx): Promise<LetterOutcome> => {
    const row = await lockIncoming(tx, id);
    if (row === null || (await isWalled(deps, row, by))) return absent;
    if (row.state === 'admitted') return issue('state', 'A step was made of it already.', 'Load the letter again.');
    await changeIncoming(tx, row.id, { state: 'set-aside', reason });
    if (row.transcribed !== null)
      await spendAct(tx, { actClass: 'transcription', about: row.id, subject: row.transcribed.subject }, by.now);
    const details = { letter: row.id, peer: row.counterpart };
    await noteAudit(tx, { event: 'letter.set-aside', actor: by.officer, at: by.now, details }, deps.ports.random);
    await deps.assistance.announce(tx, 'letters');
    return { kind: 'done', id };
  });
}

async function judgedNow(
  tx: Transaction,
  deps: LetterDeps,
  row: IncomingRecord,
  made: Transcribed,
  { now }: By,
): Promise<JudgedTranscription | null> {
  const agreement = agreementByDigest(await deps.assistance.agreementIndex(tx, now), made.agreement.digest);
  if (agreement === null) return null;
  return judgeTranscribed(deps, row, made, { agreement, request: await askedIn(tx, made), approvals: [], now });
}

/** Whether others are to take it on our word: records, and what is settled about them. */
function isForOthers(made: Transcribed): boolean {
  return isMatterStep(made.kind) || recordsIn(made).length > 0;
}

function askedAct(row: IncomingRecord, made: Transcribed, { content }: JudgedTranscription, name: string): AskedAct {
  const shown: Record<string, string> = { letter: made.kind, counterpart: name, writtenOn: row.written_on, scan: row.scan };
  for (const [field, value] of Object.entries(made.says)) if (typeof value === 'string' && value !== '') shown[field] = value;
  // The names are the sender's: as a fact of its own, a file called "scan" would stand in the place of the scan.
  if (row.enclosures.length > 0) shown['enclosures'] = row.enclosures.map(({ name, digest }) => `${name} · ${digest}`).join('\n');
  const records = recordsIn(made).length;
  if (records > 0) shown['records'] = String(records);
  return {
    actClass: 'transcription',
    subject: made.subject,
    preparedBy: made.by,
    caseRef: opensIt(made) ? null : made.caseId,
    about: row.id,
    shown,
    covered: { text: stepTextOf(content), opened: [{ digest: content.bodyRoot, text: canonicalJson(made.body), seed: made.bodySeed }] },
    content: { letter: row.id },
  };
}
