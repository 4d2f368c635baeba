// SPDX-License-Identifier: Apache-2.0
/**
 * A term in plain words, for reading beside its clause: what the machine applies, said so that a lawyer can check that it
 * is what the clause says.
 */
import type { TermWire } from '../../../src/agreements/wire.ts';
import { capital } from '../messages/capital.ts';
import type { LanguageCode, Translate } from '../messages/translate.ts';

export interface TermWords {
  readonly title: string;
  readonly lines: readonly string[];
}

export function termWords(term: TermWire, t: Translate, language: LanguageCode): TermWords {
  return { title: t(`term.${term.kind}`), lines: linesOf(term, t, language) };
}

function linesOf(term: TermWire, t: Translate, language: LanguageCode): readonly string[] {
  const list = (items: readonly string[]): string => new Intl.ListFormat(language).format(items);
  switch (term.kind) {
    case 'dispatch-kinds':
      return [list(term.kinds)];
    case 'assistance':
      return [list(term.kinds.map((kind) => t(`assistance.${kind}`)))];
    case 'purposes':
      return [capital(list(term.purposes.map((purpose) => t(`purpose.${purpose}`))))];
    case 'request-content':
      return [list(term.fields.map((field) => t(`content.${field}`)))];
    case 'urgency':
      return [list(term.grounds.map((ground) => t(`urgencyGround.${ground}`))), ...(term.test === '' ? [] : [term.test])];
    case 'deadline':
      return [`${t(`deadline.${term.step}`)} · ${t(`class.${term.class}`)}`, t(`term.deadline.${term.unit}`, { count: term.amount })];
    case 'refusal-grounds':
      return [
        ...(term.allowed.length === 0 ? [] : [t('term.allowed', { grounds: list(term.allowed) })]),
        ...(term.forbidden.length === 0 ? [] : [t('term.forbidden', { grounds: list(term.forbidden) })]),
      ];
    case 'use-conditions':
      return conditionLines(term, t, list);
    case 'approvals':
      return [`${t(`term.approvals.${term.act}`)}: ${t('term.approvers', { count: term.approversMin })}`];
    case 'unsolicited':
      return [t(term.isAllowed ? 'term.unsolicited.yes' : 'term.unsolicited.no')];
    case 'confidentiality':
      return [t(term.survivesTermination ? 'term.confidentiality.survives' : 'term.confidentiality.ends')];
    case 'onward':
      return [t('term.onward.prior'), t(term.mayRelay ? 'term.onward.relayed' : 'term.onward.direct')];
    case 'recall':
      return [
        t(term.isAutomatic ? 'term.recall.automatic' : 'term.recall.byOfficer'),
        ...(term.grounds.length === 0
          ? []
          : [t('term.recall.keep', { grounds: list(term.grounds.map((ground) => t(`recallGround.${ground}`))) })]),
      ];
    case 'withdrawal':
      return [t('term.withdrawal.notice', { count: term.noticeDays })];
  }
}

function conditionLines(
  term: Extract<TermWire, { kind: 'use-conditions' }>,
  t: Translate,
  list: (items: readonly string[]) => string,
): readonly string[] {
  const { limits } = term;
  return [
    t('limit.purposes', { purposes: list(limits.purposes.map((purpose) => t(`purpose.${purpose}`))) }),
    t(`handling.${limits.handling}.sentence`),
    limits.onward === 'listed' ? t('onward.listed') : t(`onward.${limits.onward}.sentence`),
    t(`evidentialUse.${limits.evidentialUse}.sentence`),
    limits.mayNotifySubject ? t('limit.mayNotify') : t('limit.mayNotNotify'),
    ...(term.retentionDays === null ? [] : [t('term.retention', { count: term.retentionDays })]),
    ...(limits.note === '' ? [] : [limits.note]),
  ];
}
