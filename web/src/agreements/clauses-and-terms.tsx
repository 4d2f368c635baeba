// SPDX-License-Identifier: Apache-2.0
/** Clauses and terms side by side: pressing a term shows its clause, pressing a clause shows the terms that rest on it. */
import { Title, UnstyledButton } from '@mantine/core';
import { useRef, useState } from 'react';
import { type AgreementWire, termText, type TermWire } from '../../../src/agreements/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import classes from './agreements.module.css';
import { ClauseMarkdown } from './clause-markdown.tsx';

export function ClausesAndTerms({ document: agreement }: { document: AgreementWire }) {
  const { t } = useSpeech();
  const [shown, setShown] = useState<string | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const show = (clause: string, side: 'clause' | 'term'): void => {
    setShown(clause);
    const other = frame.current?.querySelector(`[data-${side}="${CSS.escape(clause)}"]`);
    other?.scrollIntoView({ block: 'nearest' });
  };
  const cited = new Set(agreement.terms.map((term) => term.clause));
  return (
    <div className={classes['sides']} ref={frame}>
      <section className={classes['side']} aria-label={t('agreement.clauses')}>
        <h2>{t('agreement.clauses')}</h2>
        {agreement.clauses.map((clause) => (
          <article key={clause.number} data-clause={clause.number} data-shown={clause.number === shown} className={classes['clause']}>
            <Title order={3} size="h4" className={classes['clauseHead']}>
              <span>{clause.number}</span>
              {clause.heading}
            </Title>
            <ClauseMarkdown text={clause.text} />
            <Sources sources={clause.sources ?? []} />
            {cited.has(clause.number) && (
              <UnstyledButton className={classes['toTerms']} onClick={() => show(clause.number, 'term')}>
                {t('agreement.showTerms', { count: agreement.terms.filter((term) => term.clause === clause.number).length })}
              </UnstyledButton>
            )}
          </article>
        ))}
      </section>
      <section className={classes['side']} aria-label={t('agreement.terms')}>
        <h2>{t('agreement.terms')}</h2>
        <ul className={classes['terms']}>
          {agreement.terms.map((term) => (
            <Term
              key={JSON.stringify(term)}
              term={term}
              parties={agreement.parties}
              isShown={term.clause === shown}
              onShow={() => show(term.clause, 'clause')}
            />
          ))}
        </ul>
      </section>
    </div>
  );
}

/** Where the drafter read what the clause says. */
function Sources({ sources }: { sources: NonNullable<AgreementWire['clauses'][number]['sources']> }) {
  const { t } = useSpeech();
  const named = sources.filter(({ read }) => read !== 'own-design');
  if (named.length === 0) return null;
  return (
    <ul className={classes['sources']} aria-label={t('agreement.sources')}>
      {named.map(({ reference, toVerify }) => (
        <li key={`${reference} ${toVerify ?? ''}`} data-open={toVerify !== undefined}>
          {toVerify === undefined ? reference : t('agreement.sourceToVerify', { reference, toVerify })}
        </li>
      ))}
    </ul>
  );
}

interface TermProps {
  readonly term: TermWire;
  readonly parties: AgreementWire['parties'];
  readonly isShown: boolean;
  readonly onShow: () => void;
}

function Term({ term, parties, isShown, onShow }: TermProps) {
  const { t } = useSpeech();
  const { title, sentences } = termText(term, parties);
  return (
    <li data-term={term.clause}>
      <UnstyledButton className={classes['term']} data-shown={isShown} aria-pressed={isShown} onClick={onShow}>
        <span className={classes['termHead']}>
          <strong>{title}</strong>
          <span>{t('clause.short', { clause: term.clause })}</span>
        </span>
        {sentences.map((line) => (
          <span key={line} className={classes['termLine']}>
            {line}
          </span>
        ))}
      </UnstyledButton>
    </li>
  );
}
