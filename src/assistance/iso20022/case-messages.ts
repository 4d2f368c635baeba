// SPDX-License-Identifier: Apache-2.0
/** Which messages of ISO 20022 a case can be written as, and the bytes of one of them for one officer, written down as given out. */
import { appendAudit } from '../../audit/index.ts';
import { fail, type Instant, ok, type Result } from '../../kernel/index.ts';
import { digestOf } from '../../seals/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { caseDetail } from '../cases/case-detail.ts';
import { sideOfStep } from '../states/case-states.ts';
import { refusalOfText, type Viewer } from '../steps/step-row.ts';
import { findCase, stepsOfCases } from '../store.ts';
import type { CaseDetailWire, RequestBodyWire, StepRowWire } from '../wire.ts';
import { criteriaOf } from './search-criteria.ts';
import type { CaseMessagesWire } from './wire.ts';
import { answeringSteps, type AskedCase, daysOf, type MessageName, openingText, responseText, statusChangeText } from './write-messages.ts';

interface Given {
  readonly caseId: string;
  readonly viewer: Viewer;
  readonly now: Instant;
}

interface Found {
  readonly asked: AskedCase;
  readonly answers: readonly StepRowWire[];
  /** Why the text of a received answer is not given out, by step. */
  readonly withheld: ReadonlyMap<string, readonly string[]>;
}

const noPeriod =
  'auth.001 demands a period with its first and its last day, and the request has none in its particulars; it can be told by an answer to a question.';

/** Null when there is no such case, or its request was not sent. */
export async function caseMessages(deps: AssistanceDeps, given: Given): Promise<CaseMessagesWire | null> {
  const found = await findMessages(deps, given);
  if (found === null) return null;
  const { asked, answers } = found;
  const { assistance, content, particulars = {} } = asked.request;
  const hasDays = daysOf(particulars) !== null;
  const criteria = criteriaOf({ assistance, subject: content.subject ?? '', particulars });
  const openings = hasDays ? criteria.map(({ words }, index) => ({ message: 'auth.001' as const, number: index + 1, words })) : [];
  const responses = answers.map(({ summary }, index) => ({ message: 'auth.002' as const, number: index + 1, words: summary }));
  const status = asked.isConfidential ? 'The investigation is confidential.' : 'The investigation may become known.';
  return {
    messages: [...openings, ...responses, { message: 'auth.003', number: 1, words: status }],
    lacking: [
      ...(hasDays ? [] : [{ message: 'auth.001' as const, sentence: noPeriod }]),
      ...(answers.length > 0 ? [] : [{ message: 'auth.002' as const, sentence: 'The request is not answered yet.' }]),
    ],
  };
}

/** The bytes of one message; null as above. */
export async function writeCaseMessage(
  deps: AssistanceDeps,
  given: Given & { readonly message: MessageName; readonly number: number },
): Promise<Result<Uint8Array> | null> {
  const { message, number, viewer, now } = given;
  const found = await findMessages(deps, given);
  if (found === null) return null;
  const text = textOf(found, message, number);
  if (!text.ok) return text;
  const bytes = new TextEncoder().encode(text.value);
  const details = { caseRef: found.asked.caseId, kind: message, digest: digestOf(bytes), size: bytes.length };
  await deps.database.transaction().execute(async (tx) => {
    await appendAudit(tx, { event: 'case.message-written', actor: viewer.id, at: now, details }, deps.random);
  });
  return ok(bytes);
}

function textOf({ asked, answers, withheld }: Found, message: MessageName, number: number): Result<string> {
  if (message === 'auth.003') return ok(statusChangeText(asked.caseId, asked.isConfidential));
  if (message === 'auth.002') {
    const step = answers[number - 1];
    if (step === undefined) return fail('number', 'The request has no such answer.', 'Choose one of the list.');
    return ok(responseText(asked, step, withheld.get(step.id) ?? null));
  }
  const { assistance, content, particulars = {} } = asked.request;
  const days = daysOf(particulars);
  if (days === null) return fail('message', noPeriod, 'Write it as a paper, or name the period in a new request.');
  if (number > criteriaOf({ assistance, subject: content.subject ?? '', particulars }).length) {
    return fail('number', 'The request names no such account, person or transaction.', 'Choose one of the list.');
  }
  return ok(openingText(asked, days, number));
}

async function findMessages(deps: AssistanceDeps, given: Given): Promise<Found | null> {
  const row = await findCase(deps.database, given.caseId);
  const detail = row === null ? null : await caseDetail(deps.database, deps, given);
  if (row === null || row.request === null || detail === null || isUnsent(detail)) return null;
  const withheld = new Map<string, readonly string[]>();
  for (const step of await stepsOfCases(deps.database, [row.id])) {
    if (step.kind !== 'reply' || sideOfStep[step.kind] === row.side) continue;
    const reasons = refusalOfText(deps, row, { step, manner: 'export', now: given.now });
    if (reasons !== null) withheld.set(step.id, reasons);
  }
  const answers = detail.steps.filter(({ kind, dispatch }) => dispatch !== null && (answeringSteps as readonly string[]).includes(kind));
  return { asked: askedOf(detail, row.request), answers, withheld };
}

function isUnsent({ steps }: CaseDetailWire): boolean {
  return !steps.some(({ kind, dispatch }) => kind === 'request' && dispatch !== null);
}

function askedOf(detail: CaseDetailWire, request: RequestBodyWire): AskedCase {
  const { row, verdict, agreement, deadlines, isConfidential } = detail;
  const reply = deadlines.find(({ step }) => step === 'reply');
  return {
    caseId: row.id,
    request,
    isConfidential,
    mandate: { clause: verdict?.governing?.clause ?? '', title: agreement === null ? '' : agreement.title },
    replyDay: reply === undefined ? null : reply.dueAt.slice(0, 10),
  };
}
