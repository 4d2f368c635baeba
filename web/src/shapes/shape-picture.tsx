// SPDX-License-Identifier: Apache-2.0
/** The figure that parties draw: who paid whom, in the order of payment from left to right. The table beside it says the same in words. */
import type { ShapeEdgeWire } from '../../../src/flows/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import traceClasses from '../traces/traces.module.css';
import { type Arrow, layShape, nodeHeight, nodeWidth } from './lay-shape.ts';
import classes from './shapes.module.css';

/** Characters of a name that find room; the whole name stands in its title and in the table. */
const nameMax = 20;

export function ShapePicture({ edges, name }: { edges: readonly ShapeEdgeWire[]; name: string }) {
  const { t } = useSpeech();
  const laid = layShape(edges);
  if (laid.arrows.length === 0) return null;
  return (
    <div className={traceClasses['scroll']}>
      <svg
        className={classes['picture']}
        viewBox={`0 0 ${laid.width} ${laid.height}`}
        style={{ maxWidth: laid.width }}
        role="img"
        aria-label={t('shapes.pictureOf', { shape: name })}
      >
        <defs>
          <marker id="shape-arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M 0 0 L 8 4 L 0 8 z" className={classes['head']} />
          </marker>
        </defs>
        {laid.arrows.map((arrow) => (
          <path key={arrow.key} d={curve(arrow)} className={classes['arrow']} markerEnd="url(#shape-arrow)" />
        ))}
        {laid.nodes.map(({ party, x, y }) => (
          <g key={party}>
            <title>{party}</title>
            <rect className={classes['node']} x={x} y={y} width={nodeWidth} height={nodeHeight} rx={4} />
            <text x={x + nodeWidth / 2} y={y + nodeHeight / 2 + 4} textAnchor="middle">
              {party.length > nameMax ? `${party.slice(0, nameMax - 1)}…` : party}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

/** Forward from the right edge to the left one; back below both. */
function curve({ from, to, isBack }: Arrow): string {
  if (isBack) {
    const [x1, x2] = [from.x + nodeWidth / 2, to.x + nodeWidth / 2];
    const [y1, y2] = [from.y + nodeHeight, to.y + nodeHeight];
    const low = Math.max(y1, y2) + 14;
    return `M ${x1} ${y1} C ${x1} ${low}, ${x2} ${low}, ${x2} ${y2}`;
  }
  const [x1, x2] = [from.x + nodeWidth, to.x];
  const [y1, y2] = [from.y + nodeHeight / 2, to.y + nodeHeight / 2];
  const middle = (x1 + x2) / 2;
  return `M ${x1} ${y1} C ${middle} ${y1}, ${middle} ${y2}, ${x2} ${y2}`;
}
