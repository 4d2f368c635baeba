// SPDX-License-Identifier: Apache-2.0
/** Names of fields of records in the language of the screen. */
import { useSpeech } from '../../messages/language.tsx';
import { fieldName } from './field-name.ts';

/** By its JSON pointer, which counts the entries of a list from 0; with the name of whose it is, where that may be said. */
export function useFieldName(): (pointer: string, whose?: string | null) => string {
  const { t } = useSpeech();
  return (pointer, whose = null) => {
    const parts = pointer.split('/').slice(1);
    return fieldName(
      t,
      parts.map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : part)),
      whose,
    );
  };
}

/** By its place in a comparison, which has dots and counts from 1. */
export function useMemberName(): (place: string) => string {
  const { t } = useSpeech();
  return (place) => fieldName(t, place.split('.'));
}
