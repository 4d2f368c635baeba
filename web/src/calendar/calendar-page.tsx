// SPDX-License-Identifier: Apache-2.0
/** The calendar of all clocks: a month of this authority's days, what ends on each, and which days are not worked. */
import { ActionIcon, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconCalendarDown, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AgendaWire } from '../../../src/desk/agenda/wire.ts';
import { agendaQuery, deskCalls, type Whose } from '../calls/desk-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import { dayOf, endOfDay } from '../messages/dates.ts';
import { useSpeech } from '../messages/language.tsx';
import { useNow } from '../shell/clock.ts';
import { Failure, Page, Section, Waiting } from '../shell/page.tsx';
import classes from './calendar.module.css';
import { DayCell } from './day-cell.tsx';
import { Feed } from './feed.tsx';
import { dayBefore, monthAfter, weeksOf } from './month.ts';
import { Rota } from './rota.tsx';

export function CalendarPage() {
  const { t, dates, timeZone } = useSpeech();
  const today = dayOf(new Date(useNow()).toISOString(), timeZone);
  const [month, setMonth] = useState(today.slice(0, 7));
  const [whose, setWhose] = useState<Whose>('all');
  const weeks = weeksOf(month);
  const from = nextMoment(endOfDay(dayBefore(weeks[0]?.[0] ?? today), timeZone));
  const to = nextMoment(endOfDay(weeks.at(-1)?.at(-1) ?? today, timeZone));
  const found = useQuery(agendaQuery(from, to, whose));
  const file = useMutation({
    mutationFn: () => deskCalls.agendaFile(from, to, whose),
    onSuccess: ({ blob, fileName }) => saveFile(blob, fileName ?? 'deadlines.ics'),
  });
  return (
    <Page
      title={t('nav.calendar')}
      under={t('calendar.under')}
      actions={
        <Button
          variant="default"
          leftSection={<IconCalendarDown size={16} aria-hidden />}
          onClick={() => file.mutate()}
          loading={file.isPending}
        >
          {t('calendar.file')}
        </Button>
      }
    >
      {file.isError && <Failure error={file.error} />}
      <div className={classes['card']}>
        <div className={classes['tools']}>
          <Group gap={6}>
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={t('calendar.previousMonth')}
              onClick={() => setMonth(monthAfter(month, -1))}
            >
              <IconChevronLeft size={17} aria-hidden />
            </ActionIcon>
            <Text fw={600} w={150} ta="center" aria-live="polite">
              {dates.month(`${month}-15T12:00:00.000Z`)}
            </Text>
            <ActionIcon variant="default" size="lg" aria-label={t('calendar.nextMonth')} onClick={() => setMonth(monthAfter(month, 1))}>
              <IconChevronRight size={17} aria-hidden />
            </ActionIcon>
            <Button variant="subtle" size="sm" onClick={() => setMonth(today.slice(0, 7))}>
              {t('calendar.today')}
            </Button>
          </Group>
          <SegmentedControl
            aria-label={t('work.whose')}
            value={whose}
            onChange={(value) => setWhose(value === 'mine' ? 'mine' : 'all')}
            data={[
              { value: 'all', label: t('work.whose.all') },
              { value: 'mine', label: t('work.whose.mine') },
            ]}
          />
        </div>
        {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
        {found.isPending && <Waiting rows={6} />}
        {found.data !== undefined && <Month agenda={found.data} weeks={weeks} month={month} today={today} />}
        {found.data?.isCut === true && <p className={classes['cut']}>{t('calendar.cut')}</p>}
      </div>
      <div className={classes['below']}>
        <Section title={t('rota.title')}>
          <Rota />
        </Section>
        <Section title={t('feed.title')}>
          <Feed />
        </Section>
      </div>
    </Page>
  );
}

interface MonthProps {
  readonly agenda: AgendaWire;
  readonly weeks: readonly (readonly string[])[];
  readonly month: string;
  readonly today: string;
}

function Month({ agenda, weeks, month, today }: MonthProps) {
  const { t, dates, timeZone } = useSpeech();
  const byDay = Map.groupBy(agenda.clocks, (clock) => dayOf(clock.dueAt, timeZone));
  const closed = new Map(agenda.closedDays.map(({ day, why }) => [day, why]));
  return (
    <table className={classes['month']} aria-label={t('nav.calendar')}>
      <thead>
        <tr>
          {(weeks[0] ?? []).map((day) => (
            <th key={day} scope="col">
              {dates.dayName(`${day}T12:00:00.000Z`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <DayCell
                key={day}
                day={day}
                clocks={byDay.get(day) ?? []}
                closed={closed.get(day) ?? null}
                isOther={!day.startsWith(month)}
                isToday={day === today}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The first moment behind the last one of a day. */
function nextMoment(last: string): string {
  return new Date(Date.parse(last) + 1).toISOString();
}
