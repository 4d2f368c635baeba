// SPDX-License-Identifier: Apache-2.0
/** Sixty digits in twelve groups of five, in rows that two people can follow by voice. */
import { useSpeech } from '../messages/language.tsx';
import classes from './peers.module.css';

export function FingerprintDigits({ digits, isSmall = false }: { digits: string; isSmall?: boolean }) {
  const { t } = useSpeech();
  const groups = digits.replace(/\D/g, '').match(/\d{1,5}/g) ?? [];
  return (
    <ol className={classes['fingerprint']} data-small={isSmall} aria-label={t('fingerprint.title')}>
      {groups.map((group, position) => (
        <li key={`${position + 1} ${group}`}>{group}</li>
      ))}
    </ol>
  );
}
