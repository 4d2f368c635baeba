// SPDX-License-Identifier: Apache-2.0
//
// The project as the tidy and boundaries tests see it: every text file with its path from the root, and nothing else.
// It is a value, so that each rule can be tried on a small project written into the test (see tidy.test.ts).
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { lineAt, viewsOf, type SourceViews } from './source-text.ts';

export interface ProjectFile extends SourceViews {
  /** From the project's root, with forward slashes: `src/kernel/time.ts`. */
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
}

export interface Project {
  readonly files: readonly ProjectFile[];
  /** All paths there are, binary files and folders included, for links. */
  readonly paths: ReadonlySet<string>;
}

/** One offence: where, and what to do instead. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly sentence: string;
}

export interface Rule {
  readonly name: string;
  readonly find: (project: Project) => readonly Finding[];
}

const skippedFolders = new Set(['node_modules', '.git', '.comity', 'dist', 'coverage']);
const textNames = /\.(?:ts|tsx|js|mjs|cjs|json|md|css|html|svg|txt|sh|yml|yaml|csv|sql)$|^(?:comity|run|LICENSE|\.npmrc|\.gitignore)$/;
const textBytesMax = 2_000_000;

export function readProject(root: string): Project {
  const files: ProjectFile[] = [];
  const paths = new Set<string>(['.']);
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const at = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (skippedFolders.has(entry.name)) continue;
      paths.add(at);
      if (entry.isDirectory()) folders.push(at);
      else if (entry.isFile() && textNames.test(entry.name)) {
        const text = readFileSync(path.join(root, at), 'utf8');
        if (text.length <= textBytesMax) files.push(fileOf(at, text));
      }
    }
  }
  return { files: files.toSorted((left, right) => (left.path < right.path ? -1 : 1)), paths };
}

/** A project written down in a test: path to text. */
export function projectOf(texts: Readonly<Record<string, string>>): Project {
  const paths = new Set<string>(['.']);
  for (const at of Object.keys(texts)) {
    for (let part = at; part !== '.'; part = path.posix.dirname(part)) paths.add(part);
  }
  return { files: Object.entries(texts).map(([at, text]) => fileOf(at, text)), paths };
}

/** A rule that judges each file for itself. */
export function ruleOfFile(name: string, judges: (at: string) => boolean, find: (file: ProjectFile) => readonly Finding[]): Rule {
  return { name, find: (project) => project.files.filter((file) => judges(file.path)).flatMap((file) => find(file)) };
}

/** Every place of a view at which a pattern matches. */
export function findPattern(file: ProjectFile, view: 'text' | 'code' | 'comments', pattern: RegExp, sentence: string): Finding[] {
  return [...file[view].matchAll(pattern)].map((match) => ({
    file: file.path,
    line: lineAt(file.text, match.index),
    sentence: `"${file.text.slice(match.index, match.index + match[0].length).trim()}": ${sentence}`,
  }));
}

export const isTypeScript = (at: string): boolean => /\.tsx?$/.test(at);
export const isTest = (at: string): boolean => /\.test\.tsx?$/.test(at) || at.startsWith('tests/');
/** The places that may touch disk, network, clock, randomness, environment and database. */
export const isEdge = (at: string): boolean => /^src\/(?:columns|server|cli)\//.test(at) || /^src\/.*\/(?:store|http)\.ts$/.test(at);

function fileOf(at: string, text: string): ProjectFile {
  const views = isTypeScript(at) ? viewsOf(text) : { code: '', comments: '' };
  return { path: at, text, lines: text.split('\n'), ...views };
}
