// SPDX-License-Identifier: Apache-2.0
/**
 * Preparing a reply: at the left the request and the search in one's own records, at the right the reply with the chosen
 * records, each with the conditions it will carry. They start at the agreement's limits; `null` means exactly those.
 */
import { Button, SegmentedControl, Text, Textarea } from '@mantine/core';
import { IconArrowLeft, IconFolderSearch, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseDetailWire, ReplyDraftWire } from '../../../src/assistance/wire.ts';
import type { ConditionLimitsWire } from '../../../src/conditions/wire.ts';
import type { RecordRowWire } from '../../../src/records/wire.ts';
import { type AttachedFile, FileField } from '../attachments/file-field.tsx';
import { assistanceCalls, caseQuery } from '../calls/assistance-calls.ts';
import { useMinimisation } from '../onward/giving/minimisation.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Nothing, Page, Section, Waiting } from '../shell/page.tsx';
import { ClauseReader } from '../verdicts/clause-drawer.tsx';
import { useCaseCall } from './case-call.ts';
import classes from './case.module.css';
import { type Chosen, toggled } from './chosen.ts';
import { ChosenRecord } from './chosen-record.tsx';
import { oneLanguage, ReplyLanguageFields } from '../languages/reply-languages.tsx';
import { ReadMessageButton } from '../iso20022/read-message-button.tsx';
import { RecordChooser } from './record-chooser.tsx';
import { RequestContent } from './request-content.tsx';

export function ReplyPage({ caseId }: { caseId: string }) {
  const { t } = useSpeech();
  const found = useQuery(caseQuery(caseId));
  if (found.data === undefined) return <Page title={t('next.reply')}>{found.isError ? <Failure error={found.error} /> : <Waiting />}</Page>;
  return (
    <ClauseReader>
      <Reply detail={found.data} />
    </ClauseReader>
  );
}

function Reply({ detail }: { detail: CaseDetailWire }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const { row } = detail;
  // Whoever ticked records in a search and answers with them has chosen them already.
  const begun = useRouterState({ select: ({ location }) => location.state.replyRecords });
  const [chosen, setChosen] = useState<readonly Chosen[]>(() => (begun ?? []).map((record) => ({ row: record, limits: null })));
  const back = () => void navigate({ to: '/cases/$caseId', params: { caseId: row.id } });
  const call = useCaseCall((given: ReplyDraftWire) => assistanceCalls.reply(row.id, given), t('reply.done'), back);
  const choose = (record: RecordRowWire): void => setChosen((before) => toggled(before, record));
  const minimisation = useMinimisation(
    chosen.map((one) => one.row.id),
    { caseId: row.id },
  );
  const send = (given: Omit<ReplyDraftWire, 'records'>): void => {
    if (!minimisation.isReady) return;
    const records = chosen.map((one) => ({ recordId: one.row.id, limits: one.limits, minimisation: minimisation.of(one.row.id)?.choice }));
    call.mutate({ ...given, records });
  };
  return (
    <Page
      title={t('reply.title', { subject: row.subject })}
      above={
        <Link to="/cases/$caseId" params={{ caseId: row.id }} className={classes['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('reply.back')}
        </Link>
      }
      under={t('reply.under', { counterpart: row.counterpart.name })}
    >
      {call.error !== null && <Failure error={call.error} />}
      <div className={classes['replyColumns']}>
        <Column>
          <Section title={t('reply.search')}>
            <RecordChooser chosen={chosen.map((one) => one.row.id)} onToggle={choose} />
          </Section>
          <RequestContent detail={detail} />
        </Column>
        <ReplyForm
          detail={detail}
          chosen={chosen}
          minimisation={minimisation}
          isSending={call.isPending}
          onSend={send}
          onRemove={choose}
          onLimits={(id, limits) => setChosen((before) => before.map((one) => (one.row.id === id ? { ...one, limits } : one)))}
        />
      </div>
    </Page>
  );
}

interface ReplyFormProps {
  readonly detail: CaseDetailWire;
  readonly chosen: readonly Chosen[];
  readonly minimisation: ReturnType<typeof useMinimisation>;
  readonly isSending: boolean;
  readonly onSend: (given: Omit<ReplyDraftWire, 'records'>) => void;
  readonly onRemove: (row: RecordRowWire) => void;
  readonly onLimits: (id: string, limits: ConditionLimitsWire | null) => void;
}

function ReplyForm({ detail, chosen, minimisation, isSending, onSend, onRemove, onLimits }: ReplyFormProps) {
  const { t } = useSpeech();
  const [completeness, setCompleteness] = useState<'partial' | 'complete'>('complete');
  const [text, setText] = useState('');
  const [arrives, setArrives] = useState('');
  const [languages, setLanguages] = useState(oneLanguage);
  const [files, setFiles] = useState<readonly AttachedFile[]>([]);
  return (
    <form
      className={classes['reply']}
      aria-label={t('reply.form')}
      onSubmit={(event) => {
        event.preventDefault();
        onSend({ completeness, text, arrives, languages, attachments: files.map((file) => file.id) });
      }}
    >
      <SegmentedControl
        fullWidth
        aria-label={t('step.completeness')}
        value={completeness}
        onChange={setCompleteness}
        data={[
          { value: 'complete', label: t('completeness.complete') },
          { value: 'partial', label: t('completeness.partial') },
        ]}
      />
      <ReadMessageButton
        message="auth.002"
        onRead={({ reply }) => {
          setCompleteness(reply.completeness);
          setText(reply.text);
        }}
      />
      <Textarea label={t('reply.text')} autosize minRows={4} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <Textarea
        label={t('reply.arrives')}
        description={t('reply.arrivesHint')}
        autosize
        minRows={1}
        value={arrives}
        onChange={(event) => setArrives(event.currentTarget.value)}
      />
      <ReplyLanguageFields languages={languages} hasArrives={arrives.trim() !== ''} onChange={setLanguages} />
      <div>
        <Text size="sm" fw={600} mb={6}>
          {t('reply.chosen', { count: chosen.length })}
        </Text>
        {chosen.length === 0 && <Nothing icon={IconFolderSearch} title={t('reply.nothingChosen')} />}
        {chosen.map((one) => (
          <ChosenRecord
            key={one.row.id}
            chosen={one}
            agreementLimits={detail.replyLimits}
            recipient={detail.row.counterpart.authorityId}
            purpose={detail.row.purpose}
            proposed={minimisation.of(one.row.id)}
            onMinimise={(choice) => minimisation.choose(one.row.id, choice)}
            onRemove={() => onRemove(one.row)}
            onLimits={(limits) => onLimits(one.row.id, limits)}
          />
        ))}
        {minimisation.failure}
      </div>
      <FileField files={files} onChange={setFiles} />
      <Button type="submit" disabled={!minimisation.isReady} loading={isSending} leftSection={<IconSend size={16} aria-hidden />}>
        {t('reply.send')}
      </Button>
    </form>
  );
}
