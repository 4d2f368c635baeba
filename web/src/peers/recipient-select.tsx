// SPDX-License-Identifier: Apache-2.0
/** One of the authorities with whom we are in contact; that they could not be fetched is said, since a list without any says that there are none. */
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { peersQuery } from '../calls/peer-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { PeersFailure } from './peers-failure.tsx';

interface PeerProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (authority: string | null) => void;
  readonly isRequired?: boolean;
  /** Of a dialog, the field where whoever opens it begins. */
  readonly isFirst?: boolean;
  /** What a form says that it lacks. */
  readonly problem?: string | null;
}

export function PeerSelect({ label, value, onChange, isRequired = false, isFirst = false, problem = null }: PeerProps) {
  const { t } = useSpeech();
  const peers = useQuery(peersQuery);
  const live = (peers.data ?? []).filter((peer) => peer.state === 'live');
  return (
    <div>
      <Select
        label={label}
        placeholder={t('field.counterpart.choose')}
        nothingFoundMessage={t('field.counterpart.nothing')}
        searchable
        required={isRequired}
        {...(isFirst ? { 'data-autofocus': true } : {})}
        error={problem}
        value={value}
        onChange={onChange}
        data={live.map((peer) => ({ value: peer.authorityId, label: `${peer.name} (${peer.jurisdiction})` }))}
      />
      <PeersFailure />
    </div>
  );
}

/** The authority that would get something. */
export function RecipientSelect({ recipient, onChange }: { recipient: string | null; onChange: (recipient: string | null) => void }) {
  const { t } = useSpeech();
  return <PeerSelect label={t('onward.recipient')} value={recipient} onChange={onChange} />;
}
