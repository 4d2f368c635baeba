// SPDX-License-Identifier: Apache-2.0
/** One joint matter: what is true, whose turn it is, what this authority may say now, and who knew what when. */
import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft, IconFileText, IconPlugConnectedX, IconSend, IconTarget } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { JointDetailWire } from '../../../src/joint-operations/views/wire.ts';
import type { NoteKind } from '../../../src/joint-operations/wire.ts';
import { fetchReport, jointMatterQuery, sendAgain } from './joint-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { shortIdentifier } from '../peers/authority-names.ts';
import { Notice } from '../shell/notice.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { InterestView, ParallelView } from './deconfliction-view.tsx';
import { DifferenceView } from './difference-view.tsx';
import { StageBadge } from './joint-words.tsx';
import { KnowledgeView, NotesView } from './notes-view.tsx';
import { OperationView } from './operations/operation-view.tsx';
import { OrderDialog } from './operations/order-dialog.tsx';
import { isReviewNote, ReviewNoteDialog } from './reviews/review-forms.tsx';
import { ReviewView } from './reviews/review-view.tsx';
import { PlanDialog } from './operations/plan-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';

export function JointMatterPage({ matterId }: { matterId: string }) {
  const { t } = useSpeech();
  const found = useQuery(jointMatterQuery(matterId));
  if (found.data !== undefined) return <Matter detail={found.data} />;
  return (
    <Page title={t('joint.matter')}>
      {found.isError ? <Failure error={found.error} onAgain={() => void found.refetch()} /> : <Waiting rows={10} />}
    </Page>
  );
}

function Matter({ detail }: { detail: JointDetailWire }) {
  const { t, dates } = useSpeech();
  const { row } = detail;
  return (
    <Page
      title={row.title}
      above={
        <div className={caseClasses['line']}>
          <Link to="/joint" className={caseClasses['back']}>
            <IconArrowLeft size={15} aria-hidden />
            {t('nav.joint')}
          </Link>
          <StageBadge stage={row.stage} />
        </div>
      }
      under={
        <span className={caseClasses['line']}>
          {t(`jointWork.${row.work}`)} · {row.participants.map(({ name }) => name).join(', ')}
          {row.dueAt !== null && <> · {t('joint.dueAt', { when: dates.moment(row.dueAt) })}</>}
          <span title={detail.head}>{t('negotiation.head', { head: shortIdentifier(detail.head) })}</span>
        </span>
      }
      actions={<Actions detail={detail} />}
    >
      <Column>
        <Notices detail={detail} />
        {detail.operation !== null && <OperationView detail={detail} operation={detail.operation} />}
        {detail.difference !== null && <DifferenceView detail={detail} difference={detail.difference} />}
        {detail.parallel !== null && <ParallelView parallel={detail.parallel} />}
        {detail.interest !== null && <InterestView interest={detail.interest} />}
        {detail.review !== null && <ReviewView review={detail.review} />}
        <NotesView detail={detail} />
        <KnowledgeView detail={detail} />
      </Column>
    </Page>
  );
}

type Step = NoteKind | 'order';

function Actions({ detail }: { detail: JointDetailWire }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const [step, setStep] = useState<Step | null>(null);
  const reporting = useMutation({
    mutationFn: () => fetchReport(detail.row.id),
    onSuccess: ({ blob, fileName }) => saveFile(blob, fileName ?? `joint-report-${detail.row.id}.pdf`),
  });
  const queryClient = useQueryClient();
  const resending = useMutation({
    mutationFn: () => sendAgain(detail.row.id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['joint'] });
      notifications.show({ message: t('joint.written') });
    },
  });
  const mayWrite = officer.roles.includes('preparer');
  const steps = detail.may.filter((kind): kind is Step => kind !== 'resend');
  const isBehind = detail.behind.some(({ isOnItsWay }) => !isOnItsWay);
  return (
    <>
      <Button variant="default" onClick={() => reporting.mutate()} leftSection={<IconFileText size={16} aria-hidden />}>
        {t('joint.report')}
      </Button>
      {mayWrite && isBehind && (
        <Button variant="default" onClick={() => resending.mutate()} leftSection={<IconSend size={16} aria-hidden />}>
          {t('joint.resend')}
        </Button>
      )}
      {mayWrite &&
        steps.map((kind) => (
          <Button key={kind} variant={kind === 'comment' ? 'default' : 'filled'} onClick={() => setStep(kind)}>
            {t(`jointDo.${kind}`)}
          </Button>
        ))}
      {step === 'order' && <OrderDialog detail={detail} onClose={() => setStep(null)} />}
      {step === 'plan' && detail.operation !== null && (
        <PlanDialog
          standing={{ matter: detail.row.id, version: detail.operation.version, plan: detail.operation.plan }}
          onClose={() => setStep(null)}
        />
      )}
      {step !== null && isReviewNote(step) && detail.review !== null && (
        <ReviewNoteDialog matter={detail.row.id} review={detail.review} kind={step} onClose={() => setStep(null)} />
      )}
      {step !== null && step !== 'order' && step !== 'plan' && !isReviewNote(step) && (
        <NoteDialog detail={detail} kind={step} onClose={() => setStep(null)} />
      )}
    </>
  );
}

function Notices({ detail }: { detail: JointDetailWire }) {
  const { t } = useSpeech();
  const { behind, interests, operation } = detail;
  return (
    <>
      {behind.length > 0 && (
        <Notice tone="needs" icon={IconPlugConnectedX} title={t('negotiation.behind')}>
          {behind.map(({ who, notes, isOnItsWay }) => (
            <div key={who.authorityId}>
              {t(isOnItsWay ? 'negotiation.behind.onItsWay' : 'negotiation.behind.lost', { party: who.name, count: notes })}
            </div>
          ))}
        </Notice>
      )}
      {interests.length > 0 && (
        <Notice tone="needs" icon={IconTarget} title={t('joint.ownInterest')}>
          {interests.map(({ id, value, stage, remark }) => (
            <div key={id}>
              {value}: {t(`interestStage.${stage}`)}. {remark}
            </div>
          ))}
        </Notice>
      )}
      {operation !== null && operation.missing.length > 0 && (
        <Section title={t('joint.missing')}>
          {operation.missing.map((sentence) => (
            <Text size="sm" key={sentence}>
              {sentence}
            </Text>
          ))}
        </Section>
      )}
    </>
  );
}
