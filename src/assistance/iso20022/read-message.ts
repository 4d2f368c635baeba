// SPDX-License-Identifier: Apache-2.0
/**
 * A message of ISO 20022 that came by another way, made ready for our own forms: auth.001 as the draft of a request, auth.002 as the draft
 * of a reply, auth.003 as what changed.
 *
 * Nothing of it is sent or kept by reading it; an officer looks, completes and goes on. A message with a DOCTYPE or an entity is refused
 * before anything of it is read, so is one of another name space or longer than 5 MB. What our own supplementary data say is taken where
 * it has our shape, and left where it has not.
 */
import { childOf, childrenOf, createTextReader, createXmlReader, lineOf, textOf, type XmlElement } from '../../records/index.ts';
import { type ContentField, contentFields } from '../../agreements/wire.ts';
import { purposeSchema } from '../../conditions/wire.ts';
import { fail, failWith, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import { particularsDraftSchema, type ParticularsWire } from '../form/wire.ts';
import { readCriterion } from './search-criteria.ts';
import { type ReadMessageWire, readMessageSchema } from './wire.ts';

/** What the national profiles of these messages take at most. */
export const messageBytesMax = 5_000_000;
const spaceShape = /^urn:iso:std:iso:20022:tech:xsd:(auth\.00[123])\.001\.0[12]$/;

export function readMessage(bytes: Uint8Array): Result<ReadMessageWire> {
  const document = readDocument(bytes);
  if (!document.ok) return document;
  const { space, root } = document.value;
  const [, message] = spaceShape.exec(space) ?? [];
  const remedy = 'Give a file of auth.001.001.01, auth.002.001.01 or auth.003.001.01.';
  if (message === undefined) return fail('Document', 'It is no message about a request for information.', remedy);
  const read = message === 'auth.001' ? opening(root) : message === 'auth.002' ? response(root) : statusChange(root);
  if (!read.ok) return read;
  const parsed = readMessageSchema.safeParse(read.value);
  if (parsed.success) return ok(parsed.data);
  return failWith(
    parsed.error.issues.map(({ path, message: problem }) => ({
      path: path.join('.'),
      problem: `${problem}.`,
      remedy: 'Have the message corrected where it was made.',
    })),
  );
}

interface Read {
  readonly space: string;
  readonly root: XmlElement;
}

function readDocument(bytes: Uint8Array): Result<Read> {
  if (bytes.length > messageBytesMax) {
    return fail('file', `It is larger than ${messageBytesMax} bytes, the most that such a message holds.`, 'Send it in parts.');
  }
  const decoder = createTextReader();
  const begun = decoder.write(bytes);
  if (!begun.ok) return begun;
  const ended = decoder.end();
  if (!ended.ok) return ended;
  const documents: XmlElement[] = [];
  const reader = createXmlReader(new Set(['Document']), (element) => void documents.push(element));
  const written = reader.write(begun.value + ended.value);
  if (!written.ok) return written;
  const frame = reader.end();
  if (!frame.ok) return frame;
  const [root] = documents;
  if (root === undefined) return fail(frame.value.root, 'It is no Document of ISO 20022.', 'Give the message as it came.');
  return ok({ space: frame.value.space, root });
}

function opening(root: XmlElement): Result<unknown> {
  const request = childOf(root, 'InfReqOpng');
  const investigation = lineOf(request, 'InvstgtnId');
  if (request === undefined || investigation === '') return lacks('InfReqOpng/InvstgtnId');
  const said = supplementOf(request);
  const criterion = readCriterion(childOf(request, 'SchCrit'));
  const basis = childOf(request, 'LglMndtBsis');
  const mandate = [lineOf(basis, 'Prgrph'), lineOf(basis, 'Dsclmr')].filter((words) => words !== '').join(': ');
  const due = childOf(request, 'DueDt');
  const own: ParticularsWire = {
    ...dayIf('replyBy', lineOf(due, 'DueDt')),
    ...(lineOf(due, 'AddtlInf') === '' ? {} : { replyByWhy: lineOf(due, 'AddtlInf') }),
    ...periodOf(childOf(request, 'InvstgtnPrd')),
    ...(criterion.persons.length === 0 ? {} : { persons: [...criterion.persons] }),
    ...(criterion.transactions.length === 0
      ? {}
      : { instruments: criterion.transactions.map((value) => ({ scheme: 'transaction' as const, value })) }),
  };
  const [named] = criterion.persons;
  const subject = named?.name ?? criterion.transactions[0] ?? '';
  const content = said?.content ?? { ...(subject === '' ? {} : { subject }), ...(mandate === '' ? {} : { 'legal-provisions': mandate }) };
  const draft = {
    counterpart: '',
    assistance: criterion.assistance ?? 'information-from-files',
    purpose: said?.purpose ?? null,
    class: 'normal',
    urgencyGround: null,
    urgencyReason: '',
    content,
    reference: investigation,
    particulars: said?.particulars ?? own,
  };
  return ok({ message: 'auth.001', investigation, isConfidential: isYes(request), draft });
}

function response(root: XmlElement): Result<unknown> {
  const answer = childOf(root, 'InfReqRspn');
  const investigation = lineOf(answer, 'InvstgtnId');
  if (answer === undefined || investigation === '') return lacks('InfReqRspn/InvstgtnId');
  const status = lineOf(answer, 'RspnSts');
  const texts = childrenOf(answer, 'RtrInd').flatMap(returnedWords);
  const completeness = status === 'COMP' ? 'complete' : 'partial';
  return ok({ message: 'auth.002', investigation, status, reply: { completeness, text: texts.join('\n\n') } });
}

const statusWords: Readonly<Record<string, string>> = {
  FOUN: 'Found.',
  NFOU: 'Nothing was found.',
  NOAP: 'It does not apply.',
};

function returnedWords(indicator: XmlElement): readonly string[] {
  const result = childOf(indicator, 'InvstgtnRslt');
  const envelope = result === undefined ? undefined : childOf(result, 'Rslt');
  const reply = envelope === undefined ? undefined : childOf(envelope, 'Reply');
  const text = textOf(reply, 'Text');
  const foreign = envelope !== undefined && reply === undefined ? 'A result is enclosed in the message in a form of its own.' : '';
  const what = lineOf(childOf(indicator, 'AuthrtyReqTp'), 'MsgNm');
  const found = statusWords[lineOf(result, 'InvstgtnSts')] ?? '';
  const words = [text || foreign || found, lineOf(indicator, 'AddtlInf')].filter((part) => part !== '').join(' ');
  return words === '' ? [] : [text !== '' || what === '' ? words : `${what}: ${words}`];
}

function statusChange(root: XmlElement): Result<unknown> {
  const notice = childOf(root, 'InfReqStsChngNtfctn');
  const investigation = lineOf(notice, 'OrgnlBizQry');
  if (notice === undefined || investigation === '') return lacks('InfReqStsChngNtfctn/OrgnlBizQry');
  return ok({ message: 'auth.003', investigation, isConfidential: isYes(notice) });
}

function lacks(path: string): Result<never> {
  return fail(path, 'The message does not say which investigation it is about.', 'Have it sent again, whole.');
}

/** What is not said is confidential. */
function isYes(element: XmlElement): boolean {
  return !['false', '0'].includes(lineOf(element, 'CnfdtltySts'));
}

function dayIf<Name extends string>(name: Name, text: string): Partial<Record<Name, string>> {
  const [, day] = /^(\d{4}-\d{2}-\d{2})/.exec(text) ?? [];
  return day === undefined ? {} : ({ [name]: day } as Record<Name, string>);
}

function periodOf(element: XmlElement | undefined): Pick<ParticularsWire, 'period'> {
  if (element === undefined) return {};
  const days = childOf(element, 'Dt');
  const moments = childOf(element, 'DtTm');
  const period = {
    ...dayIf('from', lineOf(days, 'FrDt') || lineOf(moments, 'FrDtTm')),
    ...dayIf('to', lineOf(days, 'ToDt') || lineOf(moments, 'ToDtTm')),
  };
  return Object.keys(period).length === 0 ? {} : { period };
}

interface Supplement {
  readonly purpose: string | null;
  readonly content: Partial<Record<ContentField, string>>;
  readonly particulars: ParticularsWire;
}

/** What another Comity put beside the message; null where nothing of that is there. */
function supplementOf(request: XmlElement): Supplement | null {
  const envelopes = childrenOf(request, 'SplmtryData').flatMap((data) => childrenOf(data, 'Envlp'));
  const [own] = envelopes.flatMap((envelope) => childrenOf(envelope, 'Request'));
  if (own === undefined) return null;
  const content: Partial<Record<ContentField, string>> = {};
  for (const text of childrenOf(own, 'Text')) {
    const field = contentFields.find((name) => name === text.attributes['field']);
    if (field !== undefined) content[field] = text.text;
  }
  const purpose = purposeSchema.safeParse(lineOf(own, 'Purpose'));
  return { purpose: purpose.success ? purpose.data : null, content, particulars: particularsIn(textOf(own, 'Particulars')) };
}

function particularsIn(text: string): ParticularsWire {
  const json = parseStrictJson(new TextEncoder().encode(text), 'Particulars');
  const parsed = json.ok ? particularsDraftSchema.safeParse(json.value) : null;
  return parsed?.success === true ? parsed.data : {};
}
