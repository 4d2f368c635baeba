// SPDX-License-Identifier: Apache-2.0
/** The particulars of a request as terms and words, in the order of its form. */
import {
  inspectionChoices,
  inspectionTexts,
  type ParticularsWire,
  statementChoices,
  statementTexts,
} from '../../../src/assistance/form/wire.ts';
import { endOfDay } from '../messages/dates.ts';
import type { useSpeech } from '../messages/language.tsx';

type Speech = ReturnType<typeof useSpeech>;
type Entry = readonly [term: string, words: string];
type Person = NonNullable<ParticularsWire['persons']>[number];

export function particularEntries(particulars: ParticularsWire | undefined, { t, dates, timeZone }: Speech): readonly Entry[] {
  const { contact, competence, information, replyBy, replyByWhy, period, persons = [], instruments = [] } = particulars ?? {};
  const day = (given: string | undefined): string | undefined => (given === undefined ? undefined : dates.day(endOfDay(given, timeZone)));
  const entries: (readonly [string, string | undefined])[] = [
    [t('particulars.information'), information],
    [t('particulars.competence'), competence],
    [t('particulars.replyBy'), day(replyBy)],
    [t('particulars.replyByWhy'), replyByWhy],
    [t('particulars.period.from'), day(period?.from)],
    [t('particulars.period.to'), day(period?.to)],
    [t('particulars.period.whyLong'), period?.whyLong],
    ...persons.map((person) => [t(`particulars.person.${person.kind}`), personWords(person, t, day(person.bornOn))] as const),
    ...instruments.map(
      ({ scheme, value, name = '' }) =>
        [t(`particulars.instrument.${scheme}`), [value, name].filter((part) => part !== '').join(', ')] as const,
    ),
    ...statementEntries(particulars?.statement, t),
    ...inspectionEntries(particulars?.inspection, t),
    [t('particulars.contact.part'), Object.values(contact ?? {}).join('\n')],
  ];
  return entries.flatMap(([term, words]) => (words === undefined || words === '' ? [] : [[term, words] as const]));
}

function personWords(person: Person, t: Speech['t'], born: string | undefined): string {
  const { name, role, bornOn, bornAt, country, address, identifiers = [] } = person;
  const birth = bornOn === undefined ? undefined : `${t('particulars.person.bornOn')} ${born ?? ''}`;
  const place = bornAt === undefined ? undefined : `${t('particulars.person.bornAt')} ${bornAt}`;
  const known = identifiers.map(({ scheme, value }) => `${t(`particulars.identifier.${scheme}`)} ${value}`);
  return [name, role, birth, place, country, address, ...known].filter((part) => part !== undefined && part !== '').join('; ');
}

function statementEntries(statement: ParticularsWire['statement'], t: Speech['t']): (readonly [string, string | undefined])[] {
  const { form, manner, capacity, attendance, recording, criminalUse } = statement ?? {};
  const words: Readonly<Record<keyof typeof statementChoices, string | undefined>> = {
    form: form && t(`particulars.statement.form.${form}`),
    manner: manner && t(`particulars.statement.manner.${manner}`),
    capacity: capacity && t(`particulars.statement.capacity.${capacity}`),
    attendance: attendance && t(`particulars.statement.attendance.${attendance}`),
    recording: recording && t(`particulars.statement.recording.${recording}`),
    criminalUse: criminalUse && t(`particulars.statement.criminalUse.${criminalUse}`),
  };
  const names = Object.keys(statementChoices) as (keyof typeof statementChoices)[];
  return [
    ...names.map((name) => [t(`particulars.statement.${name}`), words[name]] as const),
    ...statementTexts.map((name) => [t(`particulars.statement.${name}`), statement?.[name]] as const),
  ];
}

function inspectionEntries(inspection: ParticularsWire['inspection'], t: Speech['t']): (readonly [string, string | undefined])[] {
  const { kind, carriedOutBy, premises, notice } = inspection ?? {};
  const words: Readonly<Record<keyof typeof inspectionChoices, string | undefined>> = {
    kind: kind && t(`particulars.inspection.kind.${kind}`),
    carriedOutBy: carriedOutBy && t(`particulars.inspection.carriedOutBy.${carriedOutBy}`),
    premises: premises && t(`particulars.inspection.premises.${premises}`),
    notice: notice && t(`particulars.inspection.notice.${notice}`),
  };
  const names = Object.keys(inspectionChoices) as (keyof typeof inspectionChoices)[];
  return [
    ...names.map((name) => [t(`particulars.inspection.${name}`), words[name]] as const),
    ...inspectionTexts.map((name) => [t(`particulars.inspection.${name}`), inspection?.[name]] as const),
  ];
}
