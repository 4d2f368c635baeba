// SPDX-License-Identifier: Apache-2.0
/** One alert: what was found and how, its market over time, how those named compare, what officers say, and what follows from it. */
import { Text } from '@mantine/core';
import { IconArrowLeft, IconFileText } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AlertDetailWire } from '../../../src/findings/alerts/wire.ts';
import type { LeadDetailWire } from '../../../src/findings/wire.ts';
import { alertAt, alertQuery } from './alert-calls.ts';
import caseClasses from '../case/case.module.css';
import findingClasses from '../findings/findings.module.css';
import { LeadBadge } from '../findings/lead-badge.tsx';
import { LeadHistory } from '../findings/lead-history.tsx';
import { LeadMoves } from '../findings/lead-moves.tsx';
import { useSpeech } from '../messages/language.tsx';
import { VenuesOfList } from '../records/venues/venue-of-list.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { AlertJudgement } from './alert-judgement.tsx';
import { AlertTable } from './alerts-page.tsx';
import classes from './alerts.module.css';
import { JointSection } from './joint/joint-section.tsx';
import { Belonging } from './linked/belonging.tsx';
import { MarketReplay } from './market-replay.tsx';
import { ReportSection } from './report-section.tsx';
import { SubjectLink } from './subject-link.tsx';
import { spanText } from './units.ts';

export function AlertPage({ lead }: { lead: LeadDetailWire }) {
  const { t } = useSpeech();
  const found = useQuery(alertQuery(lead.id));
  return (
    <Page
      title={lead.title}
      above={
        <Link to="/alerts" className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('nav.alerts')}
        </Link>
      }
      under={
        <span className={caseClasses['line']}>
          <LeadBadge state={lead.state} />
          {found.data !== undefined && spanText(found.data.alert.alert.from, found.data.alert.alert.until)}
        </span>
      }
      actions={<LeadMoves lead={lead} />}
    >
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Waiting rows={8} />}
      {found.data !== undefined && <Alert lead={lead} detail={found.data.alert} />}
    </Page>
  );
}

/** Participants whose holders can be looked for from here; the rest by their own pages. */
const lookedAtMax = 4;

function Alert({ lead, detail }: { lead: LeadDetailWire; detail: AlertDetailWire }) {
  const { t } = useSpeech();
  const { alert, related, sameConduct } = detail;
  const mayJudge = lead.next.some((event) => event === 'confirm' || event === 'dismiss' || event === 'doubt');
  return (
    <div className={findingClasses['columns']}>
      <Column>
        <Section title={t('alert.sentences')}>
          <ul className={classes['sentences']}>
            {alert.sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Section>
        <MarketReplay key={lead.id} at={alertAt(lead.id)} alert={alert} />
        {sameConduct.length > 0 && (
          <Section title={t('alert.sameConduct')}>
            <Text size="sm" c="dimmed">
              {t('alert.sameConduct.under')}
            </Text>
            <AlertTable rows={sameConduct} isShort />
          </Section>
        )}
        <JointSection lead={lead} detail={detail} />
        {related.length > 0 && (
          <Section title={t('alert.related')}>
            <AlertTable rows={related} isShort />
          </Section>
        )}
      </Column>
      <Column>
        {mayJudge && <AlertJudgement key={lead.state} lead={lead} />}
        {lead.caseRef !== null && (
          <Section title={t('leads.request')}>
            <Link to="/compose/$caseId" params={{ caseId: lead.caseRef }} className={findingClasses['link']}>
              <IconFileText size={15} aria-hidden /> {t('leads.openRequest')}
            </Link>
          </Section>
        )}
        <Belonging links={detail.links} lookAt={alert.participants.slice(0, lookedAtMax).map(({ name }) => name)} />
        <ReportSection lead={lead} detail={detail} />
        <Facts detail={detail} />
        <Judged detail={detail} />
        <LeadHistory lead={lead} />
      </Column>
    </div>
  );
}

/** Accounts shown of one participant; the alert itself has all. */
const accountsShown = 8;

function Facts({ detail }: { detail: AlertDetailWire }) {
  const { t } = useSpeech();
  const { alert, file, edition } = detail;
  const { marAnnexI, annexII } = alert.legal;
  const law = [
    ...(marAnnexI === null ? [] : [`MAR Annex I A(${marAnnexI})`]),
    ...(annexII === null ? [] : [`2016/522 Annex II ${annexII}`]),
  ];
  return (
    <Section title={t('alert.facts')}>
      <dl className={caseClasses['content']}>
        <Fact label={t('alert.pattern')}>
          <Link to="/alerts/detectors/$pattern" params={{ pattern: alert.pattern.id }} className={findingClasses['link']}>
            {alert.pattern.title}
          </Link>
          , {t('alert.version', { version: String(alert.pattern.version) })}, {t('studio.editionOf', { edition: String(edition.number) })}
          {edition.otherValues > 0 && <Text size="sm">{t('studio.otherValues', { count: edition.otherValues })}</Text>}
          {law.length > 0 && <Text size="sm">{law.join('; ')}</Text>}
        </Fact>
        <Fact label={t('alert.instruments')}>
          {alert.instruments.map(({ venue, symbol }) => (
            <div key={`${venue}/${symbol}`}>
              <SubjectLink kind="instrument" name={`${venue}/${symbol}`} />
            </div>
          ))}
        </Fact>
        <Fact label={t('venue.venues')}>
          <VenuesOfList mics={alert.instruments.map(({ venue }) => venue)} />
        </Fact>
        {alert.participants.map(({ name, accounts }) => (
          <Fact key={name} label={t('alert.participant')}>
            <strong>
              <SubjectLink kind="participant" name={name} />
            </strong>
            <Text size="sm">
              {accounts.slice(0, accountsShown).join(', ')}
              {accounts.length > accountsShown && ` ${t('alert.moreAccounts', { count: accounts.length - accountsShown })}`}
            </Text>
          </Fact>
        ))}
        <Fact label={t('alert.parameters')}>
          {Object.entries(alert.parameters)
            .map(([name, value]) => `${name} ${value}`)
            .join(', ')}
        </Fact>
        <Fact label={t('alert.file')}>
          {file.name}, {t('alert.evidence', { count: alert.evidence.count })}
        </Fact>
        <Fact label={t('alert.again')}>
          <span className={classes['digest']}>{alert.digest}</span>
          <Text size="xs" c="dimmed">
            {t('alert.again.under')}
          </Text>
        </Fact>
      </dl>
    </Section>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Judged({ detail }: { detail: AlertDetailWire }) {
  const { t, dates } = useSpeech();
  if (detail.judgements.length === 0) return null;
  return (
    <Section title={t('alert.judged')}>
      <ul className={findingClasses['history']}>
        {detail.judgements.map((judgement) => (
          <li key={judgement.at}>
            <strong>{t(`alertOutcome.${judgement.outcome}`)}</strong>: {t(`alertGround.${judgement.ground}`)} · {judgement.officerName}
            <div>{judgement.reason}</div>
            <Text size="xs" c="dimmed">
              {dates.moment(judgement.at)}
            </Text>
          </li>
        ))}
      </ul>
    </Section>
  );
}
