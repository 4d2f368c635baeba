// SPDX-License-Identifier: Apache-2.0
/** The form of one measure: the few things that it says, by its kind. */
import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type FreezeDetailWire, impossibilityGrounds, endings, postponementGrounds } from '../../../src/freezing/wire.ts';
import { freezeQuery, freezingCalls } from '../calls/orders/freezing-calls.ts';
import { DayInput } from '../deadlines/day-input.tsx';
import { useSpeech } from '../messages/language.tsx';
import { StepFrame } from '../orders/order-forms.tsx';
import { useOrderCall } from '../orders/use-order-call.ts';
import { emptyMeasure, type MeasureDraft, type MeasureKind, measureOf, needsOf } from './measure-draft.ts';

export type { MeasureKind } from './measure-draft.ts';

interface Props {
  readonly kind: MeasureKind;
  readonly detail: FreezeDetailWire;
  readonly onClose: () => void;
}

export function MeasureForm({ kind, detail, onClose }: Props) {
  const { t, timeZone } = useSpeech();
  const [draft, setDraft] = useState<MeasureDraft>(() => emptyMeasure(detail));
  const [isTried, setTried] = useState(false);
  const measure = measureOf(kind, draft, detail, timeZone);
  const call = useOrderCall(freezeQuery, (made: NonNullable<typeof measure>) => freezingCalls.take(detail.row.caseId, made), {
    done: t('freeze.prepared'),
    onDone: onClose,
  });
  const change = (part: Partial<MeasureDraft>): void => setDraft({ ...draft, ...part });
  return (
    <StepFrame
      under={t(`freezeNext.${kind}.under`)}
      isIncomplete={isTried && measure === null}
      call={call}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (measure !== null) call.mutate(measure);
      }}
    >
      <Fields kind={kind} detail={detail} draft={draft} onChange={change} />
    </StepFrame>
  );
}

interface FieldsProps {
  readonly kind: MeasureKind;
  readonly detail: FreezeDetailWire;
  readonly draft: MeasureDraft;
  readonly onChange: (part: Partial<MeasureDraft>) => void;
}

function Fields({ kind, detail, draft, onChange }: FieldsProps) {
  const { t } = useSpeech();
  const needs = needsOf[kind];
  const frozen = detail.lines.filter((line) => line.state === 'frozen');
  const lineChoices = frozen.map((line) => ({
    value: line.lineId,
    label: [line.description, line.quantity, line.heldBy].filter((word) => word !== '').join(', '),
  }));
  return (
    <>
      {needs.includes('why') && (
        <Select
          required
          label={t('freeze.why')}
          data={whyChoices(kind).map((value) => ({ value, label: t(`freezeWhy.${value}`) }))}
          value={draft.why}
          onChange={(why) => onChange({ why })}
        />
      )}
      {needs.includes('lines') && (
        <MultiSelect
          required
          label={t('freeze.lines')}
          data={lineChoices}
          value={[...draft.lineIds]}
          onChange={(lineIds) => onChange({ lineIds })}
        />
      )}
      {needs.includes('line') && (
        <Select
          required
          label={t('freeze.line')}
          data={lineChoices}
          value={draft.lineIds[0] ?? null}
          onChange={(one) => onChange({ lineIds: one === null ? [] : [one] })}
        />
      )}
      {needs.includes('executed') && <ExecutedFields kind={kind} detail={detail} draft={draft} onChange={onChange} />}
      {needs.includes('answer') && (
        <Select
          allowDeselect={false}
          label={t('freeze.answer')}
          data={(['maintain', 'limit'] as const).map((value) => ({ value, label: t(`limitAnswer.${value}`) }))}
          value={draft.answer}
          onChange={(answer) => onChange({ answer: answer ?? 'maintain' })}
        />
      )}
      {needs.includes('until') && (
        <DayInput label={t('freeze.until')} description={t('freeze.until.hint')} day={draft.day} onChange={(day) => onChange({ day })} />
      )}
      {needs.includes('amount') && (
        <Amount
          label={t('freeze.valueIn', { currency: detail.row.currency })}
          value={draft.amount}
          onChange={(amount) => onChange({ amount })}
        />
      )}
      {needs.includes('shares') && (
        <>
          <Amount label={t('freeze.toVictims')} value={draft.victims} onChange={(victims) => onChange({ victims })} />
          <TextInput
            label={t('freeze.victimsCount')}
            description={t('freeze.victimsCount.hint')}
            inputMode="numeric"
            value={draft.victimsCount}
            onChange={(event) => onChange({ victimsCount: event.currentTarget.value })}
          />
          <Amount label={t('freeze.toIssuing')} value={draft.issuing} onChange={(issuing) => onChange({ issuing })} />
          <Amount label={t('freeze.toExecuting')} value={draft.executing} onChange={(executing) => onChange({ executing })} />
        </>
      )}
      {needs.includes('name') && (
        <TextInput
          required
          label={t(kind === 'claimed' ? 'freeze.claimant' : 'freeze.method')}
          value={draft.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
      )}
      {needs.includes('consulted') && (
        <Textarea
          required
          autosize
          minRows={2}
          label={t('freeze.consulted')}
          value={draft.consulted}
          onChange={(event) => onChange({ consulted: event.currentTarget.value })}
        />
      )}
      {needs.includes('reasons') && (
        <Textarea
          required={kind !== 'recognised'}
          autosize
          minRows={3}
          label={t(kind === 'claimed' ? 'freeze.claim' : 'freeze.reasons')}
          value={draft.reasons}
          onChange={(event) => onChange({ reasons: event.currentTarget.value })}
        />
      )}
    </>
  );
}

function ExecutedFields({ detail, draft, onChange }: FieldsProps) {
  const { t } = useSpeech();
  const confirmed = detail.firmOrders.filter((one) => one.confirmed !== null && !detail.lines.some((line) => line.lineId === one.id));
  return (
    <>
      <MultiSelect
        required
        label={t('freeze.confirmedOrders')}
        description={t('freeze.confirmedOrders.hint')}
        data={confirmed.map((one) => ({ value: one.id, label: `${one.firm}: ${one.confirmed?.reference ?? ''}` }))}
        value={[...draft.lineIds]}
        onChange={(lineIds) => onChange({ lineIds })}
      />
      <Select
        allowDeselect={false}
        label={t('freeze.notice')}
        data={(['given', 'deferred'] as const).map((value) => ({ value, label: t(`notice.${value}`) }))}
        value={draft.notice}
        onChange={(notice) => onChange({ notice: notice ?? 'given' })}
      />
      <Textarea
        required
        autosize
        minRows={2}
        label={t('freeze.remedies')}
        value={draft.remedies}
        onChange={(event) => onChange({ remedies: event.currentTarget.value })}
      />
    </>
  );
}

function Amount({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return <TextInput required label={label} inputMode="decimal" value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
}

function whyChoices(
  kind: MeasureKind,
): readonly (
  (typeof postponementGrounds)[number] | (typeof impossibilityGrounds)[number] | (typeof endings)[number] | 'decide' | 'execute'
)[] {
  if (kind === 'postponed') return postponementGrounds;
  if (kind === 'impossible') return impossibilityGrounds;
  return kind === 'late' ? ['decide', 'execute'] : endings;
}
