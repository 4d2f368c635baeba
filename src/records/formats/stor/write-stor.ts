// SPDX-License-Identifier: Apache-2.0
/**
 * Suspicious reports as market abuse forms in JSON: those that came as a form with every answer they came with, others with the fields
 * that the model can answer. A field that the record does not answer says so in its reason, so that who receives the form sees
 * what was not known; each is also named in a note beside the file.
 */
import type { SuspiciousReport } from '../../suspicious-reports/wire.ts';
import type { WritingNote } from '../format-reading.ts';
import { fieldsOfTemplate, type StorTemplate } from './fields.ts';
import { storFormat } from './read-stor.ts';

type Answer = string | readonly string[] | { readonly notApplicable: string };

export function writeStor(reports: readonly SuspiciousReport[]): { text: string; notes: readonly WritingNote[] } {
  const notes: WritingNote[] = [];
  const written = reports.map((report) => {
    const { form, reference, reportedAt, follows } = report;
    const fields = form === undefined ? answersFrom(report, notes) : answersOf(form.fields);
    return {
      template: form?.template ?? templateFor(report),
      reference,
      reportedAt,
      ...(follows === undefined ? {} : { follows }),
      fields,
    };
  });
  return { text: `${JSON.stringify({ format: storFormat, reports: written }, null, 2)}\n`, notes };
}

function answersOf(fields: NonNullable<SuspiciousReport['form']>['fields']): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  for (const [name, entries] of Map.groupBy(fields, ({ field }) => field)) {
    const [first] = entries;
    const values = entries.toSorted((left, right) => left.entry - right.entry).flatMap(({ value }) => value ?? []);
    if (values.length === 0) answers[name] = { notApplicable: first?.notApplicable ?? '' };
    else answers[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return answers;
}

/** A wallet or an asset that is no security speaks for the form of crypto-assets. */
function templateFor(report: SuspiciousReport): StorTemplate {
  const hasIsin = report.instruments.some((name) => /^[A-Z]{2}[A-Z0-9]{9}\d$/.test(name));
  return hasIsin ? 'mar-stor' : 'mica-stor';
}

function answersFrom(report: SuspiciousReport, notes: WritingNote[]): Record<string, Answer> {
  const template = templateFor(report);
  const suspected = report.parties.filter(({ role }) => role === 'suspected');
  const numbers = (scheme: string): string[] =>
    suspected.flatMap(({ identifiers }) => identifiers.find((each) => each.scheme === scheme)?.value ?? []);
  const known: Record<string, readonly (string | null | undefined)[]> = {
    'submitter-person': [report.reporter?.person],
    'submitter-position': [report.reporter?.position],
    'submitter-entity': [report.reportingFirm],
    'submitter-lei': [report.reporter?.lei],
    [template === 'mica-stor' ? 'asset-name' : 'instrument-name']: report.instruments,
    'executed-at': report.movements.map(({ at }) => at),
    'transaction-reference': report.movements.map(({ reference }) => reference),
    volume: report.movements.map(({ amount, unit }) => `${amount} ${unit}`),
    breach: [['market-manipulation', 'insider-dealing'].includes(report.suspicion) ? report.suspicion : null],
    reasons: [report.narrative],
    'suspected-kind': suspected.map(({ kind }) => kind),
    'suspected-name': suspected.map(({ name }) => name),
    'suspected-lei': numbers('lei'),
    'suspected-number': [...numbers('national-id'), ...numbers('passport')],
    'suspected-birth': suspected.map(({ birthDate }) => birthDate),
    'suspected-address': suspected.map(({ address }) => address),
    'suspected-employment': suspected.map(({ occupation }) => occupation),
    'suspected-accounts': [...numbers('account'), ...numbers('iban')],
    'suspected-wallets': numbers('wallet'),
    'suspected-client-id': numbers('client-id'),
  };
  const answers: Record<string, Answer> = {};
  for (const { name, section, label } of fieldsOfTemplate(template)) {
    const values = (known[name] ?? []).filter((value) => typeof value === 'string' && value !== '') as string[];
    if (values.length > 0) answers[name] = values.length === 1 ? (values[0] ?? '') : values;
    else if (section <= 4) {
      answers[name] = { notApplicable: 'The record does not tell it.' };
      notes.push({ reference: report.reference, path: name, note: `"${label}" is not known from the record.` });
    }
  }
  return answers;
}
