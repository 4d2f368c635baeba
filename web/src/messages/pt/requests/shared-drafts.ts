// SPDX-License-Identifier: Apache-2.0
/** Messages in Portuguese. Drafts of requests that are shown before they are made, and what is said of them. */
export const sharedDraftMessages = {
  'caseState.draft-shared': 'Projeto mostrado a nós',
  'stepKind.draft-sharing': 'Projeto mostrado antes do pedido',
  'stepKind.draft-comments': 'Comentários ao projeto',
  'next.share-draft': 'Mostrar o projeto',
  'share-draft.under':
    '{counterpart} vê o projeto com as suas lacunas e pode dizer o que falta. Não é um pedido: nada corre, e nada dele é usado.',
  'share-draft.wanted': 'O que gostaria de saber',
  'share-draft.wantedHint': 'Por exemplo se têm a informação, que forma exigem, ou se o momento prejudica um processo deles.',
  'share-draft.done': 'O projeto está preparado para ser mostrado.',
  'next.comment-on-draft': 'Dizer o que falta',
  'comment-on-draft.under': '{counterpart} mostrou-lhe um projeto. Nada corre, não tem de responder, e o que disser não obriga ninguém.',
  'comment-on-draft.comments': 'Comentários',
  'comment-on-draft.commentsHint': 'O que falta, que forma exige, e o que o momento significaria para vós.',
  'comment-on-draft.lackingHint': 'Campos em que falta algo, na medida em que os possa nomear.',
  'comment-on-draft.done': 'Os comentários foram enviados.',
  'draft.shown': 'Isto é um projeto, e não um pedido. Nada dele pode ser usado, e nenhum prazo corre. O pedido, se vier, junta-se aqui.',
  'draft.wanted': 'Gostariam de saber: {wanted}',
  'case.draft': 'O projeto',
  'draft.shownByUs': '{counterpart} viu este projeto como estava {when}. O pedido, quando for feito, nomeia-o.',
} as const;
