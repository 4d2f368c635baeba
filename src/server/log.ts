// SPDX-License-Identifier: Apache-2.0
/**
 * The log of the process: what happened, by identifier and digest.
 *
 * No payload, no name of a person and no secret is ever given to it: the fields that may be logged are a closed list, and
 * an error is logged by its type and place, not by its text, which may quote what an officer typed.
 */
import { pino } from 'pino';

export interface LogFields {
  readonly call?: string;
  readonly status?: number;
  readonly ms?: number;
  readonly dispatch?: string;
  readonly peer?: string;
  readonly count?: number;
  readonly code?: string;
  readonly port?: number;
}

export interface Log {
  info(what: string, fields?: LogFields): void;
  warn(what: string, fields?: LogFields): void;
  /** Logs where it broke: the error's class and the first frames of its stack, without its text. */
  error(what: string, error: unknown, fields?: LogFields): void;
}

/** Standard output is for what a command answers. */
const standardError = 2;

const allowed: readonly (keyof LogFields)[] = ['call', 'status', 'ms', 'dispatch', 'peer', 'count', 'code', 'port'];

export function openLog(level: 'info' | 'warn' | 'error' | 'silent', destination?: { write(line: string): void }): Log {
  const logger = pino({ level, base: null }, destination ?? pino.destination(standardError));
  return {
    info: (what, fields = {}) => logger.info(only(fields), what),
    warn: (what, fields = {}) => logger.warn(only(fields), what),
    error: (what, error, fields = {}) => logger.error({ ...only(fields), ...placeOf(error) }, what),
  };
}

function only(fields: LogFields): LogFields {
  return Object.fromEntries(allowed.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]));
}

function placeOf(error: unknown): { error: string; at: string[]; code?: string } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { error: error.name, at: frames.slice(0, 6).map((line) => line.trim()), ...code };
}
