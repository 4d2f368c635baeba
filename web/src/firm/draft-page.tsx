// SPDX-License-Identifier: Apache-2.0
/** A form: kept as a draft, checked field by field, and sent. */
import { Button, Group, Select, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft, IconSend } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { suspicions } from '../../../src/records/wire.ts';
import type { DraftContentWire, DraftWire } from '../../../src/reporting/wire.ts';
import { draftsQuery, firmCalls, submissionQuery } from './firm-calls.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { AnswerView } from './answer-view.tsx';
import { LinesInput, MovementRows, PartyRows } from './form-rows.tsx';
import classes from './firm.module.css';

export function DraftPage({ id }: { id: string }) {
  const { t } = useSpeech();
  const drafts = useQuery(draftsQuery);
  const draft = drafts.data?.find((one) => one.id === id);
  const back = (
    <Link to="/firm" className={caseClasses['back']}>
      <IconArrowLeft size={15} aria-hidden />
      {t('portal.new')}
    </Link>
  );
  return (
    <Page title={t('portal.form')} above={back}>
      {drafts.isPending && <Waiting />}
      {drafts.isError && <Failure error={drafts.error} />}
      {drafts.data !== undefined && draft === undefined && <p>{t('portal.noDrafts')}</p>}
      {draft !== undefined && <DraftForm key={draft.id} draft={draft} />}
    </Page>
  );
}

function DraftForm({ draft }: { draft: DraftWire }) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [content, setContent] = useState(draft.content);
  const kept = async (): Promise<void> => {
    const now = await firmCalls.keepDraft(draft.id, content);
    queryClient.setQueryData(draftsQuery.queryKey, (before = []) => before.map((one) => (one.id === now.id ? now : one)));
  };
  const keep = useMutation({ mutationFn: kept, onSuccess: () => notifications.show({ message: t('portal.kept') }) });
  const check = useMutation({
    mutationFn: async () => {
      await kept();
      return firmCalls.checkDraft(draft.id);
    },
  });
  const send = useMutation({
    mutationFn: async () => {
      await kept();
      return firmCalls.sendDraft(draft.id);
    },
    onSuccess: async (submission) => {
      queryClient.setQueryData(submissionQuery(submission.id).queryKey, submission);
      if (submission.rejected === 0) await navigate({ to: '/firm/sent/$submissionId', params: { submissionId: submission.id } });
      void queryClient.invalidateQueries({ queryKey: ['firm'] });
    },
  });
  // What the other said before is of another content.
  const ask = (one: { mutate(): void }, other: { reset(): void }): void => {
    other.reset();
    one.mutate();
  };
  const answer = send.data?.answer ?? check.data;
  const error = keep.error ?? check.error ?? send.error;
  return (
    <Column>
      <Reasons content={content} onChange={setContent} />
      <Section title={t('portal.parties')}>
        <PartyRows rows={content.parties} onChange={(parties) => setContent({ ...content, parties })} />
      </Section>
      <Section title={t('portal.movements')}>
        <MovementRows rows={content.movements} onChange={(movements) => setContent({ ...content, movements })} />
      </Section>
      {error !== null && <Failure error={error} />}
      {answer !== undefined && (
        <Section title={t('portal.outcome')}>
          <AnswerView answer={answer} isSent={send.data !== undefined} isOfForm />
        </Section>
      )}
      <Group justify="flex-end">
        <Button variant="default" loading={keep.isPending} onClick={() => keep.mutate()}>
          {t('portal.keep')}
        </Button>
        <Button variant="default" loading={check.isPending} onClick={() => ask(check, send)}>
          {t('portal.check')}
        </Button>
        <Button leftSection={<IconSend size={16} aria-hidden />} loading={send.isPending} onClick={() => ask(send, check)}>
          {t('portal.send')}
        </Button>
      </Group>
    </Column>
  );
}

const relations = ['supplements', 'corrects', 'continues'] as const;

function Reasons({ content, onChange }: { content: DraftContentWire; onChange: (content: DraftContentWire) => void }) {
  const { t } = useSpeech();
  const { follows } = content;
  return (
    <Section title={t('portal.form')}>
      <div className={classes['fields']}>
        <TextInput
          required
          label={t('portal.reference')}
          value={content.reference}
          onChange={(event) => onChange({ ...content, reference: event.currentTarget.value })}
        />
        <Select
          label={t('portal.field.suspicion')}
          allowDeselect={false}
          value={content.suspicion}
          onChange={(suspicion) => suspicion !== null && onChange({ ...content, suspicion })}
          data={suspicions.map((value) => ({ value, label: t(`suspicion.${value}`) }))}
        />
        <Select
          label={t('portal.field.follows')}
          allowDeselect={false}
          value={follows?.relation ?? 'nothing'}
          onChange={(chosen) => {
            const relation = relations.find((one) => one === chosen);
            onChange({ ...content, follows: relation === undefined ? null : { relation, reference: follows?.reference ?? '' } });
          }}
          data={(['nothing', ...relations] as const).map((value) => ({ value, label: t(`portal.field.${value}`) }))}
        />
        {follows !== null && (
          <TextInput
            required
            label={t('portal.field.followsReference')}
            value={follows.reference}
            onChange={(event) => onChange({ ...content, follows: { ...follows, reference: event.currentTarget.value } })}
          />
        )}
      </div>
      <Textarea
        required
        autosize
        minRows={6}
        mt="sm"
        label={t('portal.field.narrative')}
        description={t('portal.field.narrative.under')}
        value={content.narrative}
        onChange={(event) => onChange({ ...content, narrative: event.currentTarget.value })}
      />
      <Textarea
        autosize
        minRows={2}
        mt="sm"
        label={t('portal.field.action')}
        value={content.action}
        onChange={(event) => onChange({ ...content, action: event.currentTarget.value })}
      />
      <div className={classes['fields']}>
        <LinesInput
          label={t('portal.field.instruments')}
          lines={content.instruments}
          onChange={(instruments) => onChange({ ...content, instruments })}
        />
        <LinesInput
          label={t('portal.field.indicators')}
          lines={content.indicators}
          onChange={(indicators) => onChange({ ...content, indicators })}
        />
      </div>
    </Section>
  );
}
