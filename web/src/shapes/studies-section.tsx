// SPDX-License-Identifier: Apache-2.0
/** Studies of shapes as a table: in which files, for which purpose, how much was found. */
import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import classes from '../traces/traces.module.css';
import { studiesQuery } from './study-calls.ts';

/** All of them, or those that found what a lead is about; nothing where there is none. */
export function StudiesSection({ lead }: { lead?: string }) {
  const { t, dates } = useSpeech();
  const studies = useQuery(studiesQuery(lead));
  if (studies.isError) return <Failure error={studies.error} onAgain={() => void studies.refetch()} />;
  if (studies.data === undefined || studies.data.length === 0) return null;
  return (
    <Section title={t('shapes.studies')}>
      <Table className={findingClasses['table']} aria-label={t('shapes.studies')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('shapes.title')}</Table.Th>
            <Table.Th className={classes['number']}>{t('shapes.found')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {studies.data.map(({ id, title, purpose, counts, orderedBy, createdAt }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <Link to="/traces/studies/$studyId" params={{ studyId: id }} className={findingClasses['link']}>
                  {title}
                </Link>
                <div className={classes['quiet']}>
                  {t(`purpose.${purpose}`)} · {orderedBy}, {dates.moment(createdAt)}
                </div>
              </Table.Td>
              <Table.Td className={classes['number']}>{counts.reduce((sum, { count }) => sum + count, 0)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
