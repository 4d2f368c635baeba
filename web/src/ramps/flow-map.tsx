// SPDX-License-Identifier: Apache-2.0
/** Jurisdictions as tiles and what went between them as arcs, as wide as the amounts; the table beside says the same in words. */
import { useId } from 'react';
import { useSpeech } from '../messages/language.tsx';
import { columns, type Place, placesOf } from '../network/tile-grid.ts';
import type { PairOfPlaces } from './lay-sankey.ts';
import { isPlace } from './place-name.ts';
import classes from './ramps.module.css';

const [tile, widest] = [24, 9];
/** Tiles around those that move, and how much larger than on the whole map a tile is drawn at most. */
const [margin, scaleMax] = [3, 2];

export function FlowMap({ pairs }: { pairs: readonly PairOfPlaces[] }) {
  const { t, amounts } = useSpeech();
  const head = useId();
  const moving = new Set(pairs.flatMap(({ from, to }) => [from, to]).filter(isPlace));
  const places = placesOf([...moving]);
  const view = viewAround(places.filter(({ jurisdiction }) => moving.has(jurisdiction)));
  if (moving.size === 0) return null;
  const between = pairs.filter(({ from, to }) => from !== to && isPlace(from) && isPlace(to));
  const most = Math.max(...between.map(({ amount }) => Number(amount)), 0);
  const centreOf = (jurisdiction: string): readonly [number, number] => {
    const place = places.find((one) => one.jurisdiction === jurisdiction);
    return [((place?.column ?? 0) + 0.5) * tile, ((place?.row ?? 0) + 0.5) * tile];
  };
  return (
    <svg
      viewBox={`${view.column * tile} ${view.row * tile} ${view.columns * tile} ${view.rows * tile}`}
      className={classes['map']}
      style={{ maxWidth: Math.min(760, view.columns * tile * scaleMax) }}
      role="img"
      aria-label={t('liquidity.map')}
    >
      <defs>
        <marker id={head} viewBox="0 0 8 8" refX={6} refY={4} markerWidth={8} markerHeight={8} markerUnits="userSpaceOnUse" orient="auto">
          <path d="M 0 0 L 8 4 L 0 8 z" fill="var(--ramp-off)" />
        </marker>
      </defs>
      {places.map(({ jurisdiction, column, row }) => (
        <g key={jurisdiction} data-moves={moving.has(jurisdiction)} transform={`translate(${column * tile} ${row * tile})`}>
          <rect x={1} y={1} width={tile - 2} height={tile - 2} rx={3} />
          <text x={tile / 2} y={tile / 2} dy="0.35em" textAnchor="middle">
            {jurisdiction}
          </text>
        </g>
      ))}
      {between.map(({ from, to, amount }) => (
        <path
          key={`${from} ${to}`}
          className={classes['arc']}
          d={arc(centreOf(from), centreOf(to))}
          strokeWidth={Math.max(1, (Number(amount) / most) * widest)}
          markerEnd={`url(#${head})`}
        >
          <title>
            {from} → {to}: {amounts(amount)}
          </title>
        </path>
      ))}
    </svg>
  );
}

/** What moves, with a margin around it: a few neighbours fill the picture, and trade around the world is the whole of it. */
function viewAround(moving: readonly Place[]): {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
} {
  const [across, down] = [moving.map(({ column }) => column), moving.map(({ row }) => row)];
  const column = Math.max(0, Math.min(...across, columns) - margin);
  const row = Math.max(0, Math.min(...down, Number.MAX_SAFE_INTEGER) - margin);
  const last = Math.min(columns - 1, Math.max(...across, 0) + margin);
  return { column, row, columns: Math.max(1, last - column + 1), rows: Math.max(...down, row) + margin - row + 1 };
}

/** Bent to the left of its way, so that there and back are two arcs. */
function arc([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): string {
  const [across, down] = [x2 - x1, y2 - y1];
  const far = Math.hypot(across, down);
  const bend = Math.max(22, far * 0.28);
  const [middleX, middleY] = [(x1 + x2) / 2 + (down / far) * bend, (y1 + y2) / 2 - (across / far) * bend];
  return `M ${x1} ${y1} Q ${middleX} ${middleY} ${x2} ${y2}`;
}
