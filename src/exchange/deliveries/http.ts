// SPDX-License-Identifier: Apache-2.0
/**
 * The calls about what does not get through: the list that an officer works off, and what he does about it.
 *
 * Sending something again as a new dispatch is the business of the room it belongs to, since it needs a permit; here a dispatch
 * that was given up is set aside with a reason, and an alarm is taken.
 */
import { z } from 'zod';
import { answerJson, type CallDefinition, type Database, defineCall, fail, limits, type Transaction } from '../../kernel/index.ts';
import { readSigned } from '../../seals/index.ts';
import { readReceiptPayload } from '../dispatch.ts';
import { asideSchema, deliveriesSchema, type DeliveriesWire, type DeliveryRowWire } from '../wire.ts';
import { type DeliveryAudit, setAsideDispatch } from './set-aside.ts';
import { type AlarmRow, countDeliveries, deliveriesToHandle, type DeliveryRow, openAlarms, takeAlarm } from './store.ts';

export interface DeliveryCallDeps {
  readonly database: Database;
  readonly audit: (tx: Transaction, entry: DeliveryAudit) => Promise<unknown>;
  readonly announce: (tx: Database, topic: string) => Promise<void>;
}
/** Administrators, and the officers whose cases they are. */
const handlers = ['administrator', 'preparer', 'approver', 'records-keeper'];
const readers = [...handlers, 'auditor'];

export interface DeliveryFigures {
  readonly waiting: number;
  readonly undelivered: number;
  readonly held: number;
  readonly alarms: number;
}

/** For `/metrics`. */
export function deliveryFigures(db: Database): Promise<DeliveryFigures> {
  return countDeliveries(db);
}

export function deliveryCalls(deps: DeliveryCallDeps): CallDefinition[] {
  const list = async (): Promise<DeliveriesWire> => ({
    rows: (await deliveriesToHandle(deps.database, limits.pageRowsMax)).map(deliveryWire),
    alarms: (await openAlarms(deps.database, limits.pageRowsMax)).map(alarmWire),
  });
  return [
    defineCall({
      method: 'GET',
      path: '/api/deliveries',
      whoMay: readers,
      summary: 'What was not delivered, does not get through or is held here, and alarms that nobody has taken.',
      answer: deliveriesSchema,
      handle: async () => answerJson(await list()),
    }),
    defineCall({
      method: 'POST',
      path: '/api/deliveries/:digest/aside',
      whoMay: handlers,
      summary: 'Sets a dispatch that was not delivered aside, with the reason.',
      params: z.strictObject({ digest: z.string().max(80) }),
      body: { kind: 'json', schema: asideSchema },
      answer: deliveriesSchema,
      handle: async ({ params, body, officer, now }) => {
        const aside = { digest: params.digest, officer: officer?.id ?? '', reason: body.reason, at: now };
        const isDone = await deps.database
          .transaction()
          .execute((tx) => setAsideDispatch(tx, { audit: (entry) => deps.audit(tx, entry), announce: deps.announce }, aside));
        return isDone ? answerJson(await list()) : { kind: 'conflict', issues: nothingToDo('deliveries').issues };
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/deliveries/:digest/alarms/:kind',
      whoMay: handlers,
      summary: 'Takes an alarm: an officer has seen it and acts.',
      params: z.strictObject({ digest: z.string().max(80), kind: z.string().max(40) }),
      answer: deliveriesSchema,
      handle: async ({ params, officer, now }) => {
        const { digest, kind } = params;
        const by = officer?.id ?? '';
        const isDone = await deps.database.transaction().execute(async (tx) => {
          const found = await takeAlarm(tx, { kind, about: digest, officer: by, at: now });
          if (found === null) return false;
          const details = { officer: by, kind, peer: found.peer, dispatch: digest };
          await deps.audit(tx, { event: 'alarm.taken', actor: by, at: now, details });
          await deps.announce(tx, 'deliveries');
          return true;
        });
        return isDone ? answerJson(await list()) : { kind: 'conflict', issues: nothingToDo('alarms').issues };
      },
    }),
  ];
}

function nothingToDo(path: string) {
  return fail(path, 'There is nothing to be done about it any more.', 'Look at the list again; somebody was faster.');
}

function deliveryWire(row: DeliveryRow): DeliveryRowWire {
  const { direction, digest, peer, kind, state, since, attempts } = row;
  return {
    direction,
    digest,
    peer,
    kind,
    class: row.class,
    caseRef: row.case_ref,
    state,
    why: whyOf(row),
    since,
    notAfter: row.not_after,
    attempts,
    nextAt: row.next_attempt_at,
    isTold: row.is_told,
  };
}

/** Why it is on the list. */
function whyOf(row: DeliveryRow): DeliveryRowWire['why'] {
  if (row.state === 'held') return 'gap-here';
  if (row.state === 'quarantined') return 'judging-broke-off';
  if (row.state === 'not-delivered') return row.late_receipt !== null && saysAdmitted(row.late_receipt) ? 'arrived-after-all' : 'given-up';
  if (row.state === 'custody') return 'held-there';
  return row.paused_until === null ? 'no-receipt' : 'peer-rests';
}

function saysAdmitted(receiptBytes: Uint8Array): boolean {
  const read = readSigned(new Uint8Array(receiptBytes), 'receipt');
  const receipt = read.ok ? readReceiptPayload(read.value.payload) : read;
  return receipt.ok && (receipt.value.state === 'delivered' || receipt.value.state === 'opened');
}

function alarmWire({ kind, peer, about, other, at, case_ref: caseRef }: AlarmRow): DeliveriesWire['alarms'][number] {
  return { kind, peer, about, other, at, caseRef };
}
