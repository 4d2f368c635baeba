// SPDX-License-Identifier: Apache-2.0
/**
 * A body as far as it is shown: what is withheld is taken to be what its author signed in the act, and is named.
 *
 *     the facts of a request withheld      the act says that facts were given: taken as given
 *     one record of three withheld         counted, and its conditions are not looked at
 *     everything withheld                  the act stands by itself: who asked whom for what, under which clause
 *
 * So whatever is shown is held against the act, and a copy with a part withheld is judged as the whole would be, except for what
 * nobody can see. The receiver saw all of it: his receipt says that act and body agreed.
 */
import { contentFields } from '../agreements/wire.ts';
import { type Act, alertThatTells } from '../agreements/index.ts';
import type { JsonValue } from '../kernel/index.ts';
import { type BodyPart, partAt } from '../seals/index.ts';

export interface ShownBody {
  readonly body: Readonly<Record<string, unknown>>;
  /** The places that were taken from the act. */
  readonly assumed: readonly string[];
}

const withheld = Symbol('withheld');
type Seen = JsonValue | typeof withheld | undefined;

/** The whole value at a pointer; `withheld` when any of it is; undefined when there is no such place. */
function wholeAt(part: BodyPart, pointer: string): Seen {
  const found = partAt(part, pointer);
  if (found === 'absent') return undefined;
  return found === 'withheld' || found.kind !== 'open' ? withheld : found.value;
}

export function shownBody(
  part: BodyPart,
  signed: { readonly act: Act; readonly caseRef: string | null; readonly from: string; readonly hasConditions: boolean },
): ShownBody {
  if (part.kind === 'open') return { body: isObject(part.value) ? part.value : {}, assumed: [] };
  const assumed: string[] = [];
  const known = (pointer: string, fallback: unknown): unknown => {
    const seen = wholeAt(part, pointer);
    if (seen !== withheld) return seen;
    // Where the act says nothing of a place, nothing is assumed of it.
    if (fallback !== undefined) assumed.push(pointer);
    return fallback;
  };
  const about =
    'matter' in signed.act ? { matter: known('/matter', signed.act.matter) } : { requestId: known('/requestId', signed.caseRef) };
  return { body: { ...about, ...bodyOfAct(part, signed, known) }, assumed };
}

type Known = (pointer: string, fallback: unknown) => unknown;

function bodyOfAct(part: BodyPart, signed: Parameters<typeof shownBody>[1], known: Known): Record<string, unknown> {
  const { act } = signed;
  switch (act.kind) {
    case 'ask':
      return {
        assistance: known('/assistance', act.assistance),
        purpose: known('/purpose', act.purpose),
        class: known('/class', act.class),
        urgency: known(
          '/urgency',
          act.urgencyGround === null ? null : { ground: act.urgencyGround, reason: act.urgencyReasonGiven ? 'given' : '' },
        ),
        content: fieldsAt('/content', act.content, known),
        ...memberOf('judgedBefore', known('/judgedBefore', act.judgedBefore)),
        ...memberOf('oral', known('/oral', act.askedOrally)),
      };
    case 'share-draft':
      return {
        assistance: known('/assistance', act.assistance),
        purpose: known('/purpose', act.purpose),
        content: fieldsAt('/content', act.onBehalf === true ? ['on-behalf-of'] : [], known),
      };
    case 'reply':
      return {
        completeness: known('/completeness', act.completeness),
        text: known('/text', signed.hasConditions ? 'given' : ''),
        ...memberOf('arrives', known('/arrives', undefined)),
        ...memberOf('languages', known('/languages', undefined)),
        ...memberOf('trace', known('/trace', undefined)),
        ...memberOf('alert', known('/alert', act.alertTells === undefined ? undefined : alertThatTells(act.alertTells))),
        records: recordsOf(part, known, { count: act.dataCount, from: signed.from }),
      };
    case 'refuse':
      return { ...groundOf(act, known), ...memberOf('consulted', known('/consulted', act.consultedFirst === true ? 'given' : undefined)) };
    case 'postpone':
    case 'rebut':
    case 'uphold':
      return groundOf(act, known);
    case 'reopen':
      return groundOf({ ground: act.ground, reasonsGiven: true }, known);
    case 'cure':
      return { ground: known('/ground', act.ground), supplied: fieldsAt('/supplied', act.supplied, known) };
    case 'report-measure':
      return { measure: known('/measure', { kind: act.measure, reasons: act.reasonsGiven ? 'given' : '' }) };
    case 'instruct':
      return { measure: known('/measure', { kind: act.instruction }) };
    case 'hand-over':
      return { manner: known('/manner', act.manner) };
    case 'answer-hand-over':
      return { answer: known('/answer', act.answer), reasons: known('/reasons', act.reasonsGiven ? 'given' : '') };
    default:
      return bodyOfMatterAct(part, signed, known);
  }
}

