// SPDX-License-Identifier: Apache-2.0
/**
 * The API document (OpenAPI 3.1), made from the same list of calls that is mounted, so that it cannot say otherwise.
 */
import { z } from 'zod';
import type { CallDefinition } from '../kernel/index.ts';

type Json = Record<string, unknown>;

export function openApiDocument(calls: readonly CallDefinition[], about: { version: string }): Json {
  const paths: Record<string, Json> = {};
  for (const call of calls) {
    const path = call.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [call.method.toLowerCase()]: operationOf(call) };
  }
  return { openapi: '3.1.0', info: { title: 'Comity', version: about.version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } }, paths };
}

function operationOf(call: CallDefinition): Json {
  const parameters = [
    ...[...call.path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...queryParameters(call.query),
  ];
  return {
    summary: call.summary,
    'x-who-may': typeof call.whoMay === 'string' ? call.whoMay : call.whoMay.length === 0 ? ['every officer'] : call.whoMay,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(call.body === undefined ? {} : { requestBody: { required: true, content: bodyContent(call.body) } }),
    responses: {
      200: { description: 'Done.', ...(call.answer === undefined ? {} : { content: { 'application/json': { schema: schemaOf(call.answer, 'output') } } }) },
      '4XX': { description: 'What is wrong, where, and what to do.', content: { 'application/json': { schema: schemaOf(issuesSchema, 'output') } } },
    },
  };
}

const issuesSchema = z.strictObject({ issues: z.array(z.strictObject({ path: z.string(), problem: z.string(), remedy: z.string() })) });

function bodyContent(body: NonNullable<CallDefinition['body']>): Json {
  if (body.kind === 'json') return { 'application/json': { schema: schemaOf(body.schema, 'input') } };
  return { 'application/octet-stream': { schema: { type: 'string', format: 'binary', maxLength: body.bytesMax } } };
}

function queryParameters(query: z.ZodType | undefined): Json[] {
  if (query === undefined) return [];
  const schema = schemaOf(query, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({ name, in: 'query', required: schema.required?.includes(name) ?? false, schema: property }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
