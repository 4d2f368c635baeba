// SPDX-License-Identifier: Apache-2.0
/** What rooms reporting and records are given of the others, and how reports that officers take in reach its queue. */
import type { AssistanceDeps } from '../../assistance/index.ts';
import { noteAudit } from '../../audit/index.ts';
import { listOfficers, officerNames, type PasskeyDeps } from '../../officers/index.ts';
import { type OnwardDeps, prepareDisclosure } from '../../onward/index.ts';
import { knowsByRoles, type RecordCallDeps, type ReportsTaken } from '../../records/index.ts';
import { type ReportingDeps, takeReports } from '../../reporting/index.ts';
import { realSuites } from '../../seals/index.ts';
import { announce } from '../pool/announce.ts';
import type { WiringInput } from './wiring-input.ts';

/** Both rooms at once: reports that officers take in reach the queue in the same transaction. */
export function reportingRooms(
  input: WiringInput,
  rooms: { readonly assistance: AssistanceDeps; readonly passkeys: PasskeyDeps; readonly onward: OnwardDeps },
): { readonly reporting: ReportingDeps; readonly records: RecordCallDeps } {
  const reporting = reportingDeps(input, rooms.onward);
  return { reporting, records: recordDeps(input, { ...rooms, reporting }) };
}

function reportingDeps(input: WiringInput, onward: OnwardDeps): ReportingDeps {
  const { files, database: db, random, publicUrl } = input;
  const { name, jurisdiction, calendar } = files.profile;
  return {
    db,
    self: files.keyState.authorityId,
    authority: { name, jurisdiction },
    timeZone: calendar.timeZone,
    portalUrl: new URL('/firm', publicUrl).href,
    audit: (tx, entry) => noteAudit(tx, entry, random),
    announce,
    officerNames,
    authorityNames: onward.authorityNames,
    hasReader: async (database) => (await listOfficers(database)).some((officer) => !officer.isDisabled && knowsByRoles(officer.roles)),
    disclose: (given) => prepareDisclosure(onward, given),
    random,
  };
}

function recordDeps(
  { files, database: db }: WiringInput,
  rooms: { readonly assistance: AssistanceDeps; readonly passkeys: PasskeyDeps; readonly reporting: ReportingDeps },
): RecordCallDeps {
  const { authorityNames, knowsReports } = rooms.assistance;
  const { keyState, profile } = files;
  const names = { officerNames, authorityNames, knowsReports };
  const own = { self: keyState.authorityId, jurisdiction: profile.jurisdiction, suites: realSuites, approvals: rooms.passkeys };
  return { db, ...own, ...names, announce, reportsTaken: queueingReports(rooms.reporting) };
}

function queueingReports(deps: ReportingDeps): ReportsTaken {
  return async (tx, reports, now) => void (await takeReports(tx, deps, reports, { now, submission: null }));
}
