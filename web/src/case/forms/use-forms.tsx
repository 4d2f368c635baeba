// SPDX-License-Identifier: Apache-2.0
/** What the requesting authority tells after an answer: what came of it, and whether its investigation is confidential. */
import { Checkbox, MultiSelect, SegmentedControl, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { usefulnessWords } from '../../../../src/assistance/wire.ts';
import { type Purpose, purposes } from '../../../../src/conditions/wire.ts';
import { assistanceCalls } from '../../calls/assistance-calls.ts';
import { capital } from '../../messages/capital.ts';
import { useSpeech } from '../../messages/language.tsx';
import { useCaseCall } from '../case-call.ts';
import { CaseForm, type FormProps } from './case-form.tsx';
import { Reasons } from './late-forms.tsx';

export function UseReportForm({ detail, onClose }: FormProps) {
  const { t } = useSpeech();
  const mayClose = detail.row.state !== 'partly-answered';
  const [usefulness, setUsefulness] = useState<(typeof usefulnessWords)[number] | null>(null);
  const [usedFor, setUsedFor] = useState<Purpose[]>(detail.row.purpose === null ? [] : [detail.row.purpose]);
  const [outcome, setOutcome] = useState('');
  const [isLast, setLast] = useState(mayClose);
  const call = useCaseCall(
    (given: Parameters<typeof assistanceCalls.reportUse>[1]) => assistanceCalls.reportUse(detail.row.id, given),
    t('report-use.done'),
    onClose,
  );
  return (
    <CaseForm
      call={call}
      submit={t('next.report-use')}
      onClose={onClose}
      onSubmit={() => usefulness !== null && call.mutate({ usefulness, usedFor, outcome, isLast })}
    >
      <Text size="sm">{t('outcome.under', { counterpart: detail.row.counterpart.name })}</Text>
      <Select
        label={t('outcome.usefulness')}
        placeholder={t('outcome.choose')}
        required
        data-autofocus
        value={usefulness}
        onChange={setUsefulness}
        data={usefulnessWords.map((value) => ({ value, label: t(`useful.${value}`) }))}
      />
      <MultiSelect
        label={t('outcome.usedFor')}
        searchable
        value={usedFor}
        onChange={(chosen) => setUsedFor(chosen)}
        data={purposes.map((value) => ({ value, label: capital(t(`purpose.${value}`)) }))}
      />
      <Reasons label={t('outcome.outcome')} hint={t('outcome.outcomeHint')} value={outcome} onChange={setOutcome} />
      {mayClose && <Checkbox label={t('outcome.last')} checked={isLast} onChange={(event) => setLast(event.currentTarget.checked)} />}
    </CaseForm>
  );
}

export function ConfidentialityForm({ detail, onClose }: FormProps) {
  const { t } = useSpeech();
  const [said, setSaid] = useState<'confidential' | 'open'>(detail.isConfidential ? 'open' : 'confidential');
  const [reason, setReason] = useState('');
  const call = useCaseCall(
    (given: { isConfidential: boolean; reason: string }) => assistanceCalls.changeConfidentiality(detail.row.id, given),
    t('change-confidentiality.done'),
    onClose,
  );
  return (
    <CaseForm
      call={call}
      submit={t('next.change-confidentiality')}
      onClose={onClose}
      onSubmit={() => call.mutate({ isConfidential: said === 'confidential', reason })}
    >
      <Text size="sm">{t('confidentiality.under', { counterpart: detail.row.counterpart.name })}</Text>
      <SegmentedControl
        aria-label={t('confidentiality.label')}
        value={said}
        onChange={setSaid}
        data={(['confidential', 'open'] as const).map((value) => ({ value, label: t(`confidentiality.${value}`) }))}
      />
      <Reasons label={t('step.reason')} hint={t('confidentiality.hint')} value={reason} onChange={setReason} />
    </CaseForm>
  );
}
