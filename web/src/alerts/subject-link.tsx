// SPDX-License-Identifier: Apache-2.0
/** The way to everything found about a participant or an instrument, wherever one is named. */
import { Link } from '@tanstack/react-router';
import type { MarketSubjectWire } from '../../../src/surveillance/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import classes from './alerts.module.css';

export function SubjectLink({ kind, name }: MarketSubjectWire) {
  const { t } = useSpeech();
  return (
    <Link
      to="/alerts/subjects/$kind/$name"
      params={{ kind, name }}
      className={classes['subject']}
      title={t('marketSubject.open', { name })}
    >
      {name}
    </Link>
  );
}
