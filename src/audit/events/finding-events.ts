// SPDX-License-Identifier: Apache-2.0
/** Events of what engines find: lists, screenings, leads, entities. */
import type { AuditEvent } from './event.ts';

export const findingEvents = {
  'list.imported': {
    sentence: 'A file became a new version of a list.',
    fields: ['list', 'version', 'digest', 'file', 'format', 'count', 'added', 'removed', 'changed'],
  },
  'list.changed': { sentence: 'It was set how a list is searched.', fields: ['list', 'threshold', 'purpose'] },
  'lists.searched': { sentence: 'The lists were searched for one subject, for a stated purpose.', fields: ['purpose', 'query', 'count'] },
  'screening.started': { sentence: 'A screening of many subjects was ordered.', fields: ['screening', 'kind', 'purpose', 'count'] },
  'screening.stopping': { sentence: 'An officer stopped a screening.', fields: ['screening'] },
  'screening.ended': {
    sentence: 'A screening came to its end, or was stopped.',
    fields: ['screening', 'outcome', 'count', 'hits', 'leads', 'withheld'],
  },
  'lead.raised': { sentence: 'Something that was found became a lead.', fields: ['lead', 'kind', 'list', 'record', 'purpose'] },
  'lead.changed': { sentence: 'A lead changed its state or its officer.', fields: ['lead', 'event', 'from', 'to', 'caseRef'] },
  'lead.judged': {
    sentence: 'An officer said whether the two of a lead are the same; a rejected one stays quiet until the moment named.',
    fields: ['lead', 'outcome', 'list', 'version', 'at'],
  },
  'market-file.taken': {
    sentence: 'A file of market events was taken in, for a stated purpose.',
    fields: ['marketFile', 'digest', 'size', 'format', 'purpose'],
  },
  'surveillance.ordered': {
    sentence: 'Patterns of market abuse were ordered over a file.',
    fields: ['run', 'marketFile', 'count', 'purpose'],
  },
  'surveillance.ended': {
    sentence: 'A surveillance run came to its end; alerts are counted, and those that were not known before.',
    fields: ['run', 'marketFile', 'outcome', 'digest', 'count', 'alerts', 'added'],
  },
  'detector.drafted': {
    sentence: 'Other parameters of a detector were drafted on an edition; the count is how often the draft was written.',
    fields: ['draft', 'pattern', 'version', 'edition', 'count'],
  },
  'detector.dropped': { sentence: 'The draft of a detector was dropped.', fields: ['draft', 'pattern'] },
  'detector.trial-ordered': {
    sentence: 'The draft of a detector was ordered to be back-tested on files; they are counted.',
    fields: ['draft', 'pattern', 'count'],
  },
  'detector.trial-stopped': {
    sentence: 'The back-test of a draft was stopped; files that were left are counted.',
    fields: ['draft', 'pattern', 'count'],
  },
  'detector.shadowed': {
    sentence: 'It was set whether files that are taken later are judged with the draft of a detector too.',
    fields: ['draft', 'pattern', 'outcome'],
  },
  'detector.tried': {
    sentence: 'A file was judged with the draft of a detector: alerts that are the same, that are gone and that came are counted.',
    fields: ['draft', 'kind', 'marketFile', 'outcome', 'count', 'removed', 'added'],
  },
  'detector.publication-asked': {
    sentence: 'The draft of a detector was laid before the approvers, with what it changes.',
    fields: ['draft', 'pattern', 'subject'],
  },
  'detector.published': {
    sentence: 'A detector has new parameters: the draft is in force as an edition of its own; approvals are counted.',
    fields: ['draft', 'pattern', 'version', 'edition', 'subject', 'count'],
  },
  'alert.judged': { sentence: 'An officer said what an alert is.', fields: ['lead', 'outcome', 'ground'] },
  'alert.reported': { sentence: 'The draft of a report was made of an alert.', fields: ['lead', 'record', 'format'] },
  'market-history.made': {
    sentence:
      'The history of an account or an instrument was replayed from a file of market events; gaps are counted, and the digest is that of the document.',
    fields: ['marketFile', 'kind', 'digest', 'count', 'purpose'],
  },
  'joint-alert.made': {
    sentence:
      'What several authorities told of an alert was joined into a document; parts are counted, and the digest is that of the document.',
    fields: ['lead', 'digest', 'count'],
  },
  'movements.taken': {
    sentence: 'A file of movements was taken in, for a stated purpose.',
    fields: ['movementFile', 'digest', 'size', 'format', 'count', 'purpose'],
  },
  'trace.made': {
    sentence: 'Value was traced through movements, from seeds or from what another authority handed on; the digest is that of the trace.',
    fields: ['trace', 'lead', 'digest', 'count', 'caseRef', 'purpose'],
  },
  'shapes.studied': {
    sentence: 'Shapes of laundering were looked for in files of movements; findings are counted, and the digest is that of the movements.',
    fields: ['study', 'digest', 'count', 'purpose'],
  },
  'exposure.computed': {
    sentence: 'It was computed how near holdings in files of movements lie to listed addresses; those exposed are counted.',
    fields: ['digest', 'count', 'purpose'],
  },
  'ramps.shown': {
    sentence: 'It was shown what crossed between money and digital assets in files of movements, at which firms; sums are counted.',
    fields: ['digest', 'count', 'purpose'],
  },
  'clawback.shown': {
    sentence: 'It was shown what of a trace could be seized under the orders that stand; those orders are counted.',
    fields: ['trace', 'digest', 'count', 'purpose'],
  },
  'liquidity.shown': {
    sentence: 'It was shown how an asset moved between jurisdictions in files of movements; sums are counted.',
    fields: ['digest', 'count', 'purpose'],
  },
  'surroundings.shown': {
    sentence: 'It was shown who pays whom in files of movements, around a party or between some; the digest is that of the answer.',
    fields: ['digest', 'kind', 'count', 'purpose'],
  },
  'tags.taken': {
    sentence: 'A file of tags was taken in: claims of others about addresses, which are counted.',
    fields: ['digest', 'size', 'count'],
  },
  'attribution.said': {
    sentence: 'An officer said whose an address is; the kind is how firmly.',
    fields: ['attribution', 'kind'],
  },
  'attribution.contested': {
    sentence: 'An officer contested what is said of an address, or that two are one owner’s; it was set aside.',
    fields: ['contest', 'attribution', 'kind', 'outcome'],
  },
  'contest.answered': {
    sentence: 'Another officer gave the second opinion on a contest.',
    fields: ['contest', 'attribution', 'kind', 'outcome'],
  },
  'contest.withdrawn': {
    sentence: 'A contest was withdrawn: what it set aside counts again.',
    fields: ['contest', 'attribution', 'kind', 'outcome'],
  },
  'canvas.saved': {
    sentence: 'An edition of a canvas was kept in a case; the digest is that of its document, and the parties on it are counted.',
    fields: ['canvas', 'version', 'digest', 'count', 'caseRef', 'purpose'],
  },
  'canvas.erased': {
    sentence: 'What a canvas said was erased, in all its editions, which are counted; their digests stay.',
    fields: ['canvas', 'count', 'ground', 'caseRef', 'purpose'],
  },
  'canvas.shown': {
    sentence: 'An edition of a canvas was read.',
    fields: ['canvas', 'version', 'digest', 'caseRef', 'purpose'],
  },
  'trace.handed-on': {
    sentence: 'A request was drafted that hands a trace on to another authority.',
    fields: ['trace', 'caseRef', 'peer', 'count'],
  },
  'entities.resolved': {
    sentence: 'Records and list entries were joined into entities.',
    fields: ['purpose', 'count', 'kind', 'clusters'],
  },
  'entities.judged': {
    sentence: 'An officer said what two records, or a record and an account on a market, are to each other, or took that back.',
    fields: ['judgement', 'outcome'],
  },
} as const satisfies Readonly<Record<string, AuditEvent>>;
