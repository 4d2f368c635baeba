// SPDX-License-Identifier: Apache-2.0
/** Messages in Portuguese. Deliveries: what does not get through, and alarms. */
export const deliveryMessages = {
  'deliveries.under':
    'O que não foi entregue, não passa ou está retido aqui. Cada um sai da lista quando chega ou quando um agente trata dele.',
  'deliveries.nothing': 'Tudo passa',
  'deliveries.nothing.under': 'O que foi enviado foi recebido ou está a caminho.',
  'deliveries.what': 'Despacho',
  'deliveries.why': 'Porque está aqui',
  'deliveries.since': 'Desde',
  'deliveries.acts': 'O que fazer',
  'deliveries.to': 'Para {name}',
  'deliveries.from': 'De {name}',
  'deliveries.case': 'Abrir o processo',
  'deliveries.until': 'tentado até {when}',
  'deliveries.attempts': { one: 'Tentado uma vez.', other: 'Tentado {count} vezes.' },
  'deliveries.next': 'Próxima tentativa: {when}.',
  'deliveries.notTold': '{name} é avisada da desistência logo que possa ser alcançada.',
  'deliveries.why.given-up': 'Ninguém em {name} o recebeu a tempo. Desistiu-se dele, e o processo seguiu sem ele.',
  'deliveries.why.arrived-after-all':
    'Desistiu-se dele, e {name} recebeu-o mesmo assim. Os dois processos divergem: fale com um agente de lá.',
  'deliveries.why.held-there': '{name} tem-no e ainda não o apreciou, porque lá falta algo anterior. É oferecido de novo por si.',
  'deliveries.why.no-receipt': '{name} não responde com um recibo assinado. Tenta-se de novo por si.',
  'deliveries.why.peer-rests': '{name} não pode ser alcançada ou pediu tempo. A via descansa e é tentada de novo por si.',
  'deliveries.why.gap-here': 'Chegou antes de um que {name} enviou mais cedo e que falta aqui. Está retido, e o que falta foi pedido.',
  'deliveries.why.judging-broke-off':
    'Este servidor interrompeu a sua apreciação. Está retido e é apreciado de novo; avise o operador se ficar.',
  'deliveries.matter': 'Abrir o que se transmite',
  'deliveries.again': 'Enviar de novo',
  'deliveries.anew': 'Escrever de novo',
  'deliveries.againDone': 'Está preparado de novo; o acordo aprecia-o no momento presente.',
  'deliveries.aside': 'Pôr de lado',
  'deliveries.asideDone': 'Posto de lado, com a sua razão.',
  'deliveries.asideTitle': 'Pôr de lado o que não foi entregue',
  'deliveries.asideUnder': 'Nada é enviado. O despacho sai desta lista, e o registo guarda que tratou dele.',
  'deliveries.asideReason': 'O que se fez em vez disso',
  'nav.deliveries': 'Entregas',
  'alarm.urgent-late': 'Um despacho urgente para {name} não foi entregue em cinco minutos',
  'alarm.urgent-late.under': 'O servidor continua a tentar. Telefone ao agente de serviço de {name}.',
  'alarm.equivocation': '{name} assinou dois despachos para o mesmo lugar de um processo',
  'alarm.equivocation.under':
    'Ambos estão guardados como prova, e a troca com {name} está congelada até nova confirmação da impressão digital.',
  'alarm.log-differs': '{name} viu outro registo nosso que não este',
  'alarm.log-differs.under':
    'O registo aqui foi reposto ou alterado, ou {name} indica um topo que nunca existiu. Avise o operador antes de enviar mais.',
  'alarm.peer-emergency': '{name} executou um ato como emergência',
  'alarm.peer-emergency.under':
    'Menos agentes o aprovaram do que as suas regras internas exigem, ou uma revisão não o confirmou. Telefone a {name} antes de confiar no que lá mudou.',
  'alarm.take': 'Vi e trato disto',
  'alarm.look': 'Ver',
  'alarm.lookAll': { one: 'Ver {count} alarme', other: 'Ver os {count} alarmes' },
} as const;
