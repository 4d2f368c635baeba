// SPDX-License-Identifier: Apache-2.0
/**
 * The officer that a program plays: looks at the inbox of the training authority, asks `nextMove` what is to be done in each case, and does
 * it by the same calls as an officer in the browser. What the server refuses, it refuses to this officer too.
 */
import { z } from 'zod';
import { type CaseDetailWire, caseDetailSchema, type CaseRowWire, caseRowSchema } from '../../assistance/wire.ts';
import { type JointDetailWire, jointDetailSchema, jointRowSchema } from '../../joint-operations/index.ts';
import { type Instant, ok, type Result } from '../../kernel/index.ts';
import { minimisationProposalSchema, recordSearchAnswerSchema } from '../../records/wire.ts';
import { findRehearsal, type Move, nextMove, type Playing, rehearsalNamed, rehearsals } from '../../training/index.ts';
import type { ServerSession } from '../server-session.ts';
import { standingOf } from './standing-of.ts';

/** What the player needs of a session. */
export type PlayedSession = Pick<ServerSession, 'get' | 'send'>;

/** Cases that are looked at in one round; a training authority has few at a time. */
const casesMax = 200;
const casesSchema = z.object({ rows: z.array(caseRowSchema) });
const mattersSchema = z.object({ rows: z.array(jointRowSchema) });

/** What one round did: a sentence for each move, in the order in which they were made. */
export async function playRound(session: PlayedSession, playing: Playing, now: Instant): Promise<Result<readonly string[]>> {
  const listed = await session.get(`/api/assistance/cases?box=inbox&limit=${casesMax}`);
  if (!listed.ok) return listed;
  const { rows } = casesSchema.parse(listed.value);
  const differences = await differencesByCase(session);
  if (!differences.ok) return differences;
  const said: string[] = [];
  for (const row of rows.filter(({ state, id }) => !isOver.has(state) || differences.value.has(id))) {
    const played = await playCase(session, playing, { row, rows, differences: differences.value, now });
    if (!played.ok) return played;
    if (played.value !== null) said.push(played.value);
  }
  return ok(said);
}

const isOver: ReadonlySet<CaseRowWire['state']> = new Set(['answered', 'refused', 'upheld', 'impossible', 'withdrawn', 'lapsed', 'closed']);

interface Round {
  readonly row: CaseRowWire;
  readonly rows: readonly CaseRowWire[];
  readonly differences: ReadonlyMap<string, JointDetailWire>;
  readonly now: Instant;
}

async function playCase(session: PlayedSession, playing: Playing, { row, rows, differences, now }: Round): Promise<Result<string | null>> {
  const answer = await session.get(`/api/assistance/cases/${row.id}`);
  if (!answer.ok) return answer;
  const detail = caseDetailSchema.parse(answer.value);
  const key = rehearsalNamed(row.reference);
  const rehearsal = findRehearsal(key) ?? rehearsals[0];
  const difference = differences.get(row.id) ?? null;
  const isAfterYielding = rows.some((other) => {
    const isEarlier = other.id < row.id && other.counterpart.authorityId === row.counterpart.authorityId;
    return isEarlier && rehearsalNamed(other.reference) === key && hasYielded(differences.get(other.id));
  });
  const next = nextMove(rehearsal, standingOf({ detail, difference, isAfterYielding, now }), playing);
  if (next.kind !== 'move') return ok(null);
  const made = next.move.kind === 'position' ? await takePosition(session, difference, next.move) : await take(session, detail, next.move);
  return made.ok ? ok(`${row.id}, ${rehearsal.key}: ${next.move.kind}`) : made;
}

function hasYielded(difference: JointDetailWire | undefined): boolean {
  return (
    difference?.notes.some(
      ({ said, author }) => author.authorityId === difference.self && said.kind === 'position' && said.outcome === 'yields',
    ) === true
  );
}