function groundOf(act: { readonly ground: string; readonly reasonsGiven: boolean }, known: Known): Record<string, unknown> {
  return { ground: known('/ground', act.ground), reasons: known('/reasons', act.reasonsGiven ? 'given' : '') };
}

/** Content fields under a place: those that the act names are taken as given where they are not shown. */
function fieldsAt(place: '/content' | '/supplied', named: readonly string[], known: Known): Record<string, unknown> {
  return Object.fromEntries(
    contentFields.flatMap((field) =>
      Object.entries(memberOf(field, known(`${place}/${field}`, named.includes(field) ? 'given' : undefined))),
    ),
  );
}

/** Left out where there is none. */
function memberOf(name: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [name]: value };
}

/** The same for what concerns a datum after it was given. */
function bodyOfMatterAct(part: BodyPart, signed: Parameters<typeof shownBody>[1], known: Known): Record<string, unknown> {
  const { act } = signed;
  switch (act.kind) {
    case 'ask-consent':
      return {
        onBehalfOf: known('/onBehalfOf', act.onBehalfOf),
        originator: known('/originator', act.originator),
        recipient: known('/recipient', act.recipient),
        purpose: known('/purpose', act.purpose),
        reason: known('/reason', act.reasonGiven ? 'given' : ''),
      };
    case 'answer-consent':
      return { onBehalfOf: known('/onBehalfOf', act.onBehalfOf), consent: known('/consent', null) };
    case 'disclose':
      return {
        purpose: known('/purpose', act.purpose),
        reason: known('/reason', act.reasonGiven ? 'given' : ''),
        records: recordsOf(part, known, { count: act.dataCount, from: signed.from }),
      };
    case 'recall':
      return { onBehalfOf: known('/onBehalfOf', act.onBehalfOf), recall: known('/recall', null) };
    case 'tell-new-use':
      return {
        purpose: known('/purpose', act.purpose),
        isEvidence: known('/isEvidence', act.change === 'evidence'),
        reason: known('/reason', act.reasonGiven ? 'given' : ''),
      };
    case 'answer-new-use':
      return {
        change: known('/change', act.change),
        answer: known('/answer', act.answer),
        noticeAt: known('/noticeAt', ''),
        reasons: known('/reasons', act.reasonsGiven ? 'given' : ''),
      };
    case 'tell-breach':
      return { discoveredAt: known('/discoveredAt', ''), delay: known('/delay', act.delayExplained ? 'given' : '') };
    case 'answer-recall':
      return {
        onBehalfOf: known('/onBehalfOf', act.onBehalfOf),
        holder: known('/holder', null),
        outcome: known('/outcome', act.outcome),
        answer: known('/answer', null),
      };
    default:
      return {};
  }
}

/** Null stands for a record of which nothing, or no condition, is shown. */
function recordsOf(part: BodyPart, known: Known, signed: { readonly count: number; readonly from: string }): unknown {
  const records = partAt(part, '/records');
  if (records === 'absent') return undefined;
  if (records === 'withheld')
    return known(
      '/records',
      Array.from({ length: signed.count }, () => null),
    );
  if (records.kind !== 'elements') return records.kind === 'open' ? records.value : undefined;
  return records.elements.map((record, index) => {
    if (record.kind === 'open') return record.value;
    const [originator, conditions] = ['originator', 'conditions'].map((name) => wholeAt(record, `/${name}`));
    // Of the author's own data the act says whether they are conditioned; of those of others, more, and so all of it is needed.
    if (originator === signed.from && conditions !== withheld) return { originator, conditions, body: null };
    return known(`/records/${index}`, null);
  });
}

function isObject(value: JsonValue): value is { readonly [name: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
