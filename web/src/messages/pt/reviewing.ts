// SPDX-License-Identifier: Apache-2.0
/** Messages in Portuguese. Reading on a second device what is about to be approved. */
export const reviewingMessages = {
  'review.open': 'Conferir num segundo dispositivo',
  'review.openUnder':
    'Um ecrã alterado pode mostrar um texto e fazer assinar outro. Num telefone ou noutro computador, abra o endereço da sua própria autoridade, ' +
    'ou leia o quadrado com a câmara, entre com a sua chave de acesso e leia ' +
    'o que o servidor diz estar prestes a ser assinado em seu nome. Pode aprovar lá.',
  'review.code': 'Número curto',
  'review.square': 'O endereço como quadrado para uma câmara',
  'review.notRead': 'Ainda não foi lido noutro dispositivo.',
  'review.readAt': 'Lido noutro dispositivo em {when}.',
  'review.title': 'Prestes a ser aprovado em seu nome',
  'review.listUnder':
    'O que qualquer dispositivo está prestes a fazer aprovar por si fica aqui durante dez minutos. O que não começou não devia estar aqui.',
  'review.nothing': 'Nenhum dispositivo está prestes a fazer aprovar algo por si',
  'review.nothing.under': 'Comece a aprovar algo no primeiro dispositivo; aparece então aqui.',
  'review.since': 'desde {when}',
  'review.given': 'Aprovado em seu nome no último dia',
  'review.givenUnder': 'Se algo disto não for seu, avise já um administrador e faça revogar a sua chave de acesso.',
  'review.givenNone': 'Nada.',
  'review.preparedBy': 'Preparado por {name}.',
  'review.computing': 'Este dispositivo calcula o resumo.',
  'review.holds': 'Este dispositivo calculou o resumo a partir do texto abaixo',
  'review.holdsUnder':
    'É o que será assinado. Compare o número curto com o do primeiro dispositivo e leia o texto: só o que está aqui é aprovado.',
  'review.holdsNot': 'Não aprove isto',
  'review.holdsNotUnder': 'O texto não dá o resumo que seria assinado. Devolva-o e avise um administrador.',
  'review.cannot': 'Este navegador não consegue calcular o resumo nesta página',
  'review.cannotUnder': 'Abra o posto de trabalho por https, num navegador atual.',
  'review.sameSession': 'Esta é a sessão em que está prestes a aprovar',
  'review.sameSessionUnder': 'Ler aqui não mostra nada de novo. Abra esta página noutro dispositivo.',
  'review.absent': 'Nada do que está prestes a aprovar tem este número',
  'review.absentUnder':
    'Podem ter passado dez minutos; comece então de novo no primeiro dispositivo. ' +
    'Se esse dispositivo mostra agora este número, não aprove lá: pode mostrar-lhe outra coisa que não a que faz assinar.',
  'review.exact': 'Texto exato',
  'review.part': 'O que está nele como {digest}',
  'review.covering': 'O que é assinado',
  'review.digest': 'Resumo',
  'review.approve': 'Aprovar aqui',
  'review.approved': 'Aprovado neste dispositivo. O primeiro não participou.',
  'review.toList': 'Tudo o que está prestes a ser aprovado',
  'review.none': 'nenhum',
} as const;
