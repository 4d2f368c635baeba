// SPDX-License-Identifier: Apache-2.0
/**
 * A leave: its originator lets one datum be used for a purpose that the conditions do not name, or as evidence for it.
 *
 *     lifts       of the conditions that the same originator set        leaves standing
 *     purpose     that the purpose is not among those allowed           everything else, also the use as evidence
 *     evidence    that use as evidence needs permission                 everything else; "forbidden" is lifted by nothing
 *
 * Of several on one limit an open one counts before one that is awaited, and that before one that has ended or was denied.
 */
import type { Instant } from '../kernel/index.ts';
import type { Purpose } from './wire.ts';

export interface UseLeave {
  readonly matter: string;
  readonly originator: string;
  readonly lifts: 'purpose' | 'evidence';
  readonly purpose: Purpose;
  /** Of the agreement that provides for it; null where no clause speaks of it and consent was asked for. */
  readonly clause: string | null;
  /** From when on it counts; null while that is not known. */
  readonly opensAt: Instant | null;
  readonly endsAt: Instant | null;
  readonly isDenied: boolean;
}

export type LeaveStanding =
  | { readonly kind: 'open'; readonly leave: UseLeave }
  | { readonly kind: 'awaited'; readonly sentence: string }
  | { readonly kind: 'none'; readonly sentence: string | null };

/** How it stands with the leave that would lift this limit. */
export function leaveStanding(
  leaves: readonly UseLeave[],
  asked: { readonly originator: string; readonly lifts: UseLeave['lifts']; readonly purpose: Purpose; readonly now: Instant },
): LeaveStanding {
  const { originator, lifts, purpose, now } = asked;
  const own = leaves.filter((leave) => leave.originator === originator && leave.lifts === lifts && leave.purpose === purpose);
  const open = own.find((leave) => !leave.isDenied && leave.opensAt !== null && leave.opensAt <= now && !hasEnded(leave, now));
  if (open !== undefined) return { kind: 'open', leave: open };
  const awaited = own.find((leave) => !leave.isDenied && (leave.opensAt === null || leave.opensAt > now));
  if (awaited !== undefined) return { kind: 'awaited', sentence: awaitedSentence(awaited) };
  if (own.some((leave) => leave.isDenied)) return { kind: 'none', sentence: 'Its originator was told of this use and did not let it be.' };
  const ended = own.find((leave) => hasEnded(leave, now));
  return { kind: 'none', sentence: ended === undefined ? null : `Its originator let it be used so until ${ended.endsAt ?? ''}.` };
}

function hasEnded({ endsAt }: UseLeave, now: Instant): boolean {
  return endsAt !== null && now > endsAt;
}

function awaitedSentence({ opensAt }: UseLeave): string {
  if (opensAt === null) return 'Its originator was told of this use and has not answered yet.';
  return `Its originator was told of this use and may object; it may be used so from ${opensAt} on.`;
}
