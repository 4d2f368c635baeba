// SPDX-License-Identifier: Apache-2.0
/** The calls of joint matters and of the register of own interests. Each answers the matter as it is afterwards. */
import { z } from 'zod';
import { noteAudit } from '../audit/index.ts';
import { answerJson, type CallAnswer, type CallDefinition, type CallInput, defineCall, type Instant, newId } from '../kernel/index.ts';
import { absent, changeMatter, type JointDeps, type Outcome } from './joint-deps.ts';
import { routeOf } from './receive-note.ts';
import { writePaper } from '../paper/index.ts';
import { jointReport } from './report/joint-report.ts';
import { reportText } from './report/report-text.ts';
import { reviewAgreements } from './reviews/check-review.ts';
import { insertInterest, listInterests, notesOf, removeInterest } from './store.ts';
import { openMatter, ownFigures, prepareOrder, resend, takeStep } from './take-step.ts';
import { interestRow, jointDetail, jointRows } from './views/joint-view.ts';
import {
  interestRowSchema,
  interestsMax,
  jointAnswerSchema,
  jointContentSchema,
  jointDetailSchema,
  jointListQuerySchema,
  jointRowSchema,
  newInterestSchema,
  orderSchema,
  ownFiguresSchema,
  reviewAgreementsSchema,
  routesSchema,
} from './views/wire.ts';

const readers = ['preparer', 'approver', 'auditor'];
const preparers = ['preparer'];
const keepers = ['preparer', 'records-keeper'];
const idParams = z.strictObject({ id: z.string().max(60) });
const answer = jointAnswerSchema;

export function jointCalls(deps: JointDeps): readonly CallDefinition[] {
  return [...readingCalls(deps), ...writingCalls(deps), ...interestCalls(deps)];
}

function readingCalls(deps: JointDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/joint/matters',
      whoMay: readers,
      summary: 'Joint operations, parallel work, questions of interest, differences and peer reviews, the nearest deadline first.',
      query: jointListQuerySchema,
      answer: z.strictObject({ rows: z.array(jointRowSchema) }),
      handle: async ({ query, now }) => {
        const given = { agreement: query.agreement ?? null, caseRef: query.case ?? null, now };
        return answerJson({ rows: await jointRows(deps.database, deps, given) });
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/joint/matters/:id',
      whoMay: readers,
      summary: 'One of them: its notes, who knew what when, and what this authority may say now.',
      params: idParams,
      answer: jointDetailSchema,
      handle: async ({ params, now }) => {
        const detail = await jointDetail(deps.database, deps, { matter: params.id, now });
        return detail === null ? { kind: 'absent' } : answerJson(detail);
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/joint/matters/:id/report',
      whoMay: readers,
      summary: 'The joint report of a matter in Markdown, made of its notes alone.',
      params: idParams,
      answer: z.strictObject({ markdown: z.string() }),
      handle: async ({ params, now }) => {
        const detail = await jointDetail(deps.database, deps, { matter: params.id, now });
        return detail === null ? { kind: 'absent' } : answerJson({ markdown: reportText(jointReport(detail, now)) });
      },
    }),
    paperCall(deps),
    ...reviewCalls(deps),
    defineCall({
      method: 'GET',
      path: '/api/joint/routes',
      whoMay: readers,
      summary: 'The agreements under which a difference can be raised, with their stages.',
      answer: routesSchema,
      handle: async ({ now }) => answerJson(await routes(deps, now)),
    }),
  ];
}

function reviewCalls(deps: JointDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/joint/review-agreements',
      whoMay: readers,
      summary: 'The agreements under which a party can be reviewed, with the other parties.',
      answer: reviewAgreementsSchema,
      handle: async ({ now }) => answerJson(reviewAgreements(await deps.agreementIndex(deps.database, now), deps.self, now)),
    }),
    defineCall({
      method: 'GET',
      path: '/api/joint/matters/:id/figures',
      whoMay: preparers,
      summary: 'Figures out of our own statistics that may be given to a peer review; nothing leaves by looking.',
      params: idParams,
      answer: ownFiguresSchema,
      handle: async (input) => {
        const notes = await notesOf(deps.database, input.params.id);
        if (notes.size === 0) return { kind: 'absent' };
        return answerJson({ figures: [...(await ownFigures(deps.database, deps, notes, by(input)))] });
      },
    }),
  ];
}

function paperCall(deps: JointDeps): CallDefinition {
  return defineCall({
    method: 'GET',
    path: '/api/joint/matters/:id/paper',
    whoMay: readers,
    summary: 'The joint report of a matter as PDF, made of its notes alone.',
    params: idParams,
    handle: async ({ params, now }) => {
      const detail = await jointDetail(deps.database, deps, { matter: params.id, now });
      if (detail === null) return { kind: 'absent' };
      const bytes = await writePaper(jointReport(detail, now));
      return { kind: 'bytes', mediaType: 'application/pdf', bytes, fileName: `joint-report-${params.id}.pdf` };
    },
  });
}

