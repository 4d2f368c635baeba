// SPDX-License-Identifier: Apache-2.0
/**
 * The freeze as it stands: folded from the order and the measures that both authorities hold, in their order.
 *
 * Nothing of it is stored. Both servers keep the same signed steps, so both fold the same ledger; a court folds it again from
 * the bundle. A line is frozen once, at the value it had then; a later valuation stands beside that value and changes no sum,
 * so that what was frozen under an order cannot grow by the market.
 */
import type { Instant } from '../kernel/index.ts';
import type { FreezeState, InstructionWire, LedgerLineWire, MeasureWire, OrderWire } from './wire.ts';

export type Taken =
  | { readonly side: 'requested'; readonly at: Instant; readonly dispatch: string | null; readonly measure: MeasureWire }
  | { readonly side: 'requesting'; readonly at: Instant; readonly dispatch: string | null; readonly measure: InstructionWire };

export interface Freeze {
  readonly state: FreezeState;
  readonly lines: readonly LedgerLineWire[];
  readonly recognisedAt: Instant | null;
  readonly executedAt: Instant | null;
  /** The question whether the freeze may be limited, while it is open or was answered last. */
  readonly question: { readonly askedAt: Instant; readonly answeredAt: Instant | null; readonly proposedUntil: Instant } | null;
  /** When it ends by itself: a limit that was agreed, or the end of a suspension. */
  readonly until: Instant | null;
  /** Lines that the issuing authority has released and that are not yet confirmed as ended. */
  readonly toRelease: ReadonlySet<string>;
}

const untouched: Freeze = {
  state: 'issued',
  lines: [],
  recognisedAt: null,
  executedAt: null,
  question: null,
  until: null,
  toRelease: new Set(),
};

export function playFreeze(taken: readonly Taken[]): Freeze {
  return taken.reduce(play, untouched);
}

function play(freeze: Freeze, taken: Taken): Freeze {
  const { measure, at } = taken;
  switch (measure.kind) {
    case 'recognised':
      return { ...freeze, state: 'recognised', recognisedAt: at };
    case 'postponed':
    case 'impossible':
      return { ...freeze, state: measure.kind };
    case 'executed':
      return execute(freeze, measure, taken);
    case 'limit-question':
      return {
        ...freeze,
        state: 'limit-asked',
        question: { askedAt: at, answeredAt: null, proposedUntil: measure.proposedUntil as Instant },
      };
    case 'limit-answer':
      return answerLimit(freeze, measure, at);
    case 'release':
      return { ...freeze, toRelease: new Set([...freeze.toRelease, ...measure.lineIds]) };
    case 'ended':
    case 'disposed':
      return close(freeze, measure.kind === 'ended' ? 'released' : 'disposed', measure.lineIds);
    case 'valued':
      return changeLine(freeze, measure.lineId, (line) => ({ ...line, latestMinor: measure.valueMinor, method: measure.method }));
    case 'claimed':
      return changeLine(freeze, measure.lineId, (line) => ({
        ...line,
        claims: [...line.claims, { claimant: measure.claimant, claim: measure.claim, at }],
      }));
    case 'late':
      return freeze;
  }
}

function execute(freeze: Freeze, measure: Extract<MeasureWire, { kind: 'executed' }>, { at, dispatch }: Taken): Freeze {
  const lines = measure.lines.map((line): LedgerLineWire => ({
    ...line,
    state: 'frozen',
    latestMinor: line.valueMinor,
    method: '',
    claims: [],
    dispatch,
  }));
  return {
    ...freeze,
    // More property does not take back the question whether what is frozen may be limited: it is still owed its answer.
    state: freeze.state === 'limit-asked' ? 'limit-asked' : 'executed',
    recognisedAt: freeze.recognisedAt ?? at,
    executedAt: freeze.executedAt ?? at,
    lines: [...freeze.lines, ...lines],
    until: (measure.until as Instant | null) ?? freeze.until,
  };
}

function answerLimit(freeze: Freeze, answer: Extract<InstructionWire, { kind: 'limit-answer' }>, at: Instant): Freeze {
  const question = freeze.question === null ? null : { ...freeze.question, answeredAt: at };
  if (answer.answer === 'maintain') return { ...freeze, state: 'executed', question };
  return { ...freeze, state: 'limited', question, until: answer.until as Instant | null };
}

function close(freeze: Freeze, state: 'released' | 'disposed', lineIds: readonly string[]): Freeze {
  const lines = freeze.lines.map((line) => (lineIds.includes(line.lineId) && line.state === 'frozen' ? { ...line, state } : line));
  const isOver = lines.every((line) => line.state !== 'frozen');
  const last = lines.some((line) => line.state === 'disposed') ? 'disposed' : 'ended';
  const toRelease = new Set([...freeze.toRelease].filter((lineId) => !lineIds.includes(lineId)));
  return { ...freeze, lines, toRelease, state: isOver ? last : freeze.state };
}

function changeLine(freeze: Freeze, lineId: string, change: (line: LedgerLineWire) => LedgerLineWire): Freeze {
  return { ...freeze, lines: freeze.lines.map((line) => (line.lineId === lineId ? change(line) : line)) };
}

export interface Totals {
  readonly frozenMinor: string;
  readonly releasedMinor: string;
  readonly disposedMinor: string;
  /** What may still be frozen here. */
  readonly leftMinor: string;
}

/** What was ever frozen counts against the order until it is released: what was disposed of was taken under it. */
export function totalsOf(order: OrderWire, lines: readonly LedgerLineWire[]): Totals {
  const sum = (state: LedgerLineWire['state']): bigint =>
    lines.filter((line) => line.state === state).reduce((total, line) => total + BigInt(line.valueMinor), 0n);
  const [frozen, released, disposed] = [sum('frozen'), sum('released'), sum('disposed')];
  const left = BigInt(order.property.hereMinor) - frozen - disposed;
  return {
    frozenMinor: String(frozen),
    releasedMinor: String(released),
    disposedMinor: String(disposed),
    leftMinor: String(left < 0n ? 0n : left),
  };
}
