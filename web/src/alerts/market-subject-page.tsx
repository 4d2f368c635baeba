// SPDX-License-Identifier: Apache-2.0
/** Everything found about one participant or one instrument, over all files taken in: alerts, activity, accounts, and who stands beside it. */
import { Text } from '@mantine/core';
import { IconActivityHeartbeat, IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { MarketSubjectPageWire } from '../../../src/findings/alerts/wire.ts';
import type { MarketSubjectWire } from '../../../src/surveillance/wire.ts';
import caseClasses from '../case/case.module.css';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Nothing, Page, Section, Waiting } from '../shell/page.tsx';
import { ActivitySection } from './activity-section.tsx';
import { subjectQuery } from './alert-calls.ts';
import { AlertTable } from './alerts-page.tsx';
import classes from './alerts.module.css';
import { HistorySection } from './history/history-section.tsx';
import { Belonging } from './linked/belonging.tsx';
import { HolderProposals } from './linked/holder-proposals.tsx';
import { SubjectLink } from './subject-link.tsx';

export function MarketSubjectPage({ subject }: { subject: MarketSubjectWire }) {
  const { t } = useSpeech();
  const found = useQuery(subjectQuery(subject));
  return (
    <Page
      title={subject.name}
      above={
        <Link to="/alerts" className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('nav.alerts')}
        </Link>
      }
      under={t(`marketSubject.kind.${subject.kind}`)}
    >
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Waiting rows={8} />}
      {found.data !== undefined && <Subject page={found.data} />}
    </Page>
  );
}

function Subject({ page }: { page: MarketSubjectPageWire }) {
  const { t } = useSpeech();
  return (
    <div className={findingClasses['columns']}>
      <Column>
        <ActivitySection page={page}>
          <Section title={t('marketSubject.alerts', { count: page.total })}>
            {page.total === 0 ? (
              <Nothing icon={IconActivityHeartbeat} title={t('alerts.nothing')}>
                {t('marketSubject.noAlerts')}
              </Nothing>
            ) : (
              <AlertTable rows={page.alerts} isShort />
            )}
            {page.total > page.alerts.length && (
              <Text size="sm">{t('marketSubject.alertsMore', { count: page.total - page.alerts.length })}</Text>
            )}
          </Section>
        </ActivitySection>
        <HistorySection page={page} />
      </Column>
      <Column>
        {page.accounts.length > 0 && (
          <Section title={t('marketSubject.accounts')}>
            <ul className={classes['sentences']}>
              {page.accounts.map((account) => (
                <li key={account}>{account}</li>
              ))}
            </ul>
          </Section>
        )}
        <Belonging links={page.links} lookAt={[]} />
        {page.subject.kind === 'participant' && page.total > 0 && <HolderProposals name={page.subject.name} />}
        {page.together.length > 0 && (
          <Section title={t(page.subject.kind === 'participant' ? 'marketSubject.together' : 'marketSubject.named')}>
            <ul className={classes['sentences']}>
              {page.together.map(({ name, alerts }) => (
                <li key={name}>
                  <SubjectLink kind="participant" name={name} />, {t('marketSubject.inAlerts', { count: alerts })}
                </li>
              ))}
            </ul>
          </Section>
        )}
      </Column>
    </div>
  );
}
