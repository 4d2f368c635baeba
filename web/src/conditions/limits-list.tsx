// SPDX-License-Identifier: Apache-2.0
/** Limits as a list of plain sentences, each with the icon of what it is about. */
import { type Icon, IconCalendarOff, IconEye, IconGavel, IconNote, IconShare3, IconTarget, IconUserExclamation } from '@tabler/icons-react';
import type { ConditionLimitsWire } from '../../../src/conditions/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { useAuthorityName } from '../peers/authority-names.ts';
import classes from './conditions.module.css';
import { type LimitSentence, limitSentences } from './limit-sentences.ts';

const icons: Readonly<Record<LimitSentence['about'], Icon>> = {
  purposes: IconTarget,
  audience: IconEye,
  onward: IconShare3,
  evidence: IconGavel,
  subject: IconUserExclamation,
  until: IconCalendarOff,
  note: IconNote,
};

export function LimitsList({ limits }: { limits: ConditionLimitsWire }) {
  const speech = useSpeech();
  const nameOf = useAuthorityName();
  return (
    <ul className={classes['limits']}>
      {limitSentences(limits, { ...speech, nameOf }).map(({ about, sentence }) => {
        const AboutIcon = icons[about];
        return (
          <li key={about}>
            <AboutIcon size={16} stroke={1.6} aria-hidden />
            <span>{sentence}</span>
          </li>
        );
      })}
    </ul>
  );
}
