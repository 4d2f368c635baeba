// SPDX-License-Identifier: Apache-2.0
//
// What the table of tests/boundaries/table.ts means for each import. Each rule takes the project and returns findings.
import { type Finding, isEdge, isTest, type Project, type Rule } from '../tidy/project.ts';
import { allImports, type Import, packageOf } from '../tidy/imports.ts';
import { findCircles } from './circles.ts';
import { harmlessModules, innerDoors, mayKnow, packageRows, roomsOfCryptography, withoutEdge } from './table.ts';

export const boundaryRules: readonly Rule[] = [
  { name: 'every room has its row in the table', find: roomsWithoutRow },
  { name: 'a room knows only the rooms of its row', find: importRule(unknownRoom) },
  { name: 'a room is entered by its front door', find: importRule(sideDoor) },
  { name: 'nothing in src knows the workplace, the tests or the benches', find: importRule(outOfSource) },
  { name: 'the workplace knows wire.ts files only', find: importRule(webBeyondWire) },
  { name: 'what the browser loads works in a browser', find: browserReach },
  { name: 'rooms of values and rules have no store and no calls', find: edgesWhereNone },
  { name: 'only the edge uses modules that touch the world', find: importRule(worldlyModule) },
  { name: 'a package is used where its row says', find: importRule(packageOutOfPlace) },
  { name: 'no import circle', find: circles },
];

function roomOf(at: string): string | null {
  return /^src\/([^/]+)\//.exec(at)?.[1] ?? null;
}

function rowOf(room: string): readonly string[] | 'every' {
  return Object.hasOwn(mayKnow, room) ? (mayKnow[room] ?? []) : [];
}

const isShell = (room: string): boolean => rowOf(room) === 'every';

/** A rule that judges one import at a time and says what is wrong, or null. */
function importRule(judge: (one: Import) => string | null): Rule['find'] {
  return (project) =>
    allImports(project).flatMap((one) => {
      const sentence = judge(one);
      return sentence === null ? [] : [{ file: one.from, line: one.line, sentence: `imports ${one.specifier}: ${sentence}` }];
    });
}

function roomsWithoutRow(project: Project): Finding[] {
  const rooms = new Set(project.files.flatMap((file) => roomOf(file.path) ?? []));
  return [...rooms].flatMap((room) =>
    Object.hasOwn(mayKnow, room) ? [] : [{ file: `src/${room}`, line: 1, sentence: 'has no row in tests/boundaries/table.ts.' }],
  );
}

function unknownRoom(one: Import): string | null {
  const [from, to] = [roomOf(one.from), one.target === null ? null : roomOf(one.target)];
  if (from === null || to === null || from === to || to === 'kernel' || isTest(one.from)) return null;
  const row = rowOf(from);
  if (row === 'every')
    return from === 'server' && to === 'cli' ? 'the server is started by the command line, not the other way round.' : null;
  return row.includes(to) ? null : `${from} may know ${['kernel', ...row].join(', ')}, not ${to}.`;
}

function sideDoor(one: Import): string | null {
  const [from, to] = [roomOf(one.from), one.target === null ? null : roomOf(one.target)];
  if (from === null || to === null || from === to || one.target === null) return null;
  if (one.target === `src/${to}/index.ts` || one.target === `src/${to}/wire.ts`) return null;
  const door = Object.hasOwn(innerDoors, one.target) ? innerDoors[one.target] : undefined;
  if (door === 'shell' && (isShell(from) || isTest(one.from))) return null;
  if (door === 'tests' && isTest(one.from)) return null;
  return `use the front door, src/${to}/index.ts or src/${to}/wire.ts.`;
}

function outOfSource(one: Import): string | null {
  if (roomOf(one.from) === null || isTest(one.from) || one.target === null) return null;
  return /^(?:web|tests|bench|examples|\.ci)\/.*\.tsx?$/.test(one.target) ? 'the program does not know it.' : null;
}

