// SPDX-License-Identifier: Apache-2.0
/** The originator's answer: granted as it is, granted narrower, or denied on a ground that the agreement allows. */
import { Button, Collapse, Group, SegmentedControl, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { RefusalGround } from '../../../src/agreements/wire.ts';
import type { ConditionLimitsWire } from '../../../src/conditions/wire.ts';
import type { AnswerConsentWire, MatterDetailWire } from '../../../src/onward/wire.ts';
import { onwardCalls } from '../calls/onward-calls.ts';
import { LimitsEditor } from '../conditions/limits-editor.tsx';
import { LimitsList } from '../conditions/limits-list.tsx';
import { DayInput } from '../deadlines/day-input.tsx';
import { endOfDay } from '../messages/dates.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { useMatterCall } from './matter-call.ts';
import classes from './onward.module.css';

interface FormProps {
  readonly detail: MatterDetailWire;
  readonly consent: NonNullable<MatterDetailWire['consent']>;
}

export function AnswerConsentForm({ detail, consent }: FormProps) {
  const { t, timeZone } = useSpeech();
  const [answer, setAnswer] = useState<'granted' | 'denied'>('granted');
  const [limits, setLimits] = useState<ConditionLimitsWire | null>(null);
  const [day, setDay] = useState<string | null>(null);
  const [ground, setGround] = useState<RefusalGround | null>(null);
  const [reasons, setReasons] = useState('');
  const call = useMatterCall(
    (given: AnswerConsentWire) => onwardCalls.answerConsent(detail.row.id, given),
    t('onward.answerPrepared'),
    () => undefined,
  );
  const isGrant = answer === 'granted';
  return (
    <Section title={t('onward.answer')}>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          const until = isGrant && day !== null ? endOfDay(day, timeZone) : null;
          call.mutate({ answer, limits: isGrant ? limits : null, until, ground: isGrant ? null : ground, reasons });
        }}
      >
        <SegmentedControl
          fullWidth
          aria-label={t('onward.answer')}
          value={answer}
          onChange={setAnswer}
          data={[
            { value: 'granted', label: t('onward.grant') },
            { value: 'denied', label: t('onward.deny') },
          ]}
        />
        {isGrant && <Narrowing floor={consent.limits} limits={limits} onLimits={setLimits} />}
        {isGrant && <DayInput label={t('onward.until')} description={t('onward.untilHint')} day={day} onChange={setDay} />}
        {!isGrant && (
          <Select
            label={t('refuse.ground')}
            placeholder={t('refuse.choose')}
            required
            value={ground}
            onChange={setGround}
            data={consent.grounds.map((allowed) => ({ value: allowed.ground, label: `${allowed.ground} · ${allowed.meaning}` }))}
            comboboxProps={{ width: 'target' }}
          />
        )}
        <Textarea
          label={t('refuse.reasons')}
          autosize
          minRows={2}
          required={!isGrant}
          value={reasons}
          onChange={(event) => setReasons(event.currentTarget.value)}
        />
        {call.error !== null && <Failure error={call.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={call.isPending}>
            {t('onward.prepareAnswer')}
          </Button>
        </Group>
      </form>
    </Section>
  );
}

interface NarrowingProps {
  readonly floor: ConditionLimitsWire | null;
  readonly limits: ConditionLimitsWire | null;
  readonly onLimits: (limits: ConditionLimitsWire | null) => void;
}

function Narrowing({ floor, limits, onLimits }: NarrowingProps) {
  const { t } = useSpeech();
  if (floor === null) return null;
  return (
    <div>
      <LimitsList limits={limits ?? floor} />
      <Button size="xs" variant="default" mt="xs" aria-expanded={limits !== null} onClick={() => onLimits(limits === null ? floor : null)}>
        {t(limits === null ? 'onward.narrow' : 'onward.asBefore')}
      </Button>
      <Collapse expanded={limits !== null}>
        {limits !== null && <LimitsEditor limits={limits} offered={floor.purposes} onChange={onLimits} />}
      </Collapse>
    </div>
  );
}
