// SPDX-License-Identifier: Apache-2.0
/** What a wide table needs so that whoever has no mouse can scroll it too. */
export function byKeyboard(label: string) {
  return { viewportProps: { tabIndex: 0, role: 'region', 'aria-label': label } } as const;
}
