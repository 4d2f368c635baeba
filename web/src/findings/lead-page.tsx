// SPDX-License-Identifier: Apache-2.0
/** One lead: both sides with every reason, what was said, what may be done next, and how it came to this. */
import { Text } from '@mantine/core';
import { IconArrowLeft, IconFileText } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { LeadDetailWire } from '../../../src/findings/wire.ts';
import { AlertPage } from '../alerts/alert-page.tsx';
import { leadQuery } from '../calls/finding-calls.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { StudiesSection } from '../shapes/studies-section.tsx';
import { TracesOfLead } from '../traces/traces-of-lead.tsx';
import { Comparison } from './comparison.tsx';
import classes from './findings.module.css';
import { JudgementForm } from './judgement-form.tsx';
import { LeadBadge, NewsBadge } from './lead-badge.tsx';
import { LeadHistory } from './lead-history.tsx';
import { LeadMoves } from './lead-moves.tsx';
import { RecordComparison } from './record-comparison.tsx';

export function LeadPage({ leadId }: { leadId: string }) {
  const { t } = useSpeech();
  const found = useQuery(leadQuery(leadId));
  if (found.data?.about.kind === 'alert') return <AlertPage lead={found.data} />;
  if (found.data !== undefined) return <Lead lead={found.data} />;
  return (
    <Page title={t('nav.leads')}>
      {found.isError ? <Failure error={found.error} onAgain={() => void found.refetch()} /> : <Waiting rows={8} />}
    </Page>
  );
}

function Lead({ lead }: { lead: LeadDetailWire }) {
  const { t } = useSpeech();
  const mayJudge = lead.next.some((event) => event === 'confirm' || event === 'dismiss' || event === 'doubt');
  return (
    <Page
      title={lead.title}
      above={
        <Link to="/leads" className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('nav.leads')}
        </Link>
      }
      under={
        <span className={caseClasses['line']}>
          <LeadBadge state={lead.state} />
          {lead.news !== null && <NewsBadge news={lead.news} />}
          {lead.sentence}
        </span>
      }
      actions={<LeadMoves lead={lead} />}
    >
      <div className={classes['columns']}>
        <Column>
          <Sides lead={lead} />
          {lead.kind === 'flow' && <TracesOfLead lead={lead.id} />}
          {lead.kind === 'shape' && <StudiesSection lead={lead.id} />}
          {mayJudge && <JudgementForm lead={lead} />}
          {lead.caseRef !== null && (
            <Section title={t('leads.request')}>
              <Link to="/compose/$caseId" params={{ caseId: lead.caseRef }} className={classes['link']}>
                <IconFileText size={15} aria-hidden /> {t('leads.openRequest')}
              </Link>
            </Section>
          )}
        </Column>
        <Column>
          <Facts lead={lead} />
          <LeadHistory lead={lead} />
        </Column>
      </div>
    </Page>
  );
}

function Sides({ lead }: { lead: LeadDetailWire }) {
  const { t } = useSpeech();
  const right = lead.listed === null ? '' : t('leads.onList', { list: lead.listed.list, id: lead.listed.id });
  if (lead.about.kind === 'record' && lead.listed !== null) return <RecordComparison key={lead.id} lead={lead} right={right} />;
  if (lead.comparison !== null) {
    const left = lead.about.kind === 'asked' ? lead.about.from : '';
    return (
      <Section title={t('findings.sideBySide')}>
        <Comparison comparison={lead.comparison} left={left === 'search' ? t('leads.asked') : left} right={right} />
      </Section>
    );
  }
  return (
    <Section title={t('findings.reasons')}>
      {lead.reasons.map((reason) => (
        <Text key={`${reason.feature} ${reason.sentence ?? ''}`} size="sm">
          {reason.sentence ?? reason.feature}
        </Text>
      ))}
    </Section>
  );
}

function Facts({ lead }: { lead: LeadDetailWire }) {
  const { t, dates } = useSpeech();
  const facts: (readonly [label: string, value: string])[] = [
    [t('leads.found'), `${t(`leadKind.${lead.kind}`)}, ${dates.moment(lead.raisedAt)}`],
    [t('leads.purpose'), t(`purpose.${lead.purpose}`)],
    [t('leads.assignee'), lead.assignee?.name ?? t('leads.nobody')],
    ...(lead.listed === null ? [] : [[t('leads.version'), versionWords(t, lead.listed)] as const]),
    ...(lead.about.kind === 'document' ? [[t('leads.document'), lead.about.name] as const] : []),
    [t('leads.evidence'), `${lead.evidence.engine} ${lead.evidence.version}, ${lead.evidence.inputDigest.slice(0, 23)}…`],
  ];
  return (
    <Section title={t('leads.facts')}>
      <dl className={caseClasses['content']}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function versionWords(t: ReturnType<typeof useSpeech>['t'], listed: NonNullable<LeadDetailWire['listed']>): string {
  const met = t('leads.versionMet', { list: listed.list, version: String(listed.version) });
  return listed.goneSince === null ? met : `${met} ${t('leads.goneSince', { version: String(listed.goneSince) })}`;
}
