// SPDX-License-Identifier: Apache-2.0
/** What an officer prefers on this machine: the language. (The colour scheme is kept by the component library.) */
import { useSyncExternalStore } from 'react';
import { type LanguageCode, languageCodes } from '../messages/translate.ts';

const place = 'comity.language';
const listeners = new Set<() => void>();

export function useLanguage(): LanguageCode {
  return useSyncExternalStore(listen, readLanguage);
}

export function chooseLanguage(code: LanguageCode): void {
  localStorage.setItem(place, code);
  for (const listener of listeners) listener();
}

/** The chosen one, else the browser's where we speak it, else English. */
function readLanguage(): LanguageCode {
  const wanted = localStorage.getItem(place) ?? navigator.language.slice(0, 2);
  return languageCodes.find((code) => code === wanted) ?? 'en';
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
