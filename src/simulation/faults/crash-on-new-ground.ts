// SPDX-License-Identifier: Apache-2.0
/**
 * A crash on new ground: from a moment on a server crashes, now and then, where nobody in this run has come by before.
 *
 * What a federation does every minute it has done before that moment, and what it does seldom is new whenever it is done: judging
 * what was held, telling a peer that something was given up, freezing, offering again what a restored peer lost. So a step that is
 * come by in one run of a hundred is struck as readily there as any other, and one that the program gets tomorrow is too. Stories are
 * short, and much that is common is new in them as well; so every other time what is done in many runs (`common`) does not count. Not
 * everywhere: whoever always crashes before a step never comes to what follows it.
 *
 *     calls, before store.transaction      a hundred times before: nothing
 *     calls, before store.freezePeer       the first time in this run: crashes, or goes on
 *     calls, after store.freezePeer        the first time: crashes, if it did not before
 */
import type { Federation } from '../authorities/federation.ts';
import type { Dice } from '../ground/dice.ts';

const hourMs = 3_600_000;
const downBrieflyMs = 10_000;
/** Dispatches have three hours to end in after it. */
const afterHealingMs = 30 * 60_000;

/** Each time that the fault falls. */
const strikesMax = 6;

/**
 * What is done in more than every seventh run, by who does it: steps of the store, and of all else. A name that is missing or too many
 * makes seldom steps be struck a little less, and nothing else.
 */
const common = {
  administrator: {
    store: ['transaction', 'isPeer', 'nextInChannel', 'insertOutgoing'],
    keys: ['lockTold', 'livePeers', 'standsBefore', 'setTold'],
    other: ['appendAudit', 'appendUnasked', 'judge'],
  },
  calls: {
    store: [
      'transaction',
      'sharedTransaction',
      'isPeer',
      'peerNow',
      'lookUp',
      'receiptNow',
      'lockIncoming',
      'insertIncoming',
      'lockOutgoing',
      'settleLocked',
      'keepOpenedThere',
      'freezePeer',
      'raiseAlarm',
    ],
    keys: ['historyNow', 'seenLogSize', 'lockHistory', 'otherStates', 'extend', 'markSuspect', 'affirm', 'noteLost', 'noteSeen'],
    other: ['appendAudit', 'appendAudits', 'appendUnasked', 'judge', 'network.keys', 'admit'],
  },
  delivery: {
    store: ['transaction', 'claimDue', 'peerNow', 'settle', 'retryLater', 'noteLane', 'keepCustody', 'endEpoch'],
    keys: [],
    other: ['appendAudit', 'appendUnasked', 'network.envelope', 'network.receipt', 'network.pouch', 'outcome'],
  },
  desk: { store: ['transaction', 'isPeer', 'nextInChannel', 'insertOutgoing'], keys: [], other: ['appendUnasked'] },
  'key views': {
    store: ['transaction', 'peerNow'],
    keys: ['seenBefore', 'noteSeen', 'lockHistory', 'otherStates', 'extend', 'markSuspect'],
    other: ['appendAudit', 'network.keys'],
  },
  opening: { store: ['transaction', 'lockUnopened', 'keepOpenedHere'], keys: [], other: ['appendAudit', 'judge'] },
  return: { store: ['peerNow'], keys: ['seenBefore'], other: ['network.keys'] },
  tending: {
    store: [
      'transaction',
      'peerNow',
      'takeLateUrgent',
      'dueHeld',
      'untoldReceipts',
      'untoldStatements',
      'noteReceiptTold',
      'raiseAlarm',
      'lockIncoming',
      'insertIncoming',
    ],
    keys: ['lockHistory'],
    other: ['appendAudit', 'appendAudits', 'judge', 'network.tell'],
  },
} as const;

const commonPlaces = new Set(
  Object.entries(common).flatMap(([who, { store, keys, other }]) => {
    const steps = [...store.map((step) => `store.${step}`), ...keys.map((step) => `store.keys.${step}`), ...other];
    return steps.flatMap((step) => ['before', 'after', 'inside'].map((side) => `${who}, ${side} ${step}`));
  }),
);

export function crashOnNewGround(federation: Federation, dice: Dice): void {
  const isSeldomOnly = dice.chance(0.5);
  const chance = dice.pick(isSeldomOnly ? [0.4, 0.7] : [0.05, 0.15]);
  federation.newGround = { chance, isSeldomOnly, left: dice.between(2, strikesMax), downMsMost: hourMs };
}

/** What is held and told is mostly so after the healing: a server may still crash there for a while, and is up again at once. */
export function healNewGround(federation: Federation): void {
  if (federation.newGround !== null) federation.newGround = { ...federation.newGround, downMsMost: downBrieflyMs };
  federation.timeline.later(afterHealingMs, () => {
    federation.newGround = null;
  });
}

/** Whether a server that comes by a place for the first time of all crashes there, and for how long it is down then. */
export function strikesNewGround(federation: Federation, place: string): { readonly forMs: number } | null {
  const { newGround } = federation;
  if (newGround === null || (newGround.isSeldomOnly && commonPlaces.has(place))) return null;
  const dice = federation.dice('new ground');
  if (!dice.chance(newGround.chance)) return null;
  federation.newGround = newGround.left > 1 ? { ...newGround, left: newGround.left - 1 } : null;
  return { forMs: dice.between(1000, dice.pick([downBrieflyMs, newGround.downMsMost])) };
}
