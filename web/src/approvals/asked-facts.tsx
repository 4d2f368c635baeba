// SPDX-License-Identifier: Apache-2.0
/** What an act is about, fact by fact, as whoever approves it reads it; sixty digits as two people read them to each other. */
import type { AskedActRowWire } from '../../../src/officers/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { isMessageKey } from '../messages/translate.ts';
import { FingerprintDigits } from '../peers/fingerprint-digits.tsx';
import classes from './approvals.module.css';

export function AskedFacts({ act }: { act: AskedActRowWire }) {
  const { t } = useSpeech();
  const { fingerprint, ...facts } = act.shown;
  const isJoint = act.actClass === 'joint-step';
  return (
    <>
      <dl className={classes['facts']}>
        {Object.entries(facts).map(([name, value]) => (
          <div key={name}>
            <dt>
              <FactName name={name} isJoint={isJoint} />
            </dt>
            <dd>
              <FactValue name={name} value={value} isJoint={isJoint} />
            </dd>
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

/** Members of a note of a joint matter have the names of the form in which they were written. */
function FactName({ name, isJoint }: { name: string; isJoint: boolean }) {
  const { t } = useSpeech();
  const key = [`asked.${name}`, ...(isJoint ? [`jointField.${name}`] : [])].find(isMessageKey);
  return <>{key === undefined ? name : t(key as 'asked.authority')}</>;
}

/** Words of closed lists in the officer's language, moments in the authority's time; anything else as it was written. */
function FactValue({ name, value, isJoint }: { name: string; value: string; isJoint: boolean }) {
  const { t, dates } = useSpeech();
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return <>{dates.moment(value)}</>;
  const key = `${wordsOf[name] ?? 'jointWord'}.${value}`;
  return <>{isJoint && isMessageKey(key) ? t(key as 'jointWord.yes') : value}</>;
}

const wordsOf: Readonly<Record<string, string>> = { jointStep: 'jointNote', form: 'jointWork', purpose: 'purpose' };

/** The fact by which one knows which act it is, in a list. */
export function headOf({ shown, about }: AskedActRowWire): string {
  return Object.values(shown)[0] ?? about;
}
