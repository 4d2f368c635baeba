// SPDX-License-Identifier: Apache-2.0
/**
 * What a simulated server is at a moment: its disk, which keys and clock it has, and whether it runs. What happens to it stands
 * in server.ts.
 */
import { laneGate, type LaneGate, type MemoryState, memoryStore, type MemoryStore } from '../../exchange/index.ts';
import { type Instant, instantFromMs } from '../../kernel/index.ts';
import { beginningMs, type KeyStage, type KeyStageName, type Member } from './cast.ts';

export interface Server {
  readonly member: Member;
  /** What lies on its disk. */
  store: MemoryStore;
  isUp: boolean;
  /** Counts its starts; a process belongs to one. */
  incarnation: number;
  /** By how much its clock is wrong. */
  clockOffsetMs: number;
  /** When it was last put back, and by how much it had been ahead. */
  clockPutBack: { readonly atMs: number; readonly byMs: number } | null;
  /** How many times longer everything takes that leads to it. */
  slowness: number;
  /** How far its key history goes, in its data folder. */
  keyStage: KeyStageName;
  /** Its history and keys with the return from a backup that it announced; null while it announced none. No key is replaced after it. */
  returned: KeyStage | null;
  /** What it shows of its keys to these peers in place of its own history: see adversaries/two-histories.ts. */
  readonly otherHistoryFor: Map<string, KeyStage>;
  /** Gates that are still passed before it crashes; null while no crash is planned. */
  crashAfterGates: number | null;
  /** The place at which it crashes when it comes by, and for how long; null while that is not planned. */
  crashAt: { readonly place: string; readonly forMs: number } | null;
  /** A delivery stands still at one of the next gates, for so long; null while that is not planned. */
  stallAtGate: { gates: number; readonly ms: number } | null;
  readonly backups: MemoryState[];
  /** How often it was restored from one. */
  restores: number;
  readonly deliveries: DeliveryClock;
  /** Of its present process; a restart begins with empty ones. */
  lanes: LaneGate;
}

/** When it looks at its outbox next. */
export interface DeliveryClock {
  /** What its next look was planned by. */
  seen: Pick<MemoryState, 'outbox' | 'lanes'> | null;
  wakesAtMs: number | null;
  lookedAtMs: number;
  readonly busy: Set<string>;
}

/** One process of a server. */
export interface Running {
  readonly server: Server;
  readonly name: string;
  readonly incarnation: number;
}

export function makeServer(member: Member): Server {
  return {
    member,
    store: memoryStore(),
    isUp: true,
    incarnation: 0,
    clockOffsetMs: 0,
    clockPutBack: null,
    slowness: 1,
    keyStage: 'first',
    returned: null,
    otherHistoryFor: new Map(),
    crashAfterGates: null,
    crashAt: null,
    stallAtGate: null,
    backups: [],
    restores: 0,
    deliveries: { seen: null, wakesAtMs: null, lookedAtMs: -1000, busy: new Set() },
    lanes: laneGate(),
  };
}

/** Its key history, as its data folder has it now, and the keys that it holds. */
export function keysOf({ member, keyStage, returned }: Server): KeyStage {
  return returned ?? member.stages[keyStage];
}

/** What its clock says at a moment of virtual time. */
export function clockOf(server: Server, nowMs: number): Instant {
  return instantFromMs(beginningMs + nowMs + server.clockOffsetMs);
}

export function isAlive({ server, incarnation }: Running): boolean {
  return server.isUp && server.incarnation === incarnation;
}
