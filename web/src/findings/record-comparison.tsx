// SPDX-License-Identifier: Apache-2.0
/**
 * A record and a listed subject side by side. What the record says is seen for a stated purpose only, and each look is written down, so the
 * screen asks once, when the officer does.
 */
import { Button, Text } from '@mantine/core';
import { IconArrowsLeftRight, IconEyeOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Purpose } from '../../../src/conditions/wire.ts';
import type { LeadDetailWire } from '../../../src/findings/wire.ts';
import { findingCalls } from '../calls/finding-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { useSearchPurpose } from '../records/search-purpose.ts';
import { Notice } from '../shell/notice.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { Comparison, ReasonList } from './comparison.tsx';
import classes from './findings.module.css';

const lookers = ['preparer', 'approver', 'records-keeper'] as const;

export function RecordComparison({ lead, right }: { lead: LeadDetailWire; right: string }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const [purpose, setPurpose] = useSearchPurpose();
  const look = useMutation({ mutationFn: (given: Purpose) => findingCalls.compare(lead.id, given) });
  const record = lead.about.kind === 'record' ? lead.about.record : null;
  const shown = look.data?.comparison ?? null;
  const mayLook = lookers.some((role) => officer.roles.includes(role));
  return (
    <Section
      title={t('findings.sideBySide')}
      aside={
        record !== null && (
          <Link to="/records/$recordId" params={{ recordId: record.id }} className={classes['link']}>
            {record.title}
          </Link>
        )
      }
    >
      {shown !== null ? (
        <Comparison comparison={shown} left={record?.title ?? ''} right={right} />
      ) : (
        <div className={classes['form']}>
          <Text size="sm">{t('leads.purposeFirst')}</Text>
          <ReasonList reasons={lead.reasons} />
          {mayLook && (
            <form
              className={classes['formRow']}
              onSubmit={(event) => {
                event.preventDefault();
                if (purpose !== null) look.mutate(purpose);
              }}
            >
              <PurposeSelect purpose={purpose} onChange={setPurpose} />
              <Button
                type="submit"
                disabled={purpose === null}
                loading={look.isPending}
                leftSection={<IconArrowsLeftRight size={16} aria-hidden />}
              >
                {t('leads.compare')}
              </Button>
            </form>
          )}
        </div>
      )}
      {look.error !== null && <Failure error={look.error} />}
      {look.data !== undefined && look.data.comparison === null && (
        <Notice tone="refused" icon={IconEyeOff} title={t('leads.lookRefused')}>
          {look.data.reasons.map((reason) => (
            <div key={reason.sentence}>{reason.sentence}</div>
          ))}
        </Notice>
      )}
    </Section>
  );
}
