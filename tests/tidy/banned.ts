// SPDX-License-Identifier: Apache-2.0
//
// Words and calls that do not belong in the project, each with what to write instead. One row per thing.
import { findPattern, isEdge, isTest, isTypeScript, type Rule, ruleOfFile } from './project.ts';

interface BannedRow {
  readonly name: string;
  readonly view: 'text' | 'code' | 'comments';
  readonly pattern: RegExp;
  readonly judges: (at: string) => boolean;
  readonly instead: string;
}

const isScript = (at: string): boolean => at.startsWith('bench/') || at.startsWith('.ci/') || at.startsWith('examples/');
const isPure = (at: string): boolean => at.startsWith('src/') && isTypeScript(at) && !isEdge(at) && !isTest(at);
const isWritten = (at: string): boolean => at.endsWith('.md') && !at.startsWith('decisions/') && at !== 'CHANGELOG.md';

const rows: readonly BannedRow[] = [
  {
    name: 'no cast to any',
    view: 'code',
    pattern: /\bas\s+any\b|<any>|:\s*any\b/g,
    judges: isTypeScript,
    instead: 'use unknown and narrow it by a schema or a type guard.',
  },
  {
    name: 'no cast through unknown',
    view: 'code',
    pattern: /\bas\s+unknown\s+as\b/g,
    judges: isTypeScript,
    instead: 'write a function that checks and returns the type, or mend the type.',
  },
  {
    name: 'no silenced type error',
    view: 'comments',
    pattern: /@ts-(?:ignore|expect-error|nocheck)|(?:eslint|oxlint)-disable(?!-next-line \S+ -- \S)/g,
    judges: isTypeScript,
    instead: 'mend the cause; a lint rule may be silenced for one line, by name, with a reason after "--".',
  },
  {
    name: 'no note to self',
    view: 'comments',
    pattern: /\b(?:TO[D]O|FIX[M]E|XX[X]|HACK)\b/g,
    judges: isTypeScript,
    instead: 'finish it, or open an issue and say nothing here.',
  },
  {
    name: 'no test skipped without a reason',
    view: 'code',
    pattern: /\b(?:test|it|describe|suite)\.(?:skip|todo|only)\b|\b(?:skip|todo|only):\s*true\b|\bt\.(?:skip|todo)\(\s*\)/g,
    judges: isTypeScript,
    instead: "call t.skip('what is absent and where it would be') inside the test.",
  },
  {
    name: 'no hook at the top of a test file',
    view: 'code',
    pattern: /^(?:before|beforeEach|afterEach)\(/gm,
    judges: isTest,
    instead: 'put it inside describe(): all test files run in one process, and a hook at the top holds for every file.',
  },
  {
    name: 'no console',
    view: 'code',
    pattern: /\bconsole\.\w+/g,
    judges: (at) => isTypeScript(at) && !at.startsWith('src/cli/') && !isScript(at),
    instead: 'the server logs with pino, the command line prints in src/cli, a test says it with t.diagnostic().',
  },
  {
    name: 'no Math.random',
    view: 'code',
    pattern: /\bMath\.random\b/g,
    judges: isTypeScript,
    instead: 'take `random: RandomBytes` as a parameter, or a seeded generator in a test.',
  },
  {
    name: 'no clock in the pure core',
    view: 'code',
    pattern:
      /\bDate\.now\b|\bnew\s+Date\(\s*\)|\bnew\s+Date\b(?!\s*\()|\bperformance\.now\b|\bTemporal\.Now\b|\bset(?:Timeout|Interval|Immediate)\b/g,
    judges: isPure,
    instead: 'take `now: Instant` as a parameter; only the shell reads the clock and waits.',
  },
  {
    name: 'no randomness in the pure core',
    view: 'code',
    pattern: /\brandom(?:UUID|Int|FillSync|Fill)\b|\brandomBytes\s*\(|\bgetRandomValues\b|\bgenerateKeyPair(?:Sync)?\b/g,
    judges: isPure,
    instead: 'take `random: RandomBytes` as a parameter.',
  },
  {
    name: 'no environment or network in the pure core',
    view: 'code',
    pattern: /\bprocess\.\w+|(?<![.\w])fetch\s*\(|\bnew\s+(?:WebSocket|EventSource|Worker)\b/g,
    judges: isPure,
    instead: 'let store.ts, http.ts or the shell do it and hand over the value.',
  },
  {
    name: 'no default export',
    view: 'code',
    pattern: /^export\s+default\b|\bas\s+default\b/gm,
    judges: (at) => isTypeScript(at) && !at.endsWith('.config.ts') && !at.endsWith('.d.ts'),
    instead: 'export it by its name.',
  },
  {
    name: 'no path of a machine',
    view: 'text',
    pattern: /(?<![\w.:}])\/(?:wor[k]|far[m]|roo[t]|tm[p]|home|Users)\/[\w.-]+|\b[A-Z]:\\\\?Users\b/g,
    judges: (at) => at !== 'package-lock.json' && !at.startsWith('vectors/'),
    instead: 'write it from the project root, or take the folder from the system.',
  },
  {
    name: 'no host of a package registry',
    view: 'text',
    pattern: /registry[.](?:npm[j]s|yarn[p]kg)|deb[.]debia[n]|npm[.]pkg[.]github|\bverdacci[o]|artifactor[y]/gi,
    judges: () => true,
    instead: 'name no host; npm and apt know theirs.',
  },
  {
    name: 'no word on how the text was made',
    view: 'text',
    pattern: /\b(?:(?:AI|coding|sub)[- ]?agents?\b|agent sessio[n]|language[ ]models?\b|chat ?gpt|anthropi[c]|claud[e]\b|copilo[t])/gi,
    judges: () => true,
    instead: 'the project speaks of its subject only.',
  },
  {
    name: 'no promise in place of the thing (documents)',
    view: 'text',
    pattern: /\b(?:not (?:yet )?implemented|coming soon|lorem ipsum|work in progress|to be written)\b/gi,
    judges: isWritten,
    instead: 'describe what is there; leave out what is not.',
  },
  {
    name: 'no promise in place of the thing (comments)',
    view: 'comments',
    pattern: /\b(?:not (?:yet )?implemented|coming soon|lorem ipsum|work in progress|temporary hack)\b/gi,
    judges: isTypeScript,
    instead: 'describe what is there; leave out what is not.',
  },
];

export const bannedRules: readonly Rule[] = rows.map((row) =>
  ruleOfFile(row.name, row.judges, (file) => findPattern(file, row.view, row.pattern, row.instead)),
);
