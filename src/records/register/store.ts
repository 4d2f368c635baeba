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
import { searchQuestionOf } from '../search-text.ts';
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

export async function searchRegister(db: Database, asked: RegisterQuestion, now: Instant): Promise<RegisterAnswerWire> {
  const question = searchQuestionOf(asked.q);
  const words = question.words.map((word) => `${word}:*`).join(' & ');
  const at = momentOf(asked.knownOn, now);
  const found = await sql<{ reference: string; body: string }>`
    select records.reference, version.body from records
    join record_versions version on version.record_id = records.id and version.recorded_at <= ${at}
      and (version.recorded_until is null or version.recorded_until > ${at}) and version.erased_at is null
    where kind = 'registration' and not is_received and reference > ${asked.after ?? ''}
      and (${question.isEmpty} or search_vector @@ to_tsquery('simple', ${words === '' ? 'x:*' : words})
        or identifiers && ${[...question.identifiers]}::text[])
      and (version.body::jsonb->>'status' = any(${[...shownStatuses]}::text[])
        or (version.body::jsonb->>'status' = 'withdrawn' and version.body::jsonb->>'authorisedUntil' >= ${withdrawnShownFrom(now)}))
      and (${asked.inEffectOn}::text is null or (coalesce(version.body::jsonb->>'authorisedFrom', '') <= ${asked.inEffectOn}
        and coalesce(version.body::jsonb->>'authorisedUntil', '9999') >= ${asked.inEffectOn}))
    order by records.reference limit ${rowsMax + 1}`.execute(db);
  const shown = found.rows.slice(0, rowsMax);
  const rows = shown.map(({ body }) => publishedEntry(JSON.parse(body) as RegistrationWire, asked.inEffectOn));
  return { rows, next: found.rows.length > rowsMax ? (shown.at(-1)?.reference ?? null) : null };
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
