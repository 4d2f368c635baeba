// SPDX-License-Identifier: Apache-2.0
/** What may be done next, as the server says: answer what stands, prepare the signature, break off, or declare something. */
import { Button } from '@mantine/core';
import { IconCheck, IconPencil, IconRefresh, IconSignature, IconX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { NegotiationDetailWire } from '../../../src/negotiation/wire.ts';
import { negotiationCalls } from '../calls/negotiation-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { DeclarationActions } from './declarations/declaration-actions.tsx';
import { draftTextOf } from './drafting/draft-text.ts';
import { useNegotiationCall } from './negotiation-call.ts';
import { ReasonDialog } from '../actions/reason-dialog.tsx';

export function NegotiationActions({ detail }: { detail: NegotiationDetailWire }) {
  const { t } = useSpeech();
  const { row, may } = detail;
  const [isEnding, setEnding] = useState(false);
  const standing = detail.versions.find(({ isStanding }) => isStanding)?.note ?? '';
  const agree = useNegotiationCall(() => negotiationCalls.agree(row.id, standing), t('negotiation.agreed'));
  const sign = useNegotiationCall(() => negotiationCalls.prepareSignature(row.id, standing), t('negotiation.prepared'));
  const resend = useNegotiationCall(() => negotiationCalls.resend(row.id), t('negotiation.resent'));
  const end = useNegotiationCall(
    (reason: string) => negotiationCalls.end(row.id, reason),
    t('negotiation.ended'),
    () => setEnding(false),
  );
  const error = agree.error ?? sign.error ?? resend.error;
  return (
    <>
      {may.includes('resend') && (
        <Button
          variant="default"
          loading={resend.isPending}
          onClick={() => resend.mutate(undefined)}
          leftSection={<IconRefresh size={16} aria-hidden />}
        >
          {t('negotiation.resend')}
        </Button>
      )}
      {may.includes('end') && (
        <Button variant="default" onClick={() => setEnding(true)} leftSection={<IconX size={16} aria-hidden />}>
          {t('negotiation.end')}
        </Button>
      )}
      {may.includes('draft') && detail.versions.length > 0 && detail.draft === null && <CounterButton detail={detail} />}
      {may.includes('agree') && (
        <Button loading={agree.isPending} onClick={() => agree.mutate(undefined)} leftSection={<IconCheck size={16} aria-hidden />}>
          {t('negotiation.agree')}
        </Button>
      )}
      {may.includes('sign') && (
        <Button loading={sign.isPending} onClick={() => sign.mutate(undefined)} leftSection={<IconSignature size={16} aria-hidden />}>
          {t('negotiation.prepareSignature')}
        </Button>
      )}
      {row.kind === 'life' && detail.terms !== null && <DeclarationActions detail={detail} terms={detail.terms} />}
      {error !== null && <Failure error={error} />}
      {isEnding && (
        <ReasonDialog
          title={t('negotiation.end')}
          label={t('negotiation.endReason')}
          button={t('negotiation.end')}
          call={end}
          onClose={() => setEnding(false)}
        />
      )}
    </>
  );
}

/** A counter-proposal begins with the text that stands. */
function CounterButton({ detail }: { detail: NegotiationDetailWire }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const keep = useNegotiationCall(
    (text: string) => negotiationCalls.keepDraft(detail.row.id, text),
    t('negotiation.counterBegun'),
    ({ row }) => void navigate({ to: '/negotiations/$negotiationId/draft', params: { negotiationId: row.id } }),
  );
  const { document } = detail;
  if (document === null) return null;
  return (
    <Button
      variant="default"
      loading={keep.isPending}
      onClick={() => keep.mutate(draftTextOf(document))}
      leftSection={<IconPencil size={16} aria-hidden />}
    >
      {t('negotiation.counter')}
    </Button>
  );
}
