// SPDX-License-Identifier: Apache-2.0
/**
 * How a firm stood on a day towards one ramp, by its registration: the first row of the table that applies.
 *
 *     XB-VASP-0042, off-ramp, 2026-10-05      licence XB-L-0042-2, ramp both, suspended          -> suspended
 *     a licence withdrawn on 2025-12-19       a movement of 2025-12-01 was licensed, one of 2026-01-02 was not
 *
 * A register rarely says since when a licence is suspended: whatever it covers counts as suspended, and an officer asks. A registration
 * that names the service of exchanging for funds and no licence with a ramp says that the firm may, not in which direction.
 */
import type { RampName, Standing } from './wire.ts';

export interface FirmLicence {
  readonly status: 'granted' | 'suspended' | 'withdrawn' | 'refused';
  /** Of no ramp where it is left out. */
  readonly ramp?: 'on' | 'off' | 'both' | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export interface FirmRegistration {
  readonly status: 'authorised' | 'notified' | 'withdrawn' | 'refused' | 'applied';
  readonly from: string | null;
  readonly until: string | null;
  readonly services: readonly string[];
  readonly licences: readonly FirmLicence[];
}

/** The service of Regulation (EU) 2023/1114, article 3(1)(16)(c), as registers write it. */
const exchangeForFunds = 'exchange of crypto-assets for funds';

export function standingOn(registration: FirmRegistration | null, ramp: RampName, day: string): Standing {
  if (registration === null) return 'not-registered';
  const { status, services } = registration;
  const licences = licencesOf(registration, ramp);
  const has = (wanted: FirmLicence['status'], isInForce: boolean): boolean =>
    licences.some((licence) => licence.status === wanted && (!isInForce || holds(licence, day)));
  const table: readonly (readonly [applies: boolean, standing: Standing])[] = [
    [status === 'refused', 'refused'],
    [status === 'applied' || !holds({ from: registration.from ?? undefined, until: registration.until ?? undefined }, day), 'not-in-force'],
    [status === 'withdrawn' && registration.until === null, 'not-in-force'],
    // What was withdrawn later held until then.
    [has('granted', true) || has('withdrawn', true), 'licensed'],
    [has('suspended', true), 'suspended'],
    [has('refused', false), 'refused'],
    [licences.length > 0, 'not-in-force'],
    [services.some((service) => service.trim().toLowerCase() === exchangeForFunds), 'by-service'],
  ];
  return table.find(([applies]) => applies)?.[1] ?? 'other-services';
}

/** Whether its register lets it be a ramp at all, on whatever day: such a firm is missed where nothing of it is seen. */
export function isRamp(registration: FirmRegistration): boolean {
  const { licences, services } = registration;
  return licences.some(({ ramp }) => ramp !== undefined) || services.some((service) => service.trim().toLowerCase() === exchangeForFunds);
}

function licencesOf({ licences }: FirmRegistration, ramp: RampName): readonly FirmLicence[] {
  return licences.filter((licence) => licence.ramp === ramp || licence.ramp === 'both');
}

/** Days compare as text; a missing end is open. */
function holds({ from, until }: Pick<FirmLicence, 'from' | 'until'>, day: string): boolean {
  return (from === undefined || from <= day) && (until === undefined || day <= until);
}
