// SPDX-License-Identifier: Apache-2.0
/**
 * Market abuse forms as files, in two spellings of one thing.
 *
 * JSON: a list of forms; a field holds a text, a list of texts, or why it does not apply.
 *
 *     { "format": "comity-stor/1", "reports": [ { "template": "mica-stor", "reference": "S-1", "reportedAt": "2026-03-04",
 *       "fields": { "submitter-entity": "Skerry Ltd", "asset-name": ["XBT", "XUSD"], "submitter-lei": { "notApplicable": "no LEI issued" } } } ] }
 *
 * CSV, for who fills it in a spreadsheet: one answer on each row; rows with the same `report` are one form.
 *
 *     report,template,field,entry,value,not_applicable
 *     S-1,mica-stor,reported-at,1,2026-03-04,
 *     S-1,mica-stor,submitter-entity,1,Skerry Ltd,
 *
 * The whole file is held in memory: forms are short, and a file is limited to what an import takes.
 */
import { fail, failWith, type Issue, limits, ok, parseStrictJson, type Result } from '../../../kernel/index.ts';
import { z } from 'zod';
import { readCsv } from '../../imports/csv.ts';
import type { PlacedFault } from '../../xml/check-shape.ts';
import { createTextReader } from '../../xml/decode-text.ts';
import type { ReaderSettings, ReadReport, ReportReader } from '../format-reading.ts';
import { bodyOfStor, type FormField, storFaults, type StorForm } from './check-stor.ts';
import { type StorTemplate, storTemplates } from './fields.ts';

export const storFormat = 'comity-stor/1';

export function createStorReader(settings: ReaderSettings): ReportReader {
  const text = createTextReader();
  const pieces: string[] = [];
  let length = 0;
  const take = (piece: string): Result<null> => {
    length += piece.length;
    if (length > limits.importBytesMax) return fail('file', `It is longer than ${limits.importBytesMax} characters.`, 'Divide it.');
    pieces.push(piece);
    return ok(null);
  };
  return {
    write(bytes) {
      const read = text.write(bytes);
      return read.ok ? take(read.value) : read;
    },
    end() {
      const read = text.end();
      if (!read.ok) return read;
      const taken = take(read.value);
      if (!taken.ok) return taken;
      const forms = readForms(pieces.join(''));
      if (!forms.ok) return failWith(forms.issues);
      for (const [index, form] of forms.value.entries()) settings.onReport(reportOf(form, index + 1));
      return ok([]);
    },
  };
}

/** A form, the line of each of its fields, and faults that were found while reading it. */
interface PlacedForm extends StorForm {
  readonly line: number;
  readonly lineOf: (field: string) => number;
  readonly faults: readonly PlacedFault[];
}

function reportOf(form: PlacedForm, position: number): ReadReport {
  const { line, reference } = form;
  const found = form.faults.length > 0 ? [] : storFaults(form);
  const faults = [
    ...form.faults,
    ...found.map(({ field, problem, remedy }) => ({ line: form.lineOf(field), path: field, problem, remedy })),
  ];
  if (faults.length > 0) return { position, line, reference, body: null, places: [], faults };
  const places = [
    { scope: '', place: `line ${line}` },
    { scope: '/narrative', place: `line ${form.lineOf('reasons')}, reasons` },
    { scope: '/parties', place: `line ${form.lineOf('suspected-name')}, suspected-name` },
    { scope: '/movements', place: `line ${form.lineOf('executed-at')}, executed-at` },
  ];
  const { template, reportedAt, follows, fields } = form;
  return { position, line, reference, body: bodyOfStor({ template, reference, reportedAt, follows, fields }), places, faults: [] };
}

function readForms(text: string): Result<readonly PlacedForm[]> {
  return text.trimStart().startsWith('{') ? readJsonForms(text) : readCsvForms(text);
}

const answerSchema = z.union([z.string(), z.array(z.string()).max(1000), z.strictObject({ notApplicable: z.string() })]);
const fileSchema = z.strictObject({
  format: z.literal(storFormat),
  reports: z
    .array(
      z.strictObject({
        template: z.enum(['mica-stor', 'mar-stor']),
        reference: z.string().min(1).max(300),
        reportedAt: z.string().max(40),
        follows: z.strictObject({ relation: z.enum(['supplements', 'corrects', 'continues']), reference: z.string().max(300) }).optional(),
        fields: z.record(z.string().max(40), answerSchema),
      }),
    )
    .max(limits.importRowsMax),
});

