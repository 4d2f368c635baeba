// SPDX-License-Identifier: Apache-2.0
//
// Who imports whom, read from the text. `import type` is told apart, since it is gone when the program runs.
// `import('./x.ts')` and `new URL('./x.ts', import.meta.url)` (workers, files beside the code) count as imports.
import path from 'node:path';
import { isTypeScript, type Project, type ProjectFile } from './project.ts';
import { lineAt } from './source-text.ts';

export interface Import {
  readonly from: string;
  readonly line: number;
  /** As written: `../kernel/index.ts`, `node:fs`, `zod`. */
  readonly specifier: string;
  /** The path in the project for a relative import, else null. */
  readonly target: string | null;
  readonly isTypeOnly: boolean;
}

const statement = /(?:^|[;}\n])\s*(?:import|export)\s+(type\s)?(?:[^'"`;=()]*?\bfrom\s*)?(['"])/g;
const expression = /\bimport\s*\(\s*(['"])|\bnew\s+URL\(\s*(['"])(?=\s*['"],\s*import\.meta\.url)/g;

export function importsOf(file: ProjectFile): Import[] {
  if (!isTypeScript(file.path)) return [];
  const found: Import[] = [];
  for (const match of file.code.matchAll(statement)) {
    found.push(importAt(file, match.index + match[0].length, match[1] !== undefined));
  }
  for (const match of file.code.matchAll(expression)) {
    const one = importAt(file, match.index + match[0].length, false);
    found.push(match[2] === undefined ? one : besideFile(one));
  }
  return found;
}

export function allImports(project: Project): Import[] {
  return project.files.flatMap((file) => importsOf(file));
}

/** The name of the package that a specifier reaches: `@scope/name` or `name`; null for files and for Node's own. */
export function packageOf(specifier: string): string | null {
  if (/^[./]|^node:|^https?:|^[a-z]+:/.test(specifier)) return null;
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? null);
}

/** `start` lies right behind the opening quote; the quotes are the same offsets in `code` and `text`. */
function importAt(file: ProjectFile, start: number, isTypeOnly: boolean): Import {
  const quote = file.text[start - 1] ?? "'";
  const specifier = file.text.slice(start, file.text.indexOf(quote, start));
  const target = specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file.path), specifier.replace(/\?.*$/, '')) : null;
  return { from: file.path, line: lineAt(file.text, start), specifier, target, isTypeOnly };
}

/** `new URL('x.ts', import.meta.url)` is relative without a leading dot. */
function besideFile(one: Import): Import {
  if (one.target !== null || /^[a-z]+:/.test(one.specifier)) return one;
  return { ...one, specifier: `./${one.specifier}`, target: path.posix.join(path.posix.dirname(one.from), one.specifier) };
}
