// SPDX-License-Identifier: Apache-2.0
/** The calls of hand-overs, under their case as all calls of evidence are. */
import { z } from 'zod';
import { answerJson, type CallAnswer, type CallDefinition, type CallInput, defineCall } from '../../kernel/index.ts';
import { writePaper } from '../../paper/index.ts';
import type { By, EvidenceDeps, Outcome } from '../evidence-deps.ts';
import { itemDetail } from '../item-detail.ts';
import { findItem } from '../store.ts';
import { itemDetailSchema } from '../wire.ts';
import { answerAgain, answerHandOver } from './answer-hand-over.ts';
import { handOverPaper } from './hand-over-paper.ts';
import { handOverRows } from './hand-over-rows.ts';
import { offerItem } from './offer-item.ts';
import { answerOfferSchema, handOverRowSchema, offerItemSchema } from './wire.ts';

const readers = ['preparer', 'approver', 'records-keeper', 'auditor'];
const keepers = ['preparer', 'records-keeper'];
const caseParams = z.strictObject({ id: z.string().max(60) });
const itemParams = z.strictObject({ id: z.string().max(60), item: z.string().max(60) });
const handOverParams = z.strictObject({ id: z.string().max(60), handOver: z.string().max(60) });
const rowsSchema = z.strictObject({ rows: z.array(handOverRowSchema) });

export function handOverCalls(deps: EvidenceDeps): CallDefinition[] {
  return [listCall(deps), offerCall(deps), paperCall(deps), ...answerCalls(deps)];
}

function listCall(deps: EvidenceDeps): CallDefinition {
  return defineCall({
    method: 'GET',
    path: '/api/evidence/cases/:id/hand-overs',
    whoMay: readers,
    summary: 'Items of evidence that went to the other authority of a case or came from it, each with its custody log and both dispatches.',
    params: caseParams,
    answer: rowsSchema,
    handle: async (input) => answerRows(deps, input.params.id, by(input)),
  });
}

function offerCall(deps: EvidenceDeps): CallDefinition {
  return defineCall({
    method: 'POST',
    path: '/api/evidence/cases/:id/items/:item/hand-overs',
    whoMay: keepers,
    summary: 'Prepares handing an item over to the other authority of the case, lending it or giving it back; it goes when it is approved.',
    params: itemParams,
    body: { kind: 'json', schema: offerItemSchema },
    answer: itemDetailSchema,
    handle: async (input) => {
      const { id, item } = input.params;
      if ((await findItem(deps.assistance.database, item))?.case_id !== id) return { kind: 'absent' };
      const outcome = await offerItem(deps, item, input.body, by(input));
      if (outcome.kind !== 'done') return outcome;
      const detail = await itemDetail(deps, item, by(input));
      return detail === null ? { kind: 'absent' } : answerJson(detail);
    },
  });
}

function paperCall(deps: EvidenceDeps): CallDefinition {
  return defineCall({
    method: 'GET',
    path: '/api/evidence/cases/:id/hand-overs/:handOver/paper',
    whoMay: readers,
    summary: 'The record of a hand-over as PDF: the item, how it was given and found, and the digests of both signed dispatches.',
    params: handOverParams,
    handle: async (input) => {
      const rows = await handOverRows(deps, input.params.id, by(input));
      const row = rows?.find(({ id }) => id === input.params.handOver);
      if (row === undefined) return { kind: 'absent' };
      const { database, authorityNames, self } = deps.assistance;
      const ownName = (await authorityNames(database, [self])).get(self)?.name ?? self;
      const bytes = await writePaper(handOverPaper(row, { ownName, now: input.now }));
      return { kind: 'bytes', mediaType: 'application/pdf', bytes, fileName: `hand-over-${row.id}.pdf` };
    },
  });
}

function answerCalls(deps: EvidenceDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/evidence/cases/:id/hand-overs/:handOver/answer',
      whoMay: keepers,
      summary: 'Takes over an item that another authority handed over, as it was found, or declines it; the server signs the answer.',
      params: handOverParams,
      body: { kind: 'json', schema: answerOfferSchema },
      answer: rowsSchema,
      handle: async (input) => {
        const { id, handOver } = input.params;
        const given = { caseId: id, handOver, answer: input.body };
        return answerOutcome(deps, id, by(input), await answerHandOver(deps, given, by(input)));
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/evidence/cases/:id/hand-overs/:handOver/answer/again',
      whoMay: keepers,
      summary: 'Sends once more an answer that did not reach the other server.',
      params: handOverParams,
      answer: rowsSchema,
      handle: async (input) => {
        const { id, handOver } = input.params;
        return answerOutcome(deps, id, by(input), await answerAgain(deps, { caseId: id, handOver }, by(input)));
      },
    }),
  ];
}

async function answerOutcome(deps: EvidenceDeps, id: string, who: By, outcome: Outcome): Promise<CallAnswer> {
  return outcome.kind === 'done' ? answerRows(deps, id, who) : outcome;
}

async function answerRows(deps: EvidenceDeps, id: string, who: By): Promise<CallAnswer> {
  const rows = await handOverRows(deps, id, who);
  return rows === null ? { kind: 'absent' } : answerJson({ rows });
}

function by({ officer, now }: Pick<CallInput<unknown, unknown, unknown>, 'officer' | 'now'>): By {
  if (officer === null) throw new Error('the server lets no one make this call without a session');
  return { officer: officer.id, roles: officer.roles, now };
}
