// SPDX-License-Identifier: Apache-2.0
/** A fact of a joint matter in a list: its name, and what it is. */
import type { ReactNode } from 'react';

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
