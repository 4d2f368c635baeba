// SPDX-License-Identifier: Apache-2.0
/**
 * The answers of a form against the table of its fields, and what our model makes of them.
 *
 * Every field of sections 1 to 4 is answered with a value or with the reason why it does not apply; a form that says both, or neither, is
 * sent back. A field that may be given once is given once. What a field holds is checked by its kind; the check digits of an LEI too.
 */
import { isCurrency, isInstant, isJurisdiction } from '../../../kernel/index.ts';
import type { z } from 'zod';
import { isDay } from '../../field-checks.ts';
import { checkLei } from '../../lei.ts';
import type { formFieldSchema, PartyOfRecord } from '../../suspicious-reports/wire.ts';
import { collectParts, filled } from '../report-parts.ts';
import { fieldsOfTemplate, storBreaches, type StorBreach, type StorField, type StorTemplate } from './fields.ts';

export type FormField = z.infer<typeof formFieldSchema>;

export interface StorForm {
  readonly template: StorTemplate;
  readonly reference: string;
  readonly reportedAt: string;
  readonly follows: { readonly relation: string; readonly reference: string } | null;
  readonly fields: readonly FormField[];
}

export interface StorFault {
  /** The field's name. */
  readonly field: string;
  readonly problem: string;
  readonly remedy: string;
}

const mandatorySectionMax = 4;

export function storFaults(form: StorForm): readonly StorFault[] {
  const known = fieldsOfTemplate(form.template);
  const byName = new Map(known.map((field) => [field.name, field]));
  const faults: StorFault[] = [];
  for (const answer of form.fields) {
    const field = byName.get(answer.field);
    if (field === undefined) {
      faults.push({
        field: answer.field,
        problem: `The form "${form.template}" has no such field.`,
        remedy: 'Leave it out, or correct its name.',
      });
      continue;
    }
    if (answer.entry > 1 && !field.isMany)
      faults.push({ field: field.name, problem: 'It is answered more than once.', remedy: 'Keep one answer.' });
    const found = answerFault(field, answer);
    if (found !== null) faults.push({ field: field.name, problem: found[0], remedy: found[1] });
  }
  const answered = new Set(form.fields.map(({ field }) => field));
  for (const field of known) {
    if (field.section > mandatorySectionMax || answered.has(field.name)) continue;
    const remedy = 'Answer it, or say why it does not apply.';
    faults.push({ field: field.name, problem: `Section ${field.section}, "${field.label}", is not answered.`, remedy });
  }
  return faults;
}

function answerFault(field: StorField, { value, notApplicable }: FormField): readonly [string, string] | null {
  if (value === null || value.trim() === '') {
    if (notApplicable !== null && notApplicable.trim() !== '') return null;
    return ['It has neither a value nor a reason why it does not apply.', 'Give one of the two.'];
  }
  if (notApplicable !== null) return ['It has a value and a reason why it does not apply.', 'Give one of the two.'];
  return kindFault(field.kind, value);
}

function kindFault(kind: StorField['kind'], value: string): readonly [string, string] | null {
  switch (kind) {
    case 'moment':
      return isInstant(value) || isDay(value)
        ? null
        : ['It is neither a moment in UTC nor a day.', 'Write it as 2026-11-20T15:30:00.000Z.'];
    case 'day':
      return isDay(value) ? null : ['It is not a day of the calendar.', 'Write it as 2026-11-20.'];
    case 'lei': {
      const checked = checkLei(value, 'lei');
      return checked.ok ? null : [checked.issues[0]?.problem ?? 'It is no LEI.', checked.issues[0]?.remedy ?? 'Correct it.'];
    }
    case 'jurisdiction':
      return isJurisdiction(value) ? null : ['It is not a country.', 'Give the two-letter code of ISO 3166-1.'];
    case 'amount':
      return /^\d{1,30}(\.\d{1,30})?( [A-Z0-9][A-Z0-9.:-]{0,19})?$/.test(value)
        ? null
        : ['It is not a volume.', 'Write digits, and the unit behind them: 1250.5 XBT.'];
    case 'breach':
      return value in storBreaches ? null : ['It is no kind of breach.', `Give one of: ${Object.keys(storBreaches).join(', ')}.`];
    case 'party-kind':
      return value === 'person' || value === 'entity' ? null : ['It is neither person nor entity.', 'Write person or entity.'];
    case 'text':
      return /[\u0000-\u001f\u007f]/.test(value) ? ['It holds a line break or another control character.', 'Write it on one line.'] : null;
    case 'long':
      return null;
  }
}

