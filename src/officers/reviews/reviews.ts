// SPDX-License-Identifier: Apache-2.0
/**
 * Reviews: an approver reads on a second device what the first one is about to have signed.
 *
 * Whoever has changed the screen of the first device (a program in its browser, somebody at its cable) can show one text and ask the
 * authenticator for a signature over another. The officer sees the text; the authenticator sees 32 bytes. So the server notes what an
 * officer is about to approve when the proof for it is asked for, and shows exactly that, to the letter, to the same officer on
 * another device:
 *
 *     first device     approve ...      notePreparing    challenge over the digest D, noted for Ada
 *     second device    /review          openReviews      Ada is about to approve D, and nothing else
 *                      /review/CODE     readReview       the exact text whose SHA-256 is D; the device computes that anew
 *
 * A screen that lies about D cannot make the second device show another text under D, and what is signed in Ada's name without her
 * knowing stands in her list: before it is signed, and for a day afterwards. The approval may be given there; then the first device
 * takes no part in it.
 *
 * The text comes from the room whose act it is (`ReviewSource`); a text that does not make the digest is not shown. What a wall hides
 * from the officer is absent here too. It does not help where both devices are changed, or the server.
 *
 * Source: `What you see is what you sign`; the residual risk of Web Authentication without a display on the authenticator.
 */
import { addMs, type Database, fail, type IdOf, type Instant, type Issue, type Transaction } from '../../kernel/index.ts';
import { digestOfText } from '../../seals/index.ts';
import { approvalLastsMs } from '../approvals/approvals.ts';
import type { CoveredText } from '../approvals/asked-act.ts';
import { approvalsTopic } from '../approvals/judge-act.ts';
import { findAskedAct } from '../approvals/store.ts';
import type { OfficerAudit } from '../officer-audit.ts';
import { officerNames } from '../store.ts';
import { approvalsGivenBy, noteReviewed, putPreparing, readPreparing, type ReviewRecord } from './store.ts';
import { reviewCodeOf, type ReviewRowWire, type ReviewsWire, type ReviewWayWire, type ReviewWire } from './wire.ts';

/** As long as a challenge is good, and as long again for finding the other device. */
export const preparingLastsMs = 10 * 60_000;

/** Something that waits for approval, to the letter. */
export interface Reviewable {
  readonly way: ReviewWayWire;
  readonly preparedBy: string;
  readonly caseRef: string | null;
  readonly covered: CoveredText;
}

/** Finds what waits under this digest; null where nothing of this room does. */
export type ReviewSource = (db: Database, subject: string, now: Instant) => Promise<Reviewable | null>;

export interface ReviewDeps {
  readonly db: Database;
  readonly audit: OfficerAudit;
  readonly announce: (tx: Transaction, topic: string) => Promise<void>;
  readonly reviewSources: readonly ReviewSource[];
  /** Whether a wall stands between the officer and the case. */
  readonly isHidden: (db: Database, officer: string, caseRef: string) => Promise<boolean>;
}

interface Reader {
  readonly officer: string;
  readonly session: string;
  readonly now: Instant;
}

export async function notePreparing(
  deps: ReviewDeps,
  { officer, session, subject, now }: Reader & { readonly subject: string },
): Promise<void> {
  const row = { officer_id: officer as IdOf<'off'>, subject, session_id: session, prepared_at: now };
  await deps.db.transaction().execute(async (tx) => {
    await putPreparing(tx, row, addMs(now, -preparingLastsMs));
    await deps.announce(tx, approvalsTopic);
  });
}

/** Of acts that wait though they are no step of anything. */
export const reviewOfAct: ReviewSource = async (db, subject, now) => {
  const act = await findAskedAct(db, subject, addMs(now, -approvalLastsMs));
  if (act === null) return null;
  const { actClass, preparedBy, caseRef, covered } = act;
  return { way: { kind: 'act', id: subject, name: actClass }, preparedBy, caseRef, covered };
};

export async function openReviews(deps: ReviewDeps, { officer, now }: Reader): Promise<ReviewsWire> {
  const open: ReviewRowWire[] = [];
  for (const row of await readPreparing(deps.db, officer, addMs(now, -preparingLastsMs))) {
    const found = await findReviewable(deps, officer, row.subject, now);
    const { subject, prepared_at: preparedAt, reviewed_at: reviewedAt } = row;
    if (found !== null) open.push({ code: reviewCodeOf(subject), subject, way: found.way, preparedAt, reviewedAt });
  }
  const given = await approvalsGivenBy(deps.db, officer, addMs(now, -approvalLastsMs));
  return {
    open,
    given: given.map(({ subject, act_class: actClass, at }) => ({ code: reviewCodeOf(subject), subject, actClass, at })),
  };
}

export type ReadReview =
  | { readonly kind: 'read'; readonly review: ReviewWire }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'absent' };

/** The exact text, and a note that it was read where that was on another device. */
export async function readReview(deps: ReviewDeps, given: Reader & { readonly code: string }): Promise<ReadReview> {
  const { officer, session, now } = given;
  const prepared = await readPreparing(deps.db, officer, addMs(now, -preparingLastsMs));
  const [row, other] = prepared.filter(({ subject }) => reviewCodeOf(subject) === given.code);
  const found = row === undefined || other !== undefined ? null : await findReviewable(deps, officer, row.subject, now);
  if (row === undefined || found === null) return { kind: 'absent' };
  const { subject } = row;
  if (digestOfText(found.covered.text) !== subject) return { kind: 'issues', issues: otherText.issues };
  const isSameSession = row.session_id === session;
  if (!isSameSession) await noteReading(deps, row, { found, officer, session, now });
  const names = await officerNames(deps.db, [found.preparedBy]);
  const { text, opened } = found.covered;
  const preparedByName = names.get(found.preparedBy) ?? '';
  const shown = { code: given.code, subject, way: found.way, preparedByName, isSameSession };
  return { kind: 'read', review: { ...shown, text, opened: opened.map((one) => ({ ...one })) } };
}

const otherText = fail(
  'subject',
  'Since it was prepared, it has become another act: its text does not make this digest any more.',
  'Return it, and have it prepared anew.',
);

async function noteReading(deps: ReviewDeps, row: ReviewRecord, given: Reader & { readonly found: Reviewable }): Promise<void> {
  const { officer, session, now, found } = given;
  const { subject } = row;
  await deps.db.transaction().execute(async (tx) => {
    if (!(await noteReviewed(tx, row, now))) return;
    const details = { officer, session, subject, kind: found.way.name, caseRef: found.caseRef };
    await deps.audit(tx, { event: 'approval.reviewed', actor: officer, at: now, details });
    await deps.announce(tx, approvalsTopic);
  });
}

async function findReviewable(deps: ReviewDeps, officer: string, subject: string, now: Instant): Promise<Reviewable | null> {
  for (const source of deps.reviewSources) {
    const found = await source(deps.db, subject, now);
    if (found === null) continue;
    return found.caseRef !== null && (await deps.isHidden(deps.db, officer, found.caseRef)) ? null : found;
  }
  return null;
}
