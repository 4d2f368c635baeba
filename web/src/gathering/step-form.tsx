// SPDX-License-Identifier: Apache-2.0
/** The form of one step: the few things that it says, by its kind. */
import { Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  endings,
  type GatheringDetailWire,
  type GatheringStep,
  impossibilityGrounds,
  otherMeasureGrounds,
  postponementGrounds,
} from '../../../src/gathering/wire.ts';
import { gatheringCalls, gatheringQuery } from '../calls/orders/gathering-calls.ts';
import { DayInput } from '../deadlines/day-input.tsx';
import { useSpeech } from '../messages/language.tsx';
import { StepFrame } from '../orders/order-forms.tsx';
import { useOrderCall } from '../orders/use-order-call.ts';
import { emptyStep, type FieldsProps, needsOf, type StepDraft, stepOf } from './step-draft.ts';
import { KeptRows, PromiseRows, ResultRows } from './step-rows.tsx';

interface Props {
  readonly kind: GatheringStep;
  readonly detail: GatheringDetailWire;
  readonly onClose: () => void;
}

export function StepForm({ kind, detail, onClose }: Props) {
  const { t, timeZone } = useSpeech();
  const [draft, setDraft] = useState<StepDraft>(() => emptyStep(detail));
  const [isTried, setTried] = useState(false);
  const [now] = useState(() => new Date().toISOString());
  const step = stepOf(kind, draft, detail, { timeZone, now });
  const call = useOrderCall(gatheringQuery, (made: NonNullable<typeof step>) => gatheringCalls.say(detail.row.caseId, made), {
    done: t('freeze.prepared'),
    onDone: onClose,
  });
  return (
    <StepFrame
      under={t(`gatherNext.${kind}.under`)}
      isIncomplete={isTried && step === null}
      call={call}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (step !== null) call.mutate(step);
      }}
    >
      <Fields kind={kind} detail={detail} draft={draft} onChange={(part) => setDraft({ ...draft, ...part })} />
    </StepFrame>
  );
}

function Fields(props: FieldsProps) {
  const { t } = useSpeech();
  const { kind, detail, draft, onChange } = props;
  const needs = needsOf[kind];
  return (
    <>
      {needs.includes('promises') && <PromiseRows {...props} />}
      {needs.includes('results') && <ResultRows {...props} />}
      {needs.includes('kept') && <KeptRows {...props} />}
      {needs.includes('thing') && <OtherMeasure {...props} />}
      {needs.includes('view') && <View {...props} />}
      {needs.includes('why') && (
        <Select
          required
          label={t('freeze.why')}
          data={whyChoices(kind).map((value) => ({ value, label: t(`gatherWhy.${value}`) }))}
          value={draft.why}
          onChange={(why) => onChange({ why })}
        />
      )}
      {needs.includes('production') && (
        <Select
          required
          label={t('gather.productionOrder')}
          description={t('gather.productionOrder.hint')}
          data={detail.linked
            .filter((one) => one.kind !== 'preservation' && one.state !== 'not-sent')
            .map((one) => ({ value: one.orderId, label: one.reference }))}
          value={draft.production}
          onChange={(production) => onChange({ production })}
        />
      )}
      {needs.includes('until') && (
        <DayInput label={t('freeze.until')} description={t('freeze.until.hint')} day={draft.day} onChange={(day) => onChange({ day })} />
      )}
      {needs.includes('consulted') && (
        <Words label={t('freeze.consulted')} value={draft.consulted} onChange={(consulted) => onChange({ consulted })} isRequired />
      )}
      {needs.includes('reasons') && (
        <Words
          label={t('freeze.reasons')}
          value={draft.reasons}
          onChange={(reasons) => onChange({ reasons })}
          isRequired={kind !== 'recognised' && kind !== 'ended'}
        />
      )}
    </>
  );
}

interface WordsProps {
  readonly label: string;
  readonly value: string;
  readonly isRequired: boolean;
  readonly onChange: (value: string) => void;
}

function Words({ label, value, isRequired, onChange }: WordsProps) {
  return (
    <Textarea
      required={isRequired}
      autosize
      minRows={2}
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function OtherMeasure({ detail, draft, onChange }: FieldsProps) {
  const { t } = useSpeech();
  return (
    <>
      <Select
        required
        label={t('gather.what')}
        data={detail.sought.map((one) => ({ value: one.id, label: one.description }))}
        value={draft.thing}
        onChange={(thing) => onChange({ thing })}
      />
      <TextInput
        required
        label={t('gather.otherMeasure')}
        value={draft.instead}
        onChange={(event) => onChange({ instead: event.currentTarget.value })}
      />
    </>
  );
}

function View({ draft, onChange }: FieldsProps) {
  const { t } = useSpeech();
  return (
    <>
      <Select
        allowDeselect={false}
        label={t('gather.about')}
        data={(['formalities', 'other-measure', 'time'] as const).map((value) => ({ value, label: t(`gatherAbout.${value}`) }))}
        value={draft.about}
        onChange={(about) => onChange({ about: about ?? 'time' })}
      />
      <Select
        allowDeselect={false}
        label={t('freeze.answer')}
        data={(['agreed', 'not-agreed'] as const).map((value) => ({ value, label: t(`gatherView.${value}`) }))}
        value={draft.answer}
        onChange={(answer) => onChange({ answer: answer ?? 'agreed' })}
      />
    </>
  );
}

type Why =
  | (typeof postponementGrounds)[number]
  | (typeof impossibilityGrounds)[number]
  | (typeof otherMeasureGrounds)[number]
  | (typeof endings)[number];

function whyChoices(kind: GatheringStep): readonly Why[] {
  if (kind === 'postponed') return postponementGrounds;
  if (kind === 'impossible') return impossibilityGrounds;
  return kind === 'other-measure' ? otherMeasureGrounds : endings;
}
