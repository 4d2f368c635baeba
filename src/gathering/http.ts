// SPDX-License-Identifier: Apache-2.0
/** The calls of orders for evidence. What an officer does is a step of the case; each call answers the order as it then is. */
import { z } from 'zod';
import { measuredCase, openDraft, type Outcome, takeMeasure } from '../assistance/index.ts';
import { answerJson, type CallAnswer, type CallDefinition, type CallInput, defineCall, type Issue } from '../kernel/index.ts';
import { writePaper } from '../paper/index.ts';
import { digestOfJson } from '../seals/index.ts';
import { gatheringDetail, gatheringRows, linkedOrders } from './gathering-detail.ts';
import type { GatheringDeps } from './gathering-deps.ts';
import { gatheringOrderOf } from './gathering-rules.ts';
import { draftOfGathering } from './open-order.ts';
import { orderPaper } from './order-paper.ts';
import {
  gatheringDetailSchema,
  gatheringInstructionSchema,
  type GatheringInstructionWire,
  type GatheringMeasureWire,
  gatheringRowSchema,
  openGatheringSchema,
  takeGatheringStepSchema,
} from './wire.ts';

const readers = ['preparer', 'approver', 'records-keeper', 'auditor'];
const preparers = ['preparer'];
const answerers = ['preparer', 'records-keeper'];
const idParams = z.strictObject({ id: z.string().max(60) });

export function gatheringCalls(deps: GatheringDeps): readonly CallDefinition[] {
  return [...readingCalls(deps), ...writingCalls(deps)];
}

function readingCalls(deps: GatheringDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/gathering/orders',
      whoMay: readers,
      summary: 'Investigation orders, orders to preserve and letters of request, given and received.',
      answer: z.strictObject({ rows: z.array(gatheringRowSchema) }),
      handle: async ({ now }) => answerJson({ rows: await gatheringRows(deps, now) }),
    }),
    defineCall({
      method: 'GET',
      path: '/api/gathering/orders/:id',
      whoMay: readers,
      summary: 'One order for evidence: what is sought, formalities, clocks, what was done, and what you may do next.',
      params: idParams,
      answer: gatheringDetailSchema,
      handle: async (input) => answerOrder(deps, input.params.id, input),
    }),
    defineCall({
      method: 'GET',
      path: '/api/gathering/orders/:id/paper',
      whoMay: readers,
      summary: 'The order on paper, with what was done and which formalities were met.',
      params: idParams,
      handle: async (input) => paperOf(deps, input.params.id, input),
    }),
  ];
}

function writingCalls(deps: GatheringDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/gathering/orders',
      whoMay: preparers,
      summary: 'Opens a case with the draft of a request that brings an order for evidence.',
      body: { kind: 'json', schema: openGatheringSchema },
      answer: gatheringDetailSchema,
      handle: async (input) => {
        const opened = await openDraft(deps.assistance, draftOfGathering(input.body), officerOf(input), input.now);
        return answerOutcome(deps, input, opened);
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/gathering/orders/:id/steps',
      whoMay: answerers,
      summary: 'Prepares what is done or said about the order: recognised, carried out, preserved, extended and more, as it stands.',
      params: idParams,
      body: { kind: 'json', schema: takeGatheringStepSchema },
      answer: gatheringDetailSchema,
      handle: async (input) => {
        const { step } = input.body;
        const caseId = input.params.id;
        const issues = await issuesOfLinks(deps, caseId, step, input);
        if (issues.length > 0) return { kind: 'issues', issues };
        const kind = gatheringInstructionSchema.safeParse(step).success ? 'instruction' : 'measure';
        const preparation = { caseId, officer: officerOf(input), roles: input.officer?.roles ?? [], now: input.now };
        return answerOutcome(deps, input, await takeMeasure(deps.assistance, preparation, { kind, content: { ...step } }));
      },
    }),
  ];
}

type AnyInput = Pick<CallInput<unknown, unknown, unknown>, 'officer' | 'now'>;

/**
 * What is said of another order is held against the cases here: an order for production that is told of was sent, and nothing lapses
 * while one that follows it lies open here, told of or not.
 */
async function issuesOfLinks(
  deps: GatheringDeps,
  caseId: string,
  step: GatheringMeasureWire | GatheringInstructionWire,
  { now }: AnyInput,
): Promise<readonly Issue[]> {
  const isOfLinks = step.kind === 'production-issued' || (step.kind === 'ended' && step.why === 'lapsed');
  const facts = isOfLinks ? await measuredCase(deps.assistance.database, caseId) : null;
  const order = facts === null ? null : gatheringOrderOf(facts);
  if (facts === null || order === null) return [];
  const open = (await linkedOrders(deps, facts, order, now)).filter(({ state }) => !['not-sent', 'refused', 'withdrawn'].includes(state));
  if (step.kind === 'production-issued') {
    if (open.some(({ orderId }) => orderId === step.orderId)) return [];
    const problem = 'No order for production that follows this one was received by the other authority.';
    return [{ path: 'step.orderId', problem, remedy: 'Send the order for production first; it names this one.' }];
  }
  const [first] = open;
  if (first === undefined) return [];
  const problem = `An order for production follows it: ${first.reference}.`;
  return [{ path: 'step.why', problem, remedy: 'Answer that order first, and keep what is preserved until then.' }];
}

async function paperOf(deps: GatheringDeps, caseId: string, input: AnyInput): Promise<CallAnswer> {
  const detail = await gatheringDetail(deps, { caseId, roles: input.officer?.roles ?? [], now: input.now });
  if (detail === null) return { kind: 'absent' };
  const { database, authorityNames, self } = deps.assistance;
  const ownName = (await authorityNames(database, [self])).get(self)?.name ?? self;
  const facts = await measuredCase(database, caseId);
  const dispatch = facts?.requestDispatch ?? null;
  const source =
    dispatch === null
      ? { name: 'Draft, not sent; digest of what it says', digest: digestOfJson(detail.order) }
      : { name: 'Dispatch of the order', digest: dispatch };
  const bytes = await writePaper(orderPaper({ detail, ownName, source, now: input.now }));
  return { kind: 'bytes', mediaType: 'application/pdf', bytes, fileName: `order-${caseId}.pdf` };
}

async function answerOutcome(deps: GatheringDeps, input: AnyInput, outcome: Outcome): Promise<CallAnswer> {
  return outcome.kind === 'done' ? answerOrder(deps, outcome.caseId, input) : outcome;
}

async function answerOrder(deps: GatheringDeps, caseId: string, input: AnyInput): Promise<CallAnswer> {
  const detail = await gatheringDetail(deps, { caseId, roles: input.officer?.roles ?? [], now: input.now });
  return detail === null ? { kind: 'absent' } : answerJson(detail);
}

function officerOf(input: AnyInput): string {
  if (input.officer === null) throw new Error('the server lets no one make this call without a session');
  return input.officer.id;
}
