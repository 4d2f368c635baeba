// SPDX-License-Identifier: Apache-2.0
/** What the readers of published data about firms return: statements by LEI, each good or with its faults. */
import type { JsonValue } from '../../kernel/index.ts';
import { checkLei } from '../lei.ts';
import type { Rejection } from '../imports/file-records.ts';
import { type FirmStatementWire, firmStatementSchema } from './wire.ts';

/** Nothing, where an entry says nothing that is kept. */
export type ReadStatement = { readonly statement: FirmStatementWire } | { readonly rejection: Rejection } | null;

export interface StatementsReading {
  readonly statements: readonly FirmStatementWire[];
  readonly rejected: readonly Rejection[];
  /** False where the file as a whole cannot be read. */
  readonly isReadable: boolean;
}

export type JsonObject = { readonly [name: string]: JsonValue };

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectAt(value: JsonValue | undefined, ...path: readonly string[]): JsonObject | null {
  const found = path.reduce<JsonValue | undefined>((at, name) => (isObject(at) ? at[name] : undefined), value);
  return isObject(found) ? found : null;
}

/** Text at a path; the Common Data File as JSON puts the text of an element under "$". Empty text is none. */
export function textAt(value: JsonValue | undefined, ...path: readonly string[]): string | null {
  const found = path.reduce<JsonValue | undefined>((at, name) => (isObject(at) ? at[name] : undefined), value);
  const inner = isObject(found) ? found['$'] : found;
  return typeof inner === 'string' && inner.trim() !== '' ? inner.trim() : null;
}

/** A list at a path; one entry without its list is a list of one. */
export function listAt(value: JsonValue | undefined, ...path: readonly string[]): readonly JsonValue[] {
  const found = path.reduce<JsonValue | undefined>((at, name) => (isObject(at) ? at[name] : undefined), value);
  if (found === undefined || found === null) return [];
  return Array.isArray(found) ? found : [found];
}

/**
 * The JSON of a file, or what is wrong with it. A published file is no signed document: fractions and a byte order mark are taken, and of
 * two equal names the last counts, as every other reader of the file has it.
 */
export function parseFile(bytes: Uint8Array): { readonly value: JsonValue } | { readonly rejected: readonly Rejection[] } {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as JsonValue };
  } catch {
    const remedy = 'Take the file as it is published: unpacked, whole, in UTF-8.';
    return { rejected: [{ line: 1, field: 'file', reason: 'The file is no JSON.', remedy }] };
  }
}

export function unreadableStatements(rejection: Omit<Rejection, 'line' | 'field'>): StatementsReading {
  return { statements: [], rejected: [{ line: 1, field: 'file', ...rejection }], isReadable: false };
}

/** Judges what a reader has put together; `position` counts the entries of the file from 1. */
export function judgeStatement(draft: FirmStatementWire, position: number): ReadStatement {
  const leis = 'parent' in draft && draft.parent !== null ? [draft.lei, draft.parent] : [draft.lei];
  for (const lei of leis) {
    const checked = checkLei(lei, 'lei');
    const [issue] = checked.ok ? [] : checked.issues;
    if (issue !== undefined) return { rejection: { line: position, field: 'lei', reason: issue.problem, remedy: issue.remedy } };
  }
  const parsed = firmStatementSchema.safeParse(draft);
  if (parsed.success) return { statement: parsed.data };
  const [issue] = parsed.error.issues;
  const field = `/${issue?.path.map(String).join('/') ?? ''}`;
  const reason = `It is missing, too long or no text: ${issue?.message ?? ''}.`;
  return { rejection: { line: position, field, reason, remedy: 'Take the file as it is published.' } };
}

/** The second statement of one kind about one LEI is rejected: which of the two is right is not ours to say. */
export function gatherStatements(read: readonly ReadStatement[]): StatementsReading {
  const seen = new Set<string>();
  const statements: FirmStatementWire[] = [];
  const rejected: Rejection[] = [];
  for (const [index, one] of read.entries()) {
    if (one === null) continue;
    if ('rejection' in one) {
      rejected.push(one.rejection);
      continue;
    }
    const { kind, lei } = one.statement;
    const key = `${kind} ${lei}`;
    if (seen.has(key)) {
      const reason = `The file says twice who ${lei} is, by "${kind}".`;
      rejected.push({ line: index + 1, field: 'lei', reason, remedy: 'Keep one of the two.' });
    } else statements.push(one.statement);
    seen.add(key);
  }
  return { statements, rejected, isReadable: true };
}
