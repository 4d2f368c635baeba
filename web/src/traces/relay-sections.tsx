// SPDX-License-Identifier: Apache-2.0
/** What of a trace can be handed on to other authorities, and what one that asked can be answered. */
import { Button, Group, Radio, Select, Stack, Text, Textarea } from '@mantine/core';
import { IconPlayerTrackNext, IconSend } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type AssistanceKind, assistanceKinds } from '../../../src/agreements/wire.ts';
import type { TraceAnswerOrderWire, TraceDetailWire } from '../../../src/findings/traces/wire.ts';
import { useFindingCall } from '../findings/finding-call.ts';
import { capital } from '../messages/capital.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { EntryTable } from './entry-table.tsx';
import { traceCalls } from './trace-calls.ts';
import classes from './traces.module.css';

/** Steps in which a request of ours stands before it is sent: it is opened in the form. */
const unsent = ['draft', 'awaiting-approval'];

export function ReachedSection({ trace }: { trace: TraceDetailWire }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const mayAsk = officer.roles.includes('preparer');
  if (trace.reached.length === 0 && trace.cameBack === 0) return null;
  return (
    <Section title={t('traces.reached')}>
      <Text size="sm" mb="sm">
        {t('traces.reached.under')}
      </Text>
      {trace.cameBack > 0 && (
        <Group mb="md">
          <Text size="sm">{t('traces.cameBack', { count: trace.cameBack })}</Text>
          {mayAsk && (
            <Button
              component={Link}
              to={`/traces/${trace.row.id}/continue`}
              size="compact-sm"
              leftSection={<IconPlayerTrackNext size={14} aria-hidden />}
            >
              {t('traces.followOn')}
            </Button>
          )}
        </Group>
      )}
      <Stack gap="lg">
        {trace.reached.map((reached) => (
          <Reached key={reached.authority.id} trace={trace} reached={reached} mayAsk={mayAsk} />
        ))}
      </Stack>
    </Section>
  );
}

function Reached({ trace, reached, mayAsk }: { trace: TraceDetailWire; reached: TraceDetailWire['reached'][number]; mayAsk: boolean }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const { authority, entries, caseId, caseState, isOutdated } = reached;
  const [assistance, setAssistance] = useState<AssistanceKind>('information-from-files');
  const call = useFindingCall(
    () => traceCalls.handOn(trace.row.id, { counterpart: authority.id, assistance, purpose: trace.row.purpose }),
    { onDone: (made) => void navigate({ to: '/compose/$caseId', params: { caseId: made.caseId } }) },
  );
  const isOpenToAsk = mayAsk && (caseId === null || isOutdated);
  return (
    <div>
      <Group justify="space-between" align="end" mb={6}>
        <div>
          <strong>{authority.name}</strong>
          {caseId !== null && caseState !== null && (
            <div className={classes['quiet']}>
              {unsent.includes(caseState) ? (
                <Link to="/compose/$caseId" params={{ caseId }}>
                  {t('traces.toRequest')}
                </Link>
              ) : (
                <Link to="/cases/$caseId" params={{ caseId }}>
                  {t('traces.toRequest')}
                </Link>
              )}{' '}
              · {t(`caseState.${caseState}`)}
              {isOutdated && ` · ${t('traces.outdated')}`}
            </div>
          )}
        </div>
        {isOpenToAsk && (
          <Group align="end">
            <Select
              label={t('field.assistance')}
              allowDeselect={false}
              value={assistance}
              onChange={(chosen) => chosen !== null && setAssistance(chosen)}
              data={assistanceKinds.map((value) => ({ value, label: capital(t(`assistance.${value}`)) }))}
            />
            <Button loading={call.isPending} leftSection={<IconSend size={15} aria-hidden />} onClick={() => call.mutate(undefined)}>
              {t(caseId === null ? 'traces.handOn' : 'traces.handOnAgain')}
            </Button>
          </Group>
        )}
      </Group>
      <EntryTable entries={entries} />
      {call.error !== null && <Failure error={call.error} />}
    </div>
  );
}

