// SPDX-License-Identifier: Apache-2.0
/** What a form has gathered for a measure, and the measure that it makes; null while something is missing. */
import {
  type FreezeDetailWire,
  type freezeNext,
  type InstructionWire,
  instructionSchema,
  type MeasureWire,
  measureSchema,
} from '../../../src/freezing/wire.ts';
import { endOfDay } from '../messages/dates.ts';
import { minorOf } from './sums.ts';

export type MeasureKind = Exclude<(typeof freezeNext)[number], 'firm-order'>;
type Need = 'why' | 'lines' | 'line' | 'executed' | 'answer' | 'until' | 'amount' | 'shares' | 'name' | 'consulted' | 'reasons';

export const needsOf: Readonly<Record<MeasureKind, readonly Need[]>> = {
  recognised: ['reasons'],
  late: ['why', 'until', 'reasons'],
  postponed: ['why', 'until', 'reasons'],
  impossible: ['why', 'consulted', 'reasons'],
  executed: ['executed', 'until'],
  valued: ['line', 'amount', 'name'],
  claimed: ['line', 'name', 'reasons'],
  'limit-question': ['until', 'reasons'],
  ended: ['why', 'lines', 'reasons'],
  disposed: ['lines', 'shares', 'reasons'],
  'limit-answer': ['answer', 'until', 'reasons'],
  release: ['lines', 'reasons'],
};

export interface MeasureDraft {
  readonly why: string | null;
  readonly lineIds: readonly string[];
  readonly answer: 'maintain' | 'limit';
  readonly day: string | null;
  readonly amount: string;
  readonly victims: string;
  /** How many victims; empty where it is not known. */
  readonly victimsCount: string;
  readonly issuing: string;
  readonly executing: string;
  readonly name: string;
  readonly consulted: string;
  readonly reasons: string;
  readonly notice: 'given' | 'deferred';
  readonly remedies: string;
}

export function emptyMeasure(detail: FreezeDetailWire): MeasureDraft {
  const nothing = {
    why: null,
    lineIds: [],
    answer: 'maintain',
    day: null,
    amount: '',
    victims: '0',
    victimsCount: '',
    issuing: '0',
    executing: '0',
  } as const;
  const notice = detail.order.confidential.deferNotice ? 'deferred' : 'given';
  return { ...nothing, name: '', consulted: '', reasons: '', notice, remedies: '' };
}

export function measureOf(
  kind: MeasureKind,
  draft: MeasureDraft,
  detail: FreezeDetailWire,
  timeZone: string,
): MeasureWire | InstructionWire | null {
  const parsed = (kind === 'limit-answer' || kind === 'release' ? instructionSchema : measureSchema).safeParse(
    membersOf(kind, draft, detail, timeZone),
  );
  return parsed.success ? parsed.data : null;
}

function membersOf(kind: MeasureKind, draft: MeasureDraft, detail: FreezeDetailWire, timeZone: string): unknown {
  const { why, reasons, lineIds, name, consulted } = draft;
  const until = draft.day === null ? null : endOfDay(draft.day, timeZone);
  const minor = (amount: string): string | null => minorOf(amount, detail.row.currency);
  const [lineId] = lineIds;
  switch (kind) {
    case 'recognised':
      return { kind, note: reasons };
    case 'late':
      return { kind, clock: why, reasons, newDueAt: until };
    case 'postponed':
      return { kind, why, reasons, until };
    case 'impossible':
      return { kind, why, reasons, consulted };
    case 'executed':
      return { kind, lines: linesOf(draft, detail), notice: draft.notice, remedies: draft.remedies, until };
    case 'valued':
      return { kind, lineId, valueMinor: minor(draft.amount), method: name };
    case 'claimed':
      return { kind, lineId, claimant: name, claim: reasons };
    case 'limit-question':
      return { kind, reasons, proposedUntil: until };
    case 'ended':
      return { kind, why, lineIds, note: reasons };
    case 'disposed': {
      const shares = { victimsMinor: minor(draft.victims), issuingMinor: minor(draft.issuing), executingMinor: minor(draft.executing) };
      const count = draft.victimsCount.trim();
      return { kind, lineIds, ...shares, ...(count === '' ? {} : { victimsCompensated: Number(count) }), note: reasons };
    }
    case 'limit-answer':
      return { kind, answer: draft.answer, until: draft.answer === 'limit' ? until : null, reasons };
    case 'release':
      return { kind, lineIds, reasons };
  }
}

/** A line for each order that a firm confirmed and the officer chose: what there was, where, since when. */
function linesOf(draft: MeasureDraft, detail: FreezeDetailWire): unknown[] {
  return detail.firmOrders.flatMap((one) => {
    if (one.confirmed === null || !draft.lineIds.includes(one.id)) return [];
    const { quantity, valueMinor, custody, at } = one.confirmed;
    const item = detail.order.property.items.find((candidate) => candidate.id === one.itemId);
    const description = item?.description ?? one.instruction.slice(0, 300);
    return [{ lineId: one.id, itemId: one.itemId, description, heldBy: one.firm, quantity, valueMinor, custody, at }];
  });
}
