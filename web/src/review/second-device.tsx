// SPDX-License-Identifier: Apache-2.0
/** On the first device: where to read on a second one what is about to be signed, and whether that was done. */
import { Button, Text } from '@mantine/core';
import { IconDeviceMobile } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { reviewCodeOf } from '../../../src/officers/reviews/wire.ts';
import { reviewsQuery } from '../calls/approval-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { QrPicture } from '../shell/qr-picture.tsx';
import classes from './review.module.css';

export function SecondDevice({ subject }: { subject: string }) {
  const { t, dates } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery({ ...reviewsQuery, enabled: isOpen });
  const code = reviewCodeOf(subject);
  const address = `${window.location.origin}/review/${code}`;
  const readAt = data?.open.find((row) => row.subject === subject)?.reviewedAt ?? null;
  if (!isOpen)
    return (
      <Button
        variant="subtle"
        size="xs"
        w="fit-content"
        leftSection={<IconDeviceMobile size={15} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('review.open')}
      </Button>
    );
  return (
    <section className={classes['second']} aria-label={t('review.open')}>
      <Text size="sm">{t('review.openUnder')}</Text>
      <div className={classes['beside']}>
        <QrPicture text={address} label={t('review.square')} />
        <div>
          <Text size="xs" c="dimmed">
            {t('review.code')}
          </Text>
          <Text className={classes['code']}>{code}</Text>
          <Text size="sm" className={classes['breaking']}>
            {address}
          </Text>
        </div>
      </div>
      <Text component="output" size="sm" fw={600}>
        {readAt === null ? t('review.notRead') : t('review.readAt', { when: dates.moment(readAt) })}
      </Text>
    </section>
  );
}
