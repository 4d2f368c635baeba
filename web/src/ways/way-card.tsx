// SPDX-License-Identifier: Apache-2.0
/** One way: when it answers, whether as evidence, how certain it is, its legs, and, when opened, what it needs and why it is doubted. */
import { Button } from '@mantine/core';
import { IconArrowRight, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { WayQuestionWire, WayWire } from '../../../src/agreements/ways/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { ClauseLink } from '../verdicts/clause-drawer.tsx';
import classes from './ways.module.css';

export function WayCard({ way, question }: { way: WayWire; question: WayQuestionWire }) {
  const { t, dates } = useSpeech();
  const [leg] = way.legs;
  const search = { counterpart: leg?.to, assistance: question.assistance, purpose: question.purpose, class: way.class };
  return (
    <article className={classes['way']} data-meets={way.isInTime !== false && way.isForCourt !== false}>
      <div className={classes['facts']}>
        <span className={classes['days']}>{way.days === null ? t('ways.noLimit') : t('ways.days', { count: way.days })}</span>
        <span className={classes['quiet']}>
          {way.dueAt === null ? t('ways.noLimit.under') : t('ways.by', { day: dates.day(way.dueAt) })}
        </span>
        <Meter certainty={way.certainty} />
        <div className={classes['badges']}>
          {way.class === 'urgent' && <span data-tone="needs">{t('ways.urgent')}</span>}
          {way.legs.length > 1 && <span data-tone="accent">{t('ways.indirect')}</span>}
          <span>{t(`ways.evidence.${way.evidentialUse}`)}</span>
          {way.isInTime === false && <span data-tone="refused">{t('ways.late')}</span>}
          {way.isForCourt === false && <span data-tone="refused">{t('ways.notForCourt')}</span>}
        </div>
      </div>
      <div className={classes['body']}>
        {way.legs.map((one) => (
          <p key={one.to} className={classes['leg']}>
            <IconArrowRight size={15} aria-hidden /> <strong>{`${one.toName} (${one.jurisdiction})`}</strong>{' '}
            <ClauseLink clause={one.clause} withTitle />
            <span className={classes['quiet']}>{one.sentence}</span>
          </p>
        ))}
        <details className={classes['more']}>
          <summary>{t('ways.needs', { count: way.needs.length })}</summary>
          <ul className={classes['list']}>
            {way.needs.map(({ kind, sentence, field, leg: place }) => (
              <li key={`${place} ${kind} ${field ?? ''}`}>{sentence}</li>
            ))}
          </ul>
          {way.doubts.length > 0 && <h3>{t('ways.doubts', { certainty: way.certainty })}</h3>}
          <ul className={classes['list']}>
            {way.doubts.map(({ kind, points, sentence }) => (
              <li key={`${kind} ${sentence}`}>
                <span className={classes['points']}>{`−${points}`}</span> {sentence}
              </li>
            ))}
          </ul>
        </details>
      </div>
      <Button
        renderRoot={(props) => <Link to="/compose" search={search} {...props} />}
        variant="light"
        leftSection={<IconPencil size={16} aria-hidden />}
        aria-label={t('ways.writeTo', { name: leg?.toName ?? '' })}
      >
        {t('ways.write')}
      </Button>
    </article>
  );
}

function Meter({ certainty }: { certainty: number }) {
  const { t } = useSpeech();
  return (
    <span className={classes['certainty']}>
      <meter min={0} max={100} value={certainty} aria-label={t('ways.certainty')} />
      {t('ways.certaintyOf', { certainty })}
    </span>
  );
}
