// SPDX-License-Identifier: Apache-2.0
/**
 * kernel: the ground every room stands on. It knows no domain: no agreement, no authority's role, no dispatch.
 *
 * What is here, each in its own file:
 *  - result: a value or the issues with an input; three kinds of failure are kept apart (see below);
 *  - ids: branded identifiers with a visible prefix (`agr_`, `req_`), made in one place;
 *  - time: an `Instant` is a UTC moment with milliseconds, written one way only, so that text order is time order;
 *  - working-days: deadlines in the working-day calendar of the authority that owes the answer;
 *  - money: integer minor units with a currency of ISO 4217, never a floating number;
 *  - jurisdictions: ISO 3166 codes, including the user-assigned XA to XZ of the samples;
 *  - strict-json: a parser that refuses what two parsers could read differently;
 *  - canonical-json: one spelling of a value (RFC 8785), for digests and for comparing verdicts;
 *  - comparing: what differs between two versions of anything, member by member and word by word;
 *  - parameters: tables of parameters of rules, with unit, meaning and origin;
 *  - seeded-randomness: numbers that follow from a seed, for simulated worlds; never for secrets;
 *  - wire: fields that documents of many rooms have: a moment, a day, a digest, a text that can be stored;
 *  - limits: every bound of the program that more than one room meets, with its unit and reason.
 *
 * A small worked case. A request arrives in XB on Friday 2026-11-20 at 16:30 local time and must be acknowledged within
 * five working days. The day of the event is not counted (Regulation 1182/71, article 3), Saturday and Sunday are not
 * working days, so the period ends with the last moment of Friday 2026-11-27 in XB's own time zone:
 *
 *     addWorkingDays(receivedAt, 5, calendarOfXB)   // 2026-11-27T22:59:59.999Z where XB is one hour ahead of UTC
 *
 * Three kinds of failure. A verdict (refused, late, out of scope) is a value of its own room. Bad input from outside is
 * a `Result` that holds `Issue`s, each saying where and what to do. A broken assumption of ours throws, by `assert`.
 *
 * What it does not do: it reads no clock, no randomness, no disk and no network; those come in as parameters.
 */
export { type Brand, type RandomBytes } from './brand.ts';
export { canonicalJson, namesInOrder } from './canonical-json.ts';
export { type IdOf, type IdPrefix, idPrefixes, instantOfId, isId, newId } from './ids.ts';
export { compareValues } from './comparing/compare-values.ts';
export { wordChanges } from './comparing/word-changes.ts';
export { type Jurisdiction, isJurisdiction, parseJurisdiction } from './jurisdictions.ts';
export { limits } from './limits.ts';
export { type CurrencyCode, formatMoney, isCurrency, type Money, minorDigitsOf, parseMoney } from './money.ts';
export { counted, type Parameter, parameterRows, type ParameterTable, type ParameterValues, percent, valuesFor } from './parameters.ts';
export { fail, failWith, type Issue, issuesText, ok, type Result } from './result.ts';
export { type JsonValue, parseStrictJson, type StrictJsonLimits } from './strict-json.ts';
export {
  addMs,
  formatLocal,
  type Instant,
  instantFromMs,
  isInstant,
  isTimeZone,
  type LocalDate,
  localDateOf,
  msBetween,
  msOf,
} from './time.ts';
export { addWorkingDays, endOfLocalDay, isWorkingDay, type WorkingCalendar, workingDaysBetween } from './working-days.ts';
export {
  answerJson,
  type CallAnswer,
  type CallDefinition,
  type CallInput,
  type CallMethod,
  type CallOfficer,
  type CallReporter,
  defineCall,
  type WhoMay,
} from './call.ts';
export { type Database, type NoTables, type RoomMigrations, type Transaction, withNextMark } from './database.ts';
export { type Randomness, seededRandomness } from './seeded-randomness.ts';
export { wholeUseCase } from './whole-use-case.ts';
