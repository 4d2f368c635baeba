// SPDX-License-Identifier: Apache-2.0
/** The page of one case: where it stands, what may be done next, what was asked, what was given, and how it came to this. */
import { Text } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { CaseDetailWire } from '../../../src/assistance/wire.ts';
import { caseQuery } from '../calls/assistance-calls.ts';
import { DraftVersions } from '../comparison/draft-versions.tsx';
import { CaseCanvases } from '../canvas/kept/case-canvases.tsx';
import { CaseDesk } from '../desk/case-desk.tsx';
import { CaseEvidence } from '../evidence/case-evidence.tsx';
import { DeadlineBar } from '../deadlines/deadline-bar.tsx';
import { StateBadge, TrainingBadge, UrgentBadge, WordBadge } from '../inbox/state-badge.tsx';
import { JointOfCase } from '../joint/joint-of-case.tsx';
import { CaseLetters } from '../letters/case-letters.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { CallOfCase } from '../oral/call-of-case.tsx';
import { CaseReview } from '../training/case-review.tsx';
import { ClauseReader } from '../verdicts/clause-drawer.tsx';
import { VerdictPanel } from '../verdicts/verdict-panel.tsx';
import { BundleApproval } from './bundle-approval.tsx';
import { CaseActions } from './case-actions.tsx';
import { CaseFiles } from './case-files.tsx';
import { CaseMessages } from '../iso20022/case-messages.tsx';
import { CaseRecords } from './case-records.tsx';
import classes from './case.module.css';
import { DraftNotice } from './draft-notice.tsx';
import { LanguageVersions } from '../languages/language-versions.tsx';
import { RefusalNotice } from './refusal-notice.tsx';
import { RequestContent } from './request-content.tsx';
import { Steps } from './steps.tsx';
import { Timeline } from './timeline.tsx';

export function CasePage({ caseId }: { caseId: string }) {
  const { t } = useSpeech();
  const found = useQuery(caseQuery(caseId));
  if (found.data !== undefined) return <Case detail={found.data} />;
  return (
    <Page title={t('case.title')}>
      {found.isError ? <Failure error={found.error} onAgain={() => void found.refetch()} /> : <Waiting rows={8} />}
    </Page>
  );
}

function Case({ detail }: { detail: CaseDetailWire }) {
  const { t } = useSpeech();
  const { row } = detail;
  return (
    <ClauseReader>
      <Page
        title={row.subject === '' ? t('case.noSubject') : row.subject}
        above={<CaseLine detail={detail} />}
        under={<CaseUnder detail={detail} />}
        actions={<CaseActions detail={detail} />}
      >
        <BundleApproval of={{ kind: 'case', id: row.id }} />
        <DraftNotice detail={detail} />
        <RefusalNotice detail={detail} />
        <DeadlineBar deadlines={detail.deadlines} />
        <div className={classes['columns']}>
          <Column>
            <CaseReview detail={detail} />
            <CaseLetters id={detail.row.id} />
            <Steps detail={detail} />
            <CaseRecords detail={detail} />
            <CaseFiles detail={detail} />
            <JointOfCase detail={detail} />
            <CaseCanvases caseId={row.id} />
            <CaseEvidence detail={detail} />
            <CallOfCase detail={detail} />
            <RequestContent detail={detail} />
            <LanguageVersions draft={detail.draft} />
            <CaseMessages detail={detail} />
            <DraftVersions detail={detail} />
          </Column>
          <Column>
            <Section title={t('case.timeline')}>
              <Timeline events={detail.timeline} />
            </Section>
            <CaseDesk caseId={row.id} />
            {detail.verdict !== null && (
              <section className={classes['verdict']} aria-label={t('case.verdict')}>
                <VerdictPanel verdict={detail.verdict} isSubmitted={row.state !== 'draft'} />
              </section>
            )}
          </Column>
        </div>
      </Page>
    </ClauseReader>
  );
}

function CaseLine({ detail: { row } }: { detail: CaseDetailWire }) {
  const { t } = useSpeech();
  return (
    <div className={classes['line']}>
      <StateBadge state={row.state} />
      {row.counterpart.isTraining && <TrainingBadge />}
      {row.counterpart.isByLetter && <WordBadge icon={IconMail} tone="gray" label={t('letters.byLetter')} />}
      {row.class === 'urgent' && <UrgentBadge />}
      <Text size="sm" c="dimmed">
        {t(`case.side.${row.side}`, { counterpart: row.counterpart.name, jurisdiction: row.counterpart.jurisdiction })}
      </Text>
    </div>
  );
}

function CaseUnder({ detail: { row, agreement, isConfidential } }: { detail: CaseDetailWire }) {
  const { t } = useSpeech();
  const parts = [
    t(`assistance.${row.assistance}`),
    ...(row.purpose === null ? [] : [t('case.forPurpose', { purpose: t(`purpose.${row.purpose}`) })]),
    ...(row.reference === '' ? [] : [t('case.reference', { reference: row.reference })]),
    ...(agreement === null ? [] : [agreement.title]),
    ...(isConfidential ? [] : [t('case.openInvestigation')]),
  ];
  return <>{parts.join(' · ')}</>;
}
