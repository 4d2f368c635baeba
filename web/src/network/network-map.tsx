// SPDX-License-Identifier: Apache-2.0
/**
 * The map of the network: our authority in the middle, the others around it by jurisdiction, a line for whom we can ask, as thick
 * as there are kinds of assistance. It is a scheme and no geography, since jurisdictions may be invented; the table beside it
 * says the same in words.
 */
import type { NetworkWire } from '../../../src/agreements/network/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { countOfKinds } from './asks.ts';
import classes from './network.module.css';

const size = 420;
const middle = size / 2;
/** From here on names would lie over each other; jurisdictions alone are written. */
const namedMax = 14;

export function NetworkMap({ network }: { network: NetworkWire }) {
  const { t } = useSpeech();
  const self = network.authorities.findIndex(({ authorityId }) => authorityId === network.self);
  const others = network.authorities.map((_, place) => place).filter((place) => place !== self);
  const at = new Map(others.map((place, turn) => [place, spot((turn / Math.max(others.length, 1)) * 2 * Math.PI)] as const));
  at.set(self, { x: middle, y: middle });
  const lines = network.asks.filter(([from, to]) => from < to || !network.asks.some(([left, right]) => left === to && right === from));
  return (
    <svg viewBox={`0 0 ${size} ${size}`} className={classes['map']} role="img" aria-label={t('network.map')}>
      {lines.map(([from, to, kinds]) => {
        const [start, end] = [at.get(from), at.get(to)];
        const isOwn = from === self || to === self;
        return start === undefined || end === undefined ? null : (
          <line
            key={`${from} ${to}`}
            x1={start.x}
            y1={start.y}
            x2={end.x}
            y2={end.y}
            data-own={isOwn}
            strokeWidth={isOwn ? 1 + countOfKinds(kinds) * 0.6 : 1}
          />
        );
      })}
      {network.authorities.map(({ authorityId, jurisdiction, name }, place) => {
        const { x, y } = at.get(place) ?? { x: middle, y: middle };
        return (
          <g key={authorityId} data-own={place === self}>
            <title>{`${name} (${jurisdiction})`}</title>
            <circle cx={x} cy={y} r={others.length > namedMax ? 9 : 19} />
            <text x={x} y={y} dy="0.35em" textAnchor="middle">
              {jurisdiction}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

function spot(angle: number): { x: number; y: number } {
  return { x: middle + Math.sin(angle) * (middle - 30), y: middle - Math.cos(angle) * (middle - 30) };
}
