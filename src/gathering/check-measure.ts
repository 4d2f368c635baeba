// SPDX-License-Identifier: Apache-2.0
/**
 * Which step may follow which, as a table; and what must hold of its content. Asked when a step is prepared, and by the receiver, who
 * plays the same steps.
 *
 *     investigation, letter   issued -> recognised | postponed | impossible        recognised -> executed (in parts, then the last)
 *     preservation            issued -> preserved -> production-issued (kept until that is answered) -> ended
 *                                       preserved -> extend, once; without either it lapses when its time has passed
 *
 * Postponed or impossible is not the end: the order is recognised, without a new one, once what stood against it is gone.
 */
import { addMs, type Instant, type Issue, msBetween } from '../kernel/index.ts';
import { type Gathering, hasLapsed, playGathering, type Taken } from './play-gathering.ts';
import type {
  GatheringInstructionWire,
  GatheringKind,
  GatheringMeasureWire,
  GatheringOrderWire,
  GatheringState,
  GatheringStep,
} from './wire.ts';

const dayMs = 86_400_000;
/** Article 12(5) of the directive: the decision may be put off by thirty days at most. */
export const moreTimeDaysMax = 30;
/** Regulation (EU) 2023/1543: sixty days, and thirty more; the Budapest Convention asks for sixty at least. */
export const preservationDaysMax = 60;
export const extensionDaysMax = 30;

interface Row {
  readonly from: readonly GatheringState[];
  readonly of: readonly GatheringKind[];
  readonly by: 'requested' | 'requesting';
}
const both = ['investigation', 'letter-of-request'] as const;
const kept = ['preservation'] as const;

/** In which states each step may be made, of which orders, and by which side. */
export const stepTable: Readonly<Record<GatheringStep, Row>> = {
  recognised: { from: ['issued', 'postponed', 'impossible'], of: both, by: 'requested' },
  'more-time': { from: ['issued'], of: ['investigation'], by: 'requested' },
  'other-measure': { from: ['issued', 'recognised'], of: both, by: 'requested' },
  late: { from: ['recognised'], of: both, by: 'requested' },
  postponed: { from: ['issued', 'recognised'], of: both, by: 'requested' },
  impossible: { from: ['issued', 'postponed', 'recognised'], of: ['investigation', 'letter-of-request', 'preservation'], by: 'requested' },
  executed: { from: ['recognised'], of: both, by: 'requested' },
  'transfer-held': { from: ['recognised', 'executed'], of: both, by: 'requested' },
  preserved: { from: ['issued', 'impossible'], of: kept, by: 'requested' },
  ended: { from: ['preserved', 'kept-for-production'], of: kept, by: 'requested' },
  view: { from: ['issued', 'recognised', 'postponed', 'executed'], of: both, by: 'requesting' },
  extend: { from: ['preserved'], of: kept, by: 'requesting' },
  'production-issued': { from: ['preserved'], of: kept, by: 'requesting' },
  release: { from: ['preserved', 'kept-for-production'], of: kept, by: 'requesting' },
};

export function maySay(step: GatheringStep, kind: GatheringKind, state: GatheringState): boolean {
  const row = stepTable[step];
  return row.of.includes(kind) && row.from.includes(state);
}

export interface Said {
  readonly order: GatheringOrderWire;
  readonly taken: readonly Taken[];
  readonly step: GatheringMeasureWire | GatheringInstructionWire;
  /** When the decision on the order is due; null where no agreement sets a time. */
  readonly decideBy: Instant | null;
  readonly at: Instant;
}

export function checkGatheringStep({ order, taken, step, decideBy, at }: Said): Issue[] {
  const gathering = playGathering(order, taken);
  if (!maySay(step.kind, order.kind, gathering.state)) {
    const problem = `An order that is ${gathering.state.replaceAll('-', ' ')} does not take the step "${step.kind}".`;
    return [{ path: 'measure.kind', problem, remedy: 'Load the order again: it has changed.' }];
  }
  switch (step.kind) {
    case 'recognised':
      return recognisedIssues(gathering, step);
    case 'more-time':
      return moreTimeIssues(gathering, step, decideBy, at);
    case 'other-measure':
      return unknownIds([step.soughtId], gathering.sought, 'measure.soughtId', 'thing sought');
    case 'executed':
      return executedIssues(gathering, step);
    case 'preserved':
      return preservedIssues(order, gathering, step, at);
    case 'extend':
    case 'production-issued':
      return hasLapsed(gathering, at) ? [tooLate] : step.kind === 'extend' ? extendIssues(gathering, step.until) : [];
    case 'ended':
      return endedIssues(gathering, step.why, at);
    default:
      return [];
  }
}

const tooLate: Issue = {
  path: 'measure.kind',
  problem: 'What was preserved has lapsed: its time passed, and no order for production had come.',
  remedy: 'Send a new order to preserve.',
};

/** Identifiers that the order does not have, or that are named twice. */
function unknownIds(ids: readonly string[], known: readonly { readonly id: string }[], path: string, noun: string): Issue[] {
  return ids.flatMap((id, index) => {
    const isThere = known.some((one) => one.id === id);
    if (isThere && !ids.slice(0, index).includes(id)) return [];
    const problem = isThere ? `One ${noun} is named twice.` : `The order names no such ${noun}.`;
    return [{ path: ids.length === 1 ? path : `${path}.${index}`, problem, remedy: 'Choose from those of the order.' }];
  });
}

