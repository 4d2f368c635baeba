// SPDX-License-Identifier: Apache-2.0
/** The live verdict beside the form: it stays in view, and says so while the next one is being asked. */
import { Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { VerdictWire } from '../../../src/agreements/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Waiting } from '../shell/page.tsx';
import { VerdictPanel } from '../verdicts/verdict-panel.tsx';
import classes from './compose.module.css';

interface AsideProps {
  readonly verdict: UseQueryResult<VerdictWire>;
  readonly isWaiting: boolean;
  readonly onField: (field: string) => void;
  /** What stands below the verdict. */
  readonly children: ReactNode;
}

export function VerdictAside({ verdict, isWaiting, onField, children }: AsideProps) {
  const { t } = useSpeech();
  return (
    <aside className={classes['aside']} aria-label={t('compose.verdict')}>
      <div className={classes['asideHead']}>
        <h2>{t('compose.verdict')}</h2>
        <span className={classes['asideState']} data-waiting={isWaiting}>
          {isWaiting ? <Loader size={12} aria-hidden /> : <i aria-hidden />}
          {t(isWaiting ? 'compose.verdictWaiting' : 'compose.verdictLive')}
        </span>
      </div>
      {verdict.data !== undefined && <VerdictPanel verdict={verdict.data} onField={onField} />}
      {verdict.data === undefined && (
        <div className={classes['asideEmpty']}>{verdict.isError ? <Failure error={verdict.error} /> : <Waiting rows={4} />}</div>
      )}
      {children}
    </aside>
  );
}
