// SPDX-License-Identifier: Apache-2.0
/**
 * The elements of a goAML 5 report, in their order.
 *
 * Demanded here is what every installation of goAML demands. Elements for an institution's own client (`..._my_client`) have the same
 * shape; which of them an authority demands beyond, and its lists of codes, are local (code-lists.ts).
 * Source: the schema of goAML 5.0.2 (UNODC), with what it marks as supported up to 5.2; reference/law.md 8.3.
 */
import { readShapes, type Shapes } from '../../xml/shapes.ts';
import { account, entity, person, sharedShapes } from './shape-parts.ts';

const side = (name: 'from' | 'to', client: '' | '_my_client'): string => `
  ${name}_funds_code        !  list funds_type
  ${name}_funds_comment     ?  text 0 255
  ${name}_transaction_additional_info ? transaction_additional_info_type
  ${name}_foreign_currency  ?  t_foreign_currency
${
  name === 'from'
    ? `  conductor_is_suspected    ?  bool
  t_conductor               ?  t_person${client}
`
    : ''
}  ${name}_is_suspected      ?  bool
  ${name}_account           !1 t_account${client}
  ${name}_person            !1 t_person${client}
  ${name}_entity            !1 t_entity${client}
  ${name}_country           !  list country_type`;

const who = `
  person                    !1 t_person
  person_my_client          !1 t_person_my_client
  account                   !1 t_account
  account_my_client         !1 t_account_my_client
  entity                    !1 t_entity
  entity_my_client          !1 t_entity_my_client`;

const table = `
report
  schema_version            ?  text 0 25
  rentity_id                !  int 1
  rentity_branch            ?  text 0 255
  submission_code           !  list submission_type
  report_code               !  list report_type
  entity_reference          !  text 1 255
  fiu_ref_number            ?  text 0 255
  prev_rejected_ref_number  ?  text 0 255
  submission_date           !1 date
  report_date               !1 date
  currency_code_local       !  list currency_type
  reporting_person          ?2 t_person
  reporting_user_code       ?2 text 4 50
  location                  ?  t_address
  reason                    ?  text 0 8000
  action                    ?  text 0 8000
  transaction               *  transaction
  activity                  ?  activity_type
  report_indicators         !  report_indicators
  additional_information    ?  many additional_info generic_additional_info_type
report_indicators
  indicator                 +  list report_indicator_type
transaction
  transactionnumber         !  text 1 100
  transaction_is_suspicious ?  bool
  internal_ref_number       ?  text 1 100
  agent_name                ?  text 0 255
  transaction_location      ?  text 0 255
  transaction_address       ?  t_address
  transaction_description   ?  text 0 8000
  date_transaction          !  date
  teller                    ?  text 0 50
  authorized                ?  text 0 50
  late_deposit              ?  bool
  date_posting              ?  date
  value_date                ?  date
  transaction_type_code     ?  list transaction_type
  transmode_code            !  list conduction_type
  transmode_comment         ?  text 0 255
  amount_local              !  decimal
  transaction_status        ?  list transaction_status_type
  involved_parties          ?  many party t_party
  t_from_my_client          ?3 t_from_my_client
  t_from                    ?3 t_from
  t_to_my_client            ?4 t_to_my_client
  t_to                      ?4 t_to
  goods_services            ?  many item t_trans_item
  means_of_transport        ?  many routing route_type
  comments                  ?  text 0 8000
t_from${side('from', '')}
t_from_my_client${side('from', '_my_client')}
t_to${side('to', '')}
t_to_my_client${side('to', '_my_client')}
activity_type
  report_parties            !  many report_party report_party_type
  goods_services            ?  many item t_trans_item
t_party
  role                      !  list party_role_type${who}
  funds_code                ?  list funds_type
  funds_comment             ?  text 0 255
  transaction_additional_info ? transaction_additional_info_type
  foreign_currency          ?  t_foreign_currency
  country                   ?  list country_type
  is_suspected              ?  bool
  significance              ?  int 0 10
  reason                    ?  text 0 8000
  comments                  ?  text 0 8000
report_party_type
  role                      ?  list report_party_role_type${who}
  country                   ?  list country_type
  is_suspected              ?  bool
  significance              ?  int 0 10
  reason                    ?  text 0 8000
  comments                  ?  text 0 8000
t_person${person}
t_person_my_client${person}
director_type${person}
  role                      ?  list entity_person_role_type
t_entity${entity}
t_entity_my_client${entity}
t_account${account({ entity: 't_entity', signatory: 'signatory_type', relatedPerson: 'account_related_person_type' })}
t_account_my_client${account({
  entity: 't_entity_my_client',
  signatory: 'signatory_my_client_type',
  relatedPerson: 'account_related_person_my_client_type',
})}
signatory_type
  is_primary                ?  bool
  t_person                  !  t_person
  role                      ?  list account_person_role_type
signatory_my_client_type
  is_primary                ?  bool
  t_person                  !  t_person_my_client
  role                      ?  list account_person_role_type
account_related_person_type
  is_primary                ?  bool
  t_person                  !  t_person
  role                      ?  list account_person_role_type
  relation_date_range       ?  relation_date_range_type
  comments                  ?  text 0 8000
account_related_person_my_client_type
  is_primary                ?  bool
  t_person                  !  t_person_my_client
  role                      ?  list account_person_role_type
  relation_date_range       ?  relation_date_range_type
  comments                  ?  text 0 8000
account_related_entity_type
  account_entity_relation   !  list account_entity_relation_type
  entity                    !  t_entity
  relation_date_range       ?  relation_date_range_type
  comments                  ?  text 0 8000
account_related_account_type
  account_account_relation  !  list account_account_relation_type
  account                   !  t_account
  relation_date_range       ?  relation_date_range_type
  comments                  ?  text 0 8000
account_fund_type
  currency_code             !  list currency_type
  currency_balance          ?  decimal
  currency_balance_date     ?  date
entity_related_person_type
  person                    !  t_person
  role                      !  list entity_person_role_type
  relation_date_range       ?  relation_date_range_type
  share_percentage          ?  decimal
  voting_percentage         ?  decimal
  comments                  ?  text 0 8000
entity_related_entity_type
  entity_entity_relation    !  list entity_entity_relation_type
  entity                    !  t_entity
  relation_date_range       ?  relation_date_range_type
  share_percentage          ?  decimal
  comments                  ?  text 0 8000
person_related_person_type
  person_person_relation    ?  list person_person_relation_type
  person                    !  t_person
  relation_date_range       ?  relation_date_range_type
  comments                  ?  text 0 8000
${sharedShapes}`;

export const goamlShapes: Shapes = readShapes(table);
