// SPDX-License-Identifier: Apache-2.0
/**
 * Running one of PostgreSQL's own commands to its end, as the account it needs.
 *
 * The command sees a bare environment: nothing of ours (a DATABASE_URL, a key, a PGHOST) reaches it, and its texts come
 * in one language, so that they can be read by us.
 */
import { spawn } from 'node:child_process';

export interface CommandOutcome {
  /** `undefined` when the command could not be started, was killed or took too long. */
  readonly exitCode: number | undefined;
  /** Why it could not be started, as the system names it (`EACCES`, `ENOENT`). */
  readonly startError: string | undefined;
  /** What it wrote, both streams, at most `outputCharsMax` characters from the start. */
  readonly output: string;
}

/** The account as the system knows it. */
export interface RunsAs {
  readonly uid: number;
  readonly gid: number;
}

interface CommandOptions {
  readonly account: RunsAs | undefined;
  /** Written to the command's standard input, which is then closed. */
  readonly input?: string;
}

/** A cluster is made in under a second; a slow disk is allowed two minutes. */
const commandMsMax = 120_000;
/** Enough for every message of these commands; more would be of no use in an issue. */
const outputCharsMax = 20_000;

export async function runCommand(command: string, args: readonly string[], options: CommandOptions): Promise<CommandOutcome> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      ...asAccount(options.account),
      cwd: '/',
      env: bareEnvironment(),
      stdio: 'pipe',
    });
    // Not spawn's own `timeout`: its timer goes on, and keeps us alive, when the command could not be started.
    const timer = setTimeout(() => child.kill('SIGKILL'), commandMsMax);
    const finish = (outcome: Omit<CommandOutcome, 'output'>): void => {
      clearTimeout(timer);
      resolve({ ...outcome, output });
    };
    let output = '';
    const collect = (chunk: Buffer): void => {
      if (output.length < outputCharsMax) output += chunk.toString('utf8').slice(0, outputCharsMax - output.length);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error: NodeJS.ErrnoException) => finish({ exitCode: undefined, startError: error.code ?? error.message }));
    child.on('close', (code) => finish({ exitCode: code ?? undefined, startError: undefined }));
    // A command that ends without reading its input closes the pipe early; its exit code tells what matters.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** Spawn options that change to the account; none for ourselves. */
export function asAccount(account: RunsAs | undefined): { uid?: number; gid?: number } {
  return account === undefined ? {} : { uid: account.uid, gid: account.gid };
}

export function bareEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', HOME: '/' };
}
