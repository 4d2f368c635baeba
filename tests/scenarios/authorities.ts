// SPDX-License-Identifier: Apache-2.0
//
// The authorities of the scenarios: invented bodies of invented jurisdictions (ISO 3166 leaves XA to XZ to everyone), each
// with the same seven desks. Their calendars differ on purpose: a deadline says by its date in whose calendar it was counted.
import type { AuthorityProfile, FirstOfficer } from '../../src/server/index.ts';

export const desks = ['preparer', 'keeper', 'approver', 'secondApprover', 'administrator', 'auditor', 'supervisor'] as const;
export type Desk = (typeof desks)[number];
export type AuthorityKey = 'xa' | 'xb' | 'xc' | 'xd' | 'xe' | 'xt';

export const profiles: Readonly<Record<AuthorityKey, AuthorityProfile>> = {
  xa: {
    name: 'Securities Commission of Xandria',
    kind: 'securities-regulator',
    jurisdiction: 'XA',
    capabilities: ['files', 'records', 'statements', 'inspections', 'compel-attendance'],
    calendar: { timeZone: 'Etc/GMT-2', weekend: [0, 6], holidays: ['2026-10-05'] },
    contact: 'International Cooperation, cooperation@xa.example',
  },
  xb: {
    name: 'Financial Intelligence Unit of Xebria',
    kind: 'financial-intelligence-unit',
    jurisdiction: 'XB',
    capabilities: ['files', 'records', 'freeze'],
    calendar: { timeZone: 'Etc/GMT-1', weekend: [0, 6], holidays: ['2026-11-02'] },
    contact: 'Foreign Requests Desk, desk@xb.example',
  },
  xc: {
    name: 'Markets Authority of Xiria',
    kind: 'market-authority',
    jurisdiction: 'XC',
    capabilities: ['files', 'records'],
    calendar: { timeZone: 'Etc/GMT+3', weekend: [5, 6], holidays: ['2026-11-03'] },
    contact: 'Enforcement Cooperation, cooperation@xc.example',
  },
  xd: {
    name: 'Prudential Authority of Dravia',
    kind: 'prudential-supervisor',
    jurisdiction: 'XD',
    capabilities: ['files'],
    calendar: { timeZone: 'Etc/GMT-5', weekend: [0, 6], holidays: [] },
    contact: 'Cooperation, cooperation@xd.example',
  },
  xe: {
    name: 'Public Prosecutor of Erania',
    kind: 'prosecutor',
    jurisdiction: 'XE',
    capabilities: ['files', 'records', 'freeze'],
    calendar: { timeZone: 'Etc/GMT-3', weekend: [0, 6], holidays: [] },
    contact: 'International Assistance, assistance@xe.example',
  },
  xt: {
    name: 'Training Authority of Xyltia (training)',
    kind: 'training-authority',
    jurisdiction: 'XT',
    capabilities: ['files', 'records', 'inspections'],
    calendar: { timeZone: 'UTC', weekend: [], holidays: [] },
    contact: 'played by a program',
  },
};

const rolesOf: Readonly<Record<Desk, FirstOfficer['roles']>> = {
  preparer: ['preparer', 'report-analyst'],
  // Prepares too, so that four eyes are tried by someone who might approve elsewhere.
  keeper: ['preparer', 'records-keeper', 'report-analyst'],
  approver: ['approver', 'preparer', 'report-analyst'],
  secondApprover: ['approver', 'report-analyst'],
  administrator: ['administrator'],
  auditor: ['auditor', 'report-analyst'],
  // Supervises, and may not know that there are reports.
  supervisor: ['preparer', 'approver', 'records-keeper'],
};

/** One officer for each desk; the name says desk and authority. */
export function officersOf(key: AuthorityKey): (FirstOfficer & { readonly desk: Desk })[] {
  return desks.map((desk) => ({
    desk,
    name: `${desk[0]?.toUpperCase() ?? ''}${desk.slice(1)} of ${key.toUpperCase()}`,
    email: `${desk.toLowerCase()}@${key}.example`,
    roles: rolesOf[desk],
  }));
}
