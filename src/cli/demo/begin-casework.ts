// SPDX-License-Identifier: Apache-2.0
/**
 * A case that the person who tries the demonstration finds begun: Xandria has drafted an order to freeze and an order for evidence
 * for Xebria, and keeps two items of evidence in the case, one of them on loan to a laboratory; a person has asked what is held of her,
 * and a breach is known, of which Xebria must be told. Nothing of it was sent; played over HTTP, as an officer would do it.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type ItemDetailWire, itemDetailSchema, type NewItemWire, type SaidWire } from '../../evidence/wire.ts';
import { freezeDetailSchema, freezeRowSchema, orderSchema } from '../../freezing/wire.ts';
import { gatheringOrderSchema } from '../../gathering/wire.ts';
import { addMs, type Instant, ok, type Result } from '../../kernel/index.ts';
import { matterDetailSchema, matterRowSchema } from '../../onward/wire.ts';
import { digestOf } from '../../seals/index.ts';
import { z } from 'zod';
import type { ServerSession } from '../server-session.ts';

const order = fileURLToPath(new URL('../../../examples/freezing/order-xa-to-xb.json', import.meta.url));
const orderForEvidence = fileURLToPath(new URL('../../../examples/gathering/investigation-order.json', import.meta.url));
const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Does nothing where this order was drafted before. */
export async function beginCasework(preparer: ServerSession, counterpart: string, now: Instant): Promise<Result<null>> {
  const listed = await preparer.get('/api/freezing/orders');
  if (!listed.ok) return listed;
  const certificate = orderSchema.parse(JSON.parse(await readFile(order, 'utf8')));
  const { rows } = z.object({ rows: z.array(freezeRowSchema) }).parse(listed.value);
  if (rows.some(({ orderId }) => orderId === certificate.orderId)) return ok(null);
  const draft = { counterpart, purpose: 'freeze-confiscation', reference: certificate.reference, order: certificate };
  const opened = await preparer.send('POST', '/api/freezing/orders', draft);
  if (!opened.ok) return opened;
  const { caseId } = freezeDetailSchema.parse(opened.value).row;
  for (const { item, entries } of sampleItems(now)) {
    const entered = await preparer.send('POST', `/api/evidence/cases/${caseId}/items`, item);
    if (!entered.ok) return entered;
    const written = await writeAll(preparer, itemDetailSchema.parse(entered.value), entries);
    if (!written.ok) return written;
  }
  const drafted = await draftOrderForEvidence(preparer, counterpart);
  return drafted.ok ? enterPersonalData(preparer, now) : drafted;
}

/** Beside it, the order for evidence in the same matter; what it names was preserved before, outside of the demonstration. */
async function draftOrderForEvidence(preparer: ServerSession, counterpart: string): Promise<Result<null>> {
  const order = gatheringOrderSchema.parse(JSON.parse(await readFile(orderForEvidence, 'utf8')));
  const draft = { counterpart, assistance: 'information-from-files', purpose: 'criminal-investigation', order };
  const opened = await preparer.send('POST', '/api/gathering/orders', draft);
  return opened.ok ? ok(null) : opened;
}

/** A person who asked what is held, and a breach whose clocks run: a record of the counterpart is affected, if there is one. */
async function enterPersonalData(preparer: ServerSession, now: Instant): Promise<Result<null>> {
  const person = { name: 'Mira Sandoval-Reyes', otherNames: ['Mira Sand'], identifiers: [], contact: 'Quay 9, Xandria' };
  const asked = 'Everything that you hold of me, and from whom you have it.';
  const request = { right: 'access', person, asked, arrivedAt: addMs(now, -3 * dayMs) };
  const entered = await preparer.send('POST', '/api/data-protection/requests', request);
  if (!entered.ok) return entered;
  const received = await receivedRecords(preparer);
  if (!received.ok) return received;
  const breach = {
    discoveredAt: addMs(now, -5 * hourMs),
    happenedAt: null,
    natures: ['confidentiality'],
    title: 'A letter went to a wrong address',
    what: 'A list of contact points and a record of Xebria were sent to a firm of nearly the same name, which says that it has deleted both.',
    categories: 'Names and work addresses of officers of authorities; a firm and its measures',
    personsCount: 24,
    recordIds: received.value,
  };
  const opened = await preparer.send('POST', '/api/data-protection/breaches', breach);
  return opened.ok ? ok(null) : opened;
}

/** What another authority gave unasked. */
async function receivedRecords(preparer: ServerSession): Promise<Result<readonly string[]>> {
  const listed = await preparer.get('/api/onward/matters');
  if (!listed.ok) return listed;
  const given = z
    .object({ rows: z.array(matterRowSchema) })
    .parse(listed.value)
    .rows.find(({ part }) => part === 'receiving');
  if (given === undefined) return ok([]);
  const detail = await preparer.get(`/api/onward/matters/${given.id}`);
  return detail.ok ? ok(matterDetailSchema.parse(detail.value).records.map(({ id }) => id)) : detail;
}

interface Entry {
  readonly at: Instant;
  readonly said: SaidWire;
}

async function writeAll(preparer: ServerSession, { row }: ItemDetailWire, entries: readonly Entry[]): Promise<Result<null>> {
  for (const entry of entries) {
    const written = await preparer.send('POST', `/api/evidence/cases/${row.caseId}/items/${row.id}/entries`, entry);
    if (!written.ok) return written;
  }
  return ok(null);
}

/** What was done in the days before, so that both logs tell a story. */
function sampleItems(now: Instant): readonly { readonly item: NewItemWire; readonly entries: readonly Entry[] }[] {
  const ago = (days: number, hours = 0): Instant => addMs(now, -days * dayMs + hours * hourMs);
  const met = (name: 'power-named' | 'holder-certified' | 'inventory-given' | 'copy-compared', days: number): Entry => {
    return { at: ago(days, 1), said: { kind: 'formality', name, answer: 'met', note: '' } };
  };
  const from = { place: 'Quay 9, Xandria', from: 'VZX', rule: 'production', power: 'Order 14 Gs 220/26' } as const;
  const ledger = digestOf(new TextEncoder().encode('Ledger of the venue, invented for the demonstration.'));
  const collected = { kind: 'collected', custodian: 'Evidence store', collectedBy: 'Officer Lund', ...from } as const;
  const common = { source: { kind: 'own', id: null }, collectedAt: ago(6), collected } as const;
  const dueAt = addMs(now, 5 * dayMs);
  return [
    {
      item: { form: 'file', title: 'Ledger of the venue', description: 'January to October, as exported.', digest: ledger, ...common },
      entries: [met('power-named', 6), met('holder-certified', 6), met('inventory-given', 6), met('copy-compared', 5)],
    },
    {
      item: { form: 'exhibit', title: 'Hardware wallet', description: 'Found in the office of the director.', digest: null, ...common },
      entries: [
        { at: ago(6, 2), said: { kind: 'sealed', sealNumber: 'XA-114', place: 'Evidence store' } },
        met('power-named', 5),
        met('inventory-given', 5),
        { at: ago(4), said: { kind: 'hold-placed', reason: 'The case is not decided.', orderedBy: 'Court of XA', until: null } },
        {
          at: ago(2),
          said: { kind: 'loaned', to: 'Laboratory of Xandria', purpose: 'Reading its seed', dueAt, terms: 'Not to be opened.' },
        },
      ],
    },
  ];
}
