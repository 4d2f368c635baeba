// SPDX-License-Identifier: Apache-2.0
/**
 * Something about to be approved, to the letter. This device computes the digest from what it was given and shows nothing as signed
 * that does not come to it; the approval can be given here, and then the first device takes no part.
 */
import { Button, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconDeviceMobile, IconShieldX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { ReviewWire } from '../../../src/officers/reviews/wire.ts';
import type { GivenProofWire } from '../../../src/officers/wire.ts';
import { approvalCalls, reviewQuery } from '../calls/approval-calls.ts';
import { assistanceCalls } from '../calls/assistance-calls.ts';
import { CallError } from '../calls/call-server.ts';
import { negotiationCalls } from '../calls/negotiation-calls.ts';
import { onwardCalls } from '../calls/onward-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { ProofOver } from '../passkeys/approval-proof.tsx';
import { Notice } from '../shell/notice.tsx';
import { Failure, Waiting } from '../shell/page.tsx';
import { ExactText } from './exact-text.tsx';
import { recompute, type Recomputed } from './recompute.ts';
import classes from './review.module.css';
import { useWayWords } from './way-words.ts';

export function ReviewPage({ code }: { code: string }) {
  const { t } = useSpeech();
  const review = useQuery(reviewQuery(code));
  const isAbsent = review.error instanceof CallError && review.error.kind === 'absent';
  useEffect(() => {
    document.title = `${code} · ${t('review.title')} · Comity`;
  }, [code, t]);
  return (
    <>
      {review.isPending && <Waiting rows={5} />}
      {isAbsent && (
        <Notice tone="refused" icon={IconShieldX} title={t('review.absent')} isUrgent>
          {t('review.absentUnder')}
        </Notice>
      )}
      {review.isError && !isAbsent && <Failure error={review.error} />}
      {review.data !== undefined && <OneReview review={review.data} />}
      <Link to="/review">{t('review.toList')}</Link>
    </>
  );
}

function OneReview({ review }: { review: ReviewWire }) {
  const { t } = useSpeech();
  const words = useWayWords();
  const found = useQuery({ queryKey: ['recomputed', review.subject], queryFn: () => recompute(review), staleTime: Infinity });
  return (
    <>
      <Title order={1}>{words(review.way)}</Title>
      <Text size="sm">{t('review.preparedBy', { name: review.preparedByName })}</Text>
      <section className={classes['card']} aria-label={t('review.digest')}>
        <Text size="xs" c="dimmed">
          {t('review.code')}
        </Text>
        <Text className={classes['code']}>{review.code}</Text>
        <span className={classes['digest']}>{review.subject}</span>
      </section>
      {review.isSameSession && (
        <Notice tone="needs" icon={IconDeviceMobile} title={t('review.sameSession')}>
          {t('review.sameSessionUnder')}
        </Notice>
      )}
      {found.isPending && <Text size="sm">{t('review.computing')}</Text>}
      {found.isError && <Failure error={found.error} />}
      {found.data === null && (
        <Notice tone="refused" icon={IconAlertTriangle} title={t('review.cannot')} isUrgent>
          {t('review.cannotUnder')}
        </Notice>
      )}
      {found.data?.holds === false && (
        <Notice tone="refused" icon={IconShieldX} title={t('review.holdsNot')} isUrgent>
          {t('review.holdsNotUnder')}
        </Notice>
      )}
      {found.data?.holds === true && <Holding review={review} found={found.data} />}
    </>
  );
}

function Holding({ review, found }: { review: ReviewWire; found: Recomputed }) {
  const { t } = useSpeech();
  return (
    <>
      <Notice tone="permitted" icon={IconCheck} title={t('review.holds')}>
        {t('review.holdsUnder')}
      </Notice>
      {found.parts.map(({ digest, value }) => (
        <section key={digest} className={classes['card']} aria-label={t('review.exact')}>
          <Title order={2} size="h4">
            {t('review.exact')}
          </Title>
          <Text size="xs" c="dimmed">
            {t('review.part', { digest })}
          </Text>
          <ExactText value={value} />
        </section>
      ))}
      <section className={classes['card']} aria-label={t('review.covering')}>
        <Title order={2} size="h4">
          {t('review.covering')}
        </Title>
        <ExactText value={found.text} />
      </section>
      <ApproveHere review={review} />
    </>
  );
}

function ApproveHere({ review }: { review: ReviewWire }) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const [isGiving, setGiving] = useState(false);
  const approve = useMutation({
    mutationFn: (proof: GivenProofWire) => approveBy(review, proof),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['approvals'] }),
  });
  if (approve.isSuccess) return <Notice tone="permitted" icon={IconCheck} title={t('review.approved')} isUrgent />;
  if (!isGiving) return <Button onClick={() => setGiving(true)}>{t('review.approve')}</Button>;
  return (
    <section className={classes['card']} aria-label={t('review.approve')}>
      <ProofOver subject={review.subject} approve={approve} onClose={() => setGiving(false)} />
    </section>
  );
}

/** By the call of the room whose act it is. */
function approveBy({ way, subject }: ReviewWire, proof: GivenProofWire): Promise<unknown> {
  switch (way.kind) {
    case 'act':
      return approvalCalls.approve(subject, proof);
    case 'case-step':
      return assistanceCalls.approve(way.id, { digest: subject, proof });
    case 'matter-step':
      return onwardCalls.approve(way.id, { digest: subject, proof });
    case 'negotiation':
      return negotiationCalls.approve(way.id, { subject, proof });
  }
}
