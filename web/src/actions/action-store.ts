// SPDX-License-Identifier: Apache-2.0
/**
 * Actions: one object (name, label, key, who, what it does) that feeds button, menu, shortcut, palette and help.
 *
 * The shell and the open screen each put their actions here; whoever shows or runs actions reads them from here. `who`
 * only keeps what an officer could never do out of sight; what may be done to a case comes from the server with the case.
 */
import type { Icon } from '@tabler/icons-react';
import type { Role } from '../../../src/officers/wire.ts';

export type ActionGroup = 'go' | 'here' | 'session';
export interface Action {
  readonly name: string;
  readonly label: string;
  readonly icon: Icon;
  readonly group: ActionGroup;
  /** Such as `g i` or `c`; absent for actions without a shortcut. */
  readonly keys?: string | undefined;
  /** The officer needs one of these roles; empty: any officer. */
  readonly who: readonly Role[];
  readonly run: () => void;
}

export interface ActionStore {
  readonly put: (owner: string, actions: readonly Action[]) => void;
  readonly remove: (owner: string) => void;
  readonly all: () => readonly Action[];
  readonly listen: (listener: () => void) => () => void;
}

export function makeActionStore(): ActionStore {
  const owners = new Map<string, readonly Action[]>();
  const listeners = new Set<() => void>();
  let shown: readonly Action[] = [];
  let signature = '';
  const refresh = (): void => {
    // Two tables of one screen offer the same way through their rows: it is one action.
    const next = [...new Map([...owners.values()].flat().map((action) => [action.name, action])).values()];
    const nextSignature = next.map((action) => [action.name, action.label, action.keys ?? ''].join('|')).join('\n');
    if (nextSignature === signature) return;
    signature = nextSignature;
    // What is shown stays the same object until it reads differently; running looks up the newest function by name.
    shown = next.map((action) => ({ ...action, run: () => newest(owners, action.name)?.run() }));
    for (const listener of listeners) listener();
  };
  return {
    put: (owner, actions) => {
      owners.set(owner, actions);
      refresh();
    },
    remove: (owner) => {
      owners.delete(owner);
      refresh();
    },
    all: () => shown,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function mayRun(action: Action, roles: readonly Role[]): boolean {
  return action.who.length === 0 || action.who.some((role) => roles.includes(role));
}

function newest(owners: ReadonlyMap<string, readonly Action[]>, name: string): Action | undefined {
  return [...owners.values()].flat().find((action) => action.name === name);
}