function webBeyondWire(one: Import): string | null {
  if (!one.from.startsWith('web/') || isTest(one.from) || isConfiguration(one.from)) return null;
  if (one.specifier.startsWith('node:')) return 'a browser has no Node.';
  if (one.target === null || one.target.startsWith('web/')) return null;
  // A room that has parts may have a wire.ts in each: decisions/0145-lawful-ways-and-the-network.md.
  return /^src\/[^/]+\/(?:[^/]+\/)?wire\.ts$/.test(one.target) ? null : 'the workplace knows wire.ts files and nothing else of the server.';
}

const isConfiguration = (at: string): boolean => at.endsWith('.config.ts');

/** From each wire.ts that web imports, follow what is left at run time: no Node, no database, no HTTP server. */
function browserReach(project: Project): Finding[] {
  const imports = allImports(project).filter((one) => !one.isTypeOnly);
  const byFile = Map.groupBy(imports, (one) => one.from);
  const start = imports.filter((one) => one.from.startsWith('web/') && !isTest(one.from) && !isConfiguration(one.from));
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const queue = start.flatMap((one) => one.target ?? []); queue.length > 0;) {
    const file = queue.pop() ?? '';
    if (seen.has(file) || !file.startsWith('src/')) continue;
    seen.add(file);
    for (const one of byFile.get(file) ?? []) {
      if (one.target !== null) queue.push(one.target);
      const name = packageOf(one.specifier);
      if (one.specifier.startsWith('node:') || (name !== null && name !== 'zod')) {
        findings.push({ file, line: one.line, sentence: `is loaded in the browser, where ${one.specifier} does not belong.` });
      }
    }
  }
  return findings;
}

function edgesWhereNone(project: Project): Finding[] {
  return project.files.flatMap((file) => {
    const room = roomOf(file.path);
    return room !== null && withoutEdge.includes(room) && /\/(?:store|http)\.ts$/.test(file.path)
      ? [{ file: file.path, line: 1, sentence: `does not belong in ${room}, which holds values and rules only.` }]
      : [];
  });
}

function worldlyModule(one: Import): string | null {
  const room = roomOf(one.from);
  if (room === null || isTest(one.from) || isEdge(one.from) || one.isTypeOnly || !/^node:|^[a-z_]+$/.test(one.specifier)) return null;
  if (harmlessModules.includes(one.specifier)) return null;
  if (one.specifier === 'node:crypto') {
    return roomsOfCryptography.includes(room) ? null : `digests, signatures and keys are made by ${roomsOfCryptography.join(' and ')}.`;
  }
  return one.specifier.startsWith('node:') ? 'let store.ts, http.ts, src/columns, src/server or src/cli do it.' : null;
}

function packageOutOfPlace(one: Import): string | null {
  const name = packageOf(one.specifier);
  if (name === null || isTest(one.from) || !/^(?:src|web)\//.test(one.from)) return null;
  if (one.isTypeOnly && one.from.startsWith('src/') && !one.from.endsWith('/wire.ts')) return null;
  const row = packageRows.find(
    (candidate) => name === candidate.package || (candidate.package.endsWith('/') && name.startsWith(candidate.package)),
  );
  if (row === undefined) return 'the package has no row in tests/boundaries/table.ts.';
  const isAllowed = row.places.some((place) => (place === 'edge' ? isEdge(one.from) : one.from.startsWith(place)));
  return isAllowed ? null : `it may be used in ${row.places.join(', ')}.`;
}

function circles(project: Project): Finding[] {
  const imports = allImports(project).filter((one) => /^(?:src|web)\//.test(one.from) && !isTest(one.from));
  return findCircles(imports.flatMap((one) => (one.target === null ? [] : [[one.from, one.target] as const]))).map((circle) => ({
    file: circle[0] ?? '',
    line: 1,
    sentence: `stands in a circle of imports: ${[...circle, circle[0] ?? ''].join(' -> ')}.`,
  }));
}
