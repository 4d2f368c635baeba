// SPDX-License-Identifier: Apache-2.0
/** Saying that an authority known by letter is a peer now; a second officer confirms it. */
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CounterpartRowWire } from '../../../src/letters/wire.ts';
import { peersQuery } from '../calls/peer-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { letterCalls } from './letter-calls.ts';
import { LetterDialog } from './letter-dialog.tsx';
import { useLetterCall } from './use-letter-call.ts';
import { PeersFailure } from '../peers/peers-failure.tsx';

export function JoiningDialog({ row, onClose }: { readonly row: CounterpartRowWire; readonly onClose: () => void }) {
  const { t } = useSpeech();
  const peers = useQuery(peersQuery);
  const [peer, setPeer] = useState<string | null>(null);
  const call = useLetterCall((chosen: string) => letterCalls.join(row.id, chosen), 'letters.joiningAsked', onClose);
  const live = (peers.data ?? []).filter(({ state, jurisdiction }) => state === 'live' && jurisdiction === row.jurisdiction);
  return (
    <LetterDialog
      title={t('letters.join')}
      under={t('letters.join.under', { name: row.name })}
      submit={t('letters.join')}
      isReady={peer !== null}
      call={call}
      onSubmit={() => peer !== null && call.mutate(peer)}
      onClose={onClose}
    >
      <Select
        label={t('letterField.peer')}
        description={t('letterField.peer.hint')}
        required
        allowDeselect={false}
        nothingFoundMessage={t('field.counterpart.nothing')}
        value={peer}
        onChange={setPeer}
        data={live.map(({ authorityId, name, jurisdiction }) => ({ value: authorityId, label: `${name} (${jurisdiction})` }))}
      />
      <PeersFailure />
    </LetterDialog>
  );
}
