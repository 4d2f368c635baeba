// SPDX-License-Identifier: Apache-2.0
/** An alert that a back-test or a shadow came to, with its market over time. It stands in no inbox, unless the values in force give it too. */
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import alertClasses from '../alerts/alerts.module.css';
import { MarketReplay } from '../alerts/market-replay.tsx';
import { spanText } from '../alerts/units.ts';
import caseClasses from '../case/case.module.css';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { pairAt, type PairPlace, pairQuery } from './studio-calls.ts';

export function PairPage({ draftId, place }: { draftId: string; place: PairPlace }) {
  const { t } = useSpeech();
  const found = useQuery(pairQuery(place));
  const alert = found.data?.alert;
  const names = alert?.participants.map(({ name }) => name) ?? [];
  return (
    <Page
      title={
        alert === undefined ? t('studio.alert') : `${alert.pattern.title}: ${names.length === 0 ? t('studio.nobody') : names.join(', ')}`
      }
      above={
        <Link to="/alerts/drafts/$draftId" params={{ draftId }} className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('studio.draft')}
        </Link>
      }
      under={alert !== undefined && `${t(`studio.with.${place.side}`)} · ${spanText(alert.from, alert.until)}`}
    >
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Waiting rows={8} />}
      {found.data !== undefined && alert !== undefined && (
        <Column>
          <Section title={t('alert.sentences')}>
            <ul className={alertClasses['sentences']}>
              {alert.sentences.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
            <p className={findingClasses['quiet']}>
              {t('alert.parameters')}:{' '}
              {Object.entries(alert.parameters)
                .map(([name, value]) => `${name} ${value}`)
                .join(', ')}
            </p>
            <p className={findingClasses['quiet']}>
              {found.data.file.name}, {t('alert.evidence', { count: alert.evidence.count })}
            </p>
            {found.data.lead !== null && (
              <Link to="/alerts/$leadId" params={{ leadId: found.data.lead }} className={findingClasses['link']}>
                {t('studio.openInInbox')}
              </Link>
            )}
          </Section>
          <MarketReplay at={pairAt(place)} alert={alert} />
        </Column>
      )}
    </Page>
  );
}
