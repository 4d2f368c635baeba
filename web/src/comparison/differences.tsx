// SPDX-License-Identifier: Apache-2.0
/** What differs between two versions of anything, as the server found it: one line for each member, its words marked. */
import type { DifferenceWire } from '../../../src/kernel/wire.ts';
import { capital } from '../messages/capital.ts';
import { useSpeech } from '../messages/language.tsx';
import classes from './comparison.module.css';
import { Segments } from './segments.tsx';

interface Props {
  readonly label: string;
  readonly differences: readonly DifferenceWire[];
  /** The name of a member for people; its path where it has none. */
  readonly nameOf: (path: string) => string;
}

export function Differences({ label, differences, nameOf }: Props) {
  const { t } = useSpeech();
  if (differences.length === 0) return <p className={classes['quiet']}>{t('comparison.nothing')}</p>;
  return (
    <dl className={classes['differences']} aria-label={label}>
      {differences.map(({ path, change, segments }) => (
        <div key={path} data-change={change}>
          <dt>
            {capital(nameOf(path))} <span className={classes['quiet']}>{t(`comparison.${change}`)}</span>
          </dt>
          <dd>
            <Segments segments={segments} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
