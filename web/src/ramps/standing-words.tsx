// SPDX-License-Identifier: Apache-2.0
/** How a firm stood towards a ramp on the day, in words. */
import type { Standing } from '../../../src/flows/ramps/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import classes from './ramps.module.css';

const tones: Readonly<Record<Standing, 'good' | 'open' | 'bad'>> = {
  licensed: 'good',
  'by-service': 'open',
  suspended: 'bad',
  refused: 'bad',
  'not-in-force': 'bad',
  'other-services': 'bad',
  'not-registered': 'bad',
};

export function StandingWords({ standing }: { standing: Standing | null }) {
  const { t } = useSpeech();
  return (
    <span className={classes['standing']} data-tone={standing === null ? 'open' : tones[standing]}>
      {standing === null ? t('ramps.nobodyKnown') : t(`standing.${standing}`)}
    </span>
  );
}
