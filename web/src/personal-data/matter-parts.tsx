// SPDX-License-Identifier: Apache-2.0
/** What the page of a request and the page of a breach have in common: facts, log, the way back. */
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RequestDetailWire } from '../../../src/data-protection/wire.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import classes from './personal-data.module.css';

export function Back() {
  const { t } = useSpeech();
  return (
    <Link to="/personal-data" className={caseClasses['back']}>
      <IconArrowLeft size={15} aria-hidden />
      {t('nav.personal-data')}
    </Link>
  );
}

export function Facts({ rows }: { rows: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={classes['facts']}>
      {rows
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

export function Log({ log }: { log: RequestDetailWire['log'] }) {
  const { t, dates } = useSpeech();
  return (
    <Section title={t('personal.log')}>
      <ol className={classes['log']}>
        {log.map(({ at, officerName, sentence }) => (
          <li key={`${at} ${officerName} ${sentence}`}>
            <span className={classes['quiet']}>{dates.moment(at)}</span> {officerName} {sentence}
          </li>
        ))}
      </ol>
    </Section>
  );
}
