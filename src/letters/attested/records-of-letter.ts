// SPDX-License-Identifier: Apache-2.0
/**
 * Records taken from a letter: typed from its pages, or read from a file that came with it, in any format of the imports.
 *
 * Each gets the conditions of the agreement as if its author had set them, or stricter ones where the letter sets such; looser ones are
 * refused. They go into the body of the step, so whoever confirms the letter confirms each of them, and what is admitted is what was
 * confirmed.
 */
import { buildCondition, type KnownAgreement, replyLimits } from '../../agreements/index.ts';
import { type ConditionLimits, loosenings, parseConditionLimits } from '../../conditions/index.ts';
import { findAttachment, openBlob } from '../../exchange/index.ts';
import { fail, failWith, type Issue, limits as sizes, newId, ok, type Result, type Transaction } from '../../kernel/index.ts';
import { checkRecordBody, isFirmDataFormat, isVenueListFormat, readImportFile } from '../../records/index.ts';
import type { DisclosedRecordWire, RecordBodyWire } from '../../records/wire.ts';
import type { By, LetterDeps } from '../letter-deps.ts';
import type { IncomingRecord } from '../store.ts';
import type { RecordInLetterWire } from './wire.ts';

/** More of one file than a letter's records are; what is longer is imported as a file of one's own, or asked for in parts. */
const enclosureBytesMax = 8 * 1024 * 1024;

interface Entered {
  readonly records: readonly RecordInLetterWire[];
  readonly limits: unknown;
  readonly agreement: KnownAgreement;
  readonly by: By;
}
export interface TakenRecords {
  readonly records: readonly DisclosedRecordWire[];
  /** Under which all that the letter says is held. */
  readonly limits: ConditionLimits;
}

/** Issues name the field of what was entered. */
export async function recordsOfLetter(
  tx: Transaction,
  deps: LetterDeps,
  row: IncomingRecord,
  entered: Entered,
): Promise<Result<TakenRecords>> {
  const { agreement, by } = entered;
  const limits = limitsOfLetter(agreement, row, entered.limits);
  if (!limits.ok) return limits;
  const found: Found[] = [];
  const issues: Issue[] = [];
  for (const [index, record] of entered.records.entries()) {
    const path = `says.records.${index}`;
    const read = record.from === 'typed' ? typed(record.body, row, { path, by }) : await readEnclosure(tx, deps, row, { record, path, by });
    if (read.ok) found.push(...read.value);
    else issues.push(...read.issues);
  }
  if (issues.length > 0) return failWith(issues);
  if (found.length > sizes.replyRecordsMax)
    return fail('says.records', `These are ${found.length} records; the limit of one letter is ${sizes.replyRecordsMax}.`, 'Take fewer.');
  const twice = found.find(
    ({ body }, index) => found.findIndex((one) => one.body.reference === body.reference && one.body.kind === body.kind) < index,
  );
  if (twice !== undefined) return fail('says.records', `${twice.body.reference} is there twice.`, 'Take each record once.');
  const records = found.map(({ body, source }): DisclosedRecordWire => {
    const built = { agreement, originator: row.counterpart, limits: limits.value, id: newId('cnd', by.now, deps.ports.random), scope: '' };
    return {
      id: newId('rcd', by.now, deps.ports.random),
      originator: row.counterpart,
      body,
      provenance: [{ scope: '', source, recordedAt: by.now }],
      conditions: [buildCondition(built)] as DisclosedRecordWire['conditions'],
    };
  });
  return ok({ records, limits: limits.value });
}

function limitsOfLetter(agreement: KnownAgreement, row: IncomingRecord, entered: unknown): Result<ConditionLimits> {
  const floor = replyLimits(agreement, row.received_at);
  if (entered === null || entered === undefined) return ok(floor);
  const read = parseConditionLimits(entered, 'says.limits');
  if (!read.ok) return read;
  const [loose] = loosenings(read.value, floor);
  return loose === undefined
    ? read
    : fail(
        `says.limits.${loose}`,
        'This is looser than the agreement lets anything be given.',
        'Enter what the letter sets beside it, or leave it out.',
      );
}

interface Found {
  readonly body: RecordBodyWire;
  readonly source: DisclosedRecordWire['provenance'][number]['source'];
}
interface At {
  readonly path: string;
  readonly by: By;
}

function typed(body: RecordBodyWire, row: IncomingRecord, { path, by }: At): Result<readonly Found[]> {
  const checked = checkRecordBody(body, by.now);
  if (!checked.ok) return failWith(checked.issues.map((issue) => ({ ...issue, path: `${path}.body${issue.path.replaceAll('/', '.')}` })));
  const source = { kind: 'form', name: `letter of ${row.written_on}`, digest: row.scan, place: 'typed from the scan' } as const;
  return ok([{ body: checked.value, source }]);
}

interface FromEnclosure extends At {
  readonly record: Extract<RecordInLetterWire, { from: 'enclosure' }>;
}

async function readEnclosure(
  tx: Transaction,
  deps: LetterDeps,
  row: IncomingRecord,
  given: FromEnclosure,
): Promise<Result<readonly Found[]>> {
  const { record, path, by } = given;
  const enclosure = row.enclosures.find(({ digest }) => digest === record.digest);
  if (enclosure === undefined)
    return fail(`${path}.digest`, 'No file with this digest came with the letter.', 'Choose one of its enclosures.');
  if (isFirmDataFormat(record.format) || isVenueListFormat(record.format))
    return fail(
      `${path}.format`,
      'This format holds what others publish about firms or venues, and no records.',
      'Choose the format that the file has.',
    );
  if (enclosure.size > enclosureBytesMax)
    return fail(`${path}.digest`, 'The file is larger than 8 MiB.', 'Type what is needed of it, or have it sent in parts.');
  const file = await findAttachment(tx, enclosure.upload);
  const { blobs } = deps.assistance;
  if (file === null || blobs === undefined) throw new Error('an enclosure of a letter is kept');
  const parts: Uint8Array[] = [];
  for await (const part of openBlob(blobs.files, file)) parts.push(part);
  const question = { kind: record.kind, bytes: new Uint8Array(Buffer.concat(parts)), now: by.now };
  const reading = await readImportFile(record.format, question);
  const wrong = reading.kind === 'unreadable' ? reading.rejections : reading.records.flatMap((one) => (one.isGood ? [] : one.rejections));
  if (reading.kind === 'unreadable' || wrong.length > 0)
    return failWith(
      wrong.map(({ line, field, reason, remedy }) => ({
        path: `${path}.digest`,
        problem: `${enclosure.name}, line ${line}, ${field}: ${reason}`,
        remedy,
      })),
    );
  const { name, digest } = enclosure;
  const found = reading.records.flatMap((one): Found[] =>
    one.isGood ? [{ body: one.body, source: { kind: 'import', name: name.slice(0, 300), digest, place: `line ${one.line}` } }] : [],
  );
  return found.length === 0 ? fail(`${path}.digest`, 'The file holds no record.', 'Choose another format, or another file.') : ok(found);
}
