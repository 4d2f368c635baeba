// SPDX-License-Identifier: Apache-2.0
/**
 * The shape of a command: name, one line, help with an example, and what it does.
 *
 * Exit codes mean the same everywhere: 0 done or yes; 1 an answer that is no (refused, invalid, rejected rows);
 * 2 used wrongly; 3 the surroundings do not allow it (folder, port, database, network).
 */
import { parseArgs } from 'node:util';
import { type Issue, issuesText } from '../kernel/index.ts';

export const exitCodes = { done: 0, no: 1, wrongUse: 2, surroundings: 3 } as const;

export interface Output {
  line(text: string): void;
  problem(text: string): void;
}

export interface Command {
  /** As typed, e.g. `agreements decide`. */
  readonly name: string;
  readonly summary: string;
  /** Printed by --help: what it does, its options, one example. */
  readonly help: string;
  readonly options: Readonly<Record<string, { type: 'string' | 'boolean'; short?: string; multiple?: boolean }>>;
  run(given: Given, output: Output): Promise<number>;
}

export interface Given {
  readonly words: readonly string[];
  text(name: string): string | null;
  texts(name: string): readonly string[];
  has(name: string): boolean;
}

/** Reads the words after the command's name; a string is the complaint about a wrong one. */
export function readWords(command: Command, words: readonly string[]): Given | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { ...command.options, help: { type: 'boolean' } },
      allowPositionals: true,
      strict: true,
    });
    const value = (name: string): unknown => (values as Record<string, unknown>)[name];
    return {
      words: positionals,
      text: (name) => (typeof value(name) === 'string' ? (value(name) as string) : null),
      texts: (name) => (Array.isArray(value(name)) ? (value(name) as string[]) : []),
      has: (name) => value(name) === true,
    };
  } catch (error) {
    return error instanceof Error ? error.message : 'the options could not be read';
  }
}

/** Prints issues as lines, or as JSON where a machine reads, and gives the exit code to end with. */
export function refuse(output: Output, issues: readonly Issue[], exitCode: number, asJson: boolean): number {
  if (asJson) output.line(JSON.stringify({ issues }));
  else output.problem(issuesText(issues));
  return exitCode;
}
