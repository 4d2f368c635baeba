// SPDX-License-Identifier: Apache-2.0
/**
 * What a jurisdiction adds to goAML: its lists of codes, elements it demands, the hours of its clock, and what its codes mean here.
 *
 * Every authority that runs goAML keeps lists of its own; the same code may mean two things in two countries. So lists stand by
 * jurisdiction, and a list that is not kept here is not guessed: any short code passes. An authority gives its lists as a file
 * (`./comity records validate goaml FILE --lists LISTS.json`, format `comity-goaml-lists/1`).
 *
 * Kept here: AE (the lists of reports, funds, ways, accounts and states that its schema 5.0.2 publishes; its 423 indicators are not
 * repeated) and XB, an invented jurisdiction for samples.
 */
import { z } from 'zod';
import type { LocalRules } from '../../xml/check-shape.ts';
import type { SuspiciousReport } from '../../suspicious-reports/wire.ts';

export interface GoamlLocal extends LocalRules {
  readonly jurisdiction: string;
  /** The offset of its local time from UTC, such as `+04:00`; goAML writes moments without one. */
  readonly utcOffset: string;
  /** By indicator or report code: what kind of suspicion it is. */
  readonly suspicions: Readonly<Record<string, SuspiciousReport['suspicion']>>;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const submission = words('- E M');

const ae: GoamlLocal = {
  jurisdiction: 'AE',
  utcOffset: '+04:00',
  lists: {
    submission_type: submission,
    report_type: words('AIF AIFT CIR CNMRA DPMSR ECDD ECDDT HRC HRCA IRR ITR PNMRA PSTR REAR SAR SIR STR'),
    funds_type: words(
      'ATM B BANKD CASH CCS CDP CHQ CRPTC CRTCR DDS DPOST ELCFT FRACC FTS GBB IPI JEWL LIFIP LOYAL MNYOR PGS PMTST POS POSMS PRNOT ' +
        'RELST RRS SECUR SWF TRVLC VEHIC WPS',
    ),
    conduction_type: words('- ATM ATMWT BO CBMNT CCD CDM CRNEX DAWLT DBCD DRPCB DSB DTB ELCFT INTRN LCRD MB OCT ONBNK PPCD SWIFT'),
    account_type: words(
      '- A B BONDS BRK C CRDTC CRTFD CRYWT DBCD DMAT DMNDD FDWLT FXDDP INV INVRA JACC LCRDS LOAN MMA MNMSB NBOND NIS OFSAC PREPD TP',
    ),
    account_status_type: words('- A B BLK C CLS DSD FROZN RSTRD UNCL'),
    transaction_status_type: words('- C I U'),
    identifier_type: words('- COINC DRIVL EID EIDF FMLYB GCCID GOVDC PASSP TRADL TRSTD'),
  },
  demands: {
    transaction: ['transaction_location', 'transaction_description', 'transmode_comment'],
    t_account: ['account_name'],
    t_address: ['state'],
    t_party: ['country'],
    report_party_type: ['reason'],
    t_person_my_client: ['gender', 'birthdate', 'id_number', 'nationality1', 'residence', 'phones', 'tax_reg_number'],
    t_entity_my_client: [
      'incorporation_legal_form',
      'incorporation_number',
      'business',
      'addresses',
      'incorporation_state',
      'incorporation_country_code',
      'incorporation_date',
      'tax_reg_number',
    ],
    t_account_my_client: [
      'institution_name',
      'non_bank_institution',
      'branch',
      'currency_code',
      'account_name',
      'opened',
      'status_code',
      'beneficiary',
    ],
  },
  suspicions: { CNMRA: 'sanctions-evasion', PNMRA: 'sanctions-evasion', TORGA: 'terrorist-financing', UIPPS: 'fraud' },
};

const xb: GoamlLocal = {
  jurisdiction: 'XB',
  utcOffset: '+00:00',
  lists: {
    submission_type: submission,
    report_type: words('STR SAR TFR AIF'),
    report_indicator_type: words('LAYER MULES UNHOST MIXER STRUCT SANCT TERROR WASH FRAUD NOKYC'),
  },
  demands: { transaction: ['transaction_description'] },
  suspicions: {
    TFR: 'terrorist-financing',
    TERROR: 'terrorist-financing',
    SANCT: 'sanctions-evasion',
    WASH: 'market-manipulation',
    FRAUD: 'fraud',
  },
};

/** For a jurisdiction whose lists are not kept: the codes that every installation has. */
function withoutLists(jurisdiction: string): GoamlLocal {
  return { jurisdiction, utcOffset: '+00:00', lists: { submission_type: submission }, demands: {}, suspicions: {} };
}

export function goamlLocalOf(jurisdiction: string): GoamlLocal {
  return [ae, xb].find((local) => local.jurisdiction === jurisdiction) ?? withoutLists(jurisdiction);
}

const codes = z.array(z.string().min(1).max(40)).max(5000);
const listsFileSchema = z.strictObject({
  format: z.literal('comity-goaml-lists/1'),
  jurisdiction: z.string().length(2),
  utcOffset: z.string().regex(/^[+-]\d{2}:\d{2}$/),
  lists: z.record(z.string().max(60), codes),
  demands: z.record(z.string().max(60), codes).default({}),
  suspicions: z
    .record(
      z.string().max(40),
      z.enum(['money-laundering', 'terrorist-financing', 'market-manipulation', 'insider-dealing', 'fraud', 'sanctions-evasion', 'other']),
    )
    .default({}),
});

/** The lists of a file, or null when it is none. */
export function readGoamlLists(value: unknown): GoamlLocal | null {
  const parsed = listsFileSchema.safeParse(value);
  if (!parsed.success) return null;
  const { jurisdiction, utcOffset, demands, suspicions } = parsed.data;
  const lists = Object.fromEntries(Object.entries(parsed.data.lists).map(([name, list]) => [name, new Set(list)]));
  return { jurisdiction, utcOffset, demands, suspicions, lists: { submission_type: submission, ...lists } };
}