export function AskedSection({ trace }: { trace: TraceDetailWire }) {
  const { t } = useSpeech();
  if (trace.asked.length === 0) return null;
  return (
    <Section title={t('traces.asked')}>
      <Stack gap="lg">
        {trace.asked.map((asked) => (
          <Asked key={asked.caseId} trace={trace} asked={asked} />
        ))}
      </Stack>
    </Section>
  );
}

function Asked({ trace, asked }: { trace: TraceDetailWire; asked: TraceDetailWire['asked'][number] }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const { authority, caseId, caseState, isAnswerable, onBehalfOf, mayTell, mayNotTell } = asked;
  const names = (list: typeof onBehalfOf): string => list.map(({ name }) => name).join(', ');
  const mayAnswer = isAnswerable && ['preparer', 'records-keeper'].some((role) => officer.roles.includes(role as 'preparer'));
  return (
    <div>
      <Group justify="space-between" mb={6}>
        <div>
          <Link to="/cases/$caseId" params={{ caseId }}>
            <strong>{t('traces.requestOf', { name: authority.name })}</strong>
          </Link>
          <div className={classes['quiet']}>{t(`caseState.${caseState}`)}</div>
        </div>
        {mayAnswer && (
          <Button component={Link} to={`/traces/asked/${caseId}`} variant="default" size="compact-sm">
            {t('traces.continueAgain')}
          </Button>
        )}
      </Group>
      {onBehalfOf.length > 0 && <Text size="sm">{t('traces.onBehalfOf', { names: names(onBehalfOf) })}</Text>}
      {mayTell.length > 0 && <Text size="sm">{t('traces.mayTell', { names: names(mayTell) })}</Text>}
      {mayNotTell.length > 0 && <Text size="sm">{t('traces.mayNotTell', { names: names(mayNotTell) })}</Text>}
      {mayAnswer && <AnswerForm trace={trace} caseId={caseId} isForOthers={onBehalfOf.length > 0} />}
    </div>
  );
}

function AnswerForm({ trace, caseId, isForOthers }: { trace: TraceDetailWire; caseId: string; isForOthers: boolean }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const [naming, setNaming] = useState<TraceAnswerOrderWire['naming']>('named');
  const [passOn, setPassOn] = useState<TraceAnswerOrderWire['passOn']>('nobody');
  const [completeness, setCompleteness] = useState<TraceAnswerOrderWire['completeness']>('complete');
  const [text, setText] = useState('');
  const call = useFindingCall(() => traceCalls.answer(trace.row.id, { caseId, completeness, naming, passOn, text }), {
    said: t('traces.answered'),
    onDone: () => void navigate({ to: '/cases/$caseId', params: { caseId } }),
  });
  return (
    <Stack gap="sm" mt="sm">
      <Textarea
        label={t('traces.answerText')}
        required
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group align="start" gap="xl">
        <Radio.Group label={t('traces.naming')} value={naming} onChange={(value) => setNaming(value === 'sums' ? 'sums' : 'named')}>
          <Radio value="named" label={t('traces.naming.named')} mt={6} />
          <Radio value="sums" label={t('traces.naming.sums')} mt={6} />
        </Radio.Group>
        {isForOthers && (
          <Radio.Group label={t('traces.passOn')} value={passOn} onChange={(value) => setPassOn(value === 'chain' ? 'chain' : 'nobody')}>
            <Radio value="nobody" label={t('traces.passOn.nobody')} mt={6} />
            <Radio value="chain" label={t('traces.passOn.chain')} mt={6} />
          </Radio.Group>
        )}
        <Radio.Group
          label={t('traces.completeness')}
          value={completeness}
          onChange={(value) => setCompleteness(value === 'partial' ? 'partial' : 'complete')}
        >
          <Radio value="complete" label={t('traces.completeness.complete')} mt={6} />
          <Radio value="partial" label={t('traces.completeness.partial')} mt={6} />
        </Radio.Group>
      </Group>
      <Group>
        <Button disabled={text.trim() === ''} loading={call.isPending} onClick={() => call.mutate(undefined)}>
          {t('traces.answer')}
        </Button>
      </Group>
      {call.error !== null && <Failure error={call.error} />}
    </Stack>
  );
}
