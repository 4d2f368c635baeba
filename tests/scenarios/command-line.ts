// SPDX-License-Identifier: Apache-2.0
//
// The command line at the server of a story: an officer types a command, with a code of their own.
import assert from 'node:assert/strict';
import { runCommand } from '../../src/cli/run-command.ts';
import type { Desk } from './authorities.ts';
import type { Authority } from './federation.ts';

/** What it prints as JSON, after the exit code that is expected of it. */
export function comity(authority: Authority, exitCode: number, ...words: readonly string[]): Promise<unknown> {
  return comityAs(authority, 'preparer', exitCode, ...words);
}

/** The same by another desk. */
export async function comityAs(authority: Authority, desk: Desk, exitCode: number, ...words: readonly string[]): Promise<unknown> {
  return JSON.parse(await saidAs(authority, desk, exitCode, ...words));
}

/** What it prints for people, after the exit code that is expected of it. */
export function said(authority: Authority, exitCode: number, ...words: readonly string[]): Promise<string> {
  return saidAs(authority, 'preparer', exitCode, ...words);
}

async function saidAs(authority: Authority, desk: Desk, exitCode: number, ...words: readonly string[]): Promise<string> {
  const officer = authority.at(desk);
  const printed: string[] = [];
  const signIn = ['--server', authority.url, '--officer', officer.email, '--password', officer.password, '--code', officer.code()];
  const print = (text: string): void => void printed.push(text);
  const ended = await runCommand([...words, ...signIn], { line: print, problem: print });
  assert.equal(ended, exitCode, `${words.join(' ')}: ${printed.join('\n')}`);
  return printed.join('\n');
}

/** What a command prints that needs no server, with the exit code that is expected of it. */
export async function typed(exitCode: number, ...words: readonly string[]): Promise<string> {
  const printed: string[] = [];
  const print = (text: string): void => void printed.push(text);
  const ended = await runCommand([...words], { line: print, problem: print });
  assert.equal(ended, exitCode, `${words.join(' ')}: ${printed.join('\n')}`);
  return printed.join('\n');
}
