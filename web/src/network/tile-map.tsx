// SPDX-License-Identifier: Apache-2.0
/**
 * The network on the map: each jurisdiction a tile, the darker the more kinds of assistance may be asked of an authority there. What may be
 * asked comes from the server; the table beside says the same in words.
 */
import type { NetworkWire } from '../../../src/agreements/network/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { countOfKinds } from './asks.ts';
import classes from './tile-map.module.css';
import { columns, placesOf } from './tile-grid.ts';

const tile = 24;
/** How many kinds of assistance make a tile one step darker; four steps. */
const stepSizes = [1, 3, 6, 9] as const;

export function TileMap({ network }: { network: NetworkWire }) {
  const { t } = useSpeech();
  const self = network.authorities.findIndex(({ authorityId }) => authorityId === network.self);
  const home = network.authorities[self]?.jurisdiction;
  const kinds = kindsByJurisdiction(network, self);
  const places = placesOf([...kinds.keys(), ...(home === undefined ? [] : [home])]);
  const rows = Math.max(...places.map(({ row }) => row)) + 1;
  return (
    <figure className={classes['figure']}>
      <svg viewBox={`0 0 ${columns * tile} ${rows * tile}`} className={classes['tiles']} role="img" aria-label={t('network.tiles')}>
        {places.map(({ jurisdiction, column, row }) => {
          const found = kinds.get(jurisdiction);
          const state = jurisdiction === home ? 'home' : found === undefined ? 'none' : `step-${stepOf(found.kinds)}`;
          return (
            <g key={jurisdiction} data-state={state} transform={`translate(${column * tile} ${row * tile})`}>
              <title>{titleOf(jurisdiction, found?.names ?? [], found?.kinds ?? 0)}</title>
              <rect x={1} y={1} width={tile - 2} height={tile - 2} rx={3} />
              <text x={tile / 2} y={tile / 2} dy="0.35em" textAnchor="middle">
                {jurisdiction}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption className={classes['caption']}>{t('network.tilesUnder')}</figcaption>
    </figure>
  );

  function titleOf(jurisdiction: string, names: readonly string[], count: number): string {
    if (names.length === 0)
      return jurisdiction === home ? t('network.tile.home', { jurisdiction }) : t('network.tile.none', { jurisdiction });
    return t('network.tile.asks', { jurisdiction, names: names.join(', '), count });
  }
}

/** For each jurisdiction with an authority besides ours: their names, and the most kinds that we may ask of one of them. */
function kindsByJurisdiction(network: NetworkWire, self: number): ReadonlyMap<string, { names: string[]; kinds: number }> {
  const found = new Map<string, { names: string[]; kinds: number }>();
  for (const [place, { jurisdiction, name }] of network.authorities.entries()) {
    if (place === self) continue;
    const asked = network.asks.find(([from, to]) => from === self && to === place);
    const before = found.get(jurisdiction) ?? { names: [], kinds: 0 };
    const kinds = asked === undefined ? 0 : countOfKinds(asked[2]);
    found.set(jurisdiction, { names: [...before.names, name], kinds: Math.max(before.kinds, kinds) });
  }
  return found;
}

function stepOf(kinds: number): number {
  return stepSizes.filter((least) => kinds >= least).length;
}
