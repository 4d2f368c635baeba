// SPDX-License-Identifier: Apache-2.0
/**
 * The return from a backup, as an administrator announces it: the peers are asked what they have seen, the roots sign how far the log
 * of the backup went, and every peer is told. Whoever had a receipt for something behind that end offers it once more.
 *
 *     restored -> asks its peers -> restore-epoch in its key history -> peering.keys to all -> peers offer again what was lost
 *
 * People try again: what fails because the server is down, or its storage fails, is done some minutes later.
 */
import assert from 'node:assert/strict';
import { askWhatWasSeen, type MemoryState } from '../../exchange/index.ts';
import { issuesText } from '../../kernel/index.ts';
import { appendKeyEvent, foldKeyHistory, settledKeys } from '../../seals/index.ts';
import type { Federation } from '../authorities/federation.ts';
import { rootOfLog } from '../authorities/memory-log.ts';
import { clockOf, isAlive, keysOf, type Server } from '../authorities/server-state.ts';
import { startProcess } from '../authorities/server.ts';
import { portsOf } from '../authorities/server-ports.ts';
import { tellOfKeys } from './by-hand.ts';

const againAfterMs = 3 * 60_000;

/** Until it is announced, or the server has more of its history by then than it came back with. */
export function announceReturn(federation: Federation, server: Server, backup: MemoryState): void {
  if (server.returned !== null) return;
  federation.timeline.later(againAfterMs, () => announceReturn(federation, server, backup));
  if (!server.isUp) return;
  startProcess(federation, server, 'return', async (running) => {
    const ports = portsOf(federation, running);
    const { logSize } = await askWhatWasSeen(ports);
    if (!isAlive(running) || server.returned !== null) return;
    signReturn(federation, server, backup, logSize);
    tellOfKeys(federation, server);
  });
}

function signReturn(federation: Federation, server: Server, backup: MemoryState, seen: number): void {
  const { suites } = federation.cast;
  const { history, keys } = keysOf(server);
  const [logSize, at] = [backup.log.length, clockOf(server, federation.timeline.now())];
  const head = { logSize, logRoot: rootOfLog(backup, logSize), seenSize: Math.max(logSize, seen) };
  const rootKeyPairs = server.member.roots;
  const event = appendKeyEvent(history, { kind: 'restore-epoch', epoch: 1, ...head }, { ...suites, at, rootKeyPairs });
  assert(event.ok, event.ok ? '' : issuesText(event.issues));
  const events = [...history, event.value];
  const folded = foldKeyHistory(events, suites);
  assert(folded.ok, folded.ok ? '' : issuesText(folded.issues));
  server.returned = { history: events, state: folded.value, keys: settledKeys(keys, folded.value, at) };
  federation.story.tell(server.member.name, `announces that it came back from a backup, with ${logSize} entries of its log`);
}
