// SPDX-License-Identifier: Apache-2.0
/** Reports that belong to this one: what the firm said, what the rule proposes with its reasons, and the analyst's judgement. */
import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { QueuedReportWire } from '../../../src/reporting/wire.ts';
import { reportingCalls } from './reporting-calls.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import listClasses from '../shell/list.module.css';
import { useReportCall } from './report-call.ts';
import classes from './reporting.module.css';

const tones = { said: 'tide', proposed: 'amber', confirmed: 'moss', rejected: 'gray' } as const;

export function ReportLinks({ report }: { report: QueuedReportWire }) {
  const { t } = useSpeech();
  const judge = useReportCall(report.id, ({ other, isRight }: { other: string; isRight: boolean }) =>
    reportingCalls.judgeLink(report.id, other, isRight),
  );
  return (
    <Section title={t('report.links')}>
      {report.links.length === 0 && <p className={listClasses['quiet']}>{t('report.noLinks')}</p>}
      {judge.isError && <Failure error={judge.error} />}
      {report.links.map((link) => (
        <div key={link.other} className={classes['entry']}>
          <Group justify="space-between" gap="xs" wrap="nowrap">
            <div>
              <Link to="/reports/$reportId" params={{ reportId: link.other }}>
                {link.number}
              </Link>{' '}
              <span className={listClasses['quiet']}>{link.reference}</span>
              <div className={listClasses['quiet']}>
                {t(link.isFollowing ? 'report.follows.true' : 'report.follows.false', { relation: t(`linkRelation.${link.relation}`) })}
              </div>
              <div>{link.reason}</div>
            </div>
            <div className={classes['judge']}>
              <WordBadge tone={tones[link.standing]} label={t(`linkStanding.${link.standing}`)} />
              <Group gap={4} wrap="nowrap">
                {([true, false] as const).map((isRight) => (
                  <Button
                    key={String(isRight)}
                    size="compact-xs"
                    variant="default"
                    disabled={link.standing === (isRight ? 'confirmed' : 'rejected')}
                    onClick={() => judge.mutate({ other: link.other, isRight })}
                  >
                    {t(isRight ? 'report.linkRight' : 'report.linkWrong')}
                  </Button>
                ))}
              </Group>
            </div>
          </Group>
        </div>
      ))}
    </Section>
  );
}
