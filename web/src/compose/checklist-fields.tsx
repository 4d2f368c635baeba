// SPDX-License-Identifier: Apache-2.0
/** How a statement is taken and an inspection carried out, point by point of the form. */
import { Select, Textarea } from '@mantine/core';
import { inspectionChoices, inspectionTexts, statementChoices, statementTexts } from '../../../src/assistance/form/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import classes from './compose.module.css';
import type { ParticularsProps } from './form-part.tsx';

export function StatementFields({ particulars: { statement }, onChange }: ParticularsProps) {
  const { t } = useSpeech();
  const change = (name: string, value: string | undefined): void => onChange({ statement: { ...statement, [name]: value } });
  return (
    <div className={classes['content']}>
      <Choice
        name="form"
        label={t('particulars.statement.form')}
        options={statementChoices.form.map((value) => ({ value, label: t(`particulars.statement.form.${value}`) }))}
        value={statement?.form}
        onChange={change}
      />
      <Choice
        name="manner"
        label={t('particulars.statement.manner')}
        options={statementChoices.manner.map((value) => ({ value, label: t(`particulars.statement.manner.${value}`) }))}
        value={statement?.manner}
        onChange={change}
      />
      <Choice
        name="capacity"
        label={t('particulars.statement.capacity')}
        options={statementChoices.capacity.map((value) => ({ value, label: t(`particulars.statement.capacity.${value}`) }))}
        value={statement?.capacity}
        onChange={change}
      />
      <Choice
        name="attendance"
        label={t('particulars.statement.attendance')}
        options={statementChoices.attendance.map((value) => ({ value, label: t(`particulars.statement.attendance.${value}`) }))}
        value={statement?.attendance}
        onChange={change}
      />
      <Choice
        name="recording"
        label={t('particulars.statement.recording')}
        options={statementChoices.recording.map((value) => ({ value, label: t(`particulars.statement.recording.${value}`) }))}
        value={statement?.recording}
        onChange={change}
      />
      <Choice
        name="criminalUse"
        label={t('particulars.statement.criminalUse')}
        options={statementChoices.criminalUse.map((value) => ({ value, label: t(`particulars.statement.criminalUse.${value}`) }))}
        value={statement?.criminalUse}
        onChange={change}
      />
      {statementTexts.map((name) => (
        <Words key={name} name={name} label={t(`particulars.statement.${name}`)} value={statement?.[name]} onChange={change} />
      ))}
    </div>
  );
}

export function InspectionFields({ particulars: { inspection }, onChange }: ParticularsProps) {
  const { t } = useSpeech();
  const change = (name: string, value: string | undefined): void => onChange({ inspection: { ...inspection, [name]: value } });
  return (
    <div className={classes['content']}>
      <Choice
        name="kind"
        label={t('particulars.inspection.kind')}
        options={inspectionChoices.kind.map((value) => ({ value, label: t(`particulars.inspection.kind.${value}`) }))}
        value={inspection?.kind}
        onChange={change}
      />
      <Choice
        name="carriedOutBy"
        label={t('particulars.inspection.carriedOutBy')}
        options={inspectionChoices.carriedOutBy.map((value) => ({ value, label: t(`particulars.inspection.carriedOutBy.${value}`) }))}
        value={inspection?.carriedOutBy}
        onChange={change}
      />
      <Choice
        name="premises"
        label={t('particulars.inspection.premises')}
        options={inspectionChoices.premises.map((value) => ({ value, label: t(`particulars.inspection.premises.${value}`) }))}
        value={inspection?.premises}
        onChange={change}
      />
      <Choice
        name="notice"
        label={t('particulars.inspection.notice')}
        options={inspectionChoices.notice.map((value) => ({ value, label: t(`particulars.inspection.notice.${value}`) }))}
        value={inspection?.notice}
        onChange={change}
      />
      {inspectionTexts.map((name) => (
        <Words key={name} name={name} label={t(`particulars.inspection.${name}`)} value={inspection?.[name]} onChange={change} />
      ))}
    </div>
  );
}

interface PointProps {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (name: string, value: string | undefined) => void;
}

function Choice({ name, label, options, value, onChange }: PointProps & { options: readonly { value: string; label: string }[] }) {
  const { t } = useSpeech();
  return (
    <Select
      label={label}
      placeholder={t('particulars.notSaid')}
      clearable
      clearButtonProps={{ 'aria-label': t('particulars.notSaid') }}
      data-field={name}
      value={value ?? null}
      onChange={(chosen) => onChange(name, chosen ?? undefined)}
      data={options}
    />
  );
}

function Words({ name, label, value, onChange }: PointProps) {
  return (
    <Textarea
      label={label}
      autosize
      minRows={1}
      maxRows={12}
      maxLength={20_000}
      data-field={name}
      value={value ?? ''}
      onChange={(event) => onChange(name, event.currentTarget.value)}
    />
  );
}
