// SPDX-License-Identifier: Apache-2.0
/** A record chosen for a reply, with the limits an officer set for it; null means exactly those of the agreement. */
import type { ConditionLimitsWire } from '../../../src/conditions/wire.ts';
import type { RecordRowWire } from '../../../src/records/wire.ts';

export interface Chosen {
  readonly row: RecordRowWire;
  readonly limits: ConditionLimitsWire | null;
}

/** Chosen records with one more, or without it where it was chosen already. */
export function toggled(before: readonly Chosen[], row: RecordRowWire): readonly Chosen[] {
  const isChosen = before.some((one) => one.row.id === row.id);
  return isChosen ? before.filter((one) => one.row.id !== row.id) : [...before, { row, limits: null }];
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Records with which a reply begins. */
    readonly replyRecords?: readonly RecordRowWire[];
  }
}
