// SPDX-License-Identifier: Apache-2.0
/** Hands the picture out as a file, with what it rests on written below: sharp at any size, or as dots for programs that take no drawings. */
import type { PartySumsWire } from '../../../../src/flows/wire.ts';
import { saveFile } from '../../calls/save-file.ts';
import type { useSpeech } from '../../messages/language.tsx';
import { arrowsOf, joinPairs } from './arrows.ts';
import { dotsOf } from './picture-png.ts';
import type { Picture } from './picture-state.ts';
import { pictureSvg } from './picture-svg.ts';

type Speak = Pick<ReturnType<typeof useSpeech>, 't' | 'amounts'>;
export const pictureFiles = ['svg', 'png'] as const;
export type PictureFile = (typeof pictureFiles)[number];

export async function savePicture(
  { parties, from, until }: Picture,
  { pairs, digest, input, pairsLeftOut }: PartySumsWire,
  { t, amounts }: Speak,
  as: PictureFile,
): Promise<void> {
  const caption = [
    t('canvas.caption.stretch', { from: from ?? '–', until: until ?? '–' }),
    t('canvas.caption.sums', { digest }),
    t('canvas.caption.movements', { digest: input }),
    t('canvas.notDrawn'),
    ...(pairsLeftOut > 0 ? [t('canvas.pairsLeftOut', { count: pairsLeftOut })] : []),
  ];
  const drawn = new Blob([pictureSvg(parties, arrowsOf(parties, joinPairs(pairs, amounts)), caption)], { type: 'image/svg+xml' });
  saveFile(as === 'svg' ? drawn : await dotsOf(drawn), `canvas-${digest.slice(7, 19)}.${as}`);
}
