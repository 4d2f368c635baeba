// SPDX-License-Identifier: Apache-2.0
/** Beneath a list of peers: that it could not be read, and once more; without it an officer would take an empty list for no peers. */
import { useQuery } from '@tanstack/react-query';
import { peersQuery } from '../calls/peer-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';

export function PeersFailure() {
  const { t } = useSpeech();
  const peers = useQuery(peersQuery);
  return peers.isError ? <Failure title={t('field.counterpart.unknown')} error={peers.error} onAgain={() => void peers.refetch()} /> : null;
}
