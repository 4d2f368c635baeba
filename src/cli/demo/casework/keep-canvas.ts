// SPDX-License-Identifier: Apache-2.0
/**
 * A canvas that the person who tries the demonstration finds in a case: who took the stolen money over, in the case of the order to freeze
 * that Xebria carried out. It was kept twice, with a note. A tag file says whose the accounts are: two claims about one account disagree, and one
 * about another is contested and waits for a second opinion. Played over HTTP, as an officer would do it.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { freezeRowSchema } from '../../../freezing/wire.ts';
import { fail, ok, type Result } from '../../../kernel/index.ts';
import type { ServerSession } from '../../server-session.ts';
import { frozenOrderId } from './freeze-property.ts';
import { ownPayments } from '../follow-money.ts';

const tags = new URL('../../../../examples/flows/account-tags.csv', import.meta.url);
const title = 'From the theft to four accounts in Xebria';
const purpose = 'asset-tracing';

const filesAnswer = z.array(z.object({ id: z.string(), name: z.string() }));
const canvasAnswer = z.object({ id: z.string() });
const saidAnswer = z.array(z.object({ attributions: z.array(z.object({ id: z.string(), actor: z.string() })) }));

interface Place {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly note: string;
}

/** Payers to the left, whom they paid to the right, as the canvas itself lays them. */
const mule: Place = { name: 'XA-3003', x: 300, y: 0, note: '' };
const paid = ['XB-4001', 'XB-4002', 'XB-4003', 'XB-4004'].map((name, row): Place => ({ name, x: 600, y: row * 46 - 69, note: '' }));
const firstLook: readonly Place[] = [{ name: 'XA-1001', x: 0, y: -23, note: '' }, mule, ...paid];
const note = 'Paid out four times in twenty minutes, each below 10,000. Who opened it?';
const secondLook: readonly Place[] = [
  ...firstLook.map((place) => (place === mule ? { ...mule, note } : place)),
  { name: 'XA-2002', x: 0, y: 23, note: 'Pays in on the same day; not from the theft' },
];

const doubted = { address: 'XA-3003', actor: 'Tollan Pay' };
const doubt = 'Tollan Pay answered on 4 November that it keeps no such account; the page names it as that of a customer.';

/** Does nothing where the case has a canvas. */
export async function keepCanvas(analyst: ServerSession): Promise<Result<null>> {
  const orders = await analyst.get('/api/freezing/orders');
  if (!orders.ok) return orders;
  const { rows } = z.object({ rows: z.array(freezeRowSchema) }).parse(orders.value);
  const caseId = rows.find(({ orderId }) => orderId === frozenOrderId)?.caseId;
  const listed = await analyst.get('/api/findings/movement-files');
  if (!listed.ok) return listed;
  const file = filesAnswer.parse(listed.value).find(({ name }) => name === ownPayments('xa'));
  if (caseId === undefined || file === undefined) return fail('demo', 'The case or the file of the canvas is not there.', 'Report it.');
  const canvases = `/api/findings/cases/${caseId}/canvases`;
  const before = await analyst.get(canvases);
  if (!before.ok) return before;
  if (z.array(canvasAnswer).parse(before.value).length > 0) return ok(null);
  const stretch = { from: null, until: null };
  const kept = await analyst.send('POST', canvases, { title, files: [file.id], purpose, picture: { ...stretch, parties: firstLook } });
  if (!kept.ok) return kept;
  const { id } = canvasAnswer.parse(kept.value);
  const next = { after: 1, picture: { ...stretch, parties: secondLook } };
  const keptAgain = await analyst.send('POST', `${canvases}/${id}/editions`, next);
  return keptAgain.ok ? sayWhose(analyst) : keptAgain;
}

async function sayWhose(analyst: ServerSession): Promise<Result<null>> {
  const taken = await analyst.sendBytes('/api/findings/tag-files?fileName=account-tags.csv', await readFile(tags));
  if (!taken.ok) return taken;
  const said = await analyst.send('POST', '/api/findings/attributions/said', { addresses: [doubted.address] });
  if (!said.ok) return said;
  const claims = saidAnswer.parse(said.value).flatMap(({ attributions }) => attributions);
  const attribution = claims.find(({ actor }) => actor === doubted.actor)?.id;
  if (attribution === undefined) return fail('demo', 'The claim that is contested is not in the tag file.', 'Report it.');
  const contested = await analyst.send('POST', '/api/findings/contests', { about: { kind: 'attribution', attribution }, reason: doubt });
  return contested.ok ? ok(null) : contested;
}
