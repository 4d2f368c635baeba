// SPDX-License-Identifier: Apache-2.0
/** The patterns: what each looks for, by which parameters, how often it spoke, and what officers said of that. */
import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PatternFeedbackWire } from '../../../src/findings/alerts/wire.ts';
import { patternsQuery } from './alert-calls.ts';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Page, Waiting } from '../shell/page.tsx';
import classes from './alerts.module.css';
import { SurveillanceTabs } from './surveillance-tabs.tsx';

export function PatternsPage() {
  const { t } = useSpeech();
  const found = useQuery(patternsQuery);
  return (
    <Page title={t('nav.alerts')} under={t('patterns.under')}>
      <SurveillanceTabs />
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Waiting rows={8} />}
      {found.data !== undefined && (
        <div className={findingClasses['card']}>
          <Table className={findingClasses['table']} aria-label={t('alerts.tab.patterns')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('alert.pattern')}</Table.Th>
                <Table.Th className={classes['number']}>{t('runs.alerts')}</Table.Th>
                <Table.Th className={classes['number']}>{t('alertOutcome.suspicious')}</Table.Th>
                <Table.Th className={classes['number']}>{t('alertOutcome.explained')}</Table.Th>
                <Table.Th w="22%">{t('patterns.why')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {found.data.map((pattern) => (
                <PatternLine key={pattern.id} pattern={pattern} />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Page>
  );
}

function PatternLine({ pattern }: { pattern: PatternFeedbackWire }) {
  const { t } = useSpeech();
  return (
    <Table.Tr>
      <Table.Td>
        <Link to="/alerts/detectors/$pattern" params={{ pattern: pattern.id }} className={findingClasses['link']}>
          <strong>{pattern.title}</strong>
        </Link>
        <div>{pattern.definition}</div>
        <div className={findingClasses['quiet']}>
          {pattern.id}, {t('alert.version', { version: String(pattern.version) })},{' '}
          {t('studio.editionOf', { edition: String(pattern.edition) })}
          {pattern.legal !== '' && ` · ${pattern.legal}`}
        </div>
        <details>
          <summary className={findingClasses['quiet']}>{t('alert.parameters')}</summary>
          <ul className={classes['parameters']}>
            {pattern.parameters.map(({ name, value, unit, meaning, origin }) => (
              <li key={name}>
                <strong>
                  {name} {value} {unit}
                </strong>
                : {meaning} ({origin})
              </li>
            ))}
          </ul>
        </details>
      </Table.Td>
      <Table.Td className={classes['number']}>{pattern.alerts}</Table.Td>
      <Table.Td className={classes['number']}>{pattern.suspicious}</Table.Td>
      <Table.Td className={classes['number']}>{pattern.explained}</Table.Td>
      <Table.Td>
        {pattern.grounds.map(({ ground, count }) => (
          <div key={ground} className={findingClasses['quiet']}>
            {count}: {t(`alertGround.${ground}`)}
          </div>
        ))}
      </Table.Td>
    </Table.Tr>
  );
}
