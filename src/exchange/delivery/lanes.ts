// SPDX-License-Identifier: Apache-2.0
/**
 * Lanes: one for each peer and class, so that no peer starves another and nothing normal delays what is urgent.
 *
 *     at the sender      a lane that could not be used five times in a row rests (the breaker), as does one whose peer asked
 *                        for time (`Retry-After`) or whose signed credit is used up; one dispatch then tries it again
 *     at the recipient   each lane has a bucket of dispatches and one of bytes, refilled at a steady rate; and only so many
 *                        calls of a class are worked on side by side, the others wait in a short row or are told to come later
 *
 * The buckets are looked at before anything is opened. They live in the memory of a server process, since a restart that forgets
 * them gives a peer one burst more and nothing else. A further class (bulk) is one more row in these tables.
 */
import { addMs, type Instant, msOf } from '../../kernel/index.ts';

export type DispatchClass = 'normal' | 'urgent';

interface LaneRule {
  /** After so many failures in a row the lane rests. */
  readonly failuresMax: number;
  /** The first rest, doubled with each further failure. */
  readonly restMs: number;
  /** The longest rest, whatever a peer asks for: within what its class may be kept waiting between two attempts. */
  readonly restMsMax: number;
  /** What a peer may send at once, and how much is added each second. */
  readonly burst: number;
  readonly perSecond: number;
  readonly bytesBurst: number;
  readonly bytesPerSecond: number;
  /** Calls worked on side by side, each with one envelope or a pouch of them, and how many more wait for their turn. */
  readonly atOnceMax: number;
  readonly inRowMax: number;
}

const mebibyte = 1_048_576;

/** An authority sends tens of dispatches a day; the bounds stop a server gone wild, and are far above the busiest day. */
export const laneRules: Readonly<Record<DispatchClass, LaneRule>> = {
  urgent: {
    failuresMax: 5,
    restMs: 1000,
    restMsMax: 10_000,
    burst: 500,
    perSecond: 50,
    bytesBurst: 64 * mebibyte,
    bytesPerSecond: 8 * mebibyte,
    atOnceMax: 8,
    inRowMax: 256,
  },
  normal: {
    failuresMax: 5,
    restMs: 5000,
    restMsMax: 60_000,
    burst: 4000,
    perSecond: 1000,
    bytesBurst: 256 * mebibyte,
    bytesPerSecond: 32 * mebibyte,
    atOnceMax: 16,
    inRowMax: 128,
  },
};

/** No lane rests longer. */
export const restLongestMs = Math.max(...Object.values(laneRules).map(({ restMsMax }) => restMsMax));

/** A lane without credit rests so long; the bucket has filled by then. */
const creditRestMs = 1000;

export interface LaneStanding {
  readonly failures: number;
  readonly pausedUntil: Instant | null;
}

/** After a failure; `askedMs` is what the peer asked for, null when it said nothing. */
export function afterFailure(given: {
  readonly class: DispatchClass;
  readonly failures: number;
  readonly askedMs: number | null;
  readonly now: Instant;
}): LaneStanding {
  const { failuresMax, restMs, restMsMax } = laneRules[given.class];
  const failures = given.failures + 1;
  const ownMs = failures < failuresMax ? 0 : restMs * 2 ** Math.min(failures - failuresMax, 10);
  const pauseMs = Math.min(restMsMax, Math.max(ownMs, given.askedMs ?? 0));
  return { failures, pausedUntil: pauseMs === 0 ? null : addMs(given.now, pauseMs) };
}

/** After a signed receipt; null when nothing is to be noted. */
export function afterReceipt(given: { readonly failures: number; readonly credit: number; readonly now: Instant }): LaneStanding | null {
  if (given.credit === 0) return { failures: 0, pausedUntil: addMs(given.now, creditRestMs) };
  return given.failures === 0 ? null : { failures: 0, pausedUntil: null };
}

/** `count` of what asked may pass, the first of them; the others are to come later, as all are where none may. */
export type Passage = { readonly retryAfterMs: number } & (
  { readonly kind: 'pass'; readonly count: number; readonly leave: () => void } | { readonly kind: 'later' }
);

export interface LaneGate {
  /** Takes what came in one call, given by its sizes, out of the lane's buckets and waits for its turn. `leave` must be called at the end. */
  enter(peer: string, requestClass: DispatchClass, sizes: readonly number[], now: Instant): Promise<Passage>;
  /** How many dispatches of this lane would be taken at once. */
  credit(peer: string, requestClass: DispatchClass, now: Instant): number;
}

interface Bucket {
  dispatches: number;
  bytes: number;
  at: number;
}

/** One for each server process. */
export function laneGate(rules: Readonly<Record<DispatchClass, LaneRule>> = laneRules): LaneGate {
  const buckets = new Map<string, Bucket>();
  const busy: Record<DispatchClass, number> = { urgent: 0, normal: 0 };
  const rows: Record<DispatchClass, (() => void)[]> = { urgent: [], normal: [] };

  const bucketOf = (peer: string, requestClass: DispatchClass, now: Instant): Bucket => {
    const rule = rules[requestClass];
    const name = `${requestClass} ${peer}`;
    const at = msOf(now);
    const found = buckets.get(name) ?? { dispatches: rule.burst, bytes: rule.bytesBurst, at };
    const seconds = Math.max(0, at - found.at) / 1000;
    found.dispatches = Math.min(rule.burst, found.dispatches + seconds * rule.perSecond);
    found.bytes = Math.min(rule.bytesBurst, found.bytes + seconds * rule.bytesPerSecond);
    found.at = Math.max(found.at, at);
    buckets.set(name, found);
    return found;
  };
  const leaveOnce = (requestClass: DispatchClass): (() => void) => {
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      const next = rows[requestClass].shift();
      // The place passes to whoever waits longest.
      if (next === undefined) busy[requestClass] -= 1;
      else next();
    };
  };
  return {
    async enter(peer, requestClass, sizes, now) {
      const rule = rules[requestClass];
      const bucket = bucketOf(peer, requestClass, now);
      if (busy[requestClass] >= rule.atOnceMax && rows[requestClass].length >= rule.inRowMax) return { kind: 'later', retryAfterMs: 1000 };
      let count = 0;
      for (; count < sizes.length && bucket.dispatches >= 1 && bucket.bytes >= (sizes[count] ?? 0); count++) {
        bucket.dispatches -= 1;
        bucket.bytes -= sizes[count] ?? 0;
      }
      const next = sizes[count] ?? 0;
      const waitSeconds = Math.max((1 - bucket.dispatches) / rule.perSecond, (next - bucket.bytes) / rule.bytesPerSecond, 0);
      const retryAfterMs = Math.ceil(waitSeconds * 1000);
      if (count === 0) return { kind: 'later', retryAfterMs };
      if (busy[requestClass] < rule.atOnceMax) busy[requestClass] += 1;
      else await new Promise<void>((resolve) => rows[requestClass].push(resolve));
      return { kind: 'pass', count, retryAfterMs, leave: leaveOnce(requestClass) };
    },
    credit: (peer, requestClass, now) => Math.floor(bucketOf(peer, requestClass, now).dispatches),
  };
}
