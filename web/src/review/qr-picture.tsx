// SPDX-License-Identifier: Apache-2.0
/** A text as a square for a camera; nothing where it is too long for one. */
import { qrModules } from './qr-code.ts';
import classes from './review.module.css';

/** Modules of light around it, without which no camera finds it. */
const quiet = 4;

export function QrPicture({ text, label }: { text: string; label: string }) {
  const rows = qrModules(text);
  if (rows === null) return null;
  const size = rows.length + 2 * quiet;
  const path = rows.flatMap((row, at) => row.map((isDark, column) => (isDark ? `M${column + quiet} ${at + quiet}h1v1h-1z` : ''))).join('');
  return (
    <svg className={classes['square']} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
