// SPDX-License-Identifier: Apache-2.0
/** Of which registrations an answer speaks: how many were read, and why others were not. */
import type { RampsAnswerWire } from '../../../src/findings/ramps/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import classes from '../traces/traces.module.css';

export function RegistrationsRead({ read: { registrations, withheld, isMore } }: Pick<RampsAnswerWire, 'read'>) {
  const { t } = useSpeech();
  return (
    <>
      <p className={classes['quiet']}>
        {t('ramps.read', { count: registrations })} {isMore && t('ramps.readMore')}
      </p>
      {withheld.map(({ reason, count }) => (
        <p key={reason} className={classes['quiet']}>
          {t('ramps.withheld', { count, reason })}
        </p>
      ))}
    </>
  );
}
