// SPDX-License-Identifier: Apache-2.0
/** Figures as bars beside their names: a list for whoever reads it by ear, lengths for the eye. */
import classes from './statistics.module.css';

interface Bar {
  readonly name: string;
  readonly value: number;
  readonly text: string;
}

export function Bars({ bars, label }: { bars: readonly Bar[]; label: string }) {
  const most = Math.max(...bars.map(({ value }) => value), 1e-9);
  return (
    <ul className={classes['bars']} aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.name}>
          <span>{bar.name}</span>
          <span className={classes['track']}>
            <span className={classes['bar']} style={{ width: `${Math.max(1, (bar.value / most) * 100)}%` }} aria-hidden />
          </span>
          <span className={classes['number']}>{bar.text}</span>
        </li>
      ))}
    </ul>
  );
}
