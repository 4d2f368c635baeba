// SPDX-License-Identifier: Apache-2.0
/**
 * P9, recalls: a recall reaches everyone to whom a datum was given, or stands as not answered yet; and who says that it was carried
 * out has nothing left of it.
 *
 * Looked at after each step is what a server holds: the tree of holders below it has everybody to whom it gave the datum before it
 * heard of the recall; and where it says that it destroyed what it held, no body of it is there. At the end, when everything has healed, whom
 * the tree calls told knows of it, and the originator's own tree has everybody below, with what each of them did.
 */
import type { MemoryState } from '../../exchange/index.ts';
import type { Server } from '../authorities/server-state.ts';
import { type Row, rowsIn } from '../rooms/memory-database.ts';
import { bookOf, isTouched, type RecallOnWire, type Sent } from './ledger.ts';
import type { Watching } from './watching.ts';

const mattersTable = 'table onward_matters';

export function recallsAreTrue(watching: Watching, server: Server, before: MemoryState | null, state: MemoryState): void {
  if (before?.effects.get(mattersTable) === state.effects.get(mattersTable)) return;
  const { recallsSeen } = bookOf(watching.ledger, server);
  for (const row of rowsIn(state, 'onward_matters')) {
    const recall = recallOf(row);
    if (recall === null || row['state'] === 'awaiting-approval') continue;
    if (!recallsSeen.has(recall.matter)) {
      recallsSeen.set(recall.matter, watching.nowMs());
      treeHasEverybody(watching, server, recall, state);
    }
    if (row['state'] === 'executed') nothingIsLeft(watching, server, row, recall, state);
  }
}

function recallOf(row: Row): RecallOnWire | null {
  return row['kind'] === 'recall' ? (row['facts'] as { readonly recall: RecallOnWire | null }).recall : null;
}

/** What was given and has not failed by now; what is on its way is told of the recall too. */
function givenBy({ ledger }: Watching, server: Server, { originator, recordId }: RecallOnWire): Sent[] {
  return [...ledger.sent.values()].filter(
    ({ from, data, end, isForgotten }) =>
      from === server &&
      !isForgotten &&
      (end === null || end.state === 'delivered') &&
      data.some((datum) => datum.originator === originator && (datum.passedOn?.origin.recordId ?? datum.id) === recordId),
  );
}

function treeHasEverybody(watching: Watching, server: Server, recall: RecallOnWire, state: MemoryState): void {
  const { fail, story } = watching;
  for (const { to } of givenBy(watching, server, recall)) {
    if (nodeOf(state, recall, to) !== undefined) continue;
    const record = story.nameOf('record', recall.recordId);
    fail('P9', `${server.member.name} was told that ${record} is recalled, gave it to ${to.member.name}, and does not tell it.`);
  }
}

function nodeOf(state: MemoryState, { matter }: RecallOnWire, holder: Server): Row | undefined {
  return rowsIn(state, 'onward_nodes').find((node) => node['matter'] === matter && node['holder'] === holder.member.authorityId);
}

function nothingIsLeft({ fail, story }: Watching, server: Server, row: Row, recall: RecallOnWire, state: MemoryState): void {
  if (recall.change !== 'withdrawal') return;
  const ids = row['record_ids'] as readonly string[];
  const left = rowsIn(state, 'record_versions').find((version) => ids.includes(String(version['record_id'])) && version['body'] !== '');
  if (left !== undefined)
    fail('P9', `${server.member.name} says that it destroyed ${story.nameOf('record', recall.recordId)}, and holds its body.`);
}

/** Long after everything has healed. */
export function recallsHaveArrived(watching: Watching): void {
  for (const server of watching.servers()) {
    const state = server.store.state();
    for (const row of rowsIn(state, 'onward_matters')) {
      const recall = recallOf(row);
      if (recall === null || row['state'] === 'awaiting-approval') continue;
      const everything = [...watching.ledger.sent.values()].filter(({ digest }) => isOfMatter(state, digest, recall));
      // What a backup took back, or a liar did, nobody can be held to; and what has not arrived stands as that.
      if (everything.some((sent) => isTouched(watching.ledger, sent) || sent.end?.state !== 'delivered')) continue;
      if (row['part'] === 'recalling') for (const holder of watching.servers()) answerHasArrived(watching, server, holder, recall);
      for (const holder of watching.servers()) toldIsTrue(watching, server, holder, recall);
    }
  }
}

function isOfMatter(state: MemoryState, digest: string, { matter }: RecallOnWire): boolean {
  return state.outbox.get(digest as Sent['digest'])?.row.caseRef === matter;
}

function toldIsTrue({ fail, story }: Watching, server: Server, holder: Server, recall: RecallOnWire): void {
  const node = nodeOf(server.store.state(), recall, holder);
  if (node?.['parent'] !== server.member.authorityId || !['told', 'executed', 'refused'].includes(String(node['state']))) return;
  const isHere = rowsIn(holder.store.state(), 'onward_matters').some((row) => row['id'] === recall.matter);
  const record = story.nameOf('record', recall.recordId);
  if (!isHere) fail('P9', `${server.member.name} says that ${holder.member.name} was told that ${record} is recalled, and it was not.`);
}

const asSaid: Readonly<Record<string, string>> = { executed: 'executed', kept: 'refused', received: 'told' };

/** What a holder did stands in the originator's tree, however far down it is; unless something of it is still under way. */
function answerHasArrived(watching: Watching, originator: Server, holder: Server, recall: RecallOnWire): void {
  const { ledger, fail, story } = watching;
  const row = rowsIn(holder.store.state(), 'onward_matters').find(({ id, part }) => id === recall.matter && part === 'holding');
  if (row === undefined) return;
  const ofMatter = [...ledger.sent.values()].filter(({ from, digest }) => isOfMatter(from.store.state(), digest, recall));
  if (ofMatter.some((sent) => isTouched(ledger, sent) || sent.end?.state !== 'delivered')) return;
  const node = nodeOf(originator.store.state(), recall, holder);
  const said = asSaid[String(row['state'])];
  if (node?.['state'] === said) return;
  const record = story.nameOf('record', recall.recordId);
  const stands = node === undefined ? 'is not in its tree' : `stands there as ${String(node['state'])}`;
  fail('P9', `${originator.member.name} recalled ${record}; ${holder.member.name} has ${String(row['state'])} it, and ${stands}.`);
}
