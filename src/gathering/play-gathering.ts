// SPDX-License-Identifier: Apache-2.0
/**
 * An order as it stands: folded from the steps that both authorities hold, in their order. Nothing of it is stored, so both servers fold
 * the same, and a court folds it again from the bundle.
 */
import type { Instant } from '../kernel/index.ts';
import type {
  FormalityStandingWire,
  GatheringInstructionWire,
  GatheringMeasureWire,
  GatheringOrderWire,
  GatheringState,
  SoughtStandingWire,
} from './wire.ts';

export interface Taken {
  readonly side: 'requested' | 'requesting';
  readonly at: Instant;
  readonly dispatch: string | null;
  readonly measure: GatheringMeasureWire | GatheringInstructionWire;
}

export interface Gathering {
  readonly state: GatheringState;
  readonly sought: readonly SoughtStandingWire[];
  readonly formalities: readonly FormalityStandingWire[];
  readonly recognisedAt: Instant | null;
  readonly decidedAt: Instant | null;
  readonly executedAt: Instant | null;
  readonly hasMoreTime: boolean;
  /** Until when it is kept by itself; null while nothing is preserved, and once an order for production has followed. */
  readonly preservedUntil: Instant | null;
  readonly isExtended: boolean;
  readonly production: { readonly orderId: string; readonly at: Instant } | null;
  readonly isReleased: boolean;
}

export function playGathering(order: GatheringOrderWire, taken: readonly Taken[]): Gathering {
  return taken.reduce(play, untouched(order));
}

function untouched(order: GatheringOrderWire): Gathering {
  const formalities = order.kind === 'preservation' ? [] : order.formalities;
  return {
    state: 'issued',
    sought: order.sought.map(({ id, description }) => ({
      id,
      description,
      instead: null,
      outcome: null,
      what: '',
      heldBy: '',
      at: null,
    })),
    formalities: formalities.map((one) => ({ ...one, willObserve: null, reason: '', answer: null, note: '' })),
    recognisedAt: null,
    decidedAt: null,
    executedAt: null,
    hasMoreTime: false,
    preservedUntil: null,
    isExtended: false,
    production: null,
    isReleased: false,
  };
}

function play(before: Gathering, { measure, at }: Taken): Gathering {
  switch (measure.kind) {
    case 'recognised':
      return {
        ...before,
        state: 'recognised',
        recognisedAt: at,
        decidedAt: before.decidedAt ?? at,
        formalities: before.formalities.map((one) => {
          const said = measure.formalities.find(({ id }) => id === one.id);
          return said === undefined ? one : { ...one, willObserve: said.willObserve, reason: said.reason };
        }),
      };
    case 'more-time':
      return { ...before, hasMoreTime: true };
    case 'other-measure':
      return { ...before, sought: changed(before.sought, measure.soughtId, { instead: measure.instead }) };
    case 'postponed':
    case 'impossible':
      return { ...before, state: measure.kind, decidedAt: before.decidedAt ?? at };
    case 'executed':
      return execute(before, measure, at);
    case 'preserved':
      return preserve(before, measure, at);
    case 'extend':
      return { ...before, preservedUntil: measure.until as Instant, isExtended: true };
    case 'production-issued':
      return { ...before, state: 'kept-for-production', production: { orderId: measure.orderId, at } };
    case 'release':
      return { ...before, isReleased: true };
    case 'ended':
      return { ...before, state: measure.why === 'lapsed' ? 'lapsed' : 'ended' };
    case 'late':
    case 'transfer-held':
    case 'view':
      return before;
  }
}

function execute(before: Gathering, measure: Extract<GatheringMeasureWire, { kind: 'executed' }>, at: Instant): Gathering {
  const sought = measure.results.reduce<readonly SoughtStandingWire[]>(
    (all, { soughtId, outcome, what, at: takenAt }) => changed(all, soughtId, { outcome, what, at: takenAt }),
    before.sought,
  );
  const formalities = before.formalities.map((one) => {
    const said = measure.formalities.find(({ id }) => id === one.id);
    return said === undefined ? one : { ...one, answer: said.answer, note: said.note };
  });
  const state = measure.isLast ? 'executed' : before.state;
  return { ...before, sought, formalities, state, executedAt: measure.isLast ? at : before.executedAt };
}

function preserve(before: Gathering, measure: Extract<GatheringMeasureWire, { kind: 'preserved' }>, at: Instant): Gathering {
  const sought = measure.kept.reduce<readonly SoughtStandingWire[]>(
    (all, { soughtId, what, heldBy }) => changed(all, soughtId, { outcome: 'preserved', what, heldBy, at }),
    before.sought,
  );
  return { ...before, state: 'preserved', sought, decidedAt: before.decidedAt ?? at, preservedUntil: measure.until as Instant };
}

function changed(all: readonly SoughtStandingWire[], id: string, part: Partial<SoughtStandingWire>): readonly SoughtStandingWire[] {
  return all.map((one) => (one.id === id ? { ...one, ...part } : one));
}

/** Nothing follows by itself: what is preserved lapses when its time has passed and no order for production has come. */
export function hasLapsed(gathering: Pick<Gathering, 'state' | 'preservedUntil'>, now: Instant): boolean {
  return gathering.state === 'preserved' && gathering.preservedUntil !== null && now > gathering.preservedUntil;
}
