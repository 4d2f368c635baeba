// SPDX-License-Identifier: Apache-2.0
//
// The shape of files: how long, how named, how they open. The numbers stand here once; STYLE.md says why.
import path from 'node:path';
import { type Finding, isTest, isTypeScript, type Project, type ProjectFile, type Rule, ruleOfFile } from './project.ts';

const fileLinesMax = 400;
const testFileLinesMax = 800;
const functionLinesMax = 60;
/** A screen component is mostly its markup; a test is read from top to bottom like a story. */
const componentLinesMax = 120;
const lineLengthMax = 160;
const roomHeaderLinesMin = 15;
/** Without the two front doors, which every room has. */
const filesPerFolderMax = 20;
const architectureLinesMax = 300;

/** A word that says nothing about what is inside; `common` and `shared` only where they stand alone. */
const emptyWords = /^(?:utils?|helpers?|misc|managers?|stuff|various)$/;
const emptyNames = /^(?:common|shared|general|lib|core|types|constants|functions)$/;

/** Terms of other standards in which the wrong word is part of the right one. */
const termsOfOthers = /user(?=Assigned|Agent|Handle|Verification)/gi;

/** Nouns that the field already has a word for; the vocabulary is in docs/glossary.md. */
const wrongWords: Readonly<Record<string, string>> = {
  user: 'officer',
  users: 'officers',
  tenant: 'authority',
  tenants: 'authorities',
  org: 'authority',
  policy: 'agreement, clause or term',
  policies: 'agreements, clauses or terms',
  packet: 'envelope',
  packets: 'envelopes',
  ticket: 'request for assistance',
  tickets: 'requests for assistance',
};

export const shapeRules: readonly Rule[] = [
  ruleOfFile('files are short', isTypeScript, (file) => {
    const most = isTest(file.path) || isTable(file.path) ? testFileLinesMax : fileLinesMax;
    const count = file.lines.length - 1;
    return count > most ? [at(file, most, `has ${count} lines, ${most} are the most: split it by noun.`)] : [];
  }),
  ruleOfFile('lines fit the screen', (name) => isTypeScript(name) || /\.css$|^comity$|^\.ci\/run$/.test(name), longLines),
  ruleOfFile('functions fit the screen', isTypeScript, longFunctions),
  ruleOfFile(
    'the architecture page stays under 300 lines',
    (name) => name === 'ARCHITECTURE.md',
    (file) => (file.lines.length > architectureLinesMax ? [at(file, architectureLinesMax, `has ${file.lines.length} lines.`)] : []),
  ),
  ruleOfFile('every module opens with its licence and a header', isTypeScript, missingHeader),
  ruleOfFile('a class has a lifetime to close', isTypeScript, needlessClasses),
  ruleOfFile('names are the words of the field', (name) => isTypeScript(name) && !isTest(name), wrongNames),
  { name: 'files and folders are named in kebab-case and by what is inside', find: badFileNames },
  { name: 'every room has a front door that teaches', find: roomsWithoutDoor },
  { name: 'every room is tested', find: roomsWithoutTest },
  { name: 'a folder is split before it is crowded', find: crowdedFolders },
];

function isTable(name: string): boolean {
  return /(?:^|[/-])table\.tsx?$/.test(name) || /^web\/(?:messages|languages)\//.test(name);
}

function at(file: ProjectFile, line: number, sentence: string): Finding {
  return { file: file.path, line, sentence };
}

function longLines(file: ProjectFile): Finding[] {
  return file.lines.flatMap((line, index) =>
    line.length > lineLengthMax ? [at(file, index + 1, `has ${line.length} characters, ${lineLengthMax} are the most: break it.`)] : [],
  );
}

/**
 * Functions by their indentation, which the formatter guarantees: a function opens on a line that ends in `{` and closes
 * at the first later line of the same indentation that begins with `}`.
 */
function longFunctions(file: ProjectFile): Finding[] {
  const code = file.code.split('\n');
  const most = isTest(file.path) || file.path.endsWith('.tsx') ? componentLinesMax : functionLinesMax;
  return code.flatMap((line, index) => {
    if (!opensFunction(code, index) || isStoryFrame(line)) return [];
    const indent = indentOf(line);
    const length = code.slice(index + 1).findIndex((later) => indentOf(later) === indent && /^\s*\}/.test(later)) + 2;
    return length > most ? [at(file, index + 1, `opens a function of ${length} lines, ${most} are the most: divide it.`)] : [];
  });
}

