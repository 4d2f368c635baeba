// SPDX-License-Identifier: Apache-2.0
/** One consent, disclosure or recall: what it is about, what may be answered, who holds what, and how it came to this. */
import { Text } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { MatterDetailWire } from '../../../src/onward/wire.ts';
import { matterQuery } from '../calls/onward-calls.ts';
import caseClasses from '../case/case.module.css';
import { Timeline } from '../case/timeline.tsx';
import { DeadlineWords } from '../deadlines/deadline-words.tsx';
import { useSpeech } from '../messages/language.tsx';
import { CaseLetters } from '../letters/case-letters.tsx';
import { RecordTable } from '../records/record-table.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { ClauseReader } from '../verdicts/clause-drawer.tsx';
import { AnswerConsentForm } from './answer-consent-form.tsx';
import { AnswerRecallForm } from './answer-recall-form.tsx';
import { BreachNoticeFacts, NoteBreach } from './breach-notice.tsx';
import { ConsentFacts } from './consent-facts.tsx';
import { HolderTree } from './holder-tree.tsx';
import { MatterBundle } from './matter-bundle.tsx';
import { MatterBadge } from './matter-badge.tsx';
import { AnswerNewUseForm, NewUseFacts } from './new-use-answer.tsx';
import { WaitingMatterStep } from './waiting-matter-step.tsx';

export function MatterPage({ matterId }: { matterId: string }) {
  const { t } = useSpeech();
  const found = useQuery(matterQuery(matterId));
  if (found.data !== undefined) return <Matter detail={found.data} />;
  return (
    <Page title={t('nav.onward')}>
      {found.isError ? <Failure error={found.error} onAgain={() => void found.refetch()} /> : <Waiting rows={8} />}
    </Page>
  );
}

/** Whether some of it goes or comes by letter: whoever has no server is known by an identity of another shape. */
function isOnPaper({ row, consent, recall }: MatterDetailWire): boolean {
  const ids = [row.peer?.authorityId, consent?.originator.authorityId, recall?.originator.authorityId];
  return (
    ids.some((id) => id?.startsWith('cl1') === true) || (recall?.nodes ?? []).some(({ holder }) => holder.authorityId.startsWith('cl1'))
  );
}

function Matter({ detail }: { detail: MatterDetailWire }) {
  const { t } = useSpeech();
  const { row } = detail;
  return (
    <ClauseReader>
      <Page
        title={t(`matterPart.${row.part}`)}
        above={
          <Link to="/onward" className={caseClasses['back']}>
            <IconArrowLeft size={15} aria-hidden />
            {t('nav.onward')}
          </Link>
        }
        under={
          <>
            <MatterBadge state={row.state} /> {row.peer?.name ?? namesOf(detail.recall?.goesTo) ?? t('onward.severalHolders')}{' '}
            {row.dueAt !== null && <DeadlineWords dueAt={row.dueAt} isOver={row.isOver} />}
          </>
        }
      >
        <div className={caseClasses['columns']}>
          <Column>
            {detail.step !== null && <WaitingMatterStep detail={detail} step={detail.step} />}
            {isOnPaper(detail) && <CaseLetters id={row.id} />}
            {detail.next.includes('answer-consent') && detail.consent !== null && (
              <AnswerConsentForm detail={detail} consent={detail.consent} />
            )}
            {detail.next.includes('answer-recall') && detail.recall !== null && <AnswerRecallForm detail={detail} recall={detail.recall} />}
            {detail.next.includes('answer-new-use') && detail.newUse !== null && (
              <AnswerNewUseForm detail={detail} newUse={detail.newUse} />
            )}
            {detail.next.includes('note-breach') && <NoteBreach detail={detail} />}
            {detail.breach !== null && <BreachNoticeFacts breach={detail.breach} />}
            {detail.newUse !== null && <NewUseFacts detail={detail} newUse={detail.newUse} />}
            {detail.consent !== null && <ConsentFacts detail={detail} consent={detail.consent} />}
            {detail.recall !== null && <HolderTree recall={detail.recall} />}
            <Section title={t('onward.reason')}>
              <Text size="sm">{detail.reason}</Text>
              {detail.legalBasis !== null && (
                <Text size="sm" c="dimmed">
                  {t('onward.legalBasis')}: {detail.legalBasis}
                </Text>
              )}
            </Section>
            {detail.records.length > 0 && (
              <Section title={t('onward.records')}>
                <RecordTable rows={detail.records} label={t('onward.records')} purpose={row.purpose} caseRef={null} />
              </Section>
            )}
          </Column>
          <Column>
            <Section title={t('case.timeline')}>
              <Timeline events={detail.timeline} />
            </Section>
            {detail.next.includes('export-bundle') && <MatterBundle detail={detail} />}
          </Column>
        </div>
      </Page>
    </ClauseReader>
  );
}

/** To whom a recall goes while it waits; null once it has gone, when its tree says so. */
function namesOf(goesTo: readonly { readonly name: string }[] | undefined): string | null {
  return goesTo === undefined || goesTo.length === 0 ? null : goesTo.map(({ name }) => name).join(', ');
}
