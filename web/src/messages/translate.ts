// SPDX-License-Identifier: Apache-2.0
/**
 * Messages: every text of the workplace, by key, with its parameters, in each language.
 *
 * A message is a text with `{names}` in braces, or one text per plural form, chosen by `{count}` with the language's own
 * rules. The English file is the list of keys; a language that lacks one, or names another parameter, does not compile.
 *
 *     translate('en', 'inbox.count', { count: 3 })     // "3 requests"
 *
 * What it does not do: it knows no sentence of the server. Verdicts, clauses and issues arrive as sentences and are shown
 * as they are, since they are quoted in proof.
 */
import { en } from './en.ts';
import { pt } from './pt.ts';

export type PluralMessage = { readonly one: string; readonly other: string };
export type Message = string | PluralMessage;
export type MessageKey = keyof typeof en;

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type TextOf<Entry> = Entry extends PluralMessage ? Entry['one'] | Entry['other'] : Entry;
/** Keys of messages without parameters. */
export type PlainKey = { [Key in MessageKey]: [ParametersOf<Key>] extends [never] ? Key : never }[MessageKey];
export type ParametersOf<Key extends MessageKey> = NamesIn<TextOf<(typeof en)[Key]>>;
type Given<Key extends MessageKey> = [ParametersOf<Key>] extends [never]
  ? []
  : [parameters: { readonly [Name in ParametersOf<Key>]: string | number }];

/** A language holds every key, each as a text or in plural forms as the English one. */
export type Language = { readonly [Key in MessageKey]: (typeof en)[Key] extends string ? string : PluralMessage };

const languages = { en, pt } as const satisfies Record<string, Language>;
export type LanguageCode = keyof typeof languages;
export const languageCodes = ['en', 'pt'] as const satisfies readonly LanguageCode[];

export type Translate = <Key extends MessageKey>(key: Key, ...given: Given<Key>) => string;

export function translator(code: LanguageCode): Translate {
  const rules = new Intl.PluralRules(code);
  return (key, ...given) => fill(languages[code][key], given[0] ?? {}, rules);
}

/** Whether a key made from a word of the server has a text here; a newer server may know more words. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}

function fill(message: Message, parameters: Readonly<Record<string, string | number>>, rules: Intl.PluralRules): string {
  const text = typeof message === 'string' ? message : rules.select(Number(parameters['count'])) === 'one' ? message.one : message.other;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));
}
