// SPDX-License-Identifier: Apache-2.0
/**
 * Approvals: everything that waits for this officer's second look, of whatever kind, and what became of what the officer asked
 * others to approve. Steps of cases and of passing on are decided where they stand; all other acts are decided here.
 */
import { IconChecks } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { askedActsQuery } from '../calls/approval-calls.ts';
import { casesQuery } from '../calls/assistance-calls.ts';
import { mattersQuery } from '../calls/onward-calls.ts';
import { CaseTable } from '../inbox/case-table.tsx';
import { useSpeech } from '../messages/language.tsx';
import { MatterTable } from '../onward/matters-page.tsx';
import { Column, Failure, Nothing, Page, Section, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import classes from './approvals.module.css';
import { Emergencies } from './emergencies.tsx';
import { AskedActTable } from './asked-act-table.tsx';

export function ApprovalsPage() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const isApprover = officer.roles.includes('approver');
  const asked = useQuery(askedActsQuery);
  const cases = useQuery({ ...casesQuery('approvals'), enabled: isApprover });
  const matters = useQuery({ ...mattersQuery, enabled: isApprover });
  const acts = (asked.data ?? []).filter((row) => !row.isOwn && row.state === 'waiting' && row.mayReturn);
  const own = (asked.data ?? []).filter((row) => row.isOwn);
  const steps = isApprover ? (cases.data ?? []) : [];
  const passing = isApprover ? (matters.data ?? []).filter((row) => row.awaitsApproval) : [];
  const queries = isApprover ? [asked, cases, matters] : [asked];
  const isPending = queries.some((query) => query.isPending);
  const failed = queries.find((query) => query.isError);
  const count = acts.filter((row) => row.mayApprove).length + steps.length + passing.length;
  return (
    <Page title={t('nav.approvals')} under={isPending ? ' ' : t('approvals.count', { count })}>
      {failed !== undefined && <Failure error={failed.error} onAgain={() => void failed.refetch()} />}
      {isPending && <Waiting rows={8} />}
      {!isPending && failed === undefined && count + acts.length + own.length === 0 && (
        <Nothing icon={IconChecks} title={t('approvals.nothing')}>
          {t('approvals.nothing.under')}
        </Nothing>
      )}
      <Column>
        {acts.length > 0 && (
          <Section title={t('approvals.acts')}>
            <div className={classes['card']}>
              <AskedActTable rows={acts} label={t('approvals.acts')} />
            </div>
          </Section>
        )}
        {steps.length > 0 && (
          <Section title={t('approvals.steps')}>
            <div className={classes['card']}>
              <CaseTable rows={steps} place="approvals" />
            </div>
          </Section>
        )}
        {passing.length > 0 && (
          <Section title={t('nav.onward')}>
            <div className={classes['card']}>
              <MatterTable rows={passing} />
            </div>
          </Section>
        )}
        <Emergencies />
        {own.length > 0 && (
          <Section title={t('approvals.own')}>
            <div className={classes['card']}>
              <AskedActTable rows={own} label={t('approvals.own')} />
            </div>
          </Section>
        )}
      </Column>
    </Page>
  );
}
