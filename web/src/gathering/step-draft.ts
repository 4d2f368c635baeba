// SPDX-License-Identifier: Apache-2.0
/** What a form has gathered for a step, and the step that it makes; null while something is missing. */
import {
  type GatheringDetailWire,
  type GatheringInstructionWire,
  gatheringInstructionSchema,
  type GatheringMeasureWire,
  gatheringMeasureSchema,
  type GatheringStep,
} from '../../../src/gathering/wire.ts';
import { endOfDay } from '../messages/dates.ts';

type Need = 'why' | 'thing' | 'until' | 'consulted' | 'reasons' | 'promises' | 'results' | 'kept' | 'view' | 'production';

export const needsOf: Readonly<Record<GatheringStep, readonly Need[]>> = {
  recognised: ['promises', 'reasons'],
  'more-time': ['until', 'reasons'],
  'other-measure': ['thing', 'why', 'reasons'],
  late: ['until', 'reasons'],
  postponed: ['why', 'until', 'reasons'],
  impossible: ['why', 'consulted', 'reasons'],
  executed: ['results'],
  'transfer-held': ['until', 'reasons'],
  preserved: ['kept', 'until'],
  ended: ['why', 'reasons'],
  view: ['view', 'reasons'],
  extend: ['until', 'reasons'],
  'production-issued': ['production'],
  release: ['reasons'],
};

/** Of one thing sought or one formality: what was chosen for it, and the words beside it. */
export interface RowDraft {
  readonly choice: string | null;
  readonly words: string;
  readonly holder: string;
}
export const emptyRow: RowDraft = { choice: null, words: '', holder: '' };

export interface StepDraft {
  readonly why: string | null;
  readonly thing: string | null;
  readonly instead: string;
  readonly day: string | null;
  readonly consulted: string;
  readonly reasons: string;
  readonly about: string;
  readonly answer: string;
  readonly production: string | null;
  readonly present: string;
  readonly isLast: boolean;
  readonly sought: Readonly<Record<string, RowDraft>>;
  readonly formalities: Readonly<Record<string, RowDraft>>;
}

/** What the fields of a form are given. */
export interface FieldsProps {
  readonly kind: GatheringStep;
  readonly detail: GatheringDetailWire;
  readonly draft: StepDraft;
  readonly onChange: (part: Partial<StepDraft>) => void;
}

export function emptyStep(detail: GatheringDetailWire): StepDraft {
  const choice = { why: null, thing: null, instead: '', day: null, consulted: '', reasons: '', about: 'time', answer: 'agreed' } as const;
  const first = detail.linked.find(({ kind, state }) => kind !== 'preservation' && state !== 'not-sent');
  return { ...choice, production: first?.orderId ?? null, present: '', isLast: true, sought: {}, formalities: {} };
}

const instructions: readonly GatheringStep[] = ['view', 'extend', 'production-issued', 'release'];

export function stepOf(
  kind: GatheringStep,
  draft: StepDraft,
  detail: GatheringDetailWire,
  given: { readonly timeZone: string; readonly now: string },
): GatheringMeasureWire | GatheringInstructionWire | null {
  const schema = instructions.includes(kind) ? gatheringInstructionSchema : gatheringMeasureSchema;
  const parsed = schema.safeParse(membersOf(kind, draft, detail, given));
  return parsed.success ? parsed.data : null;
}

function membersOf(
  kind: GatheringStep,
  draft: StepDraft,
  detail: GatheringDetailWire,
  { timeZone, now }: { readonly timeZone: string; readonly now: string },
): unknown {
  const { why, reasons, consulted } = draft;
  const until = draft.day === null ? null : endOfDay(draft.day, timeZone);
  const formality = (id: string): RowDraft => draft.formalities[id] ?? emptyRow;
  switch (kind) {
    case 'recognised':
      return {
        kind,
        note: reasons,
        formalities: detail.formalities.map(({ id }) => {
          const { choice, words } = formality(id);
          return { id, willObserve: choice !== 'no', reason: words };
        }),
      };
    case 'other-measure':
      return { kind, soughtId: draft.thing, instead: draft.instead, why, reasons };
    case 'late':
      return { kind, reasons, newDueAt: until };
    case 'postponed':
      return { kind, why, reasons, until };
    case 'impossible':
      return { kind, why, reasons, consulted };
    case 'executed':
      return {
        kind,
        results: chosen(draft.sought).map(([soughtId, { choice, words }]) => ({ soughtId, outcome: choice, what: words, at: now })),
        formalities: chosen(draft.formalities).map(([id, { choice, words }]) => ({ id, answer: choice, note: words })),
        present: draft.present,
        isLast: draft.isLast,
      };
    case 'preserved':
      return {
        kind,
        kept: chosen(draft.sought).map(([soughtId, { words, holder }]) => ({ soughtId, what: words, heldBy: holder })),
        until,
      };
    case 'ended':
      return { kind, why, note: reasons };
    case 'view':
      return { kind, about: draft.about, answer: draft.answer, reasons };
    case 'production-issued': {
      const order = detail.linked.find(({ orderId }) => orderId === draft.production);
      return { kind, orderId: order?.orderId, reference: order?.reference };
    }
    case 'more-time':
    case 'transfer-held':
    case 'extend':
      return { kind, reasons, until };
    case 'release':
      return { kind, reasons };
  }
}

function chosen(rows: Readonly<Record<string, RowDraft>>): readonly (readonly [id: string, row: RowDraft])[] {
  return Object.entries(rows).filter(([, { choice }]) => choice !== null);
}
