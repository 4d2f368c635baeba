// SPDX-License-Identifier: Apache-2.0
/** Names of authorities by identifier: ourselves and our peers; an unknown one keeps the start of its identifier. */
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { peersQuery } from '../calls/peer-calls.ts';
import { useSession } from '../shell/session-context.ts';

export function useAuthorityName(): (id: string) => string {
  const { authority } = useSession();
  const { data: peers } = useQuery(peersQuery);
  return useCallback(
    (id) => {
      if (id === authority.id) return authority.name;
      return peers?.find((peer) => peer.authorityId === id)?.name ?? shortIdentifier(id);
    },
    [authority, peers],
  );
}

export function shortIdentifier(id: string): string {
  return id.length > 18 ? `${id.slice(0, 14)}…` : id;
}
