// SPDX-License-Identifier: Apache-2.0
/** Announcing one's own holidays: from which day, and every holiday from that day on. */
import { ActionIcon, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CalendarWire } from '../../../src/negotiation/wire.ts';
import { announceHolidays, holidaysQuery } from '../calls/negotiation-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import classes from './holidays.module.css';

export function AnnounceDialog({ calendar, onClose }: { calendar: CalendarWire; onClose: () => void }) {
  const { t, dates } = useSpeech();
  const queryClient = useQueryClient();
  const [from, setFrom] = useState(calendar.today);
  const [holidays, setHolidays] = useState<readonly string[]>(calendar.holidays.filter((day) => day >= calendar.today));
  const [next, setNext] = useState('');
  const announce = useMutation({
    mutationFn: () => announceHolidays({ from, holidays: holidays.filter((day) => day >= from) }),
    onSuccess: (answer) => {
      queryClient.setQueryData(holidaysQuery.queryKey, answer);
      notifications.show({ message: t('holidays.announced') });
      onClose();
    },
  });
  const add = (): void => {
    if (next !== '') setHolidays([...new Set([...holidays, next])].toSorted());
    setNext('');
  };
  return (
    <Modal opened onClose={onClose} title={t('holidays.announce')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          announce.mutate();
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('holidays.announceUnder')}</Text>
          <TextInput
            type="date"
            label={t('holidays.from')}
            required
            min={calendar.today}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <Group align="end" gap="xs">
            <TextInput
              type="date"
              label={t('holidays.newDay')}
              min={from}
              value={next}
              onChange={(event) => setNext(event.currentTarget.value)}
            />
            <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={add} disabled={next === ''}>
              {t('holidays.add')}
            </Button>
          </Group>
          <ul className={classes['editing']} aria-label={t('holidays.holidays')}>
            {holidays
              .filter((day) => day >= from)
              .map((day) => (
                <li key={day}>
                  {dates.day(day)}
                  <ActionIcon
                    variant="subtle"
                    size="sm"
                    aria-label={t('holidays.remove', { day: dates.day(day) })}
                    onClick={() => setHolidays(holidays.filter((one) => one !== day))}
                  >
                    <IconX size={14} aria-hidden />
                  </ActionIcon>
                </li>
              ))}
          </ul>
          {announce.error !== null && <Failure error={announce.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('state.cancel')}
            </Button>
            <Button type="submit" loading={announce.isPending}>
              {t('holidays.announceNow')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
