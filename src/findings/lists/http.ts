// SPDX-License-Identifier: Apache-2.0
/** The calls of lists: which there are, their versions and differences, import, and how each is searched. */
import { z } from 'zod';
import { noteAudit } from '../../audit/index.ts';
import { answerJson, type CallDefinition, defineCall, limits } from '../../kernel/index.ts';
import { knowsByRoles } from '../../records/index.ts';
import { callAnswer, whole } from '../call-answer.ts';
import { absent, change, done, type FindingsDeps } from '../findings-deps.ts';
import { leadReaders } from '../leads/http.ts';
import {
  listDifferenceQuerySchema,
  listDifferenceSchema,
  listImportAnswerSchema,
  listImportQuerySchema,
  listNameSchema,
  listSchema,
  listSettingsSchema,
  listVersionSchema,
} from '../wire.ts';
import { importList } from './import-list.ts';
import { listDifference, listWire, listWires, versionWire, versionWires } from './show-lists.ts';
import { findList, updateList } from './store.ts';

const keepers = ['records-keeper'] as const;
const oneList = z.strictObject({ list: listNameSchema });

export function listCalls(deps: FindingsDeps): readonly CallDefinition[] {
  return [...readingCalls(deps), ...keepingCalls(deps)];
}

function readingCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/findings/lists',
      whoMay: leadReaders,
      summary: 'The lists, their newest versions, and how often a lead of each held.',
      answer: z.array(listSchema),
      handle: async ({ officer }) => answerJson(await listWires(deps.database, knowsByRoles(officer?.roles ?? []))),
    }),
    defineCall({
      method: 'GET',
      path: '/api/findings/lists/:list/versions',
      whoMay: leadReaders,
      summary: 'The versions of a list, the newest first.',
      params: oneList,
      answer: z.array(listVersionSchema),
      handle: async ({ params }) => {
        const versions = await versionWires(deps.database, deps, params.list);
        return versions.length === 0 ? { kind: 'absent' } : answerJson(versions);
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/findings/lists/:list/difference',
      whoMay: leadReaders,
      summary: 'What differs between two versions of a list, subject by subject and field by field; version 0 is the empty list.',
      params: oneList,
      query: listDifferenceQuerySchema,
      answer: listDifferenceSchema,
      handle: async ({ params, query }) => {
        const difference = await listDifference(deps.database, params.list, query.from, query.to);
        return difference === null ? { kind: 'absent' } : answerJson(difference);
      },
    }),
  ];
}

function keepingCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/findings/lists/versions',
      whoMay: keepers,
      summary: 'Imports a file as the next version of a list, and orders the screening of records that the change makes necessary.',
      query: listImportQuerySchema,
      body: { kind: 'bytes', bytesMax: limits.importBytesMax },
      answer: listImportAnswerSchema,
      handle: async (input) => {
        const { shrinking, purpose = null, ...query } = input.query;
        const file = { ...query, purpose, isShrinking: shrinking === 'yes', bytes: input.body };
        const outcome = await change(deps, (tx) => importList(tx, deps, file, whole(input)));
        return callAnswer(outcome, async ({ list, version, isNew, screening, ended }) => {
          const names = await deps.officerNames(deps.database, [version.imported_by]);
          return answerJson({ list: listWire(list, version), version: versionWire(version, names), isNew, screening, ended });
        });
      },
    }),
    defineCall({
      method: 'PUT',
      path: '/api/findings/lists/:list',
      whoMay: keepers,
      summary: 'Sets from which score hits of a list begin, and for what purpose records are screened against it.',
      params: oneList,
      body: { kind: 'json', schema: listSettingsSchema },
      answer: z.array(listSchema),
      handle: async (input) => {
        const { officer, now } = whole(input);
        const { thresholdPerMille: threshold, purpose } = input.body;
        const outcome = await change(deps, async (tx) => {
          if ((await findList(tx, input.params.list)) === null) return absent;
          await updateList(tx, input.params.list, { threshold: threshold / 1000, purpose });
          const details = { list: input.params.list, threshold, purpose };
          await noteAudit(tx, { event: 'list.changed', actor: officer, at: now, details }, deps.random);
          await deps.announce(tx, 'findings');
          return done(null);
        });
        return callAnswer(outcome, async () => answerJson(await listWires(deps.database, knowsByRoles(input.officer?.roles ?? []))));
      },
    }),
  ];
}
