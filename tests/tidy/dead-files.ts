// SPDX-License-Identifier: Apache-2.0
//
// A file that nothing runs is not part of the program. One that only a test imports does not run either.
import { type Finding, isTest, isTypeScript, type Project, type Rule } from './project.ts';
import { allImports } from './imports.ts';
import { lineAt } from './source-text.ts';

/** Where running begins: front doors, command line, the workplace's page, configuration, and files that a person starts. */
const entries = /\/index\.ts$|\/wire\.ts$|^src\/cli\/main\.ts$|^web\/main\.tsx$|\.config\.ts$|\.d\.ts$|^bench\/|^\.ci\/|^examples\//;

export const deadFileRules: readonly Rule[] = [
  { name: 'every file is imported by another that runs', find: deadFiles },
  { name: 'every relative import leads to a file', find: deadImports },
  { name: 'a class that a screen names stands in its style sheet', find: absentClasses },
];

function deadFiles(project: Project): Finding[] {
  const imports = allImports(project);
  const byProgram = new Set(imports.filter((one) => !isTest(one.from)).map((one) => one.target));
  const byTests = new Set(imports.map((one) => one.target));
  const pages = project.files.filter((file) => file.path.endsWith('.html')).map((file) => file.text);
  return project.files.flatMap((file) => {
    const name = file.path.split('/').at(-1) ?? '';
    if (!isTypeScript(file.path) || /\.test\.tsx?$/.test(file.path) || entries.test(file.path) || !file.path.includes('/')) return [];
    if (byProgram.has(file.path) || pages.some((page) => page.includes(name))) return [];
    if (byTests.has(file.path) && isTest(file.path)) return [];
    const sentence = byTests.has(file.path)
      ? 'is imported by tests alone: nothing that runs needs it.'
      : 'is imported by nobody: remove it or use it.';
    return [{ file: file.path, line: 1, sentence }];
  });
}

function deadImports(project: Project): Finding[] {
  return allImports(project).flatMap((one) =>
    one.target === null || isOutside(one.target) || project.paths.has(one.target.replace(/\/$/, ''))
      ? []
      : [{ file: one.from, line: one.line, sentence: `imports ${one.specifier}, which is not there.` }],
  );
}

/** A class that is in no style sheet is no class at all, and nothing else says so. */
function absentClasses(project: Project): Finding[] {
  const sheets = new Map(project.files.filter(({ path }) => path.endsWith('.module.css')).map((file) => [file.path, file.text]));
  const screens = project.files.filter(({ path }) => path.startsWith('web/'));
  return allImports({ ...project, files: screens }).flatMap((one) => {
    const sheet = one.target === null ? undefined : sheets.get(one.target);
    if (sheet === undefined) return [];
    const screen = screens.find(({ path }) => path === one.from);
    const name = new RegExp(`import (\\w+) from '${one.specifier}'`).exec(screen?.text ?? '')?.[1];
    if (screen === undefined || name === undefined) return [];
    const known = new Set([...sheet.matchAll(/\.([a-zA-Z][\w-]*)/g)].map((match) => match[1]));
    return [...screen.text.matchAll(new RegExp(`\\b${name}\\['(\\w+)'\\]`, 'g'))]
      .filter((match) => !known.has(match[1]))
      .map((match) => ({
        file: screen.path,
        line: lineAt(screen.text, match.index),
        sentence: `${match[1] ?? ''} is not in ${one.specifier}.`,
      }));
  });
}

/** The root itself, and data beside the project that a test may look for. */
function isOutside(target: string): boolean {
  return target === './' || target === '.' || target.startsWith('..');
}
