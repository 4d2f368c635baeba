// SPDX-License-Identifier: Apache-2.0
/** The page of one order, to freeze or for evidence: its head, its clocks, and what both sides said. */
import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import caseClasses from '../case/case.module.css';
import { DeadlineWords } from '../deadlines/deadline-words.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Column, Page, Section } from '../shell/page.tsx';
import classes from './orders.module.css';

interface Props {
  readonly row: { readonly caseId: string; readonly reference: string };
  readonly badge: ReactNode;
  /** Beside the badge: which side we are on, and with whom. */
  readonly about: string;
  readonly actions: ReactNode;
  readonly aside: ReactNode;
  readonly children: ReactNode;
}

export function OrderPage({ row, badge, about, actions, aside, children }: Props) {
  const { t } = useSpeech();
  return (
    <Page
      title={row.reference}
      above={
        <div className={caseClasses['line']}>
          {badge}
          <Text size="sm" c="dimmed">
            {about}
          </Text>
        </div>
      }
      under={
        <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
          {t('freeze.toCase')}
        </Link>
      }
      actions={actions}
    >
      <div className={caseClasses['columns']}>
        <Column>{children}</Column>
        <Column>{aside}</Column>
      </div>
    </Page>
  );
}

interface Clock {
  readonly what: string;
  readonly dueAt: string;
  readonly owedBy: 'us' | 'them';
  readonly metAt: string | null;
  readonly isOver: boolean;
  readonly sentence: string;
}

export function OrderClocks<One extends Clock>({ clocks, name }: { clocks: readonly One[]; name: (what: One['what']) => string }) {
  const { t, dates } = useSpeech();
  return (
    <Section title={t('freeze.clocks')}>
      {clocks.length === 0 && <p className={classes['quiet']}>{t('freeze.clocks.none')}</p>}
      <ul className={classes['clocks']}>
        {clocks.map((one) => (
          <li key={`${one.what} ${one.dueAt}`}>
            <strong>{name(one.what)}</strong>
            {one.metAt === null ? (
              <DeadlineWords dueAt={one.dueAt} isOver={one.isOver} />
            ) : (
              <span>{t('freeze.met', { when: dates.moment(one.metAt) })}</span>
            )}
            <span className={classes['quiet']}>
              {t(`deadline.owedBy.${one.owedBy}`)} · {one.sentence}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function OrderHistory({ history }: { history: readonly { readonly at: string; readonly sentence: string }[] }) {
  const { t, dates } = useSpeech();
  return (
    <Section title={t('freeze.history')}>
      {history.length === 0 && <p className={classes['quiet']}>{t('freeze.history.none')}</p>}
      <ol className={classes['clocks']}>
        {history.map((one) => (
          <li key={`${one.at} ${one.sentence}`}>
            <span className={classes['quiet']}>{dates.moment(one.at)}</span>
            {one.sentence}
          </li>
        ))}
      </ol>
    </Section>
  );
}
