// SPDX-License-Identifier: Apache-2.0
/**
 * Who may know that a suspicious report exists, and for what.
 *
 * Two things together, and neither is enough alone:
 *
 *     the officer    holds the role `report-analyst`
 *     the purpose    is one for which reports are there (below), or one that the conditions of a received report permit: that is,
 *                    one that the agreement under which it came permits
 *
 * To everybody else, and for every other purpose, there is no report: none is shown, counted, or waited for. A small worked case.
 * The unit holds the register entry of Meridian Tide and three reports on it. An analyst who searches "meridian" for `fiu-analysis`
 * finds four records; the same analyst for `supervision` finds one, and no word of the others; an officer without the role finds
 * one for every purpose, and the address of a report is to that officer an address where nothing is.
 *
 * It is not the same as a condition that withholds: what a condition withholds is counted, so that an officer knows that there is
 * something to ask for. Here it is the knowledge itself that is withheld.
 *
 * Source: the ban on tipping off (FATF recommendation 21; MAR and MiCA suspicious reports: Delegated Regulations 2016/957 and
 * 2025/885), and invariant 12 of the field: the existence of a report is never shown to supervisors unless an agreement permits.
 */
import type { Purpose } from '../../conditions/index.ts';

/** The role without which no report exists. */
export const reportRole = 'report-analyst';

/** For what a report of a firm is there: analysis, tracing, prosecution, and the enforcement of market abuse rules. */
export const reportPurposes: readonly Purpose[] = [
  'fiu-analysis',
  'asset-tracing',
  'freeze-confiscation',
  'criminal-investigation',
  'criminal-prosecution',
  'admin-enforcement',
  'civil-enforcement',
  'sro-surveillance',
  'sanctions',
];

/**
 * What of the reports a look may meet:
 *
 *     none       no role: there is nothing
 *     permitted  the role, but not the purpose: only received reports whose conditions permit it, and no word of the others
 *     all        the role and the purpose: what is withheld is counted as with every record
 */
export type Sight = 'none' | 'permitted' | 'all';

export function sightOf(knowsReports: boolean, purpose: Purpose): Sight {
  if (!knowsReports) return 'none';
  return reportPurposes.includes(purpose) ? 'all' : 'permitted';
}

export function knowsByRoles(roles: readonly string[]): boolean {
  return roles.includes(reportRole);
}
