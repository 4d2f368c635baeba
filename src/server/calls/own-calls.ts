// SPDX-License-Identifier: Apache-2.0
/**
 * The server's own calls, which belong to no room: what this is, whether it is well, its figures, and the API document.
 */
import { sql } from 'kysely';
import { z } from 'zod';
import { authorityKinds } from '../../agreements/wire.ts';
import { answerJson, type CallDefinition, type Database, defineCall } from '../../kernel/index.ts';
import type { AuthorityProfile } from '../data-folder-files.ts';
import { isThisMachine, type Metrics } from './metrics.ts';
import { openApiDocument } from './open-api.ts';
import { version } from '../version.ts';
import { wireSchemas } from './wire-schemas.ts';

const aboutSchema = z.strictObject({
  authority: z.strictObject({ name: z.string(), jurisdiction: z.string(), kind: z.enum(authorityKinds) }),
  version: z.string(),
});

export interface OwnCallDeps {
  readonly profile: AuthorityProfile;
  readonly database: Database;
  readonly metrics: Metrics;
  /** The rooms' calls, for the API document. */
  readonly calls: readonly CallDefinition[];
}

export function ownCalls(deps: OwnCallDeps): readonly CallDefinition[] {
  const { name, jurisdiction, kind } = deps.profile;
  const own: CallDefinition[] = [
    defineCall({
      method: 'GET',
      path: '/api/about',
      whoMay: 'anyone',
      summary: 'Whose server this is, for the page on which officers sign in.',
      answer: aboutSchema,
      handle: async () => answerJson({ authority: { name, jurisdiction, kind }, version }),
    }),
    defineCall({
      method: 'GET',
      path: '/health',
      whoMay: 'anyone',
      summary: 'Whether the server and its database answer.',
      answer: z.strictObject({ isWell: z.literal(true) }),
      handle: async () => {
        await sql`select 1`.execute(deps.database);
        return answerJson({ isWell: true });
      },
    }),
    defineCall({
      method: 'GET',
      path: '/metrics',
      whoMay: 'anyone',
      summary: 'Figures of the process in the text format of Prometheus; answered to this machine only.',
      handle: async ({ remoteAddress }) => {
        if (!isThisMachine(remoteAddress)) return { kind: 'absent' };
        return {
          kind: 'bytes',
          mediaType: 'text/plain; version=0.0.4; charset=utf-8',
          bytes: new TextEncoder().encode(await deps.metrics.text()),
        };
      },
    }),
  ];
  // Made when somebody first asks for it: that takes a fifth of a second, which no start has to wait for.
  let document: ReturnType<typeof openApiDocument> | undefined;
  const apiDocument: CallDefinition = defineCall({
    method: 'GET',
    path: '/api/openapi.json',
    whoMay: 'anyone',
    summary: 'This document.',
    handle: async () => answerJson((document ??= openApiDocument([...deps.calls, ...all], { version, named: wireSchemas }))),
  });
  const all: readonly CallDefinition[] = [...own, apiDocument];
  return all;
}
