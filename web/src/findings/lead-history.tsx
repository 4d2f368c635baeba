// SPDX-License-Identifier: Apache-2.0
/** What was said about a lead and what happened to it, the newest first. */
import { Text } from '@mantine/core';
import type { LeadDetailWire } from '../../../src/findings/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import classes from './findings.module.css';

export function LeadHistory({ lead }: { lead: LeadDetailWire }) {
  const { t, dates } = useSpeech();
  return (
    <>
      {lead.judgements.length > 0 && (
        <Section title={t('judgement.list')}>
          <ul className={classes['history']}>
            {lead.judgements.map((judgement) => (
              <li key={judgement.at}>
                <strong>{t(`judgement.${judgement.verdict}`)}</strong> · {judgement.officerName}
                <div>{judgement.reason}</div>
                <Text size="xs" c="dimmed">
                  {dates.moment(judgement.at)}, {t('judgement.version', { version: String(judgement.version) })}
                  {judgement.until !== null && `, ${t('judgement.quietUntil', { day: dates.day(judgement.until) })}`}
                  {!judgement.counts && `. ${t('judgement.countsNoMore')}`}
                </Text>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('leads.history')}>
        <ul className={classes['history']}>
          {lead.history.toReversed().map((entry) => (
            <li key={`${entry.at} ${entry.event} ${entry.to}`}>
              <span>
                {t(`leadEvent.${entry.event}`)} · {entry.officerName}
              </span>
              {entry.usefulness !== null && <div>{t(`usefulness.${entry.usefulness}`)}</div>}
              {entry.reason !== '' && entry.event !== 'renew' && <div>{entry.reason}</div>}
              <Text size="xs" c="dimmed">
                {dates.moment(entry.at)}
              </Text>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
