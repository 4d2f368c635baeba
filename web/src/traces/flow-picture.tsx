// SPDX-License-Identifier: Apache-2.0
/**
 * Where traced value went, as bands from authority to authority and on to its ends; as wide as the amounts are. Dark value has its own
 * colour and a dashed edge. The tables beside it say the same in words.
 */
import type { PictureWire } from '../../../src/findings/traces/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { type Asset, type Band, type Block, layFlow } from './lay-flow.ts';
import classes from './traces.module.css';

/** Beyond it the words of the picture would be larger than those beside it. */
const largestScale = 1.15;

const colours: Readonly<Record<Block['tone'], string>> = { known: 'var(--flow-known)', went: 'var(--flow-went)', dark: 'var(--flow-dark)' };

export function FlowPicture({ picture, asset, name }: { picture: PictureWire; asset: Asset; name: string }) {
  const { t, amounts } = useSpeech();
  const laid = layFlow(picture, asset, { end: (kind) => t(`traceEnd.${kind}`), dark: t('traces.dark') });
  if (laid.blocks.length === 0) return null;
  return (
    <div className={classes['scroll']}>
      <svg
        className={classes['picture']}
        viewBox={`0 0 ${laid.width} ${laid.height}`}
        style={{ maxWidth: laid.width * largestScale }}
        role="img"
        aria-label={t('traces.pictureOf', { asset: name })}
      >
        {laid.bands.map((band) => (
          <path
            key={band.key}
            className={classes['band']}
            d={curve(band)}
            stroke={colours[band.tone]}
            strokeWidth={Math.max(1, band.thickness)}
          />
        ))}
        {laid.blocks.map((block) => (
          <g key={block.key}>
            <rect
              className={classes['block']}
              x={block.x}
              y={block.y}
              width={laid.blockWidth}
              height={Math.max(2, block.height)}
              fill={colours[block.tone]}
              stroke={block.tone === 'dark' ? 'currentColor' : 'none'}
              strokeDasharray="3 2"
            />
            <text x={block.x + laid.blockWidth + 6} y={block.y + Math.min(block.height / 2, 12) + 2}>
              {block.label}
            </text>
            <text className={classes['amount']} x={block.x + laid.blockWidth + 6} y={block.y + Math.min(block.height / 2, 12) + 17}>
              {amounts(block.amount)} {name}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

function curve({ x1, y1, x2, y2 }: Band): string {
  const middle = (x1 + x2) / 2;
  return `M ${x1} ${y1} C ${middle} ${y1}, ${middle} ${y2}, ${x2} ${y2}`;
}
