// SPDX-License-Identifier: Apache-2.0
/**
 * The request form: from a draft that may have gaps to the body that is sent, and to the question put to the agreements.
 */
import type { ZodType } from 'zod';
import { type Act, askAct, type Verdict } from '../../agreements/index.ts';
import { type ContentField, contentFields } from '../../agreements/wire.ts';
import type { AttachmentNoteWire } from '../../exchange/wire.ts';
import type { Issue } from '../../kernel/index.ts';
import { writtenLanguages } from '../form/written-languages.ts';
import { periodWords, writtenParticulars } from '../form/written-particulars.ts';
import type { RequestBodyWire, RequestDraftWire } from '../wire.ts';

/** What is known here of proceedings against the same persons for the same acts; absent where nothing is. */
export type JudgedBefore = RequestBodyWire['judgedBefore'];

/** The body as it would be sent now; null while counterpart or purpose are not chosen. */
export function bodyOfDraft(
  draft: RequestDraftWire,
  requestId: string,
  { attachments = [], judgedBefore }: { readonly attachments?: readonly AttachmentNoteWire[]; readonly judgedBefore?: JudgedBefore } = {},
): RequestBodyWire | null {
  if (draft.purpose === null || draft.counterpart === '') return null;
  const content = contentOfDraft(draft);
  const particulars = writtenParticulars(draft.particulars);
  const languages = writtenLanguages(draft.languages);
  const oral = oralOfDraft(draft);
  const hasUrgency = draft.class === 'urgent' && draft.urgencyGround !== null && draft.urgencyReason.trim() !== '';
  return {
    requestId,
    assistance: draft.assistance,
    purpose: draft.purpose,
    class: draft.class,
    urgency: hasUrgency && draft.urgencyGround !== null ? { ground: draft.urgencyGround, reason: draft.urgencyReason.trim() } : null,
    content,
    reference: draft.reference.trim(),
    ...(oral === undefined ? {} : { oral }),
    ...(particulars === null ? {} : { particulars }),
    ...(languages === null ? {} : { languages }),
    // Where nothing is said of it, nothing of our own register leaves.
    ...(judgedBefore === undefined || content['earlier-proceedings'] === undefined ? {} : { judgedBefore }),
    ...(draft.order === undefined ? {} : { order: draft.order }),
    ...(draft.trace === undefined ? {} : { trace: draft.trace }),
    ...(draft.alert === undefined ? {} : { alert: draft.alert }),
    ...(attachments.length === 0 ? {} : { attachments: [...attachments] }),
  };
}

/** The call as it is told; undefined while something of it is missing, and of a request that is not urgent. */
export function oralOfDraft({ oral, class: requestClass }: Pick<RequestDraftWire, 'oral' | 'class'>): RequestBodyWire['oral'] {
  if (oral === undefined || requestClass !== 'urgent' || oral.askedAt === null) return undefined;
  const [askedBy, askedOf, asked] = [oral.askedBy.trim(), oral.askedOf.trim(), oral.asked.trim()];
  return askedBy === '' || askedOf === '' || asked === '' ? undefined : { askedAt: oral.askedAt, askedBy, askedOf, asked };
}

/**
 * The act of a draft, so that it can be judged while it is written; null as above. Of a complete draft it is the act of the
 * body; while only the ground of urgency is chosen, the verdict asks for the reason and not for both.
 */
export function actOfDraft(draft: RequestDraftWire, from: string, judgedBefore?: JudgedBefore): Act | null {
  const { purpose, counterpart, assistance, urgencyGround, urgencyReason } = draft;
  const content = contentOfDraft(draft);
  if (purpose === null || counterpart === '') return null;
  const ask = { from, to: counterpart, assistance, purpose, class: draft.class, urgencyGround, urgencyReason, content };
  return askAct({ ...ask, judgedBefore, askedOrally: draft.oral !== undefined });
}

/** The texts that are written. A period of which only the days are chosen is one in words, too. */
function contentOfDraft(draft: RequestDraftWire): Partial<Record<ContentField, string>> {
  const given = { ...draft.content };
  if ((given.period ?? '').trim() === '' && draft.particulars !== undefined) given.period = periodWords(draft.particulars);
  const content: Partial<Record<ContentField, string>> = {};
  for (const field of contentFields) {
    const text = (given[field] ?? '').trim();
    if (text !== '') content[field] = text;
  }
  return content;
}

/** What a draft may hold and what is sent of it may not, such as a period that ends before it begins. */
export function shapeIssues(schema: ZodType, body: unknown): Issue[] {
  return (schema.safeParse(body).error?.issues ?? []).map(({ path, message }) => ({
    path: path.join('.'),
    problem: `${message}.`,
    remedy: 'Correct the field in the draft.',
  }));
}

/** What is said before there is anything to judge. */
export function verdictOnGaps(draft: RequestDraftWire): Verdict {
  const reasons: Verdict['reasons'][number][] = [];
  if (draft.counterpart === '') {
    reasons.push({ kind: 'counterpart-missing', sentence: 'Choose the authority you ask.', clause: null, field: 'counterpart' });
  }
  if (draft.purpose === null) {
    reasons.push({
      kind: 'purpose-missing',
      sentence: 'Choose the purpose for which you will use the answer.',
      clause: null,
      field: 'purpose',
    });
  }
  return { outcome: 'needs', governing: null, reasons, deadlines: [], conditions: [], approversMin: 0, alternatives: [] };
}
