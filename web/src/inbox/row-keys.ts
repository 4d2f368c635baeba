// SPDX-License-Identifier: Apache-2.0
/** Moving through the rows of a screen with `j` and `k`; `Enter` follows the link that has the focus, as everywhere. */
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type RefObject, useRef } from 'react';
import { useSpeech } from '../messages/language.tsx';
import type { Action } from '../actions/action-store.ts';
import { useOfferActions } from '../actions/actions.tsx';

/** The ref goes on the table's body; each row has one link or button marked `data-row`. Several tables of one screen are one list. */
export function useRowKeys(): RefObject<HTMLTableSectionElement | null> {
  const { t } = useSpeech();
  const body = useRef<HTMLTableSectionElement>(null);
  const move = (by: 1 | -1): void => {
    const links = [...(body.current?.closest('main')?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const here = links.findIndex((link) => link === document.activeElement);
    const next = here === -1 ? 0 : Math.min(links.length - 1, Math.max(0, here + by));
    links[next]?.focus();
  };
  const actions: Action[] = [
    { name: 'next-row', label: t('action.nextRow'), icon: IconArrowDown, group: 'here', keys: 'j', who: [], run: () => move(1) },
    { name: 'previous-row', label: t('action.previousRow'), icon: IconArrowUp, group: 'here', keys: 'k', who: [], run: () => move(-1) },
  ];
  useOfferActions(actions);
  return body;
}
