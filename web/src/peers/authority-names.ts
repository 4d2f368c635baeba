// SPDX-License-Identifier: Apache-2.0
/** Names of authorities by identifier: ourselves, our peers and those known by letter; an unknown one keeps the start of its identifier. */
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { counterpartsQuery } from '../letters/letter-calls.ts';
import { peersQuery } from '../calls/peer-calls.ts';
import { useSession } from '../shell/session-context.ts';

export function useAuthorityName(): (id: string) => string {
  const { authority } = useSession();
  const { data: peers } = useQuery(peersQuery);
  const { data: letters } = useQuery(counterpartsQuery);
  return useCallback(
    (id) => {
      if (id === authority.id) return authority.name;
      const name = peers?.find((peer) => peer.authorityId === id)?.name ?? letters?.find((row) => row.id === id)?.name;
      return name ?? shortIdentifier(id);
    },
    [authority, letters, peers],
  );
}

export function shortIdentifier(id: string): string {
  return id.length > 18 ? `${id.slice(0, 14)}…` : id;
}
