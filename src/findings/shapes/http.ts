// SPDX-License-Identifier: Apache-2.0
/** The calls of studies: the catalogue of shapes, ordering a study, reading it, and making a finding a lead. */
import { z } from 'zod';
import { answerJson, type CallDefinition, defineCall } from '../../kernel/index.ts';
import { callAnswer, whole } from '../call-answer.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { leadReaders } from '../leads/http.ts';
import { triagers } from '../leads/lead-states.ts';
import { findLead, leadsWithKeys } from '../leads/store.ts';
import { movementFilesById } from '../traces/store.ts';
import { movementFileWire } from '../traces/take-movements.ts';
import { findStudy, newestStudies, shapesOfStudy, type StudyRow } from './store.ts';
import { keyOfShape, leadOfShape, studyShapesIn } from './study-shapes.ts';
import {
  shapeLeadAnswerSchema,
  shapeLeadOrderSchema,
  shapeTextSchema,
  studyDetailSchema,
  type StudyDetailWire,
  studyListQuerySchema,
  studyOrderSchema,
  studyRowSchema,
  type StudyRowWire,
} from './wire.ts';

/** Rows that a list shows, the newest of them. */
const shownMax = 100;
const oneStudy = z.strictObject({ id: z.string().max(60) });

export function studyCalls(deps: FindingsDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/findings/shapes',
      whoMay: leadReaders,
      summary: 'The shapes of laundering that can be looked for, and what is lawful and looks like each.',
      answer: z.array(shapeTextSchema),
      handle: async () => answerJson(deps.flows.shapes.map((shape) => ({ ...shape, lookAlikes: [...shape.lookAlikes] }))),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/studies',
      whoMay: triagers,
      summary: 'Looks for shapes of laundering in files of movements.',
      body: { kind: 'json', schema: studyOrderSchema },
      answer: studyDetailSchema,
      handle: async (input) =>
        callAnswer(await studyShapesIn(deps, input.body, whole(input)), async (study) => answerJson(await studyDetail(deps, study))),
    }),
    defineCall({
      method: 'GET',
      path: '/api/findings/studies',
      whoMay: leadReaders,
      summary: 'Studies of shapes, the newest first.',
      query: studyListQuerySchema,
      answer: z.array(studyRowSchema),
      handle: async ({ query }) => answerJson(await studyRows(deps, query.lead ?? null)),
    }),
    defineCall({
      method: 'GET',
      path: '/api/findings/studies/:id',
      whoMay: leadReaders,
      summary: 'One study: how much of each shape was found, and the findings that stand out most.',
      params: oneStudy,
      answer: studyDetailSchema,
      handle: async ({ params }) => {
        const study = await findStudy(deps.database, params.id);
        return study === null ? { kind: 'absent' } : answerJson(await studyDetail(deps, study));
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/studies/:id/leads',
      whoMay: triagers,
      summary: 'Makes a finding of a study a lead; the same finding is the same lead.',
      params: oneStudy,
      body: { kind: 'json', schema: shapeLeadOrderSchema },
      answer: shapeLeadAnswerSchema,
      handle: async (input) =>
        callAnswer(await leadOfShape(deps, input.params.id, input.body.finding, whole(input)), async ({ id, isNew }) =>
          answerJson({ lead: id, isNew }),
        ),
    }),
  ];
}

async function studyRows(deps: FindingsDeps, lead: string | null): Promise<StudyRowWire[]> {
  const { database: db } = deps;
  const about = lead === null ? null : ((await findLead(db, lead))?.facts.about ?? null);
  if (lead !== null && about?.kind !== 'document') return [];
  const studies = await newestStudies(db, about?.kind === 'document' ? about.digest : null, shownMax);
  const names = await deps.officerNames(db, [...new Set(studies.map(({ ordered_by: by }) => by))]);
  return studies.map((study) => rowOf(study, names));
}

function rowOf(
  { id, given, outcome, files, ordered_by: by, created_at: createdAt }: StudyRow,
  names: ReadonlyMap<string, string>,
): StudyRowWire {
  const counts = outcome.counts.map((one) => ({ ...one }));
  return { id, title: given.title, purpose: given.purpose, files: [...files], counts, orderedBy: names.get(by) ?? by, createdAt };
}

async function studyDetail(deps: FindingsDeps, study: StudyRow): Promise<StudyDetailWire> {
  const { database: db } = deps;
  const files = await movementFilesById(db, study.files);
  const names = await deps.officerNames(db, [...new Set([study.ordered_by, ...files.map(({ taken_by: by }) => by)])]);
  const found = await shapesOfStudy(db, study.id);
  const leads = await leadsWithKeys(
    db,
    found.map(({ digest }) => keyOfShape(digest)),
  );
  const movementFiles = files.map((file) => movementFileWire(file, names));
  return {
    row: rowOf(study, names),
    facts: { ...study.outcome.facts, assets: [...study.outcome.facts.assets], noticed: noticedIn(study) },
    movementFiles,
    findings: found.map(({ body, edges, digest }) => ({ finding: body, edges: [...edges], lead: leads.get(keyOfShape(digest)) ?? null })),
  };
}

function noticedIn({ outcome }: StudyRow): StudyDetailWire['facts']['noticed'] {
  return outcome.facts.noticed.map((one) => ({ ...one, first: [...one.first] }));
}
