// SPDX-License-Identifier: Apache-2.0
/** The API document in docs/reference is what the calls say. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { apiReference } from './api-reference.ts';

const page = new URL('../../../docs/reference/openapi.json', import.meta.url);
const program = "import('./src/server/index.ts').then((server) => process.stdout.write(server.apiReference()))";
const remedy = `node --input-type=module -e "${program}" > docs/reference/openapi.json && npx prettier --write docs/reference/openapi.json`;

describe('api reference', () => {
  it('docs/reference/openapi.json is what the calls of all rooms say', async () => {
    const written: unknown = JSON.parse(await readFile(page, 'utf8').catch(() => '{}'));
    assert.deepEqual(written, JSON.parse(apiReference()), `write it again: ${remedy}`);
  });

  it('names for every call who may make it, and an answer for what is wrong', () => {
    const { paths } = JSON.parse(apiReference()) as { paths: Record<string, Record<string, Record<string, unknown>>> };
    const operations = Object.values(paths).flatMap((path) => Object.values(path));
    assert.ok(operations.length > 40, `only ${operations.length} calls`);
    for (const operation of operations) {
      assert.ok(operation['x-who-may'] !== undefined && operation['summary'] !== '');
      assert.ok('4XX' in (operation['responses'] as object));
    }
  });
});