function opensFunction(code: readonly string[], index: number): boolean {
  const line = code[index] ?? '';
  if (/=>\s*\{$/.test(line) && !/^\s*\)/.test(line)) return true;
  const isNamed = /^\s*(?:export\s+)?(?:async\s+)?function\b/.test(line);
  const isMethod =
    /^\s+(?:static\s+|async\s+|get\s+|set\s+|#)*[\w$[\].]+(?:<[^>]*>)?\(/.test(line) &&
    !/^\s*(?:if|for|while|switch|catch|return)\b/.test(line);
  if (!isNamed && !isMethod) return false;
  if (line.endsWith('{')) return isNamed || /\)(?::[^=;]+)?\s*\{$/.test(line);
  // The parameters stand on lines of their own; the body opens on the line that closes them.
  const indent = indentOf(line);
  const closing = code.slice(index + 1).find((later) => later.trim() !== '' && indentOf(later) <= indent) ?? '';
  return line.endsWith('(') && /^\s*\).*(?:\{|=>\s*\{)$/.test(closing) && !closing.includes('=>');
}

/** describe() only holds tests together; its own length says nothing. */
function isStoryFrame(line: string): boolean {
  return /^\s*(?:describe|suite)\(/.test(line);
}

function indentOf(line: string): number {
  return line.search(/\S/);
}

function missingHeader(file: ProjectFile): Finding[] {
  if (!/^(?:#!.*\n)?\/\/ SPDX-License-Identifier: Apache-2\.0\n/.test(file.text)) {
    return [at(file, 1, 'must begin with the line "// SPDX-License-Identifier: Apache-2.0".')];
  }
  return headerWords(file) < 5 ? [at(file, 2, 'needs a header: what this is, in a sentence or more, right below the licence line.')] : [];
}

function headerLines(file: ProjectFile): string[] {
  const comments = file.comments.split('\n');
  const code = file.code.split('\n');
  const end = code.findIndex((line) => line.trim() !== '');
  return comments.slice(1, end === -1 ? comments.length : end).map((line) => line.replace(/^\s*(?:\/\/|\/?\*+\/?)/, '').trim());
}

function headerWords(file: ProjectFile): number {
  return headerLines(file)
    .join(' ')
    .split(/\s+/)
    .filter((word) => /\w/.test(word)).length;
}

function needlessClasses(file: ProjectFile): Finding[] {
  return [...file.code.matchAll(/^\s*(?:export\s+)?(?:abstract\s+)?class\s+(\w+)([^{]*)\{/gm)].flatMap((match) => {
    const body = file.code.slice(match.index).split(/\n\}/)[0] ?? '';
    const mayStand =
      /\bextends\s+(?:\w*Error|Component)\b/.test(match[2] ?? '') ||
      /\b(?:close|stop|end)\s*\(|Symbol\.(?:asyncDispose|dispose)/.test(body);
    const line = file.text.slice(0, match.index).split('\n').length;
    return mayStand ? [] : [at(file, line, `class ${match[1] ?? ''} closes nothing: write plain functions over a value.`)];
  });
}

function wrongNames(file: ProjectFile): Finding[] {
  return [...file.code.matchAll(/\b(?:function|const|let|interface|type|class)\s+([A-Za-z]\w*)/g)].flatMap((match) => {
    const name = match[1] ?? '';
    const line = file.text.slice(0, match.index).split('\n').length;
    return wordsOf(name.replace(termsOfOthers, '')).flatMap((word) => {
      const right = Object.hasOwn(wrongWords, word) ? wrongWords[word] : undefined;
      return right === undefined ? [] : [at(file, line, `${name} says "${word}"; the word of the field is ${right}.`)];
    });
  });
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_]+/);
}

function badFileNames(project: Project): Finding[] {
  const inside = [...project.paths].filter((name) => /^(?:src|web|tests|bench|docs|decisions|wire|examples)\//.test(name));
  return inside.flatMap((name) => {
    const base = path.posix.basename(name);
    const stem = base.replace(/\..*$/, '');
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*$/.test(base) && !/^(?:README|INDEX)\.md$|^\.gitkeep$/.test(base)) {
      return [{ file: name, line: 1, sentence: 'is not named in kebab-case: lower-case words joined by hyphens.' }];
    }
    const isEmpty = emptyNames.test(stem) || stem.split('-').some((word) => emptyWords.test(word));
    return isEmpty ? [{ file: name, line: 1, sentence: 'is named by no thing: name it after what is inside.' }] : [];
  });
}

function roomsWithoutDoor(project: Project): Finding[] {
  const rooms = new Set(project.files.flatMap((file) => /^src\/([^/]+)\/.*\.ts$/.exec(file.path)?.[1] ?? []));
  return [...rooms].flatMap((room) => {
    const names = room === 'cli' ? ['src/cli/index.ts', 'src/cli/main.ts'] : [`src/${room}/index.ts`];
    const door = project.files.find((file) => names.includes(file.path));
    if (door === undefined) return [{ file: `src/${room}`, line: 1, sentence: 'has no index.ts: a room needs a front door.' }];
    const count = headerLines(door).filter((line) => line !== '').length;
    return count < roomHeaderLinesMin
      ? [at(door, 2, `teaches in ${count} lines, ${roomHeaderLinesMin} are the least: what it is, a worked case, what it does not do.`)]
      : [];
  });
}

/** The command line is tested from outside, by the scripts in tests/. */
function roomsWithoutTest(project: Project): Finding[] {
  const roomsOf = (files: readonly ProjectFile[]): Set<string> =>
    new Set(files.flatMap((file) => /^src\/([^/]+)\/.*\.ts$/.exec(file.path)?.[1] ?? []));
  const tested = roomsOf(project.files.filter((file) => file.path.endsWith('.test.ts')));
  return [...roomsOf(project.files)].flatMap((room) =>
    tested.has(room) || room === 'cli' ? [] : [{ file: `src/${room}`, line: 1, sentence: 'has no test beside its files.' }],
  );
}

function crowdedFolders(project: Project): Finding[] {
  const counts = new Map<string, number>();
  for (const file of project.files) {
    if (!isTypeScript(file.path) || isTest(file.path) || !/^(?:src|web)\//.test(file.path)) continue;
    if (/\/(?:index|wire)\.ts$/.test(file.path)) continue;
    const folder = path.posix.dirname(file.path);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].flatMap(([folder, count]) =>
    count > filesPerFolderMax
      ? [{ file: folder, line: 1, sentence: `holds ${count} files, ${filesPerFolderMax} are the most: split it by noun.` }]
      : [],
  );
}
