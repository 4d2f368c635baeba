// SPDX-License-Identifier: Apache-2.0
/**
 * Reader of comity-json: `{ "format": "comity-records/1", "records": [ ... ] }`, each record a body as wire/record.md has it.
 *
 * JSON knows no lines that a person could count on, so `line` in the report is the position of the record, counted from 1,
 * and `field` the JSON pointer inside it. Only where the text itself is broken does `line` mean a line.
 */
import { limits, parseStrictJson } from '../../kernel/index.ts';
import type { JsonValue } from '../../kernel/index.ts';
import {
  decodeUtf8,
  type FileQuestion,
  type FileReading,
  type FileRecord,
  judgeRecord,
  notUtf8,
  tooManyRecords,
  unreadable,
} from './file-records.ts';

export const jsonFormat = 'comity-records/1';

export function readComityJson(question: FileQuestion): FileReading {
  const text = decodeUtf8(question.bytes);
  if (text === null) return unreadable([notUtf8]);
  const parsed = parseStrictJson(question.bytes, 'file', { bytesMax: limits.importBytesMax, depthMax: limits.jsonDepthMax });
  if (!parsed.ok) {
    return unreadable(
      parsed.issues.map((issue) => ({ line: lineOf(text, issue.path), field: 'file', reason: issue.problem, remedy: issue.remedy })),
    );
  }
  const records = recordsIn(parsed.value);
  if (records === null) {
    const remedy = `Write {"format": "${jsonFormat}", "records": [...]}.`;
    return unreadable([{ line: 1, field: 'file', reason: 'The file is not a list of records.', remedy }]);
  }
  if (records.length > limits.importRowsMax) return tooManyRecords(records.length, limits.importRowsMax);
  return { kind: 'records', records: records.map((body, index) => readOne(body, index + 1, question)) };
}

function recordsIn(value: JsonValue): readonly JsonValue[] | null {
  if (typeof value !== 'object' || value === null || !('format' in value) || !('records' in value)) return null;
  const { format, records } = value;
  const hasMore = Object.keys(value).length > 2;
  return format === jsonFormat && !hasMore && Array.isArray(records) ? (records as readonly JsonValue[]) : null;
}

function readOne(body: JsonValue, position: number, question: FileQuestion): FileRecord {
  const kind = typeof body === 'object' && body !== null && 'kind' in body ? body.kind : undefined;
  if (kind !== question.kind) {
    const reason = `Its kind is ${kind === undefined ? 'missing' : JSON.stringify(kind).slice(0, 60)}, the import is of kind "${question.kind}".`;
    return {
      isGood: false,
      line: position,
      rejections: [{ line: position, field: '/kind', reason, remedy: 'Import each kind from a file of its own.' }],
    };
  }
  const places = [{ scope: '', place: `records[${position - 1}]` }];
  return judgeRecord(body, { line: position, now: question.now, places, placeOf: (pointer) => ({ line: position, field: pointer }) });
}

/** The kernel's parser names the character; a person looks for a line. */
function lineOf(text: string, path: string): number {
  const character = /character (\d+)$/.exec(path)?.[1];
  return character === undefined ? 1 : text.slice(0, Number(character) - 1).split('\n').length;
}
