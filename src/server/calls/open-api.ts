// SPDX-License-Identifier: Apache-2.0
/**
 * The API document (OpenAPI 3.1), made from the same list of calls that is mounted, so that it cannot say otherwise.
 *
 * Schemas of the rooms' wires stand once, under components, and are referred to. What a call takes and what it gives may
 * differ for one schema (a default is optional on the way in), so there are two sets: `caseDetail` and `caseDetail.given`.
 */
import { z } from 'zod';
import type { CallDefinition } from '../../kernel/index.ts';

type Json = Record<string, unknown>;
type Way = 'input' | 'output';

export interface ApiAbout {
  readonly version: string;
  readonly named: readonly (readonly [name: string, schema: z.ZodType])[];
}

export function openApiDocument(calls: readonly CallDefinition[], about: ApiAbout): Json {
  const registry = registryOf(calls, about.named);
  const schemas = { input: schemasOf(registry, 'input'), output: schemasOf(registry, 'output') };
  const used = new Map<string, Json>();
  const refer: Refer = (schema, way) => referTo(nameOf(registry, schema), way, schemas, used);
  const paths: Record<string, Json> = {};
  for (const call of calls) {
    const path = call.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [call.method.toLowerCase()]: operationOf(call, refer) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Comity', version: about.version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: { schemas: Object.fromEntries([...used].toSorted(([left], [right]) => (left < right ? -1 : 1))) },
  };
}

type Refer = (schema: z.ZodType, way: Way) => Json;

const issuesSchema = z.strictObject({ issues: z.array(z.strictObject({ path: z.string(), problem: z.string(), remedy: z.string() })) });

function operationOf(call: CallDefinition, refer: Refer): Json {
  const parameters = [
    ...[...call.path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...queryParameters(call.query),
  ];
  const answer = call.answer === undefined ? {} : { content: { 'application/json': { schema: refer(call.answer, 'output') } } };
  return {
    summary: call.summary,
    'x-who-may': typeof call.whoMay === 'string' ? call.whoMay : call.whoMay.length === 0 ? ['every officer'] : call.whoMay,
    ...(call.needsFreshProof === true ? { 'x-needs-fresh-proof': true } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(call.body === undefined ? {} : { requestBody: { required: true, content: bodyContent(call.body, refer) } }),
    responses: {
      200: { description: 'Done.', ...answer },
      '4XX': {
        description: 'What is wrong, where, and what to do.',
        content: { 'application/json': { schema: refer(issuesSchema, 'output') } },
      },
    },
  };
}

function bodyContent(body: NonNullable<CallDefinition['body']>, refer: Refer): Json {
  if (body.kind === 'json') return { 'application/json': { schema: refer(body.schema, 'input') } };
  return { 'application/octet-stream': { schema: { type: 'string', format: 'binary', maxLength: body.bytesMax } } };
}

function queryParameters(query: z.ZodType | undefined): Json[] {
  if (query === undefined) return [];
  const schema = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    schema: property,
  }));
}

// --- schemas by name ------------------------------------------------------------------------------------------------

type Registry = z.core.$ZodRegistry<{ id: string }>;

/** The rooms' schemas by their own name, those that stand only in a call by the call's. */
function registryOf(calls: readonly CallDefinition[], named: ApiAbout['named']): Registry {
  const registry = z.registry<{ id: string }>();
  const add = (name: string, schema: z.ZodType): void => {
    if (!registry.has(schema)) registry.add(schema, { id: name });
  };
  add('issues', issuesSchema);
  for (const [name, schema] of named) add(name, schema);
  for (const { method, path, body, answer } of calls) {
    const name = [method.toLowerCase(), ...path.split('/').filter((part) => /\w/.test(part) && part !== 'api')]
      .join('-')
      .replaceAll(':', '');
    if (answer !== undefined) add(`${name}.answer`, answer);
    if (body?.kind === 'json') add(`${name}.body`, body.schema);
  }
  return registry;
}

function nameOf(registry: Registry, schema: z.ZodType): string {
  const name = registry.get(schema)?.id;
  if (name === undefined) throw new Error('a schema of a call has no name');
  return name;
}

function schemasOf(registry: Registry, way: Way): Readonly<Record<string, Json>> {
  const { schemas } = z.toJSONSchema(registry, { io: way, unrepresentable: 'any', uri: (name) => `${place}${writtenName(name, way)}` });
  return schemas;
}

const place = '#/components/schemas/';

function writtenName(name: string, way: Way): string {
  return way === 'input' ? `${name}.given` : name;
}

/** A reference to the schema, which is put among the used ones together with all it refers to. */
function referTo(name: string, way: Way, schemas: Readonly<Record<Way, Readonly<Record<string, Json>>>>, used: Map<string, Json>): Json {
  const written = writtenName(name, way);
  if (!used.has(written)) {
    const { $schema: _dialect, $id: _address, id: _name, ...schema } = schemas[way][name] ?? {};
    used.set(written, schema);
    for (const [, inner = ''] of JSON.stringify(schema).matchAll(/"#\/components\/schemas\/([\w.{}-]+)"/g)) {
      referTo(way === 'input' ? inner.replace(/\.given$/, '') : inner, way, schemas, used);
    }
  }
  return { $ref: `${place}${written}` };
}
