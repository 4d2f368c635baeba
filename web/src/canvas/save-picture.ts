// SPDX-License-Identifier: Apache-2.0
/** Hands the picture out as a file, with what it rests on written below. */
import type { PartySumsWire } from '../../../src/flows/wire.ts';
import { saveFile } from '../calls/save-file.ts';
import type { useSpeech } from '../messages/language.tsx';
import { arrowsOf } from './arrows.ts';
import { pictureSvg } from './picture-svg.ts';
import type { Picture } from './picture-state.ts';

type Speak = ReturnType<typeof useSpeech>['t'];

export function savePicture(
  { parties, from, until }: Picture,
  { pairs, digest, input, pairsLeftOut }: PartySumsWire,
  t: Speak,
): () => void {
  return () => {
    const caption = [
      t('canvas.caption.stretch', { from: from ?? '–', until: until ?? '–' }),
      t('canvas.caption.sums', { digest }),
      t('canvas.caption.movements', { digest: input }),
      t('canvas.notDrawn'),
      ...(pairsLeftOut > 0 ? [t('canvas.pairsLeftOut', { count: pairsLeftOut })] : []),
    ];
    const svg = pictureSvg(parties, arrowsOf(parties, pairs), caption);
    saveFile(new Blob([svg], { type: 'image/svg+xml' }), `canvas-${digest.slice(7, 19)}.svg`);
  };
}
