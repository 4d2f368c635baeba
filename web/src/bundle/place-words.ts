// SPDX-License-Identifier: Apache-2.0
/** Places and dispatches of a bundle in words. */
import { capital } from '../messages/capital.ts';
import { useSpeech } from '../messages/language.tsx';
import { type Place, placeName } from './bundle-choice.ts';

export function usePlaceWords({ pointer, kind, size }: Pick<Place, 'pointer' | 'kind' | 'size'>) {
  const { t } = useSpeech();
  const { name } = placeName(pointer);
  const isNumbered = name !== null && /^\d+$/.test(name);
  return {
    name: name === null ? t('bundle.wholeBody') : isNumbered ? t('bundle.element', { number: Number(name) + 1 }) : name,
    path: name === null ? t('bundle.wholeBody') : pointer.slice(1).replaceAll('/', ' / '),
    kind: t(`bundle.kind.${kind}`, { count: size }),
  };
}

export function useDispatchTitle({
  number,
  kind,
  fromName,
  createdAt,
}: {
  readonly number: number;
  readonly kind: string;
  readonly fromName: string;
  readonly createdAt: string;
}): string {
  const { t, dates } = useSpeech();
  // `assistance.reply` is the reply of a case; its room goes without saying here.
  const word = capital(kind.slice(kind.indexOf('.') + 1).replaceAll('-', ' '));
  return t('bundle.dispatch', { number, kind: word, from: fromName, when: dates.moment(createdAt) });
}
