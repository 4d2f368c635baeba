// SPDX-License-Identifier: Apache-2.0
/**
 * Beside a received record: using it otherwise than it was given for. The verdict says what the agreement asks before anything is done:
 * its originator is told and may object, consents before, or is presumed to consent.
 */
import { Button, Group, Stack, Switch, Text, Textarea } from '@mantine/core';
import { IconCircleCheck, IconHelpCircle, IconShieldX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import type { NewUseVerdictWire } from '../../../src/onward/new-uses/wire.ts';
import type { MatterDetailWire } from '../../../src/onward/wire.ts';
import { newUseQuery, onwardCalls } from '../calls/onward-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { Notice } from '../shell/notice.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { useMatterCall } from './matter-call.ts';
import classes from './onward.module.css';

export function NewUse({ recordId }: { recordId: string }) {
  const { t } = useSpeech();
  const [purpose, setPurpose] = useState<Purpose | null>(null);
  const [isEvidence, setEvidence] = useState(false);
  const verdict = useQuery(newUseQuery(recordId, purpose, isEvidence));
  return (
    <Section title={t('newUse.title')}>
      <div className={classes['form']}>
        <Text size="sm">{t('newUse.under')}</Text>
        <PurposeSelect purpose={purpose} onChange={setPurpose} />
        <Switch label={t('newUse.asEvidence')} checked={isEvidence} onChange={(event) => setEvidence(event.currentTarget.checked)} />
        {verdict.isError && <Failure error={verdict.error} />}
        {verdict.data !== undefined && <Verdict verdict={verdict.data} />}
        {verdict.data !== undefined && purpose !== null && verdict.data.step !== 'nothing' && (
          <Begin key={`${purpose} ${isEvidence}`} use={{ recordId, purpose, isEvidence }} step={verdict.data.step} />
        )}
      </div>
    </Section>
  );
}

const icons = { permitted: IconCircleCheck, needs: IconHelpCircle, refused: IconShieldX } as const;

function Verdict({ verdict }: { verdict: NewUseVerdictWire }) {
  const { t, dates } = useSpeech();
  return (
    <Notice tone={verdict.outcome} icon={icons[verdict.outcome]} title={t(`newUse.verdict.${verdict.outcome}`)}>
      <Stack gap={4}>
        {verdict.reasons.map(({ sentence }) => (
          <Text size="sm" key={sentence}>
            {sentence}
          </Text>
        ))}
        {verdict.objectUntil !== null && <Text size="sm">{t('newUse.toldNow', { when: dates.moment(verdict.objectUntil) })}</Text>}
      </Stack>
    </Notice>
  );
}

interface BeginProps {
  readonly use: { readonly recordId: string; readonly purpose: Purpose; readonly isEvidence: boolean };
  readonly step: Exclude<NewUseVerdictWire['step'], 'nothing'>;
}

function Begin({ use, step }: BeginProps) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const open = ({ row }: MatterDetailWire): void => void navigate({ to: '/onward/$matterId', params: { matterId: row.id } });
  const begin = useMatterCall(onwardCalls.beginNewUse, t(`newUse.done.${step}`), open);
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        begin.mutate({ ...use, reason });
      }}
    >
      <Textarea
        label={t('newUse.why')}
        autosize
        minRows={2}
        required
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {begin.error !== null && <Failure error={begin.error} />}
      <Group justify="flex-end">
        <Button type="submit" loading={begin.isPending}>
          {t(`newUse.do.${step}`)}
        </Button>
      </Group>
    </form>
  );
}
