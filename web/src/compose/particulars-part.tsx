// SPDX-License-Identifier: Apache-2.0
/** What the form asks for beside its texts: what exactly is sought, until when, for which days, persons and products, and whom to call. */
import { Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ParticularsWire } from '../../../src/assistance/form/wire.ts';
import type { RequestDraftWire } from '../../../src/assistance/wire.ts';
import { DayInput } from '../deadlines/day-input.tsx';
import { useSpeech } from '../messages/language.tsx';
import classes from './compose.module.css';
import { InspectionFields, StatementFields } from './checklist-fields.tsx';
import type { ParticularsProps } from './form-part.tsx';
import { InstrumentFields } from './instrument-fields.tsx';
import { PersonFields } from './person-fields.tsx';

export interface Part {
  readonly title: string;
  readonly fields: ReactNode;
}

/** The parts of the form that such a request has: a statement and an inspection have one of their own. */
export function particularParts(
  draft: RequestDraftWire,
  onChange: (part: Partial<RequestDraftWire>) => void,
  t: ReturnType<typeof useSpeech>['t'],
): readonly Part[] {
  const particulars = draft.particulars ?? {};
  const props = { particulars, onChange: (part: Partial<ParticularsWire>) => onChange({ particulars: { ...particulars, ...part } }) };
  const isStatement =
    draft.assistance === 'statement' || draft.assistance === 'compelled-attendance' || particulars.statement !== undefined;
  const isInspection = draft.assistance === 'inspection' || particulars.inspection !== undefined;
  return [
    { title: t('particulars.title'), fields: <SoughtFields {...props} /> },
    { title: t('particulars.persons'), fields: <PersonFields {...props} /> },
    { title: t('particulars.instruments'), fields: <InstrumentFields {...props} /> },
    ...(isStatement ? [{ title: t('particulars.statement'), fields: <StatementFields {...props} /> }] : []),
    ...(isInspection ? [{ title: t('particulars.inspection'), fields: <InspectionFields {...props} /> }] : []),
    { title: t('particulars.contact.part'), fields: <ContactFields {...props} /> },
  ];
}

function SoughtFields({ particulars, onChange }: ParticularsProps) {
  const { t } = useSpeech();
  const { period, replyBy } = particulars;
  const days = (part: Partial<NonNullable<ParticularsWire['period']>>): void => onChange({ period: { ...period, ...part } });
  return (
    <>
      {(['information', 'competence'] as const).map((name) => (
        <Textarea
          key={name}
          label={t(`particulars.${name}`)}
          description={t(`particulars.${name}.hint`)}
          autosize
          minRows={name === 'information' ? 3 : 1}
          maxRows={16}
          maxLength={20_000}
          data-field={name}
          value={particulars[name] ?? ''}
          onChange={(event) => onChange({ [name]: event.currentTarget.value })}
        />
      ))}
      <div className={classes['pair']}>
        <DayInput
          label={t('particulars.replyBy')}
          description={t('particulars.replyBy.hint')}
          day={replyBy ?? null}
          onChange={(day) => onChange({ replyBy: day ?? undefined })}
        />
        {replyBy !== undefined && (
          <Textarea
            label={t('particulars.replyByWhy')}
            autosize
            minRows={1}
            value={particulars.replyByWhy ?? ''}
            onChange={(event) => onChange({ replyByWhy: event.currentTarget.value })}
          />
        )}
      </div>
      <div className={classes['pair']}>
        {(['from', 'to'] as const).map((name) => (
          <DayInput
            key={name}
            label={t(`particulars.period.${name}`)}
            description={t('particulars.period.hint')}
            day={period?.[name] ?? null}
            onChange={(day) => days({ [name]: day ?? undefined })}
          />
        ))}
      </div>
      {period?.from !== undefined && period.to !== undefined && (
        <Textarea
          label={t('particulars.period.whyLong')}
          autosize
          minRows={1}
          value={period.whyLong ?? ''}
          onChange={(event) => days({ whyLong: event.currentTarget.value })}
        />
      )}
    </>
  );
}

const contactFields = ['name', 'unit', 'telephone', 'email', 'address'] as const;

function ContactFields({ particulars, onChange }: ParticularsProps) {
  const { t } = useSpeech();
  return (
    <div className={classes['content']}>
      {contactFields.map((name) => (
        <TextInput
          key={name}
          className={name === 'address' ? (classes['wide'] ?? '') : ''}
          label={t(`particulars.contact.${name}`)}
          maxLength={300}
          value={particulars.contact?.[name] ?? ''}
          onChange={(event) => onChange({ contact: { ...particulars.contact, [name]: event.currentTarget.value } })}
        />
      ))}
    </div>
  );
}
