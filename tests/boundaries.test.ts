// SPDX-License-Identifier: Apache-2.0
//
// boundaries: the dependency law of the house, held by a test. The table is tests/boundaries/table.ts; ARCHITECTURE.md
// says why it is so. Each rule must find nothing in the project and something in each bad example below.
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import { findCircles } from './boundaries/circles.ts';
import { boundaryRules } from './boundaries/rules.ts';
import { mayKnow } from './boundaries/table.ts';
import { type Finding, projectOf, readProject } from './tidy/project.ts';

type Texts = Readonly<Record<string, string>>;

const project = readProject(path.resolve(import.meta.dirname, '..'));

const badExamples: Readonly<Record<string, readonly Texts[]>> = {
  'every room has its row in the table': [{ 'src/helpdesk/index.ts': '' }],
  'a room knows only the rooms of its row': [
    { 'src/kernel/a.ts': "import { b } from '../seals/index.ts';" },
    { 'src/officers/a.ts': "import { b } from '../audit/index.ts';" },
    { 'src/agreements/a.ts': "import type { B } from '../exchange/index.ts';" },
    { 'src/assistance/deep/a.ts': "export { b } from '../../blind-matching/wire.ts';" },
    { 'src/flows/a.ts': "const b = await import('../surveillance/index.ts');" },
    { 'src/exchange/a.ts': "import '../server/index.ts';" },
    { 'src/server/a.ts': "import { b } from '../cli/index.ts';" },
  ],
  'a room is entered by its front door': [
    { 'src/exchange/a.ts': "import { b } from '../agreements/decide.ts';" },
    { 'src/exchange/a.ts': "import type { B } from '../kernel/time.ts';" },
    { 'src/records/a.ts': "import {\n  b,\n  type C,\n} from '../audit/store.ts';" },
    { 'src/exchange/a.test.ts': "import { b } from '../agreements/decide.ts';" },
    { 'src/exchange/store.ts': "import { b } from '../server/postgres/test-cluster.ts';" },
    { 'src/exchange/a.ts': "import { b } from '../server/postgres/index.ts';" },
  ],
  'nothing in src knows the workplace, the tests or the benches': [
    { 'src/server/a.ts': "import { b } from '../../tests/tidy/project.ts';" },
    { 'src/cli/a.ts': "import { b } from '../../web/main.tsx';" },
  ],
  'the workplace knows wire.ts files only': [
    { 'web/a.tsx': "import { b } from '../src/kernel/index.ts';" },
    { 'web/screens/a.ts': "import type { B } from '../../src/agreements/decide.ts';" },
    { 'web/a.ts': "import { readFile } from 'node:fs/promises';" },
  ],
  'what the browser loads works in a browser': [
    {
      'web/a.ts': "import { b } from '../src/audit/wire.ts';",
      'src/audit/wire.ts': "import { c } from './digest.ts';",
      'src/audit/digest.ts': "import { createHash } from 'node:crypto';",
    },
    { 'web/a.ts': "import { b } from '../src/audit/wire.ts';", 'src/audit/wire.ts': "import { sql } from 'kysely';" },
  ],
  'rooms of values and rules have no store and no calls': [{ 'src/surveillance/store.ts': '' }, { 'src/kernel/http.ts': '' }],
  'only the edge uses modules that touch the world': [
    { 'src/agreements/a.ts': "import { readFileSync } from 'node:fs';" },
    { 'src/exchange/a.ts': "import { request } from 'node:http';" },
    { 'src/exchange/a.ts': "import { createHash } from 'node:crypto';" },
    { 'src/flows/a.ts': "import { Worker } from 'node:worker_threads';" },
  ],
  'a package is used where its row says': [
    { 'src/agreements/a.ts': "import { sql } from 'kysely';" },
    { 'src/exchange/store.ts': "import { Pool } from 'pg';" },
    { 'src/records/http.ts': "import { fastify } from 'fastify';" },
    { 'src/exchange/a.ts': "import { CipherSuite } from 'hpke';" },
    { 'src/kernel/a.ts': "import { left } from 'left-pad';" },
    { 'web/a.ts': "import { pino } from 'pino';" },
  ],
  'no import circle': [
    { 'src/kernel/a.ts': "import { b } from './b.ts';", 'src/kernel/b.ts': "import { a } from './a.ts';" },
    { 'src/kernel/a.ts': "import { a } from './a.ts';" },
    { 'src/kernel/index.ts': "export { a } from './a.ts';", 'src/kernel/a.ts': "import type { B } from './index.ts';" },
  ],
};

