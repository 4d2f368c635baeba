// SPDX-License-Identifier: Apache-2.0
/**
 * records: what an authority knows and what others have told it: suspicious reports, registrations, compliance records, travel-rule messages.
 *
 * A record is one body of one of the four kinds, the place each of its facts comes from, and, when it was received from
 * another authority, the conditions its originator set. Own and received records lie in one store, are found by one search
 * and reach an officer's eyes by one function, `useRecord`. Reading, comparing, exporting, printing and using as evidence all pass
 * through it: it asks for a purpose, asks the conditions, writes down the use whether it was permitted or refused, and only
 * then hands out the body. Only the page of a subject reads many at once, under the same rules (subjects/).
 *
 * A small worked case. XB imports its register, XA asks, XB discloses, XA reads:
 *
 *     const file = { kind: 'registration', format: 'comity-csv', fileName, bytes, skipBad: false, importedBy };
 *     const report = await importRecords(tx, file, { self, now, random });
 *     const found = await searchRecords(tx, { q: 'meridian tide', purpose: 'supervision', limit: 50, officer }, deps, now, random);
 *     const chosen = await recordsToGive(tx, ids, { to: xa, purpose, now }, context);   // XB: assistance adds its conditions
 *     await noteGiving(tx, { records, recipient: xa, ... }, context);                   // XB: among uses and holders
 *     await admitReceivedRecords(tx, { records, from, caseRef, ... }, context);         // XA
 *     const answer = await useRecord(tx, { recordId, purpose: 'tax', manner: 'read', officer, caseRef, note }, deps, now, random);
 *     answer.use.outcome   // 'refused', answer.record is null, and the refusal stands among the record's uses
 *
 * The rules, each held in one place:
 *  - One judge of a body: `checkRecordBody` (record-body.ts), for imports and for what other authorities send alike.
 *  - An import is all or nothing per file, unless bad rows are to be skipped; every rejected row is reported with line,
 *    field, reason and remedy (imports/).
 *  - A file of reports of any length is an import run over an upload: resumable batch by batch, or whole in one transaction, as the
 *    officer chooses; a killed server's work goes on at another (import-runs/).
 *  - A record is known by its kind and reference. The same content again changes nothing; other content makes a new version,
 *    and the former one stays readable as of its time (imports/store.ts).
 *  - A received record without readable conditions of its originator is not admitted (received/).
 *  - Search takes words, fields (`lei:`, `wallet:`, `name:` ...), identifiers and names that are only alike, and says of each row why it
 *    was found. It shows received records only where their conditions permit searching for the purpose; the others are counted with the
 *    reason (searches/). What was typed is kept as a digest only.
 *  - That a suspicious report exists is known to officers with the role, for the purposes of reports, and to nobody else: not shown, not
 *    counted, not found by its identifier, and no matter that holds one (knowing/).
 *  - A row outside a search (in a case, after a refusal) tells the kind and the reference, never a name (row-text.ts).
 *
 *  - What a third authority gave is read out for another recipient only with its originator's leave (giving/); who holds what
 *    we gave, and by which consent, is written down with it (holders/).
 *  - Screening reads subjects of records by `recordsToScreen`, under the same conditions as a search, and no body leaves by it (screenings/).
 *  - What records say about one subject is put together for its page, each record judged as for reading (subjects/).
 *  - What others publish about firms (LEI data, beneficial ownership) is no record: it lies beside them by LEI, and is shown with a
 *    record that names the LEI, with what does not agree (firm-data/).
 *  - So does the list of market identifier codes: a venue that a registration or a market file names is told by name, status and operating
 *    code, and what the list does not know is said (venues/).
 *  - A travel-rule message is kept as it came, and shown with what the rules demand and it lacks, each with its article (travel-rule/).
 *  - A recall destroys body and salt, or puts the correction in their place; digests stay (recalls/).
 *
 * What it does not do: it sends nothing (assistance and onward do, under a permit), asks and grants no consent (onward does), and
 * decides no condition by itself (room conditions does).
 *
 *  - XML of the field is read and written in one way, for other rooms too: no DOCTYPE, no entity, limits (xml/).
 *  - Reports come in the formats of the field (goAML, FinCEN form 111, the forms of MiCA and MAR) and go out in them; our model is one, and
 *    the report as it came is kept beside it (formats/).
 *
 * Source: Delegated Regulations 2025/885 and 2016/957 (suspicious reports), MiCA article 109 (register of providers);
 * LEI-CDF 3.1, BODS 0.4; RFC 4180 for CSV; ISO 17442 for LEIs.
 */
