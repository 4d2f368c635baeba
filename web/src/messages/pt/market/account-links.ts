// SPDX-License-Identifier: Apache-2.0
/** Mensagens em português. Contas em mercados que pertencem ao mesmo conjunto, e quem pode deter uma. */
export const accountLinkMessages = {
  'linked.title': 'Pertencem ao mesmo conjunto',
  'linked.nothing': 'Ninguém ligou estas contas a um sujeito dos registos.',
  'linked.heldBy': 'Detida por',
  'linked.from': { one: 'de {authority}, sob {count} condição', other: 'de {authority}, sob {count} condições' },
  'linked.relation.same-subject': 'do mesmo sujeito',
  'linked.relation.owner-group': 'do mesmo grupo de titulares',
  'linked.why': { one: 'Porquê: {count} passo', other: 'Porquê: {count} passos' },
  'linked.withheld': {
    one: '{count} detentor consta de um registo que não pode ser consultado para esta finalidade.',
    other: '{count} detentores constam de registos que não podem ser consultados para esta finalidade.',
  },
  'linked.withheldRecords': {
    one: '{count} registo não pode ser consultado para esta finalidade.',
    other: '{count} registos não podem ser consultados para esta finalidade.',
  },
  'linked.more': 'Há mais registos do que os que aqui se consultam.',
  'linked.look': 'Procurar quem detém {name}',
  'linked.undo': 'Retirar',
  'linked.undone': 'A ligação foi retirada.',
  'linked.proposals': 'Quem a pode deter',
  'linked.proposals.under':
    'Procura em registos de entidades e outros um sujeito com esta conta, ou com um nome parecido com o do titular.',
  'linked.lookInRecords': 'Procurar nos registos',
  'linked.noProposals': 'Nenhum outro registo indica um detentor.',
  'linked.accounts': 'Contas que os registos lhes atribuem',
  'linked.givenBy': 'Dado por {authority}.',
  'linked.verdict.same': 'Detém-na',
  'linked.verdict.different': 'Não a detém',
  'linked.verdict.unsure': 'Sem certeza',
} as const;
