// SPDX-License-Identifier: Apache-2.0
/** What every admission of this room is given, and its two answers. */
import type { KnownAgreement } from '../agreements/index.ts';
import type { AdmittedDispatch, Admission } from '../exchange/index.ts';

export interface Arriving {
  readonly dispatch: AdmittedDispatch;
  /** Our own copy of the agreement that the dispatch names. */
  readonly agreement: KnownAgreement;
}

export const admitted: Admission = { outcome: 'admitted' };

export function rejected(code: Extract<Admission, { outcome: 'rejected' }>['code'], reason: string, isRetryable = false): Admission {
  return { outcome: 'rejected', code, reason, isRetryable };
}