function readJsonForms(text: string): Result<readonly PlacedForm[]> {
  const bytes = new TextEncoder().encode(text);
  const parsed = parseStrictJson(bytes, 'file', { bytesMax: limits.importBytesMax, depthMax: limits.jsonDepthMax });
  if (!parsed.ok) return parsed;
  const read = fileSchema.safeParse(parsed.value);
  if (!read.success) return failWith(read.error.issues.slice(0, 50).map(shapeIssue));
  let from = 0;
  return ok(
    read.data.reports.map((report) => {
      // JSON has no lines of its own; the reference is looked for, so that a person finds the form.
      const at = text.indexOf(JSON.stringify(report.reference), from);
      if (at !== -1) from = at + 1;
      const line = at === -1 ? 1 : text.slice(0, at).split('\n').length;
      const fields = Object.entries(report.fields).flatMap(([field, answer]) => answersOf(field, answer));
      const { template, reference, reportedAt } = report;
      return { template, reference, reportedAt, follows: report.follows ?? null, fields, line, lineOf: () => line, faults: [] };
    }),
  );
}

function shapeIssue(issue: z.core.$ZodIssue): Issue {
  const remedy = 'Compare it with docs/reference/report-formats.md.';
  return { path: issue.path.join('/') || 'file', problem: `It does not have the agreed shape: ${issue.message}.`, remedy };
}

function answersOf(field: string, answer: z.infer<typeof answerSchema>): FormField[] {
  if (typeof answer === 'string') return [{ field, entry: 1, value: answer, notApplicable: null }];
  if (Array.isArray(answer)) return answer.map((value, index) => ({ field, entry: index + 1, value, notApplicable: null }));
  return [{ field, entry: 1, value: null, notApplicable: answer.notApplicable }];
}

const csvColumns = ['report', 'template', 'field', 'entry', 'value', 'not_applicable'] as const;

function readCsvForms(text: string): Result<readonly PlacedForm[]> {
  const read = readCsv(text);
  if (read.kind === 'unreadable') return fail(`line ${read.fault.line}`, read.fault.reason, read.fault.remedy);
  const { header, rows, faults } = read.file;
  const names = header.fields.map((name) => name.trim().toLowerCase());
  const missing = csvColumns.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    return fail(
      `line ${header.line}`,
      `The column "${missing[0]}" is missing.`,
      `Name the columns ${csvColumns.join(', ')}; or send JSON.`,
    );
  }
  const [fault] = faults;
  if (fault !== undefined) return fail(`line ${fault.line}`, fault.reason, fault.remedy);
  const at = (row: (typeof rows)[number], name: (typeof csvColumns)[number]): string => row.fields[names.indexOf(name)]?.trim() ?? '';
  const groups = Map.groupBy(rows, (row) => at(row, 'report'));
  return ok([...groups].map(([reference, group]) => csvForm(reference, group, at)));
}

type Row = { readonly line: number; readonly fields: readonly string[] };

function csvForm(reference: string, rows: readonly Row[], at: (row: Row, name: (typeof csvColumns)[number]) => string): PlacedForm {
  const faults: PlacedFault[] = [];
  const fields: FormField[] = [];
  const lines = new Map<string, number>();
  const line = rows[0]?.line ?? 1;
  const heads = new Map<string, string>();
  const templates = new Set(rows.map((row) => at(row, 'template')).filter((name) => name !== ''));
  const [named] = templates;
  const template = storTemplates.find((each) => each === named);
  if (template === undefined || templates.size > 1)
    faults.push({
      line,
      path: 'template',
      problem: 'The report names no template, or more than one.',
      remedy: `Give one of: ${storTemplates.join(', ')}.`,
    });
  if (reference === '')
    faults.push({ line, path: 'report', problem: 'The report has no reference.', remedy: 'Give each row the reference of its report.' });
  for (const row of rows) {
    const field = at(row, 'field');
    const value = at(row, 'value');
    if (!lines.has(field)) lines.set(field, row.line);
    if (['reported-at', 'follows', 'follows-reference'].includes(field)) {
      heads.set(field, value);
      continue;
    }
    const entry = Number(at(row, 'entry') || '1');
    if (!Number.isInteger(entry) || entry < 1 || entry > 1000) {
      faults.push({
        line: row.line,
        path: 'entry',
        problem: 'The entry is not a number from 1 to 1000.',
        remedy: 'Count the answers of one field from 1.',
      });
      continue;
    }
    fields.push({ field, entry, value: value === '' ? null : value, notApplicable: at(row, 'not_applicable') || null });
  }
  const relation = heads.get('follows') ?? '';
  const follows = relation === '' ? null : { relation, reference: heads.get('follows-reference') ?? '' };
  if (!heads.has('reported-at'))
    faults.push({ line, path: 'reported-at', problem: 'The report has no moment of reporting.', remedy: 'Add a row for reported-at.' });
  const chosen: StorTemplate = template ?? 'mica-stor';
  return {
    template: chosen,
    reference,
    reportedAt: heads.get('reported-at') ?? '',
    follows,
    fields,
    line,
    lineOf: (field) => lines.get(field) ?? line,
    faults,
  };
}
