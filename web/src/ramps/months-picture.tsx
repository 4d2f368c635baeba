// SPDX-License-Identifier: Apache-2.0
/** What crossed, month by month and jurisdiction by jurisdiction: up what became digital, down what became money. The tables say the same. */
import { useSpeech } from '../messages/language.tsx';
import classes from './ramps.module.css';
import type { MonthLine } from './lay-months.ts';

const [left, lineHeight, top, columnMax, columnMin] = [56, 74, 22, 110, 26];
const width = 860;

export function MonthsPicture({ lines, money }: { lines: readonly MonthLine[]; money: string }) {
  const { t, language } = useSpeech();
  const months = lines[0]?.bars ?? [];
  const most = Math.max(...lines.flatMap(({ bars }) => bars.flatMap(({ on, off }) => [on, off])), 0);
  if (most === 0) return null;
  const column = Math.max(columnMin, Math.min(columnMax, (width - left) / months.length));
  const height = top + lines.length * lineHeight;
  const half = lineHeight / 2 - 6;
  const every = Math.ceil(58 / column);
  return (
    <figure className={classes['figure']}>
      <svg
        className={classes['months']}
        viewBox={`0 0 ${left + column * months.length} ${height}`}
        style={{ width: left + column * months.length }}
        role="img"
        aria-label={t('ramps.pictureOf', { money })}
      >
        {months.map(({ month }, at) =>
          at % every === 0 ? (
            <text key={month} x={left + column * (at + 0.5)} y={13} textAnchor="middle" className={classes['faint']}>
              {month}
            </text>
          ) : null,
        )}
        {lines.map(({ jurisdiction, bars }, line) => {
          const zero = top + line * lineHeight + lineHeight / 2;
          return (
            <g key={jurisdiction ?? ''}>
              <text x={0} y={zero} dy="0.35em" className={classes['place']}>
                {jurisdiction ?? '?'}
              </text>
              <line x1={left} x2={left + column * bars.length} y1={zero} y2={zero} className={classes['zero']} />
              {bars.map(({ month, on, off }, at) => (
                <g key={month}>
                  <title>
                    {t('ramps.barOf', {
                      month,
                      place: jurisdiction ?? t('ramps.placeUnknown'),
                      on: on.toFixed(0),
                      off: off.toFixed(0),
                      money,
                    })}
                  </title>
                  <rect
                    x={left + column * (at + 0.2)}
                    width={column * 0.6}
                    y={zero - (on / most) * half}
                    height={(on / most) * half}
                    className={classes['on']}
                  />
                  <rect
                    x={left + column * (at + 0.2)}
                    width={column * 0.6}
                    y={zero}
                    height={(off / most) * half}
                    className={classes['off']}
                  />
                </g>
              ))}
            </g>
          );
        })}
      </svg>
      <figcaption className={classes['caption']}>
        <span className={classes['keyOn']} aria-hidden /> {t('ramps.on')} <span className={classes['keyOff']} aria-hidden />{' '}
        {t('ramps.off')}
        {lines.some(({ jurisdiction }) => jurisdiction === null) && <span>? {t('ramps.placeUnknown')}</span>}
        <span>{t('ramps.longest', { amount: most.toLocaleString(language, { maximumFractionDigits: 0 }), money })}</span>
      </figcaption>
    </figure>
  );
}
