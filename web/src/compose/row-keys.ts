// SPDX-License-Identifier: Apache-2.0
/** Keys for rows that have no identifier of their own: each row keeps its key when one before it is removed. */
import { useState } from 'react';

export function useRowKeys(count: number): { readonly keys: readonly number[]; readonly remove: (at: number) => void } {
  const [{ known, removed }, setKeys] = useState<{ known: readonly number[]; removed: number }>({ known: [], removed: 0 });
  const keys = Array.from({ length: count }, (_, index) => known[index] ?? index + removed);
  return { keys, remove: (at) => setKeys({ known: keys.filter((_, index) => index !== at), removed: removed + 1 }) };
}
