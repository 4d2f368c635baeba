// SPDX-License-Identifier: Apache-2.0
/** A document on a suspected way round a listing becomes leads; what it says again is the same lead. */
import type { Purpose } from '../../conditions/index.ts';
import { evasionLeads, readEvasionCase } from '../../screening/index.ts';
import { digestOf, digestOfJson } from '../../seals/index.ts';
import { type By, change, done, type FindingsDeps, type Outcome } from '../findings-deps.ts';
import { raiseLead } from './raise-lead.ts';

export interface EvasionDocument {
  readonly fileName: string;
  readonly purpose: Purpose;
  readonly bytes: Uint8Array;
}

export function leadsOfEvasion(
  deps: FindingsDeps,
  { fileName, purpose, bytes }: EvasionDocument,
  by: By,
): Promise<Outcome<{ readonly id: string; readonly sentence: string; readonly isNew: boolean }[]>> {
  return change(deps, async (tx) => {
    const read = readEvasionCase(bytes, fileName);
    if (!read.ok) return { kind: 'issues', issues: read.issues };
    const digest = digestOf(bytes);
    const about = { kind: 'document', name: fileName, digest } as const;
    const evidence = { engine: 'evasion', version: '1', inputDigest: digest };
    const raised = [];
    for (const { kind, subject, sentence } of evasionLeads(read.value)) {
      const reasons = [{ feature: kind, points: 0, sentence }];
      const key = `evasion|${digestOfJson({ kind, subject, sentence })}`;
      const facts = { about, listed: null, reasons, evidence };
      const lead = { kind: 'evasion', key, title: subject, sentence, strength: null, purpose, facts, news: null } as const;
      raised.push({ ...(await raiseLead(tx, deps, lead, by)), sentence });
    }
    await deps.announce(tx, 'findings');
    return done(raised);
  });
}
