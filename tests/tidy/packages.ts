// SPDX-License-Identifier: Apache-2.0
//
// Dependencies: few, exact, used, explained, and installable from the lock file alone on any mirror.
import { type Finding, isTest, type Project, type ProjectFile, type Rule } from './project.ts';
import { allImports, packageOf } from './imports.ts';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, { version?: string; resolved?: string; optionalDependencies?: Record<string, string> }>>;
}

/** Packages that no file imports, and what needs them. */
const neededUnseen: Readonly<Record<string, string>> = {
  'oxlint-tsgolint': 'the type-aware part of oxlint',
  'dejavu-fonts-ttf': 'the typefaces that src/paper/store.ts reads',
};

export const packageRules: readonly Rule[] = [
  { name: 'every dependency is pinned exactly', find: loosePins },
  { name: 'every dependency is used, and on the right side of the line between program and tests', find: unusedPackages },
  { name: 'every imported package is declared', find: undeclaredPackages },
  { name: 'every dependency has its reason in decisions/', find: unexplainedPackages },
  { name: 'the lock file is whole and names no host', find: badLock },
];

function manifestOf(project: Project): { file: ProjectFile; manifest: Manifest } | null {
  const file = project.files.find((one) => one.path === 'package.json');
  return file === undefined ? null : { file, manifest: JSON.parse(file.text) as Manifest };
}

function lineOf(file: ProjectFile, name: string): number {
  return file.lines.findIndex((line) => line.includes(`"${name}"`)) + 1;
}

function loosePins(project: Project): Finding[] {
  const found = manifestOf(project);
  if (found === null) return [];
  const { dependencies, devDependencies, optionalDependencies } = found.manifest;
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).flatMap(([name, version]) =>
    /^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)
      ? []
      : [{ file: 'package.json', line: lineOf(found.file, name), sentence: `${name}: "${version}" is no exact version.` }],
  );
}

function unusedPackages(project: Project): Finding[] {
  const found = manifestOf(project);
  if (found === null) return [];
  const { dependencies = {}, devDependencies = {} } = found.manifest;
  const all = allImports(project);
  const byProgram = new Set(all.filter((one) => !isTest(one.from)).map((one) => packageOf(one.specifier)));
  const byAnyone = new Set(all.map((one) => packageOf(one.specifier)));
  const dead = (name: string, sentence: string): Finding => ({
    file: 'package.json',
    line: lineOf(found.file, name),
    sentence: `${name} ${sentence}`,
  });
  const scripts = /"scripts":\s*\{[^}]*\}/.exec(found.file.text)?.[0] ?? '';
  return [
    ...Object.keys(dependencies).flatMap((name) =>
      byProgram.has(name) || isNamedElsewhere(project, name) ? [] : [dead(name, 'is a dependency that the program does not import.')],
    ),
    ...Object.keys(devDependencies).flatMap((name) => {
      const command = name === 'typescript' ? 'tsc' : name;
      const isTool = new RegExp(`"${command} |&& ${command} `).test(scripts) || name.startsWith('@types/');
      return byAnyone.has(name) || isTool || isNamedElsewhere(project, name) ? [] : [dead(name, 'is needed by no test and no script.')];
    }),
  ];
}

/** Named as a string (a plugin of PostCSS, a style sheet), or needed by another package. */
function isNamedElsewhere(project: Project, name: string): boolean {
  if (Object.hasOwn(neededUnseen, name)) return true;
  const quoted = new RegExp(`['"]${name}(?:/[^'"]*)?['"]`);
  return project.files.some((file) => /\.(?:ts|cjs|mjs|css)$/.test(file.path) && !isTest(file.path) && quoted.test(file.text));
}

function undeclaredPackages(project: Project): Finding[] {
  const found = manifestOf(project);
  if (found === null) return [];
  const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = found.manifest;
  return allImports(project).flatMap((one) => {
    const name = packageOf(one.specifier);
    if (name === null || Object.hasOwn(dependencies, name) || Object.hasOwn(optionalDependencies, name)) return [];
    if (Object.hasOwn(devDependencies, name) && (isTest(one.from) || one.isTypeOnly || !/^(?:src|web)\//.test(one.from))) return [];
    return [{ file: one.from, line: one.line, sentence: `imports ${name}, which package.json does not give to the program.` }];
  });
}

function unexplainedPackages(project: Project): Finding[] {
  const found = manifestOf(project);
  if (found === null) return [];
  const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = found.manifest;
  const decisions = project.files
    .filter((file) => /^decisions\/.*\.md$/.test(file.path))
    .map((file) => file.text)
    .join('\n');
  const names = [...Object.keys(dependencies), ...Object.keys(devDependencies), ...Object.keys(optionalDependencies)];
  return names.flatMap((name) => {
    const isExplained =
      name.startsWith('@types/') || decisions.includes(`\`${name}\``) || decisions.includes(`\`${name.replace(/\/.*/, '/*')}\``);
    return isExplained
      ? []
      : [
          {
            file: 'package.json',
            line: lineOf(found.file, name),
            sentence: `${name} is explained by no page in decisions/ (write its name between backticks).`,
          },
        ];
  });
}

function badLock(project: Project): Finding[] {
  const file = project.files.find((one) => one.path === 'package-lock.json');
  if (file === undefined) return [];
  const { packages } = JSON.parse(file.text) as Lock;
  return Object.entries(packages).flatMap(([place, entry]) => {
    const missing = Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) => packages[`node_modules/${name}`] === undefined && packages[`${place}/node_modules/${name}`] === undefined,
    );
    return [
      ...(entry.resolved === undefined
        ? []
        : [{ file: file.path, line: lineOf(file, place), sentence: `${place} names the host it came from.` }]),
      ...missing.map((name) => ({
        file: file.path,
        line: lineOf(file, place),
        sentence: `${name} is missing: npm ci will refuse; run "npm run lock".`,
      })),
    ];
  });
}
