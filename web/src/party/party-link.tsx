// SPDX-License-Identifier: Apache-2.0
/** A party's name as the way to its page, wherever movements are shown with the files that they come from. */
import { Link } from '@tanstack/react-router';
import type { Purpose } from '../../../src/conditions/wire.ts';

interface LinkProps {
  readonly files: readonly string[];
  readonly purpose: Purpose;
  readonly party: string;
}

/** The outside world, to which cash goes, has no page. */
const outside = '(outside)';

export function PartyLink({ files, purpose, party }: LinkProps) {
  if (party === outside) return party;
  return (
    <Link to="/traces/party" search={{ files: [...files], purpose, party }}>
      {party}
    </Link>
  );
}
