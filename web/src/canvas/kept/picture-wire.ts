// SPDX-License-Identifier: Apache-2.0
/** A picture as it is sent to be kept: what lies on the canvas and nothing else. */
import type { PictureWire } from '../../../../src/findings/canvases/wire.ts';
import type { Picture } from '../picture/picture-state.ts';

export function pictureWire({ from, until, parties }: Picture): PictureWire {
  return { from, until, parties: parties.map(({ name, x, y, note }) => ({ name, x, y, note })) };
}
