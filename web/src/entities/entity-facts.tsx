// SPDX-License-Identifier: Apache-2.0
/** Facts with the sources that say them, what does not agree side by side; the sources with their conditions; and the timeline. */
import { Table } from '@mantine/core';
import { IconAlertTriangle, IconShieldLock, IconWorldDownload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Purpose } from '../../../src/conditions/wire.ts';
import type { EntityPageWire, EntitySourceWire } from '../../../src/findings/entities/wire.ts';
import { LimitsList } from '../conditions/limits-list.tsx';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import classes from './entities.module.css';

interface PageProps {
  readonly page: EntityPageWire;
}

/** How a source is called beside a fact: by its number in the list of sources. */
function SourceNumber({ at, sources }: { at: number; sources: readonly EntitySourceWire[] }) {
  const { t } = useSpeech();
  const reference = sources[at]?.reference ?? '';
  return (
    <a
      href={`#source-${at + 1}`}
      className={classes['mark']}
      title={reference}
      aria-label={t('entity.sourceNumber', { number: String(at + 1), reference })}
    >
      {at + 1}
    </a>
  );
}

export function EntityFacts({ page: { facts, sources } }: PageProps) {
  const { t } = useSpeech();
  return (
    <Section title={t('entity.facts')}>
      <Table aria-label={t('entity.facts')} className={classes['facts']}>
        <Table.Tbody>
          {facts.map(({ what, values, isContradicted }) => (
            <Table.Tr key={what} data-contradicted={isContradicted}>
              <Table.Th scope="row" w={170}>
                {t(`entityFact.${what}`)}
              </Table.Th>
              <Table.Td>
                <div className={isContradicted ? classes['beside'] : classes['values']}>
                  {values.map(({ value, said }) => (
                    <div key={value}>
                      <span className={classes['value']}>{value}</span>{' '}
                      {[...new Set(said.map(({ source }) => source))].map((source) => (
                        <SourceNumber key={source} at={source} sources={sources} />
                      ))}
                    </div>
                  ))}
                </div>
                {isContradicted && <WordBadge icon={IconAlertTriangle} tone="amber" label={t('entity.contradicted')} />}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}

export function EntitySources({ page: { sources }, purpose }: PageProps & { purpose: Purpose | null }) {
  const { t, dates } = useSpeech();
  return (
    <Section title={t('entity.sources', { count: sources.length })}>
      <ol className={classes['sources']}>
        {sources.map((source, at) => (
          <li key={source.key} id={`source-${at + 1}`}>
            <div>
              {source.record === null ? (
                <strong>{t('entity.published', { file: source.reference })}</strong>
              ) : (
                <Link to="/records/$recordId" params={{ recordId: source.record }} search={{ purpose: purpose ?? undefined }}>
                  {source.kind === null ? source.reference : `${t(`recordKind.${source.kind}`)} ${source.reference}`}
                </Link>
              )}{' '}
              {source.isReceived && <WordBadge icon={IconWorldDownload} tone="blue" label={source.originatorName} />}
              {source.conditions.length > 0 && (
                <WordBadge icon={IconShieldLock} tone="amber" label={t('records.conditionCount', { count: source.conditions.length })} />
              )}
            </div>
            <div className={classes['quiet']}>
              {t(`entity.joined.${source.joined.by}`, { text: source.joined.text })}{' '}
              {t('entity.known', { when: dates.moment(source.recordedAt) })}
            </div>
            {source.conditions.map((condition) => (
              <LimitsList key={condition.id} limits={condition} />
            ))}
          </li>
        ))}
      </ol>
    </Section>
  );
}

export function EntityTimeline({ page: { timeline, sources } }: PageProps) {
  const { t, dates } = useSpeech();
  if (timeline.length === 0) return null;
  return (
    <Section title={t('entity.timeline')}>
      <Table aria-label={t('entity.timeline')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={120}>{t('entity.happened')}</Table.Th>
            <Table.Th>{t('entity.what')}</Table.Th>
            <Table.Th w={150}>{t('records.recorded')}</Table.Th>
            <Table.Th w={70}>{t('entity.source')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {timeline.map(({ at, recordedAt, what, text, source }, place) => (
            <Table.Tr key={`${at} ${what} ${text} ${source} ${String(place)}`}>
              <Table.Td>{/^\d{4}-\d{2}-\d{2}$/.test(at) ? dates.localDay(at) : dates.day(at)}</Table.Td>
              <Table.Td>
                {t(`entityEvent.${what}`)} <span className={classes['quiet']}>{text}</span>
              </Table.Td>
              <Table.Td>{dates.day(recordedAt)}</Table.Td>
              <Table.Td>
                <SourceNumber at={source} sources={sources} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
