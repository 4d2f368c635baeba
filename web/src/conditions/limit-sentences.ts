// SPDX-License-Identifier: Apache-2.0
/**
 * Limits as plain sentences, in the officer's language: what the receiver of a datum may do with it.
 *
 * These are for reading on the screen. What binds are the limits themselves, and the sentences of the server's verdicts.
 */
import type { ConditionLimitsWire } from '../../../src/conditions/wire.ts';
import type { DateReader } from '../messages/dates.ts';
import type { LanguageCode, Translate } from '../messages/translate.ts';

export interface LimitSentence {
  readonly about: 'purposes' | 'audience' | 'onward' | 'evidence' | 'subject' | 'until' | 'note';
  readonly sentence: string;
}
interface Words {
  readonly t: Translate;
  readonly language: LanguageCode;
  readonly dates: DateReader;
  readonly nameOf: (authorityId: string) => string;
}

export function limitSentences(limits: ConditionLimitsWire, words: Words): readonly LimitSentence[] {
  const { t, dates } = words;
  const sentences: LimitSentence[] = [
    {
      about: 'purposes',
      sentence: t('limit.purposes', {
        purposes: listed(
          limits.purposes.map((purpose) => t(`purpose.${purpose}`)),
          words,
        ),
      }),
    },
    { about: 'audience', sentence: t(`handling.${limits.handling}.sentence`) },
    { about: 'onward', sentence: onwardSentence(limits, words) },
    { about: 'evidence', sentence: t(`evidentialUse.${limits.evidentialUse}.sentence`) },
    { about: 'subject', sentence: limits.mayNotifySubject ? t('limit.mayNotify') : t('limit.mayNotNotify') },
  ];
  if (limits.usableUntil !== null)
    sentences.push({ about: 'until', sentence: t('limit.until', { when: dates.moment(limits.usableUntil) }) });
  if (limits.note !== '') sentences.push({ about: 'note', sentence: limits.note });
  return sentences;
}

function onwardSentence(limits: ConditionLimitsWire, words: Words): string {
  if (limits.onward !== 'listed') return words.t(`onward.${limits.onward}.sentence`);
  if (limits.recipients.length === 0) return words.t('onward.consent.sentence');
  return words.t('limit.onwardListed', { recipients: listed(limits.recipients.map(words.nameOf), words) });
}

export function listed(items: readonly string[], { language }: Pick<Words, 'language'>): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(items);
}
