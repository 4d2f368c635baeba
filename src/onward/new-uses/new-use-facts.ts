// SPDX-License-Identifier: Apache-2.0
/** What is kept of a new use with its matter, by holder and originator alike. */
import type { ClauseRef, NewUseChange, UseMode } from '../../agreements/index.ts';

export interface NewUseFacts {
  readonly holder: string;
  readonly originator: string;
  /** The originator's own identifier of its record. */
  readonly recordId: string;
  readonly isEvidence: boolean;
  readonly change: NewUseChange;
  readonly mode: UseMode;
  readonly clause: ClauseRef | null;
  /** When the notice reached the originator, by its own receipt; null while that is not known. */
  readonly noticeAt: string | null;
  readonly objectUntil: string | null;
  readonly answer: {
    readonly answer: 'consented' | 'objected';
    readonly until: string | null;
    readonly reasons: string;
    readonly at: string;
  } | null;
}

export function stateOfAnswer({ mode }: Pick<NewUseFacts, 'mode'>, answer: 'consented' | 'objected'): 'granted' | 'denied' | 'objected' {
  if (answer === 'consented') return 'granted';
  return mode === 'prior-consent' ? 'denied' : 'objected';
}
