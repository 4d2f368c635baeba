// SPDX-License-Identifier: Apache-2.0
/** The draft of a market abuse report from an alert, and those that were drafted; for who may know of reports. */
import { Button, Select, Stack } from '@mantine/core';
import { IconFileReport } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type AlertDetailWire, reportTemplates } from '../../../src/findings/alerts/wire.ts';
import type { LeadDetailWire } from '../../../src/findings/wire.ts';
import { alertCalls } from './alert-calls.ts';
import { useFindingCall } from '../findings/finding-call.ts';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';

const suspicions = ['market-manipulation', 'insider-dealing'] as const;
const drafters = ['preparer', 'records-keeper'] as const;
const states: readonly LeadDetailWire['state'][] = ['confirmed', 'requested', 'closed'];

export function ReportSection({ lead, detail }: { lead: LeadDetailWire; detail: AlertDetailWire }) {
  const { t, dates } = useSpeech();
  const { officer } = useSession();
  const mayDraft = detail.mayReport && states.includes(lead.state) && drafters.some((role) => officer.roles.includes(role));
  if (!mayDraft && detail.reports.length === 0) return null;
  return (
    <Section title={t('alert.report')}>
      <Stack gap="sm">
        {detail.reports.map(({ record, reference, at }) => (
          <Link key={record} to="/records/$recordId" params={{ recordId: record }} className={findingClasses['link']}>
            {reference}, {dates.moment(at)}
          </Link>
        ))}
        {mayDraft && <ReportForm lead={lead} isAgain={detail.reports.length > 0} />}
      </Stack>
    </Section>
  );
}

function ReportForm({ lead, isAgain }: { lead: LeadDetailWire; isAgain: boolean }) {
  const { t } = useSpeech();
  const [template, setTemplate] = useState<(typeof reportTemplates)[number]>('mica-stor');
  const [suspicion, setSuspicion] = useState<(typeof suspicions)[number]>('market-manipulation');
  const call = useFindingCall((given: Parameters<typeof alertCalls.report>[1]) => alertCalls.report(lead.id, given), {
    said: t('alert.report.done'),
  });
  return (
    <>
      <Select
        label={t('alert.report.template')}
        description={t('alert.report.under')}
        allowDeselect={false}
        value={template}
        onChange={(chosen) => chosen !== null && setTemplate(chosen)}
        data={reportTemplates.map((value) => ({ value, label: t(`reportTemplate.${value}`) }))}
      />
      <Select
        label={t('alert.report.suspicion')}
        allowDeselect={false}
        value={suspicion}
        onChange={(chosen) => chosen !== null && setSuspicion(chosen)}
        data={suspicions.map((value) => ({ value, label: t(`alert.report.suspicion.${value}`) }))}
      />
      {call.error !== null && <Failure error={call.error} />}
      <Button
        variant="default"
        leftSection={<IconFileReport size={16} aria-hidden />}
        loading={call.isPending}
        onClick={() => call.mutate({ template, suspicion })}
      >
        {t(isAgain ? 'alert.report.again' : 'alert.report.draft')}
      </Button>
    </>
  );
}
