// SPDX-License-Identifier: Apache-2.0
/**
 * Reader of travel-rule messages: IVMS101 in JSON.
 *
 * Three shapes of file are taken: one message as the standard has it; a list of such messages; or messages with what the standard leaves
 * to the protocol around it, which is what an inspection brings home:
 *
 *     { "format": "comity-travel-rule/1", "messages": [ { "reference": "T-1", "sentAt": "2026-03-01T09:00:00.000Z",
 *       "transfer": { "asset": "BTC", "amount": "0.5", "network": "bitcoin", "value": { "amount": "21000.00", "currency": "EUR" } },
 *       "selfHosted": "beneficiary", "ownership": "shown", "payload": { "originator": ..., "beneficiary": ... } } ] }
 *
 * A message without a reference is known by the digest of its payload, so that the same one is the same record. As in our own JSON, `line`
 * counts messages and `field` is a JSON pointer into the message.
 */
import { z } from 'zod';
import { type Issue, limits, parseStrictJson } from '../../../kernel/index.ts';
import { digestOfJson } from '../../../seals/index.ts';
import {
  decodeUtf8,
  type FileQuestion,
  type FileReading,
  type FileRecord,
  judgeRecord,
  notUtf8,
  tooManyRecords,
  unreadable,
} from '../../imports/file-records.ts';
import { shapeIssue } from '../../shape-issue.ts';
import { travelRuleMessageSchema } from '../wire.ts';
import { bodyOfPayload } from './body-of-payload.ts';
import { payloadSchema, twoSpellings } from './payload-shape.ts';

export const travelRuleFormat = 'comity-travel-rule/1';

const messageSchema = travelRuleMessageSchema
  .pick({ reference: true, sentAt: true, transfer: true, selfHosted: true, ownership: true })
  .partial({ reference: true })
  .extend({ payload: z.unknown() });

export function readIvms101(question: FileQuestion): FileReading {
  if (question.kind !== 'travel-rule-message') {
    const reason = `Files of the format "ivms101" hold travel-rule messages, not records of the kind "${question.kind}".`;
    return unreadable([{ line: 1, field: 'file', reason, remedy: 'Import it as travel-rule-message.' }]);
  }
  const text = decodeUtf8(question.bytes);
  if (text === null) return unreadable([notUtf8]);
  const parsed = parseStrictJson(question.bytes, 'file', { bytesMax: limits.importBytesMax, depthMax: limits.jsonDepthMax });
  if (!parsed.ok) {
    return unreadable(
      parsed.issues.map(({ path, problem, remedy }) => ({ line: lineOf(text, path), field: 'file', reason: problem, remedy })),
    );
  }
  const messages = messagesIn(parsed.value);
  if (messages === null) {
    const remedy = `Give one message of IVMS101, a list of them, or {"format": "${travelRuleFormat}", "messages": [...]}.`;
    return unreadable([{ line: 1, field: 'file', reason: 'The file holds no travel-rule message.', remedy }]);
  }
  if (messages.length > limits.importRowsMax) return tooManyRecords(messages.length, limits.importRowsMax);
  return { kind: 'records', records: messages.map((message, index) => readMessage(message, index + 1, question)) };
}

type Members = Readonly<Record<string, unknown>>;

/** Each with its payload apart. */
function messagesIn(value: unknown): readonly Members[] | null {
  if (Array.isArray(value)) return value.map((payload: unknown) => ({ payload }));
  if (!isObject(value)) return null;
  if ('format' in value) {
    const { format, messages, ...others } = value;
    const isOurs = format === travelRuleFormat && Array.isArray(messages) && Object.keys(others).length === 0;
    return isOurs ? messages.map((message: unknown) => (isObject(message) ? message : { payload: message })) : null;
  }
  return ['originator', 'beneficiary'].some((member) => member in value) ? [{ payload: value }] : null;
}

function readMessage(message: Members, position: number, question: FileQuestion): FileRecord {
  const { payload, ...around } = message;
  const bad = (issues: readonly Issue[]): FileRecord => ({
    isGood: false,
    line: position,
    rejections: issues.map(({ path, problem, remedy }) => ({ line: position, field: path, reason: problem, remedy })),
  });
  const outer = messageSchema.safeParse({ ...around, payload: null });
  const inner = payloadSchema.safeParse(payload);
  const issues = [
    ...(outer.success ? [] : outer.error.issues.map(shapeIssue)),
    ...(inner.success ? [] : inner.error.issues.map(shapeIssue).map((issue) => ({ ...issue, path: `/payload${issue.path}` }))),
    ...doubled(payload, '/payload'),
  ];
  if (issues.length > 0 || !outer.success || !inner.success) return bad(issues);
  const { payload: _, reference = `IVMS-${digestOfJson(payload).slice(-32)}`, ...known } = outer.data;
  const body = { kind: 'travel-rule-message', reference, ...known, ...bodyOfPayload(inner.data) };
  const places = [{ scope: '', place: `messages[${position - 1}]` }];
  return judgeRecord(body, { line: position, now: question.now, places, placeOf: (pointer) => ({ line: position, field: pointer }) });
}

function doubled(value: unknown, path: string): readonly Issue[] {
  if (Array.isArray(value)) return value.flatMap((entry, index) => doubled(entry, `${path}/${index}`));
  if (!isObject(value)) return [];
  const here = twoSpellings
    .filter(([first, second]) => first in value && second in value)
    .map(([first, second]) => ({
      path: `${path}/${second}`,
      problem: `It stands beside "${first}".`,
      remedy: 'Leave one of the two out.',
    }));
  return [...here, ...Object.entries(value).flatMap(([name, inner]) => doubled(inner, `${path}/${name}`))];
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The kernel's parser names the character; a person looks for a line. */
function lineOf(text: string, path: string): number {
  const character = /character (\d+)$/.exec(path)?.[1];
  return character === undefined ? 1 : text.slice(0, Number(character) - 1).split('\n').length;
}
