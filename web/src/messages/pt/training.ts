// SPDX-License-Identifier: Apache-2.0
/** Messages in Portuguese. Practising with an authority that a program plays. */
export const trainingMessages = {
  'training.badge': 'Treino',
  'nav.training': 'Ensaios',
  'training.under': 'Treine com uma autoridade representada por um programa: o caminho e as regras são os verdadeiros, e nada é real.',
  'training.none': 'Não se conhece aqui nenhuma autoridade de treino.',
  'training.none.under': 'O seu operador inicia uma numa máquina vossa e troca convites com ela, como com qualquer autoridade:',
  'training.notYet': 'Ainda não vigora nenhum acordo com a autoridade de treino.',
  'training.notYet.under': 'Compare os algarismos na página dos pares e aceite depois o acordo que ela propõe, na página das negociações:',
  'training.with': 'Com',
  'training.begin': 'Ensaiar',
  'training.beginThis': 'Ensaiar: {title}',
  'training.teaches': 'O que ensina',
  'training.review': 'Como corre o ensaio',
  'training.over': 'O ensaio terminou.',
  'training.notOver': 'O ensaio continua; esta lista cresce com ele.',
  'training.outcome.good': 'Bem feito:',
  'training.outcome.missed': 'Faltou:',
  'training.outcome.open': 'Por fazer:',
  'training.outcome.seen': 'Visto:',
} as const;