async function routes(deps: JointDeps, now: Instant): Promise<z.infer<typeof routesSchema>> {
  const index = await deps.agreementIndex(deps.database, now);
  return [...index.byDigest.values()].flatMap(({ known, ref }) => {
    const own = routeOf(known);
    const parties = known.document.parties;
    if (own === null || !parties.some(({ authorityId }) => authorityId === deps.self)) return [];
    const others = parties.filter(({ authorityId }) => authorityId !== deps.self);
    return [
      {
        agreement: { ...ref },
        title: known.document.title,
        with: others.map(({ authorityId, name, jurisdiction }) => ({ authorityId, name, jurisdiction })),
        ...own,
      },
    ];
  });
}

function writingCalls(deps: JointDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/joint/matters',
      whoMay: preparers,
      summary: 'Opens a joint matter with its first note: a plan, a notice, a question, a difference or a review.',
      body: { kind: 'json', schema: jointContentSchema },
      answer,
      handle: async (input) => answerOutcome(deps, input, await openMatter(deps, { ...input.body, ...by(input) })),
    }),
    defineCall({
      method: 'POST',
      path: '/api/joint/matters/:id/notes',
      whoMay: preparers,
      summary: 'Writes the next note of this authority; what binds it waits for a second officer.',
      params: idParams,
      body: { kind: 'json', schema: jointContentSchema },
      answer,
      handle: async (input) => answerOutcome(deps, input, await takeStep(deps, { matter: input.params.id, ...input.body, ...by(input) })),
    }),
    defineCall({
      method: 'POST',
      path: '/api/joint/matters/:id/orders',
      whoMay: preparers,
      summary: 'Lays ready what goes out for an own step at the instant; its text stays here.',
      params: idParams,
      body: { kind: 'json', schema: orderSchema },
      answer,
      handle: async (input) =>
        answerOutcome(deps, input, await prepareOrder(deps, { matter: input.params.id, ...input.body, ...by(input) })),
    }),
    defineCall({
      method: 'POST',
      path: '/api/joint/matters/:id/sending',
      whoMay: preparers,
      summary: 'Sends once more what a participant is not known to hold.',
      params: idParams,
      answer,
      handle: async (input) => answerOutcome(deps, input, await resend(deps, { matter: input.params.id, ...by(input) })),
    }),
  ];
}

function interestCalls(deps: JointDeps): CallDefinition[] {
  const rows = z.array(interestRowSchema);
  const all = async () => answerJson((await listInterests(deps.database, interestsMax)).map(interestRow));
  return [
    defineCall({
      method: 'GET',
      path: '/api/joint/interests',
      whoMay: [...keepers, 'auditor'],
      summary: 'The register of own interests: subjects that this authority works on. It never leaves.',
      answer: rows,
      handle: all,
    }),
    defineCall({
      method: 'POST',
      path: '/api/joint/interests',
      whoMay: keepers,
      summary: 'Enters a subject into the register of own interests.',
      body: { kind: 'json', schema: newInterestSchema },
      answer: rows,
      handle: async (input) => {
        const { officer, now } = by(input);
        const id = newId('int', now, deps.random);
        const { caseRef, ...said } = input.body;
        await changeMatter(deps, async (tx) => {
          await insertInterest(tx, { id, ...said, case_ref: caseRef, kept_by: officer, kept_at: now });
          await noteAudit(
            tx,
            { event: 'joint.interest-kept', actor: officer, at: now, details: { interest: id, kind: said.kind } },
            deps.random,
          );
          return { kind: 'done', matter: id, isWaiting: false };
        });
        return all();
      },
    }),
    defineCall({
      method: 'DELETE',
      path: '/api/joint/interests/:id',
      whoMay: keepers,
      summary: 'Takes a subject out of the register of own interests.',
      params: idParams,
      answer: rows,
      handle: async (input) => {
        const { officer, now } = by(input);
        const { id } = input.params;
        const outcome = await changeMatter(deps, async (tx) => {
          if (!(await removeInterest(tx, id))) return absent;
          await noteAudit(tx, { event: 'joint.interest-removed', actor: officer, at: now, details: { interest: id } }, deps.random);
          return { kind: 'done', matter: id, isWaiting: false };
        });
        return outcome.kind === 'done' ? all() : { kind: 'absent' };
      },
    }),
  ];
}

type AnyInput = Pick<CallInput<unknown, unknown, unknown>, 'officer' | 'now'>;

async function answerOutcome(deps: JointDeps, input: AnyInput, outcome: Outcome): Promise<CallAnswer> {
  if (outcome.kind !== 'done') return outcome;
  const { matter, isWaiting } = outcome;
  const isHere = (await notesOf(deps.database, matter)).size > 0;
  const detail = isHere ? await jointDetail(deps.database, deps, { matter, now: input.now }) : null;
  return answerJson({ matter, isWaiting, detail });
}

function by(input: AnyInput): { readonly officer: string; readonly now: Instant } {
  if (input.officer === null) throw new Error('the server lets no one make this call without a session');
  return { officer: input.officer.id, now: input.now };
}
