// SPDX-License-Identifier: Apache-2.0
/** Actions on the screen: the hooks that offer and list them, the button that shows one, and the keys that run them. */
import { Button, type ButtonProps, Kbd } from '@mantine/core';
import { createContext, useContext, useEffect, useId, useSyncExternalStore } from 'react';
import { type Action, type ActionStore, makeActionStore } from './action-store.ts';
import { stepKeys } from './key-sequence.ts';

const ActionContext = createContext<ActionStore>(makeActionStore());

/** How long a first letter waits for its second. */
const sequenceMs = 1200;

/** Offers actions for as long as the calling component is on the screen. */
export function useOfferActions(actions: readonly Action[]): void {
  const store = useContext(ActionContext);
  const owner = useId();
  useEffect(() => store.put(owner, actions));
  useEffect(() => () => store.remove(owner), [store, owner]);
}

export function useActions(): readonly Action[] {
  const store = useContext(ActionContext);
  return useSyncExternalStore(store.listen, store.all);
}

/** A button for an action, with its key as a hint to those who look closely. */
export function ActionButton({ action, ...looks }: { action: Action } & ButtonProps) {
  const ActionIcon = action.icon;
  return (
    <Button {...looks} onClick={action.run} leftSection={<ActionIcon size={16} aria-hidden />} aria-keyshortcuts={action.keys}>
      {action.label}
    </Button>
  );
}

export function Keys({ keys }: { keys: string }) {
  return (
    <span style={{ display: 'inline-flex', gap: 4 }}>
      {keys.split(' ').map((key) => (
        <Kbd key={key} size="xs">
          {key}
        </Kbd>
      ))}
    </span>
  );
}

/** Listens for the keys of all offered actions, outside text fields and dialogs. */
export function useActionKeys(actions: readonly Action[]): void {
  useEffect(() => {
    let waiting = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      const bindings = actions.flatMap((action) => action.keys ?? []);
      const step = stepKeys(waiting, event.key, bindings);
      clearTimeout(timer);
      waiting = step.waiting;
      if (waiting !== '') timer = setTimeout(() => (waiting = ''), sequenceMs);
      if (step.pressed === null) return;
      event.preventDefault();
      actions.find((action) => action.keys === step.pressed)?.run();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
      clearTimeout(timer);
    };
  }, [actions]);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [role="dialog"], [role="listbox"], [role="menu"]') !== null;
}
