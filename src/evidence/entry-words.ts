// SPDX-License-Identifier: Apache-2.0
/** An entry of a custody log as a sentence, as a court reads it. */
import { purposeWords } from '../conditions/index.ts';
import { formalityWords } from './formalities.ts';
import type { ContentWire } from './wire.ts';

const ruleWords = { statement: 'the rules for statements', production: 'the rules for production', none: 'no rule of evidence' } as const;
const sealWords = { intact: 'seal intact', broken: 'seal broken', 'no-seal': 'without a seal' } as const;

export function entryWords(content: ContentWire): string {
  switch (content.kind) {
    case 'collected':
      return `Collected from ${content.from} by ${content.collectedBy} at ${content.place} under ${ruleWords[content.rule]}${
        content.power === '' ? '' : ` (${content.power})`
      }; kept by ${content.custodian}.`;
    case 'derived':
      return `Made from item ${content.from} (${content.digestBefore ?? 'no digest'}); kept by ${content.custodian} at ${content.place}.`;
    case 'sealed':
      return `Sealed with number ${content.sealNumber} at ${content.place}.`;
    case 'tested':
      return `Tested (${content.test}) by ${content.by}${content.isConsumed ? ', using part of it up' : ''}: ${content.result}`;
    case 'copied':
      return `Copied ${content.copies} times for ${content.forWhom} (${content.method})${content.digest === null ? '' : '; the copies have its digest'}.`;
    case 'moved':
      return `Moved to ${content.place}, kept by ${content.custodian}: ${content.reason}`;
    case 'redacted':
      return `Redacted into ${content.into} (${content.digest}): ${content.marks
        .map(({ where, ground, reason }) => `${where}, ${ground.replaceAll('-', ' ')}: ${reason}`)
        .join('; ')}`;
    case 'loaned':
      return `Lent to ${content.to} for ${content.purpose}, due back ${content.dueAt}${content.terms === '' ? '' : `; ${content.terms}`}.`;
    case 'handed-over':
      return [
        `Handed over to ${content.to} at ${content.place}, ${sealWords[content.seal]}: given by ${content.givenBy}, `,
        `received by ${content.receivedBy}; form signed by both: ${content.digest}.`,
      ].join('');
    case 'returned':
      return `Returned by ${content.from} to ${content.custodian} at ${content.place}, ${sealWords[content.seal]}: ${content.condition}`;
    case 'sent-over':
    case 'taken-there':
    case 'lent-there':
    case 'not-taken':
    case 'taken-over':
    case 'came-back':
    case 'answered':
      return handOverWords(content);
    default:
      return decisionWords(content);
  }
}

type ByDispatch = Extract<
  ContentWire,
  { kind: 'sent-over' | 'taken-there' | 'lent-there' | 'not-taken' | 'taken-over' | 'came-back' | 'answered' }
>;
const mannerWords = { transfer: 'Handed over', loan: 'Lent', return: 'Given back' } as const;

/** What went by dispatch names the digests of both signed dispatches and of the other authority's entry. */
function handOverWords(content: ByDispatch): string {
  switch (content.kind) {
    case 'sent-over': {
      const due = content.dueAt === null ? '' : `, due back ${content.dueAt}`;
      return `${mannerWords[content.manner]} to ${content.to} for ${content.purpose}${due}, on its way with ${content.carrier}; dispatch ${content.dispatch}.`;
    }
    case 'taken-there':
    case 'lent-there':
      return [
        `Taken over by ${content.by}: received by ${content.receivedBy} at ${content.place}, ${sealWords[content.seal]}. ${content.condition} `,
        `Their item ${content.itemThere}, entry ${content.headThere}; dispatch ${content.answer}.`,
      ].join('');
    case 'not-taken': {
      const why = { declined: 'Not taken over', rejected: 'Not admitted by the other server', 'not-delivered': 'Not delivered' }[
        content.why
      ];
      return `${why}, so it is kept here as before: ${content.reason}${content.answer === null ? '' : `; dispatch ${content.answer}`}`;
    }
    case 'taken-over':
    case 'came-back': {
      const how = content.kind === 'came-back' ? 'Came back' : 'Taken over';
      return [
        `${how} from ${content.from} by ${content.receivedBy}, ${sealWords[content.seal]}. ${content.condition} `,
        `Kept by ${content.custodian} at ${content.place}. `,
        `Their item ${content.itemThere}, entry ${content.headThere}; dispatch ${content.dispatch}.`,
      ].join('');
    }
    case 'answered':
      return `The authority that handed it over was told so; dispatch ${content.answer}.`;
  }
}

type Decision = Exclude<
  ContentWire,
  | ByDispatch
  | { kind: 'collected' | 'handed-over' | 'derived' | 'sealed' | 'tested' | 'copied' | 'moved' | 'redacted' | 'loaned' | 'returned' }
>;

function decisionWords(content: Decision): string {
  switch (content.kind) {
    case 'released':
      return `Released to ${content.to}: ${content.ground}`;
    case 'destroyed':
      return `Destroyed (${content.method}), witnessed by ${content.witness}: ${content.ground}`;
    case 'formality':
      return `Formality, ${formalityWords[content.name]}: ${content.answer.replaceAll('-', ' ')}${content.note === '' ? '' : `. ${content.note}`}`;
    case 'hold-placed':
      return `Legal hold by ${content.orderedBy}${content.until === null ? '' : ` until ${content.until}`}: ${content.reason}`;
    case 'hold-lifted':
      return `The legal hold of entry ${content.hold} was lifted: ${content.reason}`;
    case 'privilege-marked':
      return `Privilege claimed by ${content.claimant}: ${content.reason}`;
    case 'privilege-reviewed':
      return `Privilege reviewed, ${content.outcome}: ${content.reason}`;
    case 'used':
      return `Used as evidence before ${content.forum} for ${purposeWords[content.purpose]}.`;
  }
}