const goodExample: Texts = {
  'src/kernel/index.ts': "export { a } from './a.ts';",
  'src/kernel/a.ts':
    "import assert from 'node:assert/strict';\nimport type { Kysely } from 'kysely';\n// import { x } from '../seals/index.ts';",
  'src/seals/index.ts': "import { createHash } from 'node:crypto';\nimport { a } from '../kernel/index.ts';",
  'src/exchange/index.ts': "export { send } from './send.ts';\nexport * from './store.ts';",
  'src/exchange/send.ts': "import { b } from '../agreements/index.ts';\nconst text = \"import { c } from '../server/index.ts'\";",
  'src/exchange/store.ts': "import { sql } from 'kysely';\nimport { readFile } from 'node:fs/promises';",
  'src/exchange/store.test.ts':
    "import { testDatabase } from '../server/postgres/test-cluster.ts';\nimport { o } from '../officers/index.ts';",
  'src/agreements/index.ts': "import { z } from 'zod';",
  'src/server/start.ts': "import { sendAll } from '../exchange/index.ts';\nimport { fastify } from 'fastify';",
  'src/cli/main.ts': "import { start } from '../server/index.ts';\nimport { p } from '../server/postgres/index.ts';",
  'web/main.tsx': "import { w } from '../src/exchange/wire.ts';\nimport { createRoot } from 'react-dom/client';\nimport './main.css';",
  'src/exchange/wire.ts': "import { z } from 'zod';\nimport { v } from '../agreements/wire.ts';",
};

describe('boundaries: the project', () => {
  for (const rule of boundaryRules) {
    test(rule.name, () => {
      const findings = rule.find(project);
      assert.ok(findings.length === 0, asText(findings));
    });
  }
});

describe('boundaries: the rules themselves', () => {
  for (const rule of boundaryRules) {
    test(`"${rule.name}" finds what breaks it and leaves alone what does not`, () => {
      const examples = badExamples[rule.name] ?? [];
      assert.notEqual(examples.length, 0, 'the rule has no bad example');
      for (const files of examples) assert.ok(rule.find(projectOf(files)).length > 0, `nothing was found in ${JSON.stringify(files)}`);
      assert.deepEqual(rule.find(projectOf(goodExample)), []);
    });
  }

  test('the table itself has no circle and names only rooms that have a row', () => {
    const edges = Object.entries(mayKnow).flatMap(([room, row]) => (row === 'every' ? [] : row.map((known) => [room, known] as const)));
    for (const [room, known] of edges) assert.ok(Object.hasOwn(mayKnow, known), `${room} names ${known}, which has no row`);
    assert.deepEqual(findCircles(edges), []);
  });

  test('officers and the law never learn of the work built on them', () => {
    for (const room of ['kernel', 'seals', 'conditions', 'agreements', 'officers', 'audit', 'exchange']) {
      const row = mayKnow[room] ?? [];
      for (const work of ['records', 'assistance', 'findings', 'server', 'cli']) assert.ok(!row.includes(work), `${room} knows ${work}`);
    }
  });
});

function asText(findings: readonly Finding[]): string {
  return `\n${findings.map((one) => `${one.file}:${one.line} ${one.sentence}`).join('\n')}\n`;
}
