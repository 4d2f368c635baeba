// SPDX-License-Identifier: Apache-2.0
/**
 * The authorities of the demonstration: invented bodies of invented jurisdictions (ISO 3166 leaves XA to XZ to everyone).
 *
 * One entry is one authority: its server, database, officers and records follow from it. Records are taken from the files in
 * examples/records whose name begins with the entry's key. The first two conclude the bilateral arrangement, all three the
 * memorandum, so that information can go from one to the second and, with consent, on to the third. No person of these names is known to us.
 */
import type { AuthorityProfile, FirstOfficer } from '../../server/index.ts';

export interface DemoAuthority {
  /** Two letters; the folder, the address and the names of its files begin with it. */
  readonly key: string;
  readonly profile: AuthorityProfile;
  readonly officers: readonly FirstOfficer[];
}

/** A working day that is kept by nobody else, so that deadlines on both sides differ visibly. */
const newYear = ['2026-01-01', '2027-01-01', '2028-01-01'];

export const demoAuthorities: readonly DemoAuthority[] = [
  {
    key: 'xa',
    profile: {
      name: 'Securities Commission of Xandria',
      kind: 'securities-regulator',
      jurisdiction: 'XA',
      capabilities: [
        'files',
        'records',
        'statements',
        'inspections',
        'audit-papers',
        'compel-attendance',
        'internet-records',
        'telephone-records',
      ],
      calendar: { timeZone: 'Etc/GMT-2', weekend: [0, 6], holidays: [...newYear, '2026-05-18', '2026-10-05', '2026-12-24', '2027-05-17'] },
      contact: 'International Cooperation, cooperation@xa.example',
    },
    officers: [
      { name: 'Mara Lindqvist', email: 'mara.lindqvist@xa.example', roles: ['preparer', 'report-analyst'] },
      { name: 'Teodor Vance', email: 'teodor.vance@xa.example', roles: ['preparer', 'records-keeper', 'report-analyst'] },
      { name: 'Ines Okonjo', email: 'ines.okonjo@xa.example', roles: ['approver', 'report-analyst'] },
      { name: 'Ruben Castellane', email: 'ruben.castellane@xa.example', roles: ['approver', 'report-analyst'] },
      { name: 'Ada Quill', email: 'ada.quill@xa.example', roles: ['administrator'] },
      { name: 'Signe Varga', email: 'signe.varga@xa.example', roles: ['administrator', 'approver', 'report-analyst'] },
      { name: 'Henrik Sol', email: 'henrik.sol@xa.example', roles: ['auditor', 'report-analyst'] },
    ],
  },
  {
    key: 'xb',
    profile: {
      name: 'Financial Intelligence Unit of Xebria',
      kind: 'financial-intelligence-unit',
      jurisdiction: 'XB',
      // It manages recovered assets as well, so orders to freeze and to confiscate are carried out here.
      capabilities: ['files', 'records', 'freeze', 'confiscate', 'freeze-advice', 'suspend-movements'],
      calendar: { timeZone: 'Etc/GMT-1', weekend: [0, 6], holidays: [...newYear, '2026-03-30', '2026-11-02', '2026-12-25', '2027-03-29'] },
      contact: 'Foreign Requests Desk, desk@xb.example',
    },
    officers: [
      { name: 'Lena Farrow', email: 'lena.farrow@xb.example', roles: ['preparer', 'report-analyst'] },
      { name: 'Oskar Brandt-Ilves', email: 'oskar.brandt-ilves@xb.example', roles: ['preparer', 'records-keeper', 'report-analyst'] },
      { name: 'Yara Monteclair', email: 'yara.monteclair@xb.example', roles: ['approver', 'report-analyst'] },
      { name: 'Desmond Achterberg', email: 'desmond.achterberg@xb.example', roles: ['approver', 'report-analyst'] },
      { name: 'Pavel Norrington', email: 'pavel.norrington@xb.example', roles: ['administrator'] },
      { name: 'Tomas Ekelund', email: 'tomas.ekelund@xb.example', roles: ['administrator', 'approver', 'report-analyst'] },
      // Supervises beside the unit, and may not know that there are reports.
      { name: 'Hedda Brandvold', email: 'hedda.brandvold@xb.example', roles: ['preparer', 'approver', 'records-keeper'] },
      { name: 'Sunniva Dahl', email: 'sunniva.dahl@xb.example', roles: ['auditor', 'report-analyst'] },
    ],
  },
  {
    key: 'xc',
    profile: {
      name: 'Markets Authority of Xiria',
      kind: 'market-authority',
      jurisdiction: 'XC',
      capabilities: ['files', 'records', 'inspections'],
      calendar: { timeZone: 'Etc/GMT+3', weekend: [5, 6], holidays: [...newYear, '2026-03-31', '2026-11-03', '2027-03-30'] },
      contact: 'Enforcement Cooperation, cooperation@xc.example',
    },
    officers: [
      { name: 'Noor Halvard', email: 'noor.halvard@xc.example', roles: ['preparer', 'report-analyst'] },
      { name: 'Casimir Thole', email: 'casimir.thole@xc.example', roles: ['preparer', 'records-keeper', 'report-analyst'] },
      { name: 'Solveig Arden', email: 'solveig.arden@xc.example', roles: ['approver', 'report-analyst'] },
      { name: 'Beatriz Amsel', email: 'beatriz.amsel@xc.example', roles: ['approver', 'report-analyst'] },
      { name: 'Jonah Fairweather', email: 'jonah.fairweather@xc.example', roles: ['approver', 'report-analyst'] },
      { name: 'Idris Calloway', email: 'idris.calloway@xc.example', roles: ['administrator'] },
      { name: 'Rana Whitlock', email: 'rana.whitlock@xc.example', roles: ['administrator', 'approver', 'report-analyst'] },
      { name: 'Merete Sandoval', email: 'merete.sandoval@xc.example', roles: ['auditor', 'report-analyst'] },
    ],
  },
];
