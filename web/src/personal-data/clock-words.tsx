// SPDX-License-Identifier: Apache-2.0
/** A clock of personal data in words: by when, whether it stands still, was met or has passed. Colour never speaks alone. */
import type { MatterClockWire } from '../../../src/data-protection/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import classes from './personal-data.module.css';

export function ClockWords({ clock: { dueAt, metAt, state } }: { clock: MatterClockWire }) {
  const { t, dates } = useSpeech();
  return (
    <span className={classes['clock']} data-state={state}>
      {t(`personal.clock.${state}`, { when: dates.moment(metAt ?? dueAt) })}
    </span>
  );
}
