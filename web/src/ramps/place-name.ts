// SPDX-License-Identifier: Apache-2.0
/** A jurisdiction is its own name; what lies in none has words. */
import { useSpeech } from '../messages/language.tsx';

export function isPlace(name: string): boolean {
  return name !== 'unknown' && name !== 'outside';
}

export function usePlaceName(): (name: string) => string {
  const { t } = useSpeech();
  return (name) => (name === 'unknown' || name === 'outside' ? t(`liquidity.place.${name}`) : name);
}
