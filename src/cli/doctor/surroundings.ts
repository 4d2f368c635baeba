// SPDX-License-Identifier: Apache-2.0
/** What lies around a server: Node, PostgreSQL's programs, the data folder, file modes, keys, the port. */
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Issue } from '../../kernel/index.ts';
import { type HouseRules, relyingPartyOf } from '../../officers/index.ts';
import { type Configuration, isInitialised, readAuthorityFiles, systemRandom, takePort } from '../../server/index.ts';
import { locatePostgres } from '../../server/postgres/index.ts';

export interface Finding {
  readonly state: 'good' | 'warning' | 'wrong';
  readonly about: string;
  readonly sentence: string;
}

export interface Surroundings {
  readonly findings: readonly Finding[];
  /** Whether it makes sense to look at the database. */
  readonly isReady: boolean;
  /** Whether a server of Comity answers on the port. */
  readonly isRunning: boolean;
}

export async function lookAtSurroundings(configuration: Configuration): Promise<Surroundings> {
  const folder = await lookAtFolder(configuration);
  const { finding, isRunning } = await lookAtPort(configuration);
  const isReady = folder.every(({ state }) => state !== 'wrong');
  const findings = [lookAtNode(), await lookAtPrograms(configuration), ...folder, finding];
  return { findings, isReady, isRunning };
}

export function good(about: string, sentence: string): Finding {
  return { state: 'good', about, sentence };
}

export function wrong(about: string, issues: readonly Issue[]): Finding {
  return { state: 'wrong', about, sentence: issues.map((issue) => `${issue.path}: ${issue.problem} ${issue.remedy}`).join(' ') };
}

const nodeLeast = [24, 15] as const;

function lookAtNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isRecent = major > nodeLeast[0] || (major === nodeLeast[0] && minor >= nodeLeast[1]);
  if (isRecent) return good('Node', process.versions.node);
  return {
    state: 'wrong',
    about: 'Node',
    sentence: `${process.versions.node} is too old. Install ${nodeLeast.join('.')} or later, or run npm ci with optional packages.`,
  };
}

async function lookAtPrograms(configuration: Configuration): Promise<Finding> {
  if (configuration.databaseUrl !== null) return good('PostgreSQL', "the operator's own, named by DATABASE_URL");
  const located = await locatePostgres({ binariesOverride: configuration.postgresBin ?? undefined });
  if (!located.ok) return wrong('PostgreSQL', located.issues);
  const sentence = `the embedded ${located.value.version}. For data in earnest run a PostgreSQL of your own and name it in DATABASE_URL.`;
  return { state: 'warning', about: 'PostgreSQL', sentence };
}

async function lookAtFolder({ folder, publicUrl }: Configuration): Promise<Finding[]> {
  if (!isInitialised(folder)) {
    return [
      {
        state: 'wrong',
        about: 'data folder',
        sentence: `No authority was made in ${folder}. Run ./comity init, or name its folder in COMITY_FOLDER.`,
      },
    ];
  }
  const files = await readAuthorityFiles(folder, systemRandom);
  if (!files.ok) return [wrong('keys', files.issues)];
  const { profile, keyState, houseRules } = files.value;
  const findings = [
    good('data folder', `${folder} holds ${profile.name}`),
    good('keys', `${keyState.authorityId}; the private keys are those of a key history of ${keyState.size} events`),
    lookAtPasskeys(publicUrl, houseRules),
  ];
  const roots = await rootFilesIn(folder);
  for (const name of ['keys.json', ...roots]) findings.push(...(await lookAtMode(path.join(folder, name))));
  if (roots.length > 0) {
    const sentence = `${roots.length} files of root keys lie beside the server. Give each to its holder: they are needed only to change keys.`;
    findings.push({ state: 'warning', about: 'root keys', sentence });
  }
  return findings;
}

/** Whether officers can have passkeys here, and what a password is still good for. */
function lookAtPasskeys(publicUrl: string, { passwordAndCode, registrarsMin }: HouseRules): Finding {
  const relyingParty = relyingPartyOf(publicUrl, '');
  if (relyingParty === null) {
    const sentence = `The workplace is reached at ${publicUrl}, and for a bare number no browser makes passkeys. Name it in COMITY_PUBLIC_URL.`;
    return { state: 'warning', about: 'passkeys', sentence };
  }
  const registrars = registrarsMin === 1 ? 'one registrar' : 'two registrars';
  const bound = `bound to ${relyingParty.id}, enrolled by ${registrars}`;
  if (passwordAndCode === 'enrolment-only') return good('passkeys', `${bound}; a password is good for enrolling only`);
  const sentence = `${bound}. Officers without one sign in and approve with password and code: house-rules.json can end that (passwordAndCode).`;
  return { state: 'warning', about: 'passkeys', sentence };
}

async function rootFilesIn(folder: string): Promise<string[]> {
  const roots = path.join(folder, 'roots');
  return existsSync(roots) ? (await readdir(roots)).toSorted().map((name) => path.join('roots', name)) : [];
}

async function lookAtMode(file: string): Promise<Finding[]> {
  if (!existsSync(file) || process.platform === 'win32') return [];
  const mode = (await stat(file)).mode & 0o777;
  if ((mode & 0o077) === 0) return [good(path.basename(file), 'readable by this account alone')];
  return [
    { state: 'wrong', about: path.basename(file), sentence: `Others may read it (mode ${mode.toString(8)}). Run: chmod 600 ${file}` },
  ];
}

async function lookAtPort(configuration: Configuration): Promise<{ finding: Finding; isRunning: boolean }> {
  const { port, host } = configuration;
  const taken = await takePort({ port, host });
  if (taken.ok) {
    await taken.value.close();
    return { finding: good('port', `${port} at ${host} is free; no server runs there`), isRunning: false };
  }
  const isRunning = await fetch(`http://${host}:${port}/health`, { signal: AbortSignal.timeout(5000) }).then(
    (response) => response.ok,
    () => false,
  );
  return isRunning
    ? { finding: good('port', `a server answers at ${host}:${port} and is well`), isRunning }
    : { finding: wrong('port', taken.issues), isRunning };
}
