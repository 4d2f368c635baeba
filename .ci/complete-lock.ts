// SPDX-License-Identifier: Apache-2.0
//
// Completes package-lock.json after `npm install`.
//
// oxlint and its type-aware companion name one binary package per platform. A registry mirror that carries
// only some of those platforms makes `npm install` leave the others out of the lock file, and then `npm ci`
// refuses the lock file as out of step. This script writes the missing entries: exact version, platform,
// optional. They carry no integrity value, since there is nothing here to compute it from; npm never
// fetches them on a platform they do not name, and Comity itself does not run on them (they are linters).
//
// Run it as `npm run lock` after every change of dependencies. The tidy test fails while an entry is missing.
import { readFileSync, writeFileSync } from 'node:fs';

type LockEntry = {
  version?: string;
  dev?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optional?: boolean;
  optionalDependencies?: Record<string, string>;
};

const lockUrl = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(lockUrl, 'utf8')) as { packages: Record<string, LockEntry> };
const added: string[] = [];

for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const isPresent = lock.packages[`node_modules/${name}`] ?? lock.packages[`${place}/node_modules/${name}`];
    if (isPresent !== undefined) continue;
    lock.packages[`node_modules/${name}`] = platformEntry(name, version, entry.dev === true);
    added.push(`${name}@${version}`);
  }
}

const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
writeFileSync(lockUrl, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
process.stdout.write(added.length === 0 ? 'The lock file is complete.\n' : `Added to the lock file:\n  ${added.join('\n  ')}\n`);

function platformEntry(name: string, version: string, isDev: boolean): LockEntry {
  const words = (name.split('/').at(-1) ?? name).replace(/^binding-/, '').split('-');
  const [os, cpu, abi] = words;
  if (os === undefined || cpu === undefined || !/^\d+\.\d+\.\d+/.test(version)) {
    throw new Error(`${name}@${version} is missing from the lock file and is no exact platform package: look at it by hand.`);
  }
  return {
    version,
    cpu: [cpu],
    ...(isDev ? { dev: true } : {}),
    ...(abi === 'musl' ? { libc: ['musl'] } : {}),
    optional: true,
    os: [os],
  };
}
