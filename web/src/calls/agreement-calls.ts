// SPDX-License-Identifier: Apache-2.0
/** Calls of agreements: the list, one agreement with its document, signing, and files in and out. */
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  agreementDetailSchema,
  agreementRowSchema,
  agreementTemplateDetailSchema,
  agreementTemplateSchema,
  lintReportSchema,
  publishedRowSchema,
} from '../../../src/agreements/wire.ts';
import { anyAnswer } from './list-answer.ts';
import { callServer, fetchFile } from './call-server.ts';

export const agreementsQuery = queryOptions({
  queryKey: ['agreements', 'list'],
  queryFn: () => callServer('GET', '/api/agreements', z.array(agreementRowSchema)),
});

export function agreementQuery(digest: string) {
  return queryOptions({
    queryKey: ['agreements', 'one', digest],
    queryFn: () => callServer('GET', agreementAt(digest), agreementDetailSchema),
    staleTime: 60_000,
  });
}

/** Agreements of others that were published and taken in here. */
export const publishedQuery = queryOptions({
  queryKey: ['agreements', 'published'],
  queryFn: () => callServer('GET', '/api/agreements/published', z.array(publishedRowSchema)),
});

/** Templates change with the version of the program only. */
export const templatesQuery = queryOptions({
  queryKey: ['agreements', 'templates'],
  queryFn: () => callServer('GET', '/api/agreements/templates', z.array(agreementTemplateSchema)),
  staleTime: Infinity,
});

export function templateQuery(key: string) {
  return queryOptions({
    queryKey: ['agreements', 'templates', key],
    queryFn: () => callServer('GET', `/api/agreements/templates/${encodeURIComponent(key)}`, agreementTemplateDetailSchema),
    staleTime: Infinity,
  });
}

export const agreementCalls = {
  storeDocument: (file: Blob) => callServer('POST', '/api/agreements', anyAnswer, { bytes: file }),
  admitSignatures: (file: Blob) => callServer('POST', '/api/agreements/signatures', anyAnswer, { bytes: file }),
  sign: (digest: string) => callServer('POST', `${agreementAt(digest)}/signature`, anyAnswer),
  lint: (file: Blob) => callServer('POST', '/api/agreements/lint', lintReportSchema, { bytes: file }),
  publish: (digest: string) => fetchFile(`${agreementAt(digest)}/publication`, {}),
  takePublished: (file: Blob) => callServer('POST', '/api/agreements/published', anyAnswer, { bytes: file }),
  removePublished: (digest: string) => callServer('DELETE', `/api/agreements/published/${encodeURIComponent(digest)}`, anyAnswer),
  file: (digest: string) => fetchFile(`${agreementAt(digest)}/file`),
} as const;

function agreementAt(digest: string): string {
  return `/api/agreements/${encodeURIComponent(digest)}`;
}
