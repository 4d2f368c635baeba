// SPDX-License-Identifier: Apache-2.0
/** What an officer must know before anything else: another negotiation goes first, a party lacks notes, an author contradicted itself. */
import { IconAlertTriangle, IconClockPause, IconPlugConnectedX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { NegotiationDetailWire } from '../../../src/negotiation/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';

export function NegotiationNotices({ detail }: { detail: NegotiationDetailWire }) {
  const { t } = useSpeech();
  const { row, behind, yieldsTo } = detail;
  const ended = detail.notes.find(({ kind }) => kind === 'end');
  return (
    <>
      {row.state === 'contradicted' && (
        <Notice tone="refused" icon={IconAlertTriangle} title={t('negotiation.contradicted')} isUrgent>
          {t('negotiation.contradicted.under')}
        </Notice>
      )}
      {row.state === 'ended' && ended !== undefined && (
        <Notice tone="refused" icon={IconAlertTriangle} title={t('negotiation.endedBy', { author: ended.author.name })}>
          {ended.text}
        </Notice>
      )}
      {yieldsTo !== null && (
        <Notice tone="needs" icon={IconClockPause} title={t('negotiation.yields')}>
          <Link to="/negotiations/$negotiationId" params={{ negotiationId: yieldsTo }}>
            {t('negotiation.goThere')}
          </Link>
        </Notice>
      )}
      {behind.length > 0 && (
        <Notice tone="needs" icon={IconPlugConnectedX} title={t('negotiation.behind')}>
          {behind.map(({ party, notes, isOnItsWay }) => (
            <div key={party.authorityId}>
              {t(isOnItsWay ? 'negotiation.behind.onItsWay' : 'negotiation.behind.lost', { party: party.name, count: notes })}
            </div>
          ))}
        </Notice>
      )}
    </>
  );
}