export { checkLei, leiOf } from './lei.ts';
export { answerCsvText, answerJsonText, type AnsweredReport, type ReportAnswer } from './formats/report-answer.ts';
export {
  createReportReader,
  type JudgedReport,
  readReportFile,
  type ReportFormat,
  unknownJurisdiction,
} from './formats/read-report-file.ts';
export { type GoamlLocal, goamlLocalOf, readGoamlLists } from './formats/goaml/code-lists.ts';
export { writeReports, type WritingSettings, type WrittenReports } from './formats/write-reports.ts';
export { type RecordsToWrite, writeRecordFile, type WrittenRecordFile } from './files/write-record-file.ts';
export { exportedMax, selectionExportSchema, type SelectionExportWire } from './uses/wire.ts';
export { laterFormats, onlyKindOf, recordFormats, writesKind } from './files/wire.ts';
export type { WritingNote } from './formats/format-reading.ts';
export { isFirmDataFormat, isVenueListFormat, readFirmDataFile, readImportFile } from './imports/read-import-file.ts';
export { createRunReader } from './import-runs/run-entries.ts';
export { createSaidOfEntities } from './firm-data/said-of-entities.ts';
export { asMoment } from './imports/columns.ts';
export { readMicList } from './venues/read-mic-list.ts';
export type { FileReading, FileRecord, Rejection } from './imports/file-records.ts';
export { checkRecordBody } from './record-body.ts';
export { type RecordCallDeps, recordCalls, reportsTopic } from './http.ts';
export { draftStor, type StorDraft } from './formats/stor/draft-stor.ts';
export {
  admitFirmReports,
  type AppliedRecord,
  type GoodRecord,
  type ImportContext,
  importRecords,
  type ImportRequest,
  type ImportSource,
  ownRecord,
  type ReportsTaken,
  type TakenReport,
} from './imports/store.ts';
export { listImports } from './imports/import-reports/store.ts';
export { carryOutRun, type CarryingOut } from './import-runs/carry-out-run.ts';
export { beginRun, claimRun } from './import-runs/store.ts';
export { type ImportWork, tendImportRun } from './import-runs/tend-runs.ts';
export { type RelatedReport, relatedReports } from './reports/store.ts';
export { givenWhole, minimised, prepareMinimisations, proposalsFor } from './giving/give-minimised.ts';
export { notWithheld } from './giving/minimise.ts';
export { correctionFor, withheldOfCorrection } from './giving/minimise-correction.ts';
export { minimisationsIn } from './giving/minimisations/store.ts';
export {
  asDisclosed,
  type GivableRecord,
  type Giving,
  consentedRecipients,
  couldBeConsented,
  type GivingQuestion,
  noteGiving,
  recordsToGive,
  type WithheldRecord,
} from './giving/store.ts';
export { chainTo } from './giving/store.ts';
export {
  consentsFor,
  type Holding,
  holdingIn,
  givenTo,
  holdingsOf,
  keepConsent,
  type KeptConsent,
  settleHoldings,
} from './holders/store.ts';
export {
  bodyAsGiven,
  bodyOfVersion,
  conditionsHeld,
  correctRecord,
  eraseRecord,
  givenRecords,
  type HeldRecord,
  heldRecord,
  heldRecords,
  markRecall,
  receivedFrom,
  recordsFromOrigin,
  recordsOf,
} from './recalls/store.ts';
export { attestedFrom, attestedLetterOf, keepAttested, namesFromLetters } from './attested/store.ts';
export { admitReceivedRecords, type AdmittedRecord, receivedPlaces, type ReceivedRecords } from './received/store.ts';
export { createTextReader } from './xml/decode-text.ts';
export { childOf, childrenOf, createXmlReader, lineOf, textOf, type XmlElement } from './xml/read-xml.ts';
export { branch, branchIf, leaf, leafIf, xmlDeclaration, xmlText } from './xml/write-xml.ts';
export { judgeMessage } from './travel-rule/rules/judge-message.ts';
export { newSalt } from './salt.ts';
export { recordWay } from './holders/record-way.ts';
export {
  countRecords,
  newestRecordedAt,
  noteScreened,
  type RecordsPage,
  meetsReports,
  recordsToScreen,
  type ScreenedRecord,
} from './screenings/store.ts';
export { type SubjectOfRecord, subjectsOfRecord } from './screenings/subjects.ts';
export { type RecordSearch, recordsAbout, searchRecords } from './searches/store.ts';
export { searchFields } from './searches/typed-search.ts';
export { type HidingDeps, hidingReports, idsIn } from './knowing/hide-reports.ts';
export { knowsByRoles, reportPurposes, reportRole } from './knowing/knowing.ts';
export { leadingToReports, noteReportMatter, reportMatters, reportsAmong } from './knowing/store.ts';
export { rowText } from './row-text.ts';
export { type PlacedSubject, placedSubjects, titledPlace } from './subjects/places.ts';
export { type ReadRegistration, readRegistrations } from './registrations/store.ts';
export { knownRecords, noteSubjectUses, type RecordOfSubject, recordsOfSubject, recordsSoundingLike } from './subjects/store.ts';
export { firmDataOf } from './firm-data/store.ts';
export { fieldKey, keyFields, soundNumber } from './searches/finding-keys.ts';
export { recordMigrations } from './migrations.ts';
export { type AuthorityNames, type OfficerNames, recordRowsById, recordRowsOfCase } from './store.ts';
export { judgeEvidence } from './uses/judge-evidence.ts';
export { changeLeave, putLeave } from './leaves/store.ts';
export { defaultOwnPurposes, type JudgedUse, judgedUse, type RecordUse, type RecordDeps, recordUses, useRecord } from './uses/store.ts';
export {
  type DisclosedRecordWire,
  disclosedRecordSchema,
  type FirmDataWire,
  type ImportReportWire,
  type RecordBodyWire,
  type RecordKind,
  recordKinds,
  reportFormats,
  type RecordRowWire,
  type RecordSearchAnswerWire,
  type RecordUseAnswerWire,
  type RecordUseWire,
  type SuspiciousReport,
} from './wire.ts';
