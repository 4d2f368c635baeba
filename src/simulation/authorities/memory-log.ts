// SPDX-License-Identifier: Apache-2.0
/** The log of a simulated server: leaf, salted digest and frontier as in earnest, with the functions of room seals. */
import assert from 'node:assert/strict';
import { auditEvents } from '../../audit/index.ts';
import type { AuditEntry, MemoryState } from '../../exchange/index.ts';
import { canonicalJson } from '../../kernel/index.ts';
import {
  appendToFrontier,
  emptyFrontier,
  type Frontier,
  frontierRoot,
  logBodyDigest,
  logLeafHash,
  rootOf,
  toHex,
} from '../../seals/index.ts';
import type { Dice } from '../ground/dice.ts';

/** The root that the log had at that size, from its leaves. */
export function rootOfLog({ log }: MemoryState, size: number): string {
  return toHex(rootOf(log.slice(0, size).map((line) => (line as LogLine).leafHash)));
}

/** A line of the log as the simulation keeps it. */
export interface LogLine {
  readonly event: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly leafHash: Uint8Array;
}

export function frontierIn(state: MemoryState): Frontier {
  return (state.effects.get('frontier') ?? emptyFrontier) as Frontier;
}

export function appendToLog(tx: MemoryState, { event, actor, at, details }: AuditEntry, dice: Dice): LogPlaceAndRoot {
  const known: readonly string[] = auditEvents[event].fields;
  for (const name of Object.keys(details)) assert(known.includes(name), `${event} may not carry the detail "${name}"`);
  const salt = dice.bytes(32);
  const bodyDigest = logBodyDigest(salt, new TextEncoder().encode(canonicalJson({ actor, at, details })));
  return appendLeaf(tx, { event, details, leafHash: logLeafHash({ event, bodyDigest }) });
}

interface LogPlaceAndRoot {
  readonly index: number;
  readonly root: string;
}

export function appendLeaf(tx: MemoryState, line: LogLine): LogPlaceAndRoot {
  const frontier = frontierIn(tx);
  tx.log.push(line);
  const next = appendToFrontier(frontier, line.leafHash);
  tx.effects.set('frontier', next);
  return { index: frontier.size, root: toHex(frontierRoot(next)) };
}
