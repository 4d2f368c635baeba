// SPDX-License-Identifier: Apache-2.0
/** Making a report: by a file of the firm's own program, or by a form; and the forms that were begun. */
import { Button, FileInput, Group, Select, Text } from '@mantine/core';
import { IconPencilPlus, IconSend, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { submissionFormats } from '../../../src/reporting/wire.ts';
import { draftsQuery, firmCalls, type ReportFile, type SubmissionFormat } from './firm-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Page, Section } from '../shell/page.tsx';
import listClasses from '../shell/list.module.css';
import { AnswerView } from './answer-view.tsx';
import { emptyDraft } from './empty-draft.ts';
import classes from './firm.module.css';

export function NewReportPage() {
  const { t } = useSpeech();
  return (
    <Page title={t('portal.new')}>
      <Column>
        <Upload />
        <Forms />
      </Column>
    </Page>
  );
}

function Upload() {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [file, setFile] = useState<File | null>(null);
  const [format, setFormat] = useState<SubmissionFormat>('goaml');
  const given: ReportFile | null = file === null ? null : { file, format };
  const check = useMutation({ mutationFn: firmCalls.check });
  const send = useMutation({
    mutationFn: firmCalls.send,
    onSuccess: ({ id }) => {
      void queryClient.invalidateQueries({ queryKey: ['firm'] });
      void navigate({ to: '/firm/sent/$submissionId', params: { submissionId: id } });
    },
  });
  const begin = (): void => {
    check.reset();
    send.reset();
  };
  const isGood = check.data !== undefined && check.data.reports.some(({ outcome }) => outcome !== 'rejected');
  return (
    <Section title={t('portal.upload')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('portal.upload.under')}
      </Text>
      <Group align="flex-end" gap="md">
        <Select
          label={t('portal.format')}
          allowDeselect={false}
          w={260}
          value={format}
          onChange={(chosen) => {
            if (chosen !== null) setFormat(chosen);
            begin();
          }}
          data={submissionFormats.map((value) => ({ value, label: t(`portal.format.${value}`) }))}
        />
        <FileInput
          label={t('portal.file')}
          placeholder={t('portal.noFile')}
          w={320}
          value={file}
          onChange={(chosen) => {
            setFile(chosen);
            begin();
          }}
        />
        <Button
          variant={isGood ? 'default' : 'filled'}
          disabled={given === null}
          loading={check.isPending}
          onClick={() => given !== null && check.mutate(given)}
        >
          {t('portal.check')}
        </Button>
        {isGood && given !== null && (
          <Button leftSection={<IconSend size={16} aria-hidden />} loading={send.isPending} onClick={() => send.mutate(given)}>
            {t('portal.send')}
          </Button>
        )}
      </Group>
      {check.isError && <Failure error={check.error} />}
      {send.isError && <Failure error={send.error} />}
      {check.data !== undefined && <AnswerView answer={check.data} isSent={false} />}
    </Section>
  );
}

function Forms() {
  const { t, dates } = useSpeech();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const drafts = useQuery(draftsQuery);
  const begin = useMutation({
    mutationFn: () => firmCalls.keepDraft(null, emptyDraft),
    onSuccess: (draft) => {
      queryClient.setQueryData(draftsQuery.queryKey, (before = []) => [draft, ...before]);
      void navigate({ to: '/firm/drafts/$draftId', params: { draftId: draft.id } });
    },
  });
  const remove = useMutation({
    mutationFn: firmCalls.removeDraft,
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey }),
  });
  return (
    <Section
      title={t('portal.form')}
      aside={
        <Button leftSection={<IconPencilPlus size={16} aria-hidden />} loading={begin.isPending} onClick={() => begin.mutate()}>
          {t('portal.form.begin')}
        </Button>
      }
    >
      <Text size="sm" c="dimmed" mb="sm">
        {t('portal.form.under')}
      </Text>
      {begin.isError && <Failure error={begin.error} />}
      {remove.isError && <Failure error={remove.error} />}
      {drafts.data?.map((draft) => (
        <div key={draft.id} className={classes['entry']}>
          <div>
            <Link to="/firm/drafts/$draftId" params={{ draftId: draft.id }}>
              {draft.content.reference === '' ? t('portal.unnamed') : draft.content.reference}
            </Link>
            <div className={listClasses['quiet']}>
              {t('portal.draftOf', { name: draft.updatedBy, moment: dates.moment(draft.updatedAt) })}
            </div>
          </div>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconTrash size={13} aria-hidden />}
            onClick={() => remove.mutate(draft.id)}
          >
            {t('portal.throwAway')}
          </Button>
        </div>
      ))}
      {drafts.data?.length === 0 && <p className={listClasses['quiet']}>{t('portal.noDrafts')}</p>}
    </Section>
  );
}
