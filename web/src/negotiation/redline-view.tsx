// SPDX-License-Identifier: Apache-2.0
/** The redline of two versions: text at the left, the terms of each clause at the right, and what was said about it below. */
import { Button, Switch, Title } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { termText, type TermWire } from '../../../src/agreements/wire.ts';
import type { Segment } from '../../../src/kernel/wire.ts';
import type { NegotiationDetailWire, NoteViewWire, RedlineWire } from '../../../src/negotiation/wire.ts';
import { redlineQuery } from '../calls/negotiation-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Segments } from '../comparison/segments.tsx';
import { Failure, Waiting } from '../shell/page.tsx';
import { CommentForm } from './comment-form.tsx';
import classes from './negotiation.module.css';

type Clause = RedlineWire['clauses'][number];
type Parties = NonNullable<NegotiationDetailWire['document']>['parties'];

export function RedlineView({ detail, version }: { detail: NegotiationDetailWire; version: string | undefined }) {
  const { t } = useSpeech();
  const [isWhole, setWhole] = useState(false);
  const found = useQuery(redlineQuery(detail.row.id, version, `${detail.head} ${detail.draft?.text ?? ''}`));
  if (found.isError) return <Failure error={found.error} onAgain={() => void found.refetch()} />;
  if (found.data === undefined) return <Waiting rows={8} />;
  const { facts, clauses, counts } = found.data;
  const parties = detail.document?.parties ?? detail.draft?.document?.parties ?? [];
  const commented = new Set(detail.notes.flatMap(({ clause }) => (clause === null ? [] : [clause])));
  const shown = clauses.filter(({ number, change }) => isWhole || change !== 'same' || commented.has(number));
  return (
    <div className={classes['redline']}>
      <div className={classes['redlineHead']}>
        <span>{t('redline.counts', { clauses: counts.clauses, terms: counts.terms })}</span>
        <Switch label={t('redline.whole')} checked={isWhole} onChange={(event) => setWhole(event.currentTarget.checked)} />
      </div>
      {facts.length > 0 && (
        <dl className={classes['facts']}>
          {facts.map(({ name, segments }) => (
            <div key={name}>
              <dt>{t(`redline.fact.${name as 'title'}`)}</dt>
              <dd>
                <Segments segments={segments} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {shown.map((clause) => (
        <ClauseRow key={clause.number} clause={clause} detail={detail} parties={parties} />
      ))}
      {shown.length === 0 && <p className={classes['quiet']}>{t('redline.nothing')}</p>}
    </div>
  );
}

function ClauseRow({ clause, detail, parties }: { clause: Clause; detail: NegotiationDetailWire; parties: Parties }) {
  const { t } = useSpeech();
  const [isCommenting, setCommenting] = useState(false);
  const standing = detail.versions.find(({ isStanding }) => isStanding)?.note;
  const comments = detail.notes.filter((note) => note.kind === 'comment' && note.clause === clause.number);
  const mayComment = detail.may.includes('comment') && standing !== undefined && clause.change !== 'removed';
  return (
    <article className={classes['clause']} data-change={clause.change} aria-label={t('clause.short', { clause: clause.number })}>
      <div className={classes['clauseText']}>
        <Title order={3} size="h4" className={classes['clauseHead']}>
          <span>{clause.number}</span>
          <Segments segments={clause.heading} />
        </Title>
        <p className={classes['text']}>
          <Segments segments={clause.text} />
        </p>
        {comments.map((note) => (
          <Comment key={note.digest} note={note} />
        ))}
        {isCommenting && standing !== undefined && (
          <CommentForm id={detail.row.id} version={standing} clause={clause.number} onClose={() => setCommenting(false)} />
        )}
        {mayComment && !isCommenting && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconMessagePlus size={14} aria-hidden />}
            onClick={() => setCommenting(true)}
            aria-label={t('negotiation.commentOn', { clause: clause.number })}
          >
            {t('negotiation.comment')}
          </Button>
        )}
      </div>
      <ul className={classes['terms']} aria-label={t('agreement.terms')}>
        {clause.terms.map(({ change, before, after }) => (
          <li key={JSON.stringify([before, after])} data-change={change}>
            {change === 'changed' && before !== null && <TermSentences term={before} parties={parties} change="removed" />}
            {after !== null && <TermSentences term={after} parties={parties} change={change === 'same' ? 'same' : 'added'} />}
            {after === null && before !== null && <TermSentences term={before} parties={parties} change="removed" />}
          </li>
        ))}
      </ul>
    </article>
  );
}

function TermSentences({ term, parties, change }: { term: TermWire; parties: Parties; change: Segment['change'] }) {
  const { title, sentences } = termText(term, parties);
  return (
    <div className={classes['term']}>
      <strong>{title}</strong>
      {sentences.map((sentence) => (
        <span key={sentence}>
          <Segments segments={[{ change, text: sentence }]} />
        </span>
      ))}
    </div>
  );
}

function Comment({ note }: { note: NoteViewWire }) {
  const { dates } = useSpeech();
  return (
    <div className={classes['comment']}>
      <span className={classes['quiet']}>
        {note.author.name} · {dates.moment(note.at)}
      </span>
      <p>{note.text}</p>
    </div>
  );
}
