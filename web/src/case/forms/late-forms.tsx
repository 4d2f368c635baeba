// SPDX-License-Identifier: Apache-2.0
/** What the requested authority says where it cannot answer as asked: late, later, not at all, or no more. */
import { NumberInput, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { RefusalGround } from '../../../../src/agreements/wire.ts';
import { impossibilityCauses } from '../../../../src/assistance/wire.ts';
import { assistanceCalls } from '../../calls/assistance-calls.ts';
import { DayInput } from '../../deadlines/day-input.tsx';
import { endOfDay } from '../../messages/dates.ts';
import { useSpeech } from '../../messages/language.tsx';
import { useCaseCall } from '../case-call.ts';
import { CaseForm, type FormProps } from './case-form.tsx';

/** As often as a word can be promised: at most a quarter of a year apart. */
const updateDaysMax = 90;

export function UpdateEveryInput({ days, onChange }: { days: number | null; onChange: (days: number | null) => void }) {
  const { t } = useSpeech();
  return (
    <NumberInput
      label={t('late.updateEvery')}
      description={t('late.updateEveryHint')}
      min={1}
      max={updateDaysMax}
      allowDecimal={false}
      value={days ?? ''}
      onChange={(value) => onChange(typeof value === 'number' ? value : null)}
    />
  );
}

export function DelayForm({ detail, onClose }: FormProps) {
  const { t, timeZone } = useSpeech();
  const [day, setDay] = useState<string | null>(null);
  const [every, setEvery] = useState<number | null>(null);
  const [reasons, setReasons] = useState('');
  const call = useCaseCall(
    (given: Parameters<typeof assistanceCalls.tellDelay>[1]) => assistanceCalls.tellDelay(detail.row.id, given),
    t('tell-delay.done'),
    onClose,
  );
  const submit = (): void =>
    call.mutate({
      reasons,
      expectedReplyAt: day === null ? null : endOfDay(day, timeZone),
      ...(every === null ? {} : { updateEveryDays: every }),
    });
  return (
    <CaseForm call={call} submit={t('next.tell-delay')} onClose={onClose} onSubmit={submit}>
      <Reasons label={t('late.reasons')} hint={t('late.reasonsHint')} value={reasons} onChange={setReasons} />
      <DayInput label={t('late.expected')} description={t('late.expectedHint')} day={day} onChange={setDay} />
      <UpdateEveryInput days={every} onChange={setEvery} />
    </CaseForm>
  );
}

export function PostponeForm({ detail, onClose }: FormProps) {
  const { t, timeZone } = useSpeech();
  const [ground, setGround] = useState<RefusalGround | null>(null);
  const [reasons, setReasons] = useState('');
  const [day, setDay] = useState<string | null>(null);
  const call = useCaseCall(
    (given: Parameters<typeof assistanceCalls.postpone>[1]) => assistanceCalls.postpone(detail.row.id, given),
    t('postpone.done'),
    onClose,
  );
  const chosen = detail.postponementGrounds.find((allowed) => allowed.ground === ground);
  const submit = (): void => {
    if (ground !== null) call.mutate({ ground, reasons, until: day === null ? null : endOfDay(day, timeZone) });
  };
  return (
    <CaseForm call={call} submit={t('postpone.prepare')} onClose={onClose} onSubmit={submit}>
      <Select
        label={t('refuse.ground')}
        placeholder={t('refuse.choose')}
        required
        data-autofocus
        value={ground}
        onChange={setGround}
        data={detail.postponementGrounds.map((allowed) => ({ value: allowed.ground, label: `${allowed.ground} · ${allowed.meaning}` }))}
        description={chosen === undefined ? t('refuse.onlyAllowed') : t('refuse.byClause', { clause: chosen.clause })}
        comboboxProps={{ width: 'target' }}
      />
      <Reasons label={t('refuse.reasons')} hint={t('refuse.reasonsHint')} value={reasons} onChange={setReasons} />
      <DayInput label={t('postpone.until')} description={t('postpone.untilHint')} day={day} onChange={setDay} />
    </CaseForm>
  );
}

export function ImpossibleForm({ detail, onClose }: FormProps) {
  const { t } = useSpeech();
  const [cause, setCause] = useState<(typeof impossibilityCauses)[number] | null>(null);
  const [reasons, setReasons] = useState('');
  const call = useCaseCall(
    (given: Parameters<typeof assistanceCalls.reportImpossible>[1]) => assistanceCalls.reportImpossible(detail.row.id, given),
    t('report-impossible.done'),
    onClose,
  );
  return (
    <CaseForm
      call={call}
      submit={t('next.report-impossible')}
      onClose={onClose}
      onSubmit={() => cause !== null && call.mutate({ cause, reasons })}
    >
      <Select
        label={t('impossible.cause')}
        placeholder={t('impossible.choose')}
        required
        data-autofocus
        value={cause}
        onChange={setCause}
        data={impossibilityCauses.map((value) => ({ value, label: t(`impossible.${value}`) }))}
      />
      <Reasons label={t('refuse.reasons')} hint={t('impossible.reasonsHint')} value={reasons} onChange={setReasons} />
    </CaseForm>
  );
}

export function LapseForm({ detail, onClose }: FormProps) {
  const { t } = useSpeech();
  const [reason, setReason] = useState('');
  const call = useCaseCall((given: string) => assistanceCalls.letLapse(detail.row.id, given), t('let-lapse.done'), onClose);
  return (
    <CaseForm call={call} submit={t('next.let-lapse')} onClose={onClose} onSubmit={() => call.mutate(reason)}>
      <Reasons label={t('step.reason')} hint={t('let-lapse.hint')} value={reason} onChange={setReason} />
    </CaseForm>
  );
}

interface ReasonsProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function Reasons({ label, hint, value, onChange }: ReasonsProps) {
  return (
    <Textarea
      label={label}
      description={hint}
      autosize
      minRows={3}
      required
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
