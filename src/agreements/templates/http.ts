// SPDX-License-Identifier: Apache-2.0
/** The calls on templates and on drafts that nobody has stored. They only look. */
import { z } from 'zod';
import { answerJson, type CallDefinition, defineCall, limits } from '../../kernel/index.ts';
import type { AgreementDeps } from '../admit-agreement.ts';
import { lintReport, lintText } from '../documents/lint-text.ts';
import { agreementsInForce } from '../store.ts';
import {
  agreementTemplateDetailSchema,
  agreementTemplateSchema,
  filledTemplateSchema,
  fillTemplateSchema,
  lintReportSchema,
} from '../wire.ts';
import { fillTemplate } from './fill-template.ts';
import { templateEntries, templateEntry } from './template-entries.ts';
import { findTemplate } from './template-library.ts';

const byKey = z.strictObject({ key: z.string().max(80) });

export function templateCalls(deps: AgreementDeps): readonly CallDefinition[] {
  const inForce = async () => [...(await agreementsInForce(deps.db)).byDigest.values()].map(({ known }) => known.document);
  return [
    defineCall({
      method: 'GET',
      path: '/api/agreements/templates',
      whoMay: [],
      summary: 'The templates in the box, with the instruments they follow and how much of them is still to verify.',
      answer: z.array(agreementTemplateSchema),
      handle: async () => answerJson(templateEntries()),
    }),
    defineCall({
      method: 'GET',
      path: '/api/agreements/templates/:key',
      whoMay: [],
      summary: 'One template with its clauses and terms, among two invented parties.',
      params: byKey,
      answer: agreementTemplateDetailSchema,
      handle: async ({ params }) => {
        const template = findTemplate(params.key);
        return template === null ? { kind: 'absent' } : answerJson(templateEntry(template));
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/agreements/templates/:key/document',
      whoMay: [],
      summary: 'The template filled with parties, dates and options, as a document with what lint says. It stores nothing.',
      params: byKey,
      body: { kind: 'json', schema: fillTemplateSchema },
      answer: filledTemplateSchema,
      handle: async ({ params, body }) => {
        const template = findTemplate(params.key);
        if (template === null) return { kind: 'absent' };
        const filled = fillTemplate(template, body);
        if (!filled.ok) return { kind: 'issues', issues: filled.issues };
        const { document, findings } = filled.value;
        return answerJson({ document, findings: [...findings], toVerify: lintReport(document, []).toVerify });
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/agreements/lint',
      whoMay: [],
      summary: 'What makes the text of a draft unsafe to sign, also beside the agreements in force here. It stores nothing.',
      body: { kind: 'bytes', bytesMax: limits.payloadBytesMax },
      answer: lintReportSchema,
      handle: async ({ body }) => answerJson(lintText(body, await inForce())),
    }),
  ];
}
