// SPDX-License-Identifier: Apache-2.0
/**
 * Who is told of what happened in a case: pure, so that the whole rule can be read and tested as a table.
 *
 *     the other side sent something     who has the case; nobody has it: those on duty; nobody is: all who may prepare an answer
 *     a step waits for approval         approvers but its preparer
 *     a step was returned               its preparer
 *
 * Whoever is away is told, and their deputy too. Nobody is told of a case that they may not see.
 */
import type { RotaNow } from '../rota/rota.ts';
import type { NoticeKind } from './wire.ts';

export interface CaseNews {
  readonly kind: 'arrived' | 'waits' | 'returned';
  readonly isRequest: boolean;
  readonly caseId: string;
  /** Identifies the event. */
  readonly about: string;
  readonly preparedBy: string | null;
}

export interface Told {
  readonly officer: string;
  readonly kind: NoticeKind;
}

export interface Office {
  readonly officers: readonly { readonly id: string; readonly roles: readonly string[] }[];
  readonly rota: RotaNow;
  readonly assignee: string | null;
  readonly mayNotSee: (officer: string) => boolean;
}

export function toldOf(news: CaseNews, office: Office): Told[] {
  const kind = kindOf(news);
  const told = firstTold(news, office);
  const withDeputies = told.flatMap((officer) => [officer, office.rota.deputies.get(officer) ?? []].flat());
  const active = new Set(office.officers.map(({ id }) => id));
  return [...new Set(withDeputies)]
    .filter((officer) => active.has(officer) && !office.mayNotSee(officer))
    .filter((officer) => kind !== 'approval-waits' || officer !== news.preparedBy)
    .map((officer) => ({ officer, kind }));
}

function kindOf(news: CaseNews): NoticeKind {
  if (news.kind === 'waits') return 'approval-waits';
  if (news.kind === 'returned') return 'step-returned';
  return news.isRequest ? 'request-arrived' : 'step-arrived';
}

function firstTold(news: CaseNews, { officers, rota, assignee }: Office): readonly string[] {
  if (news.kind === 'returned') return news.preparedBy === null ? [] : [news.preparedBy];
  if (news.kind === 'waits') return officers.filter(({ roles }) => roles.includes('approver')).map(({ id }) => id);
  return responsible({ officers, rota, assignee });
}

/** Who answers for a case: who has it; else those on duty; else all who prepare. */
export function responsible({ officers, rota, assignee }: Pick<Office, 'officers' | 'rota' | 'assignee'>): readonly string[] {
  if (assignee !== null) return [assignee];
  if (rota.onDuty.length > 0) return rota.onDuty;
  return officers.filter(({ roles }) => roles.includes('preparer')).map(({ id }) => id);
}
