// SPDX-License-Identifier: Apache-2.0
/** How a participant of a market is named in a judgement: `market:` and the name that alerts give it, an owner or `venue/account`. */
const mark = 'market:';

export function participantKey(name: string): string {
  return `${mark}${name}`;
}

/** Null where the key is of something else. */
export function participantOf(key: string): string | null {
  return key.startsWith(mark) ? key.slice(mark.length) : null;
}

/** `XVEN/acc-7` as venue and account; null where the name is an owner's. */
export function accountOf(name: string): { readonly venue: string; readonly account: string } | null {
  const [, venue, account] = /^([^/\s]{1,40})\/(.+)$/s.exec(name) ?? [];
  return venue === undefined || account === undefined ? null : { venue, account };
}
