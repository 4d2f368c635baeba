// SPDX-License-Identifier: Apache-2.0
/** What the sources of a text leave uncertain, clause by clause: to be verified before anybody relies on it. */
import { IconHelpCircle } from '@tabler/icons-react';
import type { AgreementWire } from '../../../src/agreements/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';
import classes from './templates.module.css';

export function OpenQuestions({ clauses }: { clauses: AgreementWire['clauses'] }) {
  const { t } = useSpeech();
  const questions = clauses.flatMap(({ number, sources = [] }) =>
    sources.flatMap(({ reference, toVerify }) => (toVerify === undefined ? [] : [{ number, reference, toVerify }])),
  );
  if (questions.length === 0) return null;
  return (
    <Notice tone="needs" icon={IconHelpCircle} title={t('templates.questions', { count: questions.length })}>
      <details className={classes['questions']}>
        <summary>{t('templates.showQuestions')}</summary>
        <ul>
          {questions.map(({ number, reference, toVerify }) => (
            <li key={`${number} ${reference} ${toVerify}`}>
              <strong>{t('clause.short', { clause: number })}</strong> {reference}: {toVerify}
            </li>
          ))}
        </ul>
      </details>
    </Notice>
  );
}
