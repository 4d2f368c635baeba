// SPDX-License-Identifier: Apache-2.0
/** What an act is about, fact by fact, as whoever approves it reads it; sixty digits as two people read them to each other. */
import type { AskedActRowWire } from '../../../src/officers/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { isMessageKey } from '../messages/translate.ts';
import { FingerprintDigits } from '../peers/fingerprint-digits.tsx';
import classes from './approvals.module.css';

export function AskedFacts({ act }: { act: AskedActRowWire }) {
  const { t } = useSpeech();
  const { label, word } = useFactWords(act.actClass);
  const { fingerprint, ...facts } = act.shown;
  return (
    <>
      <dl className={classes['facts']}>
        {Object.entries(facts).map(([name, value]) => (
          <div key={name}>
            <dt>{label(name)}</dt>
            <dd>{word(name, value)}</dd>
          </div>
        ))}
        <div>
          <dt>{t('asked.digest')}</dt>
          <dd className={classes['digest']}>{act.subject}</dd>
        </div>
      </dl>
      {fingerprint !== undefined && <FingerprintDigits digits={fingerprint} isSmall />}
    </>
  );
}

/** What kind of act it is; of what leaves the server as a file, what is in the file. */
export function useKindOf({ actClass, shown }: Pick<AskedActRowWire, 'actClass' | 'shown'>): string {
  const { t } = useSpeech();
  return actClass === 'export' ? t(`exportKind.${exportKindOf(shown)}`) : t(`actClass.${actClass}`);
}

const exportKinds = ['records', 'record', 'matter'] as const;
function exportKindOf(shown: AskedActRowWire['shown']): (typeof exportKinds)[number] | 'case' {
  return exportKinds.find((kind) => shown[kind] !== undefined) ?? 'case';
}

/** The fact by which one knows which act it is, in a list. */
export function useHeadOf({ actClass, shown, about }: AskedActRowWire): string {
  const { t } = useSpeech();
  const { word } = useFactWords(actClass);
  if (actClass === 'export') {
    const { records, record, counterpart = about, dispatches = '', withheld = '' } = shown;
    return records ?? record ?? t('exportHead.bundle', { counterpart, dispatches, withheld });
  }
  const [head] = Object.entries(shown);
  return head === undefined ? about : word(...head);
}

interface FactWords {
  /** Facts that stand in a form have the names that they have there. */
  readonly labels: string;
  /** Where the words of a closed list stand, by the fact that is one of them. */
  readonly words: Readonly<Record<string, string>>;
  readonly otherwise: string;
}
const wordsOfClass: Readonly<Partial<Record<AskedActRowWire['actClass'], FactWords>>> = {
  'joint-step': { labels: 'jointField', words: { jointStep: 'jointNote', form: 'jointWork', purpose: 'purpose' }, otherwise: 'jointWord' },
  transcription: { labels: 'saidField', words: { letter: 'stepKind', purpose: 'purpose', answer: 'consentAnswer' }, otherwise: '' },
};
const anyClass: FactWords = { labels: 'asked', words: {}, otherwise: '' };

/** Words of closed lists in the officer's language, moments in the authority's time; anything else as it was written. */
function useFactWords(actClass: AskedActRowWire['actClass']) {
  const { t, dates } = useSpeech();
  const { labels, words, otherwise } = wordsOfClass[actClass] ?? anyClass;
  return {
    label: (name: string): string => {
      const key = [`${labels}.${name}`, `asked.${name}`].find(isMessageKey);
      return key === undefined ? name : t(key as 'asked.authority');
    },
    word: (name: string, value: string): string => {
      if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return dates.moment(value);
      const key = `${words[name] ?? otherwise}.${value}`;
      return isMessageKey(key) ? t(key as 'asked.authority') : value;
    },
  };
}