async function differencesByCase(session: PlayedSession): Promise<Result<ReadonlyMap<string, JointDetailWire>>> {
  const listed = await session.get('/api/joint/matters');
  if (!listed.ok) return listed;
  const found = new Map<string, JointDetailWire>();
  for (const { id, work } of mattersSchema.parse(listed.value).rows) {
    if (work !== 'difference') continue;
    const answer = await session.get(`/api/joint/matters/${id}`);
    if (!answer.ok) return answer;
    const detail = jointDetailSchema.parse(answer.value);
    const caseRef = detail.notes.flatMap(({ said }) => (said.kind === 'raise' && said.caseRef !== null ? [said.caseRef] : []))[0];
    if (caseRef !== undefined) found.set(caseRef, detail);
  }
  return ok(found);
}

async function takePosition(
  session: PlayedSession,
  difference: JointDetailWire | null,
  { outcome, text }: Extract<Move, { kind: 'position' }>,
): Promise<Result<unknown>> {
  const said = { kind: 'position', outcome, ground: null, text };
  return session.send('POST', `/api/joint/matters/${difference?.row.id ?? ''}/notes`, { said });
}

type CaseMove = Exclude<Move, { kind: 'position' }>;

async function take(session: PlayedSession, detail: CaseDetailWire, move: CaseMove): Promise<Result<unknown>> {
  const address = `/api/assistance/cases/${detail.row.id}`;
  const replyDue = detail.deadlines.find(({ step }) => step === 'reply')?.dueAt ?? null;
  switch (move.kind) {
    case 'acknowledgement': {
      const { note, urgencyContested } = move;
      const contested = urgencyContested === undefined ? {} : { urgencyContested };
      return session.send('POST', `${address}/acknowledgement`, { expectedReplyAt: replyDue, note, ...contested });
    }
    case 'question':
      return session.send('POST', `${address}/questions`, { question: move.question });
    case 'refusal':
      return session.send('POST', `${address}/refusal`, { ground: move.ground, reasons: move.reasons });
    case 'reopening':
      return session.send('POST', `${address}/reopening`, { reasons: move.reasons, expectedReplyAt: replyDue });
    case 'upholding':
      return session.send('POST', `${address}/upholding`, { reasons: move.reasons });
    case 'delay-notice':
      return session.send('POST', `${address}/delay`, { reasons: move.reasons, expectedReplyAt: null, updateEveryDays: 1 });
    case 'reply': {
      const records = await recordsOf(session, detail, move.recordsMax);
      if (!records.ok) return records;
      const chosen = await withoutUnneeded(session, address, records.value);
      if (!chosen.ok) return chosen;
      return session.send('POST', `${address}/replies`, { completeness: move.completeness, text: move.text, records: chosen.value });
    }
  }
}

/** All that is proposed is withheld: the request did not ask for it. */
async function withoutUnneeded(session: PlayedSession, address: string, recordIds: readonly string[]): Promise<Result<readonly unknown[]>> {
  if (recordIds.length === 0) return ok([]);
  const answer = await session.send('POST', `${address}/minimisation`, { recordIds });
  if (!answer.ok) return answer;
  const proposals = z.array(minimisationProposalSchema).parse(answer.value);
  return ok(
    proposals.map(({ recordId, fields }) => {
      return { recordId, limits: null, minimisation: { withhold: fields.map(({ path }) => path), give: [] } };
    }),
  );
}

/** Own records on the firm that the subject begins with, which were not given in this case yet; registrations first. */
async function recordsOf(session: PlayedSession, detail: CaseDetailWire, recordsMax: number): Promise<Result<readonly string[]>> {
  const firm = detail.row.subject.split(/[,:]/)[0]?.trim() ?? '';
  if (firm === '' || recordsMax === 0) return ok([]);
  const query = new URLSearchParams({ q: firm, origin: 'own', purpose: detail.row.purpose ?? 'supervision' });
  const answer = await session.get(`/api/records?${query.toString()}`);
  if (!answer.ok) return answer;
  const given = new Set(detail.records.map(({ id }) => id));
  const ids = recordSearchAnswerSchema
    .parse(answer.value)
    .rows.filter(({ id }) => !given.has(id))
    .toSorted((left, right) => kindOrder(left.kind) - kindOrder(right.kind) || (left.reference < right.reference ? -1 : 1))
    .map(({ id }) => id);
  return ok(ids.slice(0, recordsMax));
}

function kindOrder(kind: string): number {
  return kind === 'registration' ? 0 : 1;
}
