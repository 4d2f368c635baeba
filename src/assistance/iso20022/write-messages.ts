// SPDX-License-Identifier: Apache-2.0
/**
 * A case as messages of ISO 20022: the request as auth.001, what answers it as auth.002, whether it is confidential as auth.003.
 *
 *     a request about an account from 2 to 13 March    auth.001  InvstgtnId = the case, SchCrit/Acct, InvstgtnPrd
 *     a partial reply with a text and two records      auth.002  RspnSts PART; the text as a result, the records as FOUN
 *     a refusal; an impossibility                      auth.002  RspnSts NRES; NOAP, NFOU, with the reasons
 *     "it may become known now"                        auth.003  CnfdtltySts false
 *
 * The schemas were made for an authority and a firm, so a request says more than they hold: its texts go along as supplementary data
 * under a name space of our own, and nothing is lost between two who know it. Records never go so; a bundle gives them.
 *
 * Source: auth.001.001.01, auth.002.001.01, auth.003.001.01 of ISO 20022.
 */
import { branch, leaf, leafIf, xmlDeclaration, type XmlElement, xmlText } from '../../records/index.ts';
import { refusalGroundMeaning } from '../../agreements/index.ts';
import type { ParticularsWire } from '../form/wire.ts';
import { replyWordsSchema } from '../steps/wire.ts';
import type { RequestBodyWire, StepRowWire } from '../wire.ts';
import { clipped } from './party-elements.ts';
import { criteriaOf, requestType } from './search-criteria.ts';

export type MessageName = 'auth.001' | 'auth.002' | 'auth.003';
/** Of our own supplementary data. */
export const supplementSpace = 'urn:comity:assistance-request:1';

export interface AskedCase {
  readonly caseId: string;
  readonly request: Pick<RequestBodyWire, 'assistance' | 'purpose' | 'class' | 'content' | 'particulars'>;
  readonly isConfidential: boolean;
  /** The clause under which it was asked, and of what. */
  readonly mandate: { readonly clause: string; readonly title: string };
  /** The day by which the agreement has it answered; null where it names none. */
  readonly replyDay: string | null;
}

/** Whole days, first and last; null while the form does not hold both. */
export function daysOf({ period }: ParticularsWire): { readonly from: string; readonly to: string } | null {
  return period?.from === undefined || period.to === undefined ? null : { from: period.from, to: period.to };
}

/** `number` is that of the criterion, from 1; the caller has looked that it is there and that the period is whole. */
export function openingText(asked: AskedCase, days: { readonly from: string; readonly to: string }, number: number): string {
  const { caseId, request, isConfidential, mandate, replyDay } = asked;
  const particulars = request.particulars ?? {};
  const dueDay = particulars.replyBy ?? replyDay;
  return document('auth.001.001.01', 'InfReqOpng', [
    leaf('InvstgtnId', caseId),
    branch('LglMndtBsis', [leaf('Prgrph', clipped(`Clause ${mandate.clause}`, 35)), leafIf('Dsclmr', clipped(mandate.title, 350))]),
    leaf('CnfdtltySts', String(isConfidential)),
    dueDay === null ? null : branch('DueDt', [leaf('DueDt', dueDay), leafIf('AddtlInf', clipped(particulars.replyByWhy ?? '', 140))]),
    branch('InvstgtnPrd', [branch('Dt', [leaf('FrDt', days.from), leaf('ToDt', days.to)])]),
    criterionAt(asked, number),
    supplement(request),
  ]);
}

function criterionAt({ request }: AskedCase, number: number): XmlElement {
  const { assistance, content, particulars = {} } = request;
  const criteria = criteriaOf({ assistance, subject: content.subject ?? '', particulars });
  return (criteria[number - 1] ?? criteria[0]).element;
}