/** The body of our model for a good form. */
export function bodyOfStor(form: StorForm): Record<string, unknown> {
  const values = (field: string): ReadonlyMap<number, string> =>
    new Map(form.fields.flatMap((each) => (each.field === field && each.value !== null ? [[each.entry, each.value.trim()] as const] : [])));
  const first = (field: string): string => [...values(field).values()][0] ?? '';
  const parts = collectParts();
  for (const party of suspectedOf(values)) parts.party(party);
  if (parts.parties.length === 0) {
    parts.party({
      role: 'reporting-firm',
      kind: 'entity',
      name: first('submitter-entity') || 'Reporting firm not named',
      identifiers: [],
      jurisdiction: null,
      birthDate: null,
    });
  }
  const instruments = ['asset-name', 'asset-dti', 'instrument-name', 'instrument-isin'].flatMap((field) => [...values(field).values()]);
  return {
    kind: 'suspicious-report',
    reference: form.reference,
    reportedAt: form.reportedAt,
    reportingFirm: first('submitter-entity') || 'Reporting firm not named',
    suspicion: storBreaches[first('breach') as StorBreach] ?? 'other',
    narrative: first('reasons'),
    parties: parts.parties,
    movements: movementsOf(values, parts.parties[0]?.name ?? ''),
    instruments: instruments.map((name) => name.slice(0, 200)),
    reportType: 'STOR',
    ...filled({
      follows: form.follows,
      reporter: filled({
        lei: first('submitter-lei'),
        person: first('submitter-person'),
        position: first('submitter-position'),
        branch: first('desk'),
        contact: [first('contact-name'), first('contact-email'), first('contact-phone')].filter((piece) => piece !== '').join(', '),
      }),
      accounts: parts.parties.flatMap((party, at) =>
        party.identifiers.flatMap(({ scheme, value }) =>
          scheme === 'wallet' || scheme === 'account' ? [{ kind: scheme, number: value, holders: [at] }] : [],
        ),
      ),
    }),
    form: { template: form.template, fields: form.fields },
  };
}

type Values = (field: string) => ReadonlyMap<number, string>;

function suspectedOf(values: Values): PartyOfRecord[] {
  return [...values('suspected-name')].map(([entry, name]) => {
    const at = (field: string): string => values(field).get(entry) ?? '';
    const kind = at('suspected-kind') === 'entity' ? 'entity' : 'person';
    const identifiers = (
      [
        ['lei', at('suspected-lei')],
        ['national-id', at('suspected-number')],
        ['account', at('suspected-accounts')],
        ['wallet', at('suspected-wallets')],
        ['client-id', at('suspected-client-id')],
      ] as const
    ).flatMap(([scheme, value]) => (value === '' || value.length > 200 ? [] : [{ scheme, value }]));
    return {
      role: 'suspected',
      kind,
      name: name.slice(0, 300),
      identifiers,
      jurisdiction: null,
      birthDate: kind === 'person' ? at('suspected-birth') || null : null,
      ...filled({
        address: at('suspected-address').replaceAll(/\s+/g, ' ').slice(0, 1000),
        occupation: at('suspected-employment').slice(0, 300),
      }),
    };
  });
}

function movementsOf(values: Values, from: string): Record<string, unknown>[] {
  const volumes = values('volume');
  const asset = [...values('asset-name').values(), ...values('instrument-isin').values()][0] ?? '';
  return [...values('executed-at')].flatMap(([entry, at]) => {
    const [amount = '', unit] = (volumes.get(entry) ?? volumes.get(1) ?? '').split(' ');
    if (amount === '') return [];
    const price = values('price').get(entry) ?? '';
    const reference = values('transaction-reference').get(entry) ?? '';
    const plain = isCurrency(unit) ? amount : amount.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
    return [
      {
        at,
        amount: plain,
        unit: unit ?? unitOf(asset),
        from: from.slice(0, 300),
        to: ([...values('platform').values()][0] ?? '').slice(0, 300),
        reference: reference.slice(0, 300),
        fromParty: 0,
        ...(price === '' ? {} : { description: `at ${price}` }),
      },
    ];
  });
}

/** The short code of an asset where the form gives only its name. */
function unitOf(asset: string): string {
  const code = asset
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .slice(0, 12);
  return code === '' ? 'UNIT' : code;
}