function recognisedIssues(gathering: Gathering, step: Extract<GatheringMeasureWire, { kind: 'recognised' }>): Issue[] {
  const path = 'measure.formalities';
  const ids = step.formalities.map(({ id }) => id);
  const missing = gathering.formalities.filter(({ id }) => !ids.includes(id));
  const unanswered = missing.map(({ what }) => ({
    path,
    problem: `Whether this formality will be observed is not said: ${what}`,
    remedy: 'Say it of every formality that was asked for.',
  }));
  const bare = step.formalities.flatMap(({ willObserve, reason }, index) =>
    willObserve || reason.trim() !== ''
      ? []
      : [
          {
            path: `${path}.${index}.reason`,
            problem: 'A formality is set aside for a reason.',
            remedy: 'Write which principle it offends.',
          },
        ],
  );
  return [...unknownIds(ids, gathering.formalities, path, 'formality'), ...unanswered, ...bare];
}

function moreTimeIssues(
  gathering: Gathering,
  step: Extract<GatheringMeasureWire, { kind: 'more-time' }>,
  decideBy: Instant | null,
  at: Instant,
): Issue[] {
  const path = 'measure.until';
  if (gathering.hasMoreTime)
    return [{ path, problem: 'The time to decide was put off once.', remedy: 'Decide, or talk to the other side.' }];
  if (decideBy === null) return [{ path, problem: 'No time to decide runs that could be put off.', remedy: 'Decide when you can.' }];
  if (at > decideBy) return [{ path, problem: 'The time to decide has passed.', remedy: 'Decide without delay.' }];
  if (step.until <= decideBy) return [{ path, problem: 'That is no later than the time that runs.', remedy: 'Write a later day.' }];
  if (step.until <= addMs(decideBy, moreTimeDaysMax * dayMs)) return [];
  return [{ path, problem: `The decision is put off by ${moreTimeDaysMax} days at most.`, remedy: 'Write an earlier day.' }];
}

function executedIssues(gathering: Gathering, step: Extract<GatheringMeasureWire, { kind: 'executed' }>): Issue[] {
  const soughtIds = step.results.map(({ soughtId }) => soughtId);
  const formalityIds = step.formalities.map(({ id }) => id);
  const issues = [
    ...unknownIds(soughtIds, gathering.sought, 'measure.results', 'thing sought'),
    ...unknownIds(formalityIds, gathering.formalities, 'measure.formalities', 'formality'),
    ...step.formalities.flatMap(({ answer, note }, index) =>
      answer === 'met' || note.trim() !== ''
        ? []
        : [{ path: `measure.formalities.${index}.note`, problem: 'A formality that was not met says why.', remedy: 'Write the reason.' }],
    ),
  ];
  if (!step.isLast) return issues;
  const open = gathering.sought.filter(({ id, outcome }) => outcome === null && !soughtIds.includes(id));
  const silent = gathering.formalities.filter(({ id, answer }) => answer === null && !formalityIds.includes(id));
  const remedy = 'Report it, or say that more follows.';
  return [
    ...issues,
    ...open.map(({ description }) => ({ path: 'measure.results', problem: `Nothing is said of what was sought: ${description}`, remedy })),
    ...silent.map(({ what }) => ({ path: 'measure.formalities', problem: `Nothing is said of this formality: ${what}`, remedy })),
  ];
}

function preservedIssues(
  order: GatheringOrderWire,
  gathering: Gathering,
  step: Extract<GatheringMeasureWire, { kind: 'preserved' }>,
  at: Instant,
): Issue[] {
  const ids = step.kept.map(({ soughtId }) => soughtId);
  const days = Math.min(order.kind === 'preservation' ? order.days : preservationDaysMax, preservationDaysMax);
  const issues = unknownIds(ids, gathering.sought, 'measure.kept', 'thing sought');
  if (step.until <= at) issues.push({ path: 'measure.until', problem: 'That moment has passed.', remedy: 'Write a later day.' });
  // Whole days in the officer's own calendar: the last of them may end up to a day after the count of hours.
  if (msBetween(at, step.until as Instant) > (days + 1) * dayMs) {
    issues.push({ path: 'measure.until', problem: `It is preserved for ${days} days at most.`, remedy: 'Write an earlier day.' });
  }
  return issues;
}

function extendIssues(gathering: Gathering, until: string): Issue[] {
  const path = 'measure.until';
  const from = gathering.preservedUntil;
  if (gathering.isExtended) return [{ path, problem: 'It was put off once.', remedy: 'Send the order for production before it lapses.' }];
  if (from === null || until <= from) return [{ path, problem: 'That is no later than now.', remedy: 'Write a later day.' }];
  if (until <= addMs(from, extensionDaysMax * dayMs)) return [];
  return [{ path, problem: `It is put off by ${extensionDaysMax} days at most.`, remedy: 'Write an earlier day.' }];
}

function endedIssues(gathering: Gathering, why: string, at: Instant): Issue[] {
  const path = 'measure.why';
  if (why === 'released' && !gathering.isReleased) {
    return [{ path, problem: 'The issuing authority has not released it.', remedy: 'Wait for its word, or until the time has passed.' }];
  }
  if (why === 'produced' && gathering.production === null) {
    return [{ path, problem: 'No order for production has come.', remedy: 'Wait for it, or until the time has passed.' }];
  }
  if (why === 'lapsed' && !hasLapsed(gathering, at)) {
    const problem = 'It lapses when its time has passed and no order for production has come.';
    return [{ path, problem, remedy: 'Keep it until then.' }];
  }
  return [];
}
