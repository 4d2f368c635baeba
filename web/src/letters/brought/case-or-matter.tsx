// SPDX-License-Identifier: Apache-2.0
/** The way from a letter to what it belongs to: a case, or a matter (what is settled about a datum outside of a case). */
import { Link } from '@tanstack/react-router';

interface CaseOrMatterProps {
  readonly id: string;
  readonly ofCase: string;
  readonly ofMatter: string;
}

export function CaseOrMatter({ id, ofCase, ofMatter }: CaseOrMatterProps) {
  if (!id.startsWith('req_'))
    return (
      <Link to="/onward/$matterId" params={{ matterId: id }}>
        {ofMatter}
      </Link>
    );
  return (
    <Link to="/cases/$caseId" params={{ caseId: id }}>
      {ofCase}
    </Link>
  );
}
