// SPDX-License-Identifier: Apache-2.0
/** The chosen language, handed to every screen: the texts, amounts, and the dates read in the authority's time zone. */
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { type AmountReader, amountReader } from './amounts.ts';
import { type DateReader, dateReader } from './dates.ts';
import { type LanguageCode, type Translate, translator } from './translate.ts';

interface Speech {
  readonly language: LanguageCode;
  readonly timeZone: string;
  readonly t: Translate;
  readonly dates: DateReader;
  readonly amounts: AmountReader;
}

const SpeechContext = createContext<Speech | null>(null);

export function SpeechProvider({ language, timeZone, children }: { language: LanguageCode; timeZone: string; children: ReactNode }) {
  const speech = useMemo(
    () => ({ language, timeZone, t: translator(language), dates: dateReader(language, timeZone), amounts: amountReader(language) }),
    [language, timeZone],
  );
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (speech === null) throw new Error('useSpeech needs a SpeechProvider above it');
  return speech;
}
