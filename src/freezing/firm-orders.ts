// SPDX-License-Identifier: Apache-2.0
/**
 * The last mile: the executing authority orders a venue, an issuer or a bank to freeze, and writes down what the firm confirmed, which
 * is what there was and not what was hoped for. Only what firms confirmed goes into the report of execution.
 */
import { noteAudit } from '../audit/index.ts';
import { measuredCase } from '../assistance/index.ts';
import { type Instant, type Issue, newId } from '../kernel/index.ts';
import type { Paper } from '../paper/index.ts';
import type { FreezingDeps } from './freezing-deps.ts';
import { orderOf } from './freezing-rules.ts';
import { confirmFirmOrder, insertFirmOrder } from './store.ts';
import type { FirmOrderWire, FreezeDetailWire } from './wire.ts';

export type Done = { readonly kind: 'done' } | { readonly kind: 'absent' } | { readonly kind: 'issues'; readonly issues: readonly Issue[] };

export async function giveFirmOrder(
  deps: FreezingDeps,
  given: { caseId: string; order: Pick<FirmOrderWire, 'firm' | 'firmKind' | 'itemId' | 'instruction'>; officer: string; now: Instant },
): Promise<Done> {
  const { caseId, order, officer, now } = given;
  const { database, random, announce } = deps.assistance;
  const facts = await measuredCase(database, caseId);
  const certificate = facts === null ? null : orderOf(facts);
  if (facts === null || certificate === null || facts.side !== 'requested') return { kind: 'absent' };
  if (order.itemId !== null && !certificate.property.items.some((item) => item.id === order.itemId)) {
    const issue = { path: 'itemId', problem: 'The certificate names no such item.', remedy: 'Choose an item of the certificate, or none.' };
    return { kind: 'issues', issues: [issue] };
  }
  const id = newId('evt', now, random);
  await database.transaction().execute(async (tx) => {
    const { firm, firmKind, itemId, instruction } = order;
    await insertFirmOrder(tx, { id, case_id: caseId, firm, firm_kind: firmKind, item_id: itemId, instruction, sent_at: now });
    await noteAudit(
      tx,
      { event: 'freeze.firm-ordered', actor: officer, at: now, details: { caseRef: caseId, order: id, kind: firmKind } },
      random,
    );
    await announce(tx, 'cases');
  });
  return { kind: 'done' };
}

export async function noteConfirmation(
  deps: FreezingDeps,
  given: { caseId: string; id: string; confirmed: Omit<NonNullable<FirmOrderWire['confirmed']>, 'at'>; officer: string; now: Instant },
): Promise<Done> {
  const { caseId, id, officer, now } = given;
  const { database, random, announce } = deps.assistance;
  const isDone = await database.transaction().execute(async (tx) => {
    if (!(await confirmFirmOrder(tx, { caseId, id, confirmed: { at: now, ...given.confirmed } }))) return false;
    await noteAudit(tx, { event: 'freeze.firm-confirmed', actor: officer, at: now, details: { caseRef: caseId, order: id } }, random);
    await announce(tx, 'cases');
    return true;
  });
  return isDone ? { kind: 'done' } : { kind: 'absent' };
}

/** The letter to the firm: what it must do and for how long, without a word of the facts of the investigation. */
export function firmLetter(given: { detail: FreezeDetailWire; firmOrder: FirmOrderWire; ownName: string; now: Instant }): Paper {
  const { detail, firmOrder, ownName, now } = given;
  const item = detail.order.property.items.find((one) => one.id === firmOrder.itemId);
  const rows: (readonly [string, string])[] = [
    ['From', ownName],
    ['To', `${firmOrder.firm} (${firmOrder.firmKind})`],
    ['Reference', firmOrder.id],
    ['Given on', firmOrder.sentAt],
    ...(item === undefined
      ? []
      : ([
          ['Property', item.description],
          ['Where it is', item.locator],
        ] as const)),
  ];
  return {
    title: detail.order.kind === 'suspension' ? 'Order to hold back a movement' : 'Order to freeze property',
    subtitle: ownName,
    language: 'en',
    madeAt: now,
    source: { name: 'Order', digest: firmOrder.id },
    parts: [
      { kind: 'facts', rows },
      { kind: 'heading', level: 1, text: 'What you must do' },
      { kind: 'paragraph', text: firmOrder.instruction },
      { kind: 'paragraph', text: 'Do not tell the persons concerned before this authority says that you may.', manner: 'strong' },
      { kind: 'heading', level: 1, text: 'Confirmation, to be returned' },
      {
        kind: 'blanks',
        rows: [
          { name: 'What was frozen, and how much of it', lines: 2 },
          { name: 'Where it is held, and by whom', lines: 2 },
          { name: 'Since when (date and time, UTC)', lines: 1 },
          { name: 'Name, function, signature', lines: 2 },
        ],
      },
    ],
  };
}
