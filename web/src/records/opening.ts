// SPDX-License-Identifier: Apache-2.0
/** How a record is opened: which one, from where, and the manners of use that an officer may ask for. */
import type { Purpose } from '../../../src/conditions/wire.ts';

export interface Opening {
  readonly recordId: string;
  readonly title: string | null;
  readonly purpose: Purpose | null;
  readonly caseRef: string | null;
}

export const mannersOfUse = ['read', 'evidence', 'print', 'export'] as const;
export type UseManner = (typeof mannersOfUse)[number];
