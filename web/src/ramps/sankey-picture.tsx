// SPDX-License-Identifier: Apache-2.0
/** From where to where an asset went, as bands; the table beside says the same in words. */
import { useSpeech } from '../messages/language.tsx';
import { laySankey, type PairOfPlaces } from './lay-sankey.ts';
import { isPlace, usePlaceName } from './place-name.ts';
import classes from './ramps.module.css';

const [width, blockWidth, names] = [760, 12, 150];

export function SankeyPicture({ pairs }: { pairs: readonly PairOfPlaces[] }) {
  const { t } = useSpeech();
  const nameOf = usePlaceName();
  const { height, blocks, bands } = laySankey(pairs);
  const [left, right] = [names, width - names];
  const middle = (left + right) / 2;
  return (
    <svg
      className={classes['sankey']}
      viewBox={`0 0 ${width} ${height}`}
      style={{ maxWidth: width }}
      role="img"
      aria-label={t('liquidity.sankey')}
    >
      {bands.map(({ from, to, y1, y2, thickness }) => (
        <path
          key={`${from} ${to}`}
          className={classes['band']}
          data-open={!isPlace(from) || !isPlace(to)}
          d={`M ${left + blockWidth} ${y1} C ${middle} ${y1}, ${middle} ${y2}, ${right - blockWidth} ${y2}`}
          strokeWidth={Math.max(1, thickness)}
        >
          <title>
            {nameOf(from)} → {nameOf(to)}
          </title>
        </path>
      ))}
      {blocks.map(({ place, side, y, height: high }) => (
        <g key={`${side} ${place}`}>
          <rect
            className={classes['block']}
            data-open={!isPlace(place)}
            x={side === 'from' ? left : right - blockWidth}
            y={y}
            width={blockWidth}
            height={Math.max(2, high)}
          />
          <text
            x={side === 'from' ? left - 8 : right + 8}
            y={y + Math.max(high, 14) / 2}
            dy="0.35em"
            textAnchor={side === 'from' ? 'end' : 'start'}
          >
            {nameOf(place)}
          </text>
        </g>
      ))}
    </svg>
  );
}
