// SPDX-License-Identifier: Apache-2.0
/** The purpose for which an officer is looking: chosen once, kept until the window closes, shown with every search. */
import { useSessionStorage } from '@mantine/hooks';
import { type Purpose, purposeSchema } from '../../../src/conditions/wire.ts';

export function useSearchPurpose(): readonly [Purpose | null, (purpose: Purpose | null) => void] {
  const [stored, setStored] = useSessionStorage({ key: 'comity.purpose', defaultValue: '', getInitialValueInEffect: false });
  const parsed = purposeSchema.safeParse(stored);
  return [parsed.success ? parsed.data : null, (purpose) => setStored(purpose ?? '')];
}
