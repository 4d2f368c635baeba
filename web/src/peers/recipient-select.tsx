// SPDX-License-Identifier: Apache-2.0
/** The authority that would get something: one of those with whom we are in contact. */
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { peersQuery } from '../calls/peer-calls.ts';
import { useSpeech } from '../messages/language.tsx';

export function RecipientSelect({ recipient, onChange }: { recipient: string | null; onChange: (recipient: string | null) => void }) {
  const { t } = useSpeech();
  const peers = useQuery(peersQuery);
  const live = (peers.data ?? []).filter((peer) => peer.state === 'live');
  return (
    <Select
      label={t('onward.recipient')}
      placeholder={t('field.counterpart.choose')}
      searchable
      value={recipient}
      onChange={onChange}
      data={live.map((peer) => ({ value: peer.authorityId, label: `${peer.name} (${peer.jurisdiction})` }))}
    />
  );
}
