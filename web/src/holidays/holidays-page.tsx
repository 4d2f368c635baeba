// SPDX-License-Identifier: Apache-2.0
/** On which days this authority and the others do not work; an administrator announces its own anew. */
import { Button, Table, Text } from '@mantine/core';
import { IconArrowLeft, IconCalendarPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CalendarWire } from '../../../src/negotiation/wire.ts';
import { holidaysQuery } from '../calls/negotiation-calls.ts';
import caseClasses from '../case/case.module.css';
import inbox from '../inbox/inbox.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { AnnounceDialog } from './announce-dialog.tsx';
import classes from './holidays.module.css';

type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export function HolidaysPage() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const found = useQuery(holidaysQuery);
  const [isAnnouncing, setAnnouncing] = useState(false);
  const mayAnnounce = officer.roles.includes('administrator') && found.data !== undefined;
  return (
    <Page
      title={t('holidays.title')}
      under={t('holidays.under')}
      above={
        <Link to="/negotiations" className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('nav.negotiations')}
        </Link>
      }
      actions={
        mayAnnounce && (
          <Button onClick={() => setAnnouncing(true)} leftSection={<IconCalendarPlus size={16} aria-hidden />}>
            {t('holidays.announce')}
          </Button>
        )
      }
    >
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Waiting rows={6} />}
      {found.data !== undefined && <Calendars calendar={found.data} />}
      {isAnnouncing && found.data !== undefined && <AnnounceDialog calendar={found.data} onClose={() => setAnnouncing(false)} />}
    </Page>
  );
}

function Calendars({ calendar }: { calendar: CalendarWire }) {
  const { t, dates } = useSpeech();
  const [last] = calendar.announcements;
  return (
    <>
      <Section title={t('holidays.own')}>
        <Text size="sm" c="dimmed">
          {calendar.timeZone} ·{' '}
          {t('holidays.weekend', { days: calendar.weekend.map((day) => t(`holidays.day.${day as Weekday}`)).join(', ') })}
          {last !== undefined && <> · {t('holidays.lastAnnounced', { when: dates.moment(last.at), from: dates.day(last.from) })}</>}
        </Text>
        <Days days={calendar.holidays} today={calendar.today} />
      </Section>
      <div className={`${inbox['card']} ${classes['others']}`}>
        <Table className={inbox['table']} aria-label={t('holidays.others')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="30%">{t('holidays.others')}</Table.Th>
              <Table.Th w="22%">{t('holidays.zone')}</Table.Th>
              <Table.Th>{t('holidays.holidays')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {calendar.others.map((other) => (
              <Table.Tr key={other.authorityId}>
                <Table.Td>
                  {other.name}
                  <div className={inbox['quiet']}>
                    {other.jurisdiction} ·{' '}
                    {other.announcedAt === null
                      ? t('holidays.asSigned')
                      : t('holidays.announcedAt', { when: dates.moment(other.announcedAt) })}
                  </div>
                </Table.Td>
                <Table.Td>
                  {other.timeZone}
                  <div className={inbox['quiet']}>
                    {t('holidays.weekend', { days: other.weekend.map((day) => t(`holidays.day.${day as Weekday}`)).join(', ') })}
                  </div>
                </Table.Td>
                <Table.Td>
                  <Days days={other.holidays} today={calendar.today} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  );
}

/** Days to come; what has passed is no news. */
function Days({ days, today }: { days: readonly string[]; today: string }) {
  const { t, dates } = useSpeech();
  const coming = days.filter((day) => day >= today);
  if (coming.length === 0) return <Text size="sm">{t('holidays.none')}</Text>;
  return (
    <ul className={classes['days']}>
      {coming.map((day) => (
        <li key={day}>{dates.day(day)}</li>
      ))}
    </ul>
  );
}
