// SPDX-License-Identifier: Apache-2.0
/** A score from 0 to 1 as a figure with a bar; the figure is what is read out. */
import classes from './findings.module.css';

export function Score({ score }: { score: number }) {
  return (
    <span className={classes['score']}>
      <span className={classes['figure']}>{score.toFixed(2)}</span>
      <span className={classes['bar']} aria-hidden>
        <span style={{ width: `${Math.round(score * 100)}%` }} />
      </span>
    </span>
  );
}
