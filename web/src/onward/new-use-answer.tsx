// SPDX-License-Identifier: Apache-2.0
/** A new use as holder and originator see it: what changes, by which clause, until when one may object; and the originator's answer. */
import { Button, Group, SegmentedControl, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { AnswerNewUseWire, NewUseDetailWire } from '../../../src/onward/new-uses/wire.ts';
import type { MatterDetailWire } from '../../../src/onward/wire.ts';
import { onwardCalls } from '../calls/onward-calls.ts';
import { DayInput } from '../deadlines/day-input.tsx';
import { endOfDay } from '../messages/dates.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { ClauseLink } from '../verdicts/clause-drawer.tsx';
import { Fact } from './consent-facts.tsx';
import { useMatterCall } from './matter-call.ts';
import classes from './onward.module.css';

export function NewUseFacts({ detail, newUse }: { detail: MatterDetailWire; newUse: NewUseDetailWire }) {
  const { t, dates } = useSpeech();
  const { purpose } = detail.row;
  const { answer, mode } = newUse;
  const said = answer?.answer === 'objected' && mode === 'prior-consent' ? 'denied' : (answer?.answer ?? 'objected');
  return (
    <Section title={t('newUse.one')}>
      <dl className={classes['facts']}>
        <Fact name={t('onward.holder')}>{newUse.holder.name}</Fact>
        <Fact name={t('newUse.originator')}>{newUse.originator.name}</Fact>
        {purpose !== null && <Fact name={t('records.purpose')}>{t(`purpose.${purpose}`)}</Fact>}
        <Fact name={t('newUse.what')}>{t(`newUse.change.${newUse.change}`)}</Fact>
        <Fact name={t('newUse.rule')}>
          {t(`newUse.mode.${newUse.mode}`)}{' '}
          {newUse.clause === null ? t('newUse.noClause') : <ClauseLink clause={newUse.clause} withTitle />}
        </Fact>
        {newUse.noticeAt !== null && <Fact name={t('newUse.toldAt')}>{dates.moment(newUse.noticeAt)}</Fact>}
        {newUse.objectUntil !== null && <Fact name={t('newUse.objectUntil')}>{dates.moment(newUse.objectUntil)}</Fact>}
        {answer !== null && <Fact name={t('newUse.answer')}>{t(`newUse.answer.${said}`)}</Fact>}
        {answer !== null && answer.until !== null && <Fact name={t('newUse.until')}>{dates.moment(answer.until)}</Fact>}
        {answer !== null && answer.reasons !== '' && <Fact name={t('refuse.reasons')}>{answer.reasons}</Fact>}
      </dl>
    </Section>
  );
}

export function AnswerNewUseForm({ detail, newUse }: { detail: MatterDetailWire; newUse: NewUseDetailWire }) {
  const { t, timeZone } = useSpeech();
  const [answer, setAnswer] = useState<AnswerNewUseWire['answer']>('consented');
  const [day, setDay] = useState<string | null>(null);
  const [reasons, setReasons] = useState('');
  const isConsent = answer === 'consented';
  const call = useMatterCall(
    (given: AnswerNewUseWire) => onwardCalls.answerNewUse(detail.row.id, given),
    t(isConsent ? 'onward.answerPrepared' : 'newUse.answerSent'),
    () => undefined,
  );
  const isAsked = newUse.mode === 'prior-consent';
  return (
    <Section title={t('onward.answer')}>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          call.mutate({ answer, until: isConsent && day !== null ? endOfDay(day, timeZone) : null, reasons });
        }}
      >
        <SegmentedControl
          fullWidth
          aria-label={t('onward.answer')}
          value={answer}
          onChange={setAnswer}
          data={[
            { value: 'consented', label: t('newUse.consent') },
            { value: 'objected', label: t(isAsked ? 'newUse.doNotConsent' : 'newUse.object') },
          ]}
        />
        {isConsent && <DayInput label={t('newUse.until')} description={t('onward.untilHint')} day={day} onChange={setDay} />}
        <Textarea
          label={t('refuse.reasons')}
          autosize
          minRows={2}
          required={!isConsent}
          value={reasons}
          onChange={(event) => setReasons(event.currentTarget.value)}
        />
        {call.error !== null && <Failure error={call.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={call.isPending}>
            {t(isConsent ? 'onward.prepareAnswer' : 'onward.sendAnswer')}
          </Button>
        </Group>
      </form>
    </Section>
  );
}
