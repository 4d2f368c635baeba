// SPDX-License-Identifier: Apache-2.0
/** The calls of evidence, all under their case, so that a wall around the case is one around its evidence. */
import { z } from 'zod';
import { answerJson, type CallAnswer, type CallDefinition, type CallInput, defineCall } from '../kernel/index.ts';
import { writePaper } from '../paper/index.ts';
import { makeCustodyFile, type Made } from './report/custody-file.ts';
import type { By, EvidenceDeps, Outcome } from './evidence-deps.ts';
import { handOverForm } from './hand-over-form.ts';
import { itemDetail, itemRows } from './item-detail.ts';
import { addEntry, enterItem, useItem } from './keep-items.ts';
import { makeCustodyReport } from './report/make-report.ts';
import { handOverCalls } from './hand-over/http.ts';
import { findItem } from './store.ts';
import { itemDetailSchema, itemRowSchema, newEntrySchema, newItemSchema, reportOrderSchema, useItemSchema } from './wire.ts';

const readers = ['preparer', 'approver', 'records-keeper', 'auditor'];
const keepers = ['preparer', 'records-keeper'];
const writers = ['preparer', 'approver', 'records-keeper'];
const caseParams = z.strictObject({ id: z.string().max(60) });
const itemParams = z.strictObject({ id: z.string().max(60), item: z.string().max(60) });

export function evidenceCalls(deps: EvidenceDeps): readonly CallDefinition[] {
  return [...readingCalls(deps), handOverCall(deps), ...keepingCalls(deps), ...handOverCalls(deps), ...reportCalls(deps)];
}

function readingCalls(deps: EvidenceDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/evidence/cases/:id/items',
      whoMay: readers,
      summary: 'Items of evidence of a case: where each is, who has it, and whether it may be used in court.',
      params: caseParams,
      answer: z.strictObject({ rows: z.array(itemRowSchema) }),
      handle: async ({ params, now }) => {
        const rows = await itemRows(deps.assistance.database, deps, params.id, now);
        return rows === null ? { kind: 'absent' } : answerJson({ rows });
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/evidence/cases/:id/items/:item',
      whoMay: readers,
      summary: 'One item of evidence with its custody log, its formalities and holds, and what you may write next.',
      params: itemParams,
      answer: itemDetailSchema,
      handle: async (input) => answerItem(deps, input.params, by(input)),
    }),
  ];
}

function handOverCall(deps: EvidenceDeps): CallDefinition {
  return defineCall({
    method: 'GET',
    path: '/api/evidence/cases/:id/items/:item/hand-over-form',
    whoMay: keepers,
    summary: 'The form of hand-over of an item, to print and to be signed by both authorities.',
    params: itemParams,
    handle: async (input) => {
      const { id, item } = input.params;
      const detail = await itemDetail(deps, item, by(input));
      if (detail === null || detail.row.caseId !== id) return { kind: 'absent' };
      const { database, authorityNames, self } = deps.assistance;
      const ownName = (await authorityNames(database, [self])).get(self)?.name ?? self;
      const bytes = await writePaper(handOverForm({ detail, ownName, now: input.now }));
      return { kind: 'bytes', mediaType: 'application/pdf', bytes, fileName: `hand-over-${item}.pdf` };
    },
  });
}

function keepingCalls(deps: EvidenceDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/evidence/cases/:id/items',
      whoMay: keepers,
      summary: 'Enters an item of evidence with how it was collected; its custody log begins.',
      params: caseParams,
      body: { kind: 'json', schema: newItemSchema },
      answer: itemDetailSchema,
      handle: async (input) =>
        answerOutcome(deps, input.params.id, by(input), await enterItem(deps, input.params.id, input.body, by(input))),
    }),
    defineCall({
      method: 'POST',
      path: '/api/evidence/cases/:id/items/:item/entries',
      whoMay: writers,
      summary: 'Writes into the custody log what was done to an item; redaction answers the item that was made.',
      params: itemParams,
      body: { kind: 'json', schema: newEntrySchema },
      answer: itemDetailSchema,
      handle: async (input) => {
        const { id, item } = input.params;
        if (!(await isOfCase(deps, input.params))) return { kind: 'absent' };
        return answerOutcome(deps, id, by(input), await addEntry(deps, item, input.body, by(input)));
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/evidence/cases/:id/items/:item/uses',
      whoMay: keepers,
      summary: 'Uses an item as evidence before a court or authority, if its source, its formalities and its custody allow it.',
      params: itemParams,
      body: { kind: 'json', schema: useItemSchema },
      answer: itemDetailSchema,
      handle: async (input) => {
        const { id, item } = input.params;
        if (!(await isOfCase(deps, input.params))) return { kind: 'absent' };
        return answerOutcome(deps, id, by(input), await useItem(deps, item, input.body, by(input)));
      },
    }),
  ];
}

function reportCalls(deps: EvidenceDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/evidence/cases/:id/report',
      whoMay: keepers,
      summary: 'The report of custody for a court as PDF; every line names the entry of the log that proves it.',
      params: caseParams,
      body: { kind: 'json', schema: reportOrderSchema },
      handle: async (input) => answerMade(await makeCustodyReport(deps, input.params.id, input.body, by(input)), 'application/pdf', 'pdf'),
    }),
    defineCall({
      method: 'POST',
      path: '/api/evidence/cases/:id/custody-file',
      whoMay: keepers,
      summary: 'The custody logs with the proof of every entry: what the report is made from, and what checks it offline.',
      params: caseParams,
      body: { kind: 'json', schema: reportOrderSchema },
      handle: async (input) => {
        const made = await makeCustodyFile(deps, input.params.id, input.body, by(input));
        return answerMade(made, 'application/json', 'json');
      },
    }),
  ];
}

function answerMade(made: Made, mediaType: string, ending: string): CallAnswer {
  if (made.kind !== 'made') return made;
  return { kind: 'bytes', mediaType, bytes: made.bytes, fileName: `custody-${made.caseId}.${ending}` };
}

async function isOfCase(deps: EvidenceDeps, params: z.infer<typeof itemParams>): Promise<boolean> {
  return (await findItem(deps.assistance.database, params.item))?.case_id === params.id;
}

async function answerOutcome(deps: EvidenceDeps, id: string, who: By, outcome: Outcome): Promise<CallAnswer> {
  return outcome.kind === 'done' ? answerItem(deps, { id, item: outcome.itemId }, who) : outcome;
}

async function answerItem(deps: EvidenceDeps, params: z.infer<typeof itemParams>, who: By): Promise<CallAnswer> {
  const detail = await itemDetail(deps, params.item, who);
  return detail === null || detail.row.caseId !== params.id ? { kind: 'absent' } : answerJson(detail);
}

function by({ officer, now }: Pick<CallInput<unknown, unknown, unknown>, 'officer' | 'now'>): By {
  if (officer === null) throw new Error('the server lets no one make this call without a session');
  return { officer: officer.id, roles: officer.roles, now };
}
