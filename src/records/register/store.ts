// SPDX-License-Identifier: Apache-2.0
/**
 * The public register: own registrations, read for everybody, as they are or as they were known on a day.
 *
 * Two times run beside each other. A registration says from which day to which it holds (time of effect); a version says from when to
 * when it was what we knew (time of record). "As known on 3 March" asks for the version that was ours at the end of that day, whatever
 * day it speaks of; "in effect on 3 March" asks for what holds on that day, and both can be asked at once. An entry is found by its
 * present names, since the index knows those.
 */
import { sql } from 'kysely';
import type { Database, Instant } from '../../kernel/index.ts';
import { type SearchQuestion, searchQuestionOf, searchTextsOf } from '../search-text.ts';
import type { RegisterAnswerWire, RegisterDetailWire, RegistrationWire } from '../wire.ts';
import { isShown, publishedEntry, shownStatuses, withdrawnShownFrom } from './published-entry.ts';

export interface RegisterQuestion {
  readonly q: string;
  /** A day; the register as it was known at its end in UTC. Null: as it is known now. */
  readonly knownOn: string | null;
  /** A day; only what holds on it. Null: whatever is known. */
  readonly inEffectOn: string | null;
  readonly after: string | null;
}

/** What a page of a public register shows. */
const rowsMax = 50;
/** Entries read at once, of which some may turn out to be found by what is not published. */
const readMax = 200;
/** Of those, so many pages for one question of somebody whom nobody knows; the next question goes on behind them. */
const readsMax = 20;

export async function searchRegister(db: Database, asked: RegisterQuestion, now: Instant): Promise<RegisterAnswerWire> {
  const question = searchQuestionOf(asked.q);
  const shown: FoundEntry[] = [];
  // The index knows a registration whole, also what is not published of it: what it finds is looked for once more in what is.
  let [after, isMore] = [asked.after ?? '', true];
  for (let read = 0; isMore && shown.length <= rowsMax && read < readsMax; read += 1) {
    const page = await entriesBehind(db, { ...asked, after }, question, now);
    shown.push(...page.filter(({ present }) => isFoundIn(present, question)));
    after = page.at(-1)?.reference ?? after;
    isMore = page.length === readMax;
  }
  const rows = shown.slice(0, rowsMax).map(({ body }) => publishedEntry(JSON.parse(body) as RegistrationWire, asked.inEffectOn));
  if (shown.length > rowsMax) return { rows, next: shown[rowsMax - 1]?.reference ?? null };
  return { rows, next: isMore ? after : null };
}

interface FoundEntry {
  readonly reference: string;
  /** As it was known at the moment that was asked for, and as it is known now. */
  readonly body: string;
  readonly present: string;
}

async function entriesBehind(
  db: Database,
  asked: RegisterQuestion,
  question: SearchQuestion,
  now: Instant,
): Promise<readonly FoundEntry[]> {
  const words = question.words.map((word) => `${word}:*`).join(' & ');
  const at = momentOf(asked.knownOn, now);
  const found = await sql<FoundEntry>`
    select records.reference, version.body, present.body as present from records
    join record_versions version on version.record_id = records.id and version.recorded_at <= ${at}
      and (version.recorded_until is null or version.recorded_until > ${at}) and version.erased_at is null
    join record_versions present on present.record_id = records.id and present.version = records.version
    where kind = 'registration' and not is_received and reference > ${asked.after ?? ''}
      and (${question.isEmpty} or search_vector @@ to_tsquery('simple', ${words === '' ? 'x:*' : words})
        or identifiers && ${[...question.identifiers]}::text[])
      and (version.body::jsonb->>'status' = any(${[...shownStatuses]}::text[])
        or (version.body::jsonb->>'status' = 'withdrawn' and version.body::jsonb->>'authorisedUntil' >= ${withdrawnShownFrom(now)}))
      and (${asked.inEffectOn}::text is null or (coalesce(version.body::jsonb->>'authorisedFrom', '') <= ${asked.inEffectOn}
        and coalesce(version.body::jsonb->>'authorisedUntil', '9999') >= ${asked.inEffectOn}))
    order by records.reference limit ${readMax}`.execute(db);
  return found.rows;
}

/** Otherwise an owner's name that is typed would bring up the firm, and so say whose it is. */
function isFoundIn(present: string, { isEmpty, words, identifiers }: SearchQuestion): boolean {
  if (isEmpty) return true;
  const published = publishedEntry(JSON.parse(present) as RegistrationWire, null);
  const texts = searchTextsOf({ ...published, kind: 'registration', owners: [], comments: null });
  if (identifiers.some((one) => texts.identifiers.includes(one))) return true;
  const found = texts.words.split(' ');
  return words.length > 0 && words.every((word) => found.some((one) => one.startsWith(word)));
}

/** Null where there is none, or it is not for the public. */
export async function registerEntry(
  db: Database,
  asked: { readonly reference: string; readonly knownOn: string | null; readonly inEffectOn: string | null },
  now: Instant,
): Promise<RegisterDetailWire | null> {
  const versions = await sql<{ body: string; recorded_at: string; recorded_until: string | null }>`
    select version.body, version.recorded_at, version.recorded_until from records
    join record_versions version on version.record_id = records.id and version.erased_at is null
    where kind = 'registration' and not is_received and reference = ${asked.reference} order by version.version`.execute(db);
  const at = momentOf(asked.knownOn, now);
  const known = versions.rows.filter((row) => row.recorded_at <= at);
  const last = known.at(-1);
  if (last === undefined) return null;
  const body = JSON.parse(last.body) as RegistrationWire;
  if (!isShown(body, now)) return null;
  return {
    entry: publishedEntry(body, asked.inEffectOn),
    versions: versions.rows
      .map((row) => ({ row, body: JSON.parse(row.body) as RegistrationWire }))
      .filter((one) => isShown(one.body, now))
      .map((one) => ({ knownFrom: one.row.recorded_at, knownUntil: one.row.recorded_until, status: one.body.status })),
  };
}

/** The end of the day, or now where the day is not over. */
function momentOf(day: string | null, now: Instant): string {
  const end = `${day ?? ''}T23:59:59.999Z`;
  return day === null || end > now ? now : end;
}
