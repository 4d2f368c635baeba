// SPDX-License-Identifier: Apache-2.0
/** What any device is about to have approved by this officer, and what was approved in the officer's name in the last day. */
import { Anchor, Text, Title } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { reviewsQuery } from '../calls/approval-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Nothing, Waiting } from '../shell/page.tsx';
import classes from './review.module.css';
import { useWayWords } from './way-words.ts';

export function ReviewList() {
  const { t, dates } = useSpeech();
  const words = useWayWords();
  const reviews = useQuery(reviewsQuery);
  useEffect(() => {
    document.title = `${t('review.title')} · Comity`;
  }, [t]);
  return (
    <>
      <Title order={1}>{t('review.title')}</Title>
      <Text size="sm">{t('review.listUnder')}</Text>
      {reviews.isPending && <Waiting rows={4} />}
      {reviews.isError && <Failure error={reviews.error} onAgain={() => void reviews.refetch()} />}
      {reviews.data?.open.length === 0 && (
        <Nothing icon={IconShieldCheck} title={t('review.nothing')}>
          {t('review.nothing.under')}
        </Nothing>
      )}
      <ul className={classes['list']}>
        {reviews.data?.open.map((row) => (
          <li key={row.subject} className={classes['card']}>
            <Anchor component={Link} to={`/review/${row.code}`} fw={600}>
              {words(row.way)} · {row.code}
            </Anchor>
            <span className={classes['quiet']}>{t('review.since', { when: dates.moment(row.preparedAt) })}</span>
            <span className={classes['digest']}>{row.subject}</span>
          </li>
        ))}
      </ul>
      {reviews.data !== undefined && (
        <section className={classes['card']} aria-label={t('review.given')}>
          <Title order={2} size="h4">
            {t('review.given')}
          </Title>
          <Text size="sm">{reviews.data.given.length === 0 ? t('review.givenNone') : t('review.givenUnder')}</Text>
          {reviews.data.given.map((row) => (
            <div key={`${row.subject} ${row.at}`}>
              {t(`actClass.${row.actClass}`)} · {row.code} · {dates.moment(row.at)}
            </div>
          ))}
        </section>
      )}
    </>
  );
}
