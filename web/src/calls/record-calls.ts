// SPDX-License-Identifier: Apache-2.0
/**
 * Calls of records. Every search and every use is recorded on the server with its purpose, so none of them is repeated
 * by the screen on its own: no refetch on focus, none on a live update (`static`), no retry; and none is shown again out of memory.
 */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  type ImportFormat,
  importReportSchema,
  type RecordKind,
  recordSearchAnswerSchema,
  recordUseAnswerSchema,
  type recordUseRequestSchema,
  recordUseSchema,
  travelRuleFirmsSchema,
} from '../../../src/records/wire.ts';
import {
  type recordComparisonRequestSchema,
  recordComparisonSchema,
  type selectionExportRequestSchema,
  selectionExportSchema,
  type sideBySideRequestSchema,
  sideBySideSchema,
} from '../../../src/records/uses/wire.ts';
import type { Purpose } from '../../../src/conditions/wire.ts';
import { callServer } from './call-server.ts';

export interface RecordQuestion {
  readonly purpose: Purpose;
  readonly q: string;
  readonly kind?: RecordKind | undefined;
  readonly origin?: 'own' | 'received' | undefined;
  readonly after?: string | undefined;
}

/** Each search has its number, so that asking the same again is a new search and a new entry in the log. */
export interface AskedRecords {
  readonly number: number;
  readonly question: RecordQuestion;
}

export function recordSearchQuery(asked: AskedRecords) {
  return infiniteQueryOptions({
    queryKey: ['record-search', asked],
    queryFn: ({ pageParam }) => searchRecords({ ...asked.question, after: pageParam ?? undefined }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 'static',
    gcTime: 0,
    retry: false,
  });
}

export function searchRecords(question: RecordQuestion) {
  return callServer('GET', '/api/records', recordSearchAnswerSchema, { query: { ...question, limit: 50 } });
}

export function applyUse(recordId: string, given: z.input<typeof recordUseRequestSchema>) {
  return callServer('POST', `/api/records/${encodeURIComponent(recordId)}/uses`, recordUseAnswerSchema, { json: given });
}

export function compareRecord(recordId: string, given: z.input<typeof recordComparisonRequestSchema>) {
  return callServer('POST', `/api/records/${encodeURIComponent(recordId)}/comparison`, recordComparisonSchema, { json: given });
}

export function compareWith(recordId: string, other: string, given: z.input<typeof sideBySideRequestSchema>) {
  const path = `/api/records/${encodeURIComponent(recordId)}/comparison/${encodeURIComponent(other)}`;
  return callServer('POST', path, sideBySideSchema, { json: given });
}

export function exportRecords(given: z.input<typeof selectionExportRequestSchema>) {
  return callServer('POST', '/api/records/exports', selectionExportSchema, { json: given });
}

export function usesQuery(recordId: string) {
  return queryOptions({
    queryKey: ['records', 'uses', recordId],
    queryFn: () => callServer('GET', `/api/records/${encodeURIComponent(recordId)}/uses`, z.array(recordUseSchema)),
  });
}

export function importRecords(given: { kind: RecordKind; format: ImportFormat; file: File; isSkippingBad: boolean }) {
  const query = { kind: given.kind, format: given.format, fileName: given.file.name, skipBad: given.isSkippingBad ? 'yes' : 'no' };
  return callServer('POST', '/api/records/imports', importReportSchema, { query, bytes: given.file });
}

/** Each count has its number: asking again is a new look and a new entry in the log. */
export function travelRuleFirmsQuery({ number, purpose }: { readonly number: number; readonly purpose: Purpose }) {
  return queryOptions({
    queryKey: ['records', 'travel-rule', number, purpose],
    queryFn: () => callServer('GET', '/api/records/travel-rule/firms', travelRuleFirmsSchema, { query: { purpose } }),
    staleTime: 'static',
    gcTime: 0,
    retry: false,
  });
}

export const importsQuery = queryOptions({
  queryKey: ['records', 'imports'],
  queryFn: () => callServer('GET', '/api/records/imports', z.array(importReportSchema)),
});
