// SPDX-License-Identifier: Apache-2.0
/** A text as a QR code for a camera, drawn here as squares so that it leaves this page by no request. */
import makeCode from 'qrcode-generator';
import { useMemo } from 'react';

/** The quiet border that scanners need, in squares. */
const border = 4;

export function QrPicture({ text, label }: { text: string; label: string }) {
  const { path, side } = useMemo(() => squares(text), [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      width={200}
      height={200}
      style={{ background: '#fff', borderRadius: 6 }}
    >
      <path d={path} fill="#0b1a1f" shapeRendering="crispEdges" />
    </svg>
  );
}

function squares(text: string): { path: string; side: number } {
  const code = makeCode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const parts: string[] = [];
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      if (code.isDark(row, column)) parts.push(`M${column + border} ${row + border}h1v1h-1z`);
    }
  }
  return { path: parts.join(''), side: count + 2 * border };
}
