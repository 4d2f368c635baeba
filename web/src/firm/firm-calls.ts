// SPDX-License-Identifier: Apache-2.0
/** Calls of the portal of firms that report: its session is another than that of officers, and opens these calls alone. */
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  type DraftContentWire,
  draftSchema,
  firmReportSchema,
  firmSessionSchema,
  type FirmSessionWire,
  joiningAnswerSchema,
  reportAnswerSchema,
  type submissionFormats,
  submissionRowSchema,
  submissionSchema,
} from '../../../src/reporting/wire.ts';
import { CallError, callServer, fetchFile, rememberCsrfToken } from '../calls/call-server.ts';
import { anyAnswer } from '../calls/list-answer.ts';

export type SubmissionFormat = (typeof submissionFormats)[number];

/** The session, or null when nobody is signed in. */
export const firmSessionQuery = queryOptions({
  queryKey: ['firm', 'session'],
  queryFn: async (): Promise<FirmSessionWire | null> => {
    try {
      return keep(await callServer('GET', '/api/firm/session', firmSessionSchema));
    } catch (error) {
      if (error instanceof CallError && error.kind === 'sign-in-needed') return keep(null);
      throw error;
    }
  },
  staleTime: 60_000,
  retry: false,
});

function keep<Session extends FirmSessionWire | null>(session: Session): Session {
  rememberCsrfToken(session?.csrfToken ?? null);
  return session;
}

export const submissionsQuery = queryOptions({
  queryKey: ['firm', 'submissions'],
  queryFn: () => callServer('GET', '/api/firm/submissions', z.array(submissionRowSchema)),
});
export const submissionQuery = (id: string) =>
  queryOptions({
    queryKey: ['firm', 'submissions', id],
    queryFn: () => callServer('GET', `/api/firm/submissions/${encodeURIComponent(id)}`, submissionSchema),
  });
export const draftsQuery = queryOptions({
  queryKey: ['firm', 'drafts'],
  queryFn: () => callServer('GET', '/api/firm/drafts', z.array(draftSchema)),
});
/** Nothing tells a firm's screen that a question came: it looks again when it is opened, and once a minute. */
export const firmReportsQuery = queryOptions({
  queryKey: ['firm', 'reports'],
  refetchOnMount: 'always',
  refetchInterval: 60_000,
  queryFn: () => callServer('GET', '/api/firm/reports', z.array(firmReportSchema)),
});

export interface ReportFile {
  readonly format: SubmissionFormat;
  readonly file: File;
}
const asQuery = ({ format, file }: ReportFile) => ({ format, fileName: file.name });
const draftAt = (id: string): string => `/api/firm/drafts/${encodeURIComponent(id)}`;

export const firmCalls = {
  signIn: async (given: { email: string; password: string; code: string }) =>
    keep(await callServer('POST', '/api/firm/session', firmSessionSchema, { json: given })),
  signOut: async () => {
    await callServer('DELETE', '/api/firm/session', anyAnswer);
    rememberCsrfToken(null);
  },
  beginJoining: (secret: string) => callServer('POST', '/api/firm/joining', joiningAnswerSchema, { json: { secret } }),
  join: async (given: { secret: string; password: string; code: string }) =>
    keep(await callServer('POST', '/api/firm/persons', firmSessionSchema, { json: given })),
  check: (given: ReportFile) => callServer('POST', '/api/firm/checks', reportAnswerSchema, { query: asQuery(given), bytes: given.file }),
  send: (given: ReportFile) => callServer('POST', '/api/firm/submissions', submissionSchema, { query: asQuery(given), bytes: given.file }),
  answerFile: (id: string, as: 'json' | 'csv') => fetchFile(`/api/firm/submissions/${encodeURIComponent(id)}/answer?as=${as}`),
  keepDraft: (id: string | null, content: DraftContentWire) =>
    callServer(id === null ? 'POST' : 'PUT', id === null ? '/api/firm/drafts' : draftAt(id), draftSchema, { json: content }),
  removeDraft: (id: string) => callServer('DELETE', draftAt(id), anyAnswer),
  checkDraft: (id: string) => callServer('POST', `${draftAt(id)}/checks`, reportAnswerSchema),
  sendDraft: (id: string) => callServer('POST', `${draftAt(id)}/sending`, submissionSchema),
  answer: (question: string, text: string) =>
    callServer('POST', `/api/firm/questions/${encodeURIComponent(question)}/answer`, anyAnswer, { json: { text } }),
} as const;