/** What the schema has no place for: the purpose, the texts field by field, and the particulars as they are. */
function supplement({ purpose, class: requestClass, content, particulars }: AskedCase['request']): XmlElement {
  const texts = Object.entries(content).map(([field, text]) => ({ ...leaf('Text', holdable(text)), attributes: { field } }));
  const request = branch(
    'Request',
    [
      leaf('Purpose', purpose),
      leaf('Class', requestClass),
      ...texts,
      particulars === undefined ? null : leaf('Particulars', holdable(JSON.stringify(particulars))),
    ],
    { xmlns: supplementSpace },
  );
  return branch('SplmtryData', [leaf('PlcAndNm', '/Document/InfReqOpng'), branch('Envlp', [request])]);
}

/** XML has no sign for most control characters, nor for the two that are none. */
function holdable(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}

/** Steps that answer a request, in a message of their own each. */
export const answeringSteps = ['reply', 'refusal', 'impossibility'] as const;

interface Returned {
  readonly status: 'NRES' | 'PART' | 'COMP';
  readonly results: readonly { readonly result: XmlElement; readonly words: string }[];
}

/** The answer of one step. `withheld` says why its text is not given out. */
export function responseText(asked: AskedCase, step: StepRowWire, withheld: readonly string[] | null): string {
  const { caseId, request } = asked;
  const { status, results } = returned(step, withheld);
  const days = daysOf(request.particulars ?? {});
  const period = days === null ? null : branch('RspnPrd', [branch('Dt', [leaf('FrDt', days.from), leaf('ToDt', days.to)])]);
  return document('auth.002.001.01', 'InfReqRspn', [
    leaf('RspnId', step.id),
    leaf('InvstgtnId', caseId),
    leaf('RspnSts', status),
    criterionAt(asked, 1),
    ...results.map(({ result, words }) =>
      branch('RtrInd', [
        period,
        requestType('AuthrtyReqTp', request.assistance),
        branch('InvstgtnRslt', [result]),
        leafIf('AddtlInf', clipped(words, 500)),
      ]),
    ),
  ]);
}

function returned(step: StepRowWire, withheld: readonly string[] | null): Returned {
  const found = (code: 'FOUN' | 'NFOU' | 'NOAP'): XmlElement => leaf('InvstgtnSts', code);
  const body = step.body as Readonly<Record<string, unknown>>;
  if (step.kind === 'refusal') {
    const ground = body['ground'] as Parameters<typeof refusalGroundMeaning>[0];
    return { status: 'NRES', results: [{ result: found('NOAP'), words: `${refusalGroundMeaning(ground)} ${String(body['reasons'])}` }] };
  }
  if (step.kind === 'impossibility') {
    const words = `${String(body['cause']).replaceAll('-', ' ')}. ${String(body['reasons'])}`;
    return { status: 'NRES', results: [{ result: found('NFOU'), words }] };
  }
  const { completeness, text: words } = replyWordsSchema.parse(body);
  const text = withheld === null ? words : '';
  const records = Array.isArray(body['recordIds']) ? body['recordIds'] : Array.isArray(body['records']) ? body['records'] : [];
  const files = Array.isArray(body['attachments']) ? body['attachments'] : [];
  const reply = branch('Reply', [leaf('Text', holdable(text))], { xmlns: supplementSpace });
  const count = `${records.length} records and ${files.length} files were given by the dispatch ${step.dispatch ?? ''}.`;
  const withheldWords = withheld === null ? '' : `The text is not given here. ${withheld.join(' ')}`;
  const results = [
    ...(text === '' ? [] : [{ result: branch('Rslt', [reply]), words: '' }]),
    ...(records.length + files.length === 0 && text !== '' ? [] : [{ result: found('FOUN'), words: `${count} ${withheldWords}`.trim() }]),
  ];
  return { status: completeness === 'complete' ? 'COMP' : 'PART', results };
}

export function statusChangeText(caseId: string, isConfidential: boolean): string {
  const parts = [leaf('OrgnlBizQry', caseId), leaf('CnfdtltySts', String(isConfidential))];
  return document('auth.003.001.01', 'InfReqStsChngNtfctn', parts);
}

function document(message: string, name: string, children: readonly (XmlElement | null)[]): string {
  const xmlns = `urn:iso:std:iso:20022:tech:xsd:${message}`;
  return xmlDeclaration + xmlText(branch('Document', [branch(name, children)], { xmlns }));
}
