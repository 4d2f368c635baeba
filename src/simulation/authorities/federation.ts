// SPDX-License-Identifier: Apache-2.0
/**
 * The federation of one run: authorities, time, network, and what is done to them. Everything that a run changes hangs here,
 * and nothing outlives the run.
 */
import type { ExchangePorts, ExchangeStore, MemoryState, MemoryStore, NetworkAnswer, ReceiveAnswer } from '../../exchange/index.ts';
import type { Digest } from '../../seals/index.ts';
import type { Dice } from '../ground/dice.ts';
import type { Story } from '../ground/story.ts';
import type { Timeline } from '../ground/timeline.ts';
import type { Tables } from '../rooms/memory-tables.ts';
import type { Forged, Ledger } from '../promises/ledger.ts';
import type { Violation } from '../promises/watching.ts';
import type { Cast } from './cast.ts';
import type { Running, Server } from './server-state.ts';

/** How much goes wrong at the moment, each as a probability; all zero once the network has healed. */
export interface Chaos {
  /** Of everything that travels, each way. */
  lose: number;
  duplicate: number;
  delay: number;
  corrupt: number;
  /** An error that nobody signed, in place of an answer. */
  unsignedError: number;
  /** A genuine receipt of the same peer, for another dispatch, in place of the answer. */
  swapAnswer: number;
  /** An envelope is brought to the wrong authority. */
  misdeliver: number;
  /** At each gate. */
  pause: number;
  storageFault: number;
}

export const calm: Readonly<Chaos> = {
  lose: 0,
  duplicate: 0,
  delay: 0,
  corrupt: 0,
  unsignedError: 0,
  swapAnswer: 0,
  misdeliver: 0,
  pause: 0.02,
  storageFault: 0,
};

/** What one server asks another. */
export type Question =
  | { readonly kind: 'envelope'; readonly bytes: Uint8Array }
  | { readonly kind: 'pouch'; readonly bytes: Uint8Array }
  | { readonly kind: 'receipt'; readonly dispatch: Digest }
  | { readonly kind: 'keys'; readonly bytes: Uint8Array }
  | { readonly kind: 'tell'; readonly what: 'receipts' | 'non-deliveries'; readonly bytes: Uint8Array };

type Ports = ExchangePorts<MemoryState>;

/** What looks on, and says which promise was broken first. */
export interface Watch {
  /** Compares what the server has committed with what it had. */
  look(server: Server): void;
  posted(from: Server, to: Server, envelope: Uint8Array): void;
  answered(by: Server, question: Exclude<Question, { kind: 'keys' | 'tell' | 'pouch' }>, receipt: Uint8Array): void;
  refused(by: Server, envelope: Uint8Array, code: string): void;
  /** The program's own assumption did not hold. */
  broke(server: Server, process: string, error: unknown): void;
  crashed(server: Server): void;
  /** Announced means that it goes on as one that came back: with new epochs, and heads that its peers expect. */
  restored(server: Server, state: MemoryState, isAnnounced: boolean): void;
  /** A server tells another that it gave something up. */
  toldGivenUp(by: Server, statement: Uint8Array): void;
  /** A server says how far its key history goes. */
  toldOfKeys(by: Server, answer: Uint8Array): void;
  /** Something is on its way that its author's server never queued. */
  forged(forged: Forged): void;
  suspended(by: Server, peer: Server): void;
  /** Everything must have ended by now. */
  end(healedAtMs: number): void;
  violation(): Violation | null;
  readonly ledger: Ledger;
}

/**
 * How one failure of a known system is put into the simulated servers, to see whether the promises notice it.
 *
 * A plant changes what a server's surroundings do, never a file of the program: its store, its ports, what a restart finds, how
 * an envelope is taken, whether the desk asks the conditions. Only the simulation takes plants; no server knows the word.
 */
export interface Plant {
  /** In place of the server's store, for one process. */
  readonly store?: (store: MemoryStore, running: Running, federation: Federation) => ExchangeStore<MemoryState>;
  /** In place of the tables of the rooms that keep some. */
  readonly tables?: (tables: Tables) => Tables;
  /** The ports as the process gets them. */
  readonly ports?: (ports: Ports, running: Running, federation: Federation) => Ports;
  /** What is found on the disk when the server starts again. */
  readonly onRestart?: (found: MemoryState, server: Server) => MemoryState;
  /** In place of the real receiving of an envelope. */
  readonly receive?: (ports: Ports, envelope: Uint8Array) => Promise<ReceiveAnswer>;
  /** The desk passes data on without asking their conditions. */
  readonly passesOnFreely?: true;
  /** A backup is restored without what the restoring asks for. */
  readonly restoresPlainly?: true;
}

export interface Federation {
  readonly cast: Cast;
  readonly timeline: Timeline;
  readonly story: Story;
  readonly dice: (purpose: string) => Dice;
  readonly servers: readonly Server[];
  readonly chaos: Chaos;
  /** Directed: `xa>xb` carries nothing from XA to XB. */
  readonly blockedLinks: Set<string>;
  /** Plain bytes of what was sealed, by the beginning of the key that is fresh in each letter: the watch reads every letter. */
  readonly letters: Map<string, Uint8Array>;
  /** Every envelope that was posted: what somebody on the line may bring again. */
  readonly recorded: { readonly to: Server; readonly bytes: Uint8Array }[];
  readonly watch: Watch;
  readonly plant: Plant | null;
  /** What a server's call answers. */
  readonly answer: (running: Running, question: Question) => Promise<NetworkAnswer>;
  /** Places at which whichever server comes by first crashes, for how long it is down, and how often that happens yet. */
  readonly crashesInWait: Map<string, { readonly forMs: number; readonly left: number }>;
  /** How readily servers crash where nobody came by before, and how often they still may; null while that is not wanted. */
  newGround: { readonly chance: number; readonly isSeldomOnly: boolean; readonly left: number; readonly downMsMost: number } | null;
  /** How often each gate was passed, and where servers crashed: process and point. */
  readonly gates: Map<string, number>;
  readonly crashPoints: Map<string, number>;
  /** How often each part of the weather struck, and each blow fell. */
  readonly struck: Map<string, number>;
}

/** Whether this part of the weather strikes now; what did is counted. */
export function strikes({ chaos, struck }: Federation, dice: Dice, part: keyof Chaos): boolean {
  if (!dice.chance(chaos[part])) return false;
  struck.set(part, (struck.get(part) ?? 0) + 1);
  return true;
}

export function serverOf(federation: Pick<Federation, 'servers'>, authorityId: string): Server | null {
  return federation.servers.find(({ member }) => member.authorityId === authorityId) ?? null;
}
