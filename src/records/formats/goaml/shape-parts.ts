// SPDX-License-Identifier: Apache-2.0
/**
 * The parts of a goAML report that stand in many places: a person, an entity, an account, and what they are made of.
 *
 * Each is the body of a table (xml/shapes.ts); shapes.ts puts them under their names, with and without `_my_client`.
 */
export const person = `
  gender                    ?  list gender_type
  title                     ?  text 0 30
  first_name                !  text 1 100
  middle_name               ?  text 0 100
  prefix                    ?  text 0 100
  last_name                 !  text 1 100
  birthdate                 ?  date
  birth_place               ?  text 0 255
  country_of_birth          ?  list country_type
  mothers_name              ?  text 0 100
  alias                     ?  text 0 100
  full_name_frn             ?  text 0 255
  previous_names            ?  many previous_name previous_name_type
  ssn                       ?  text 0 25
  passport_number           ?  text 1 255
  passport_country          ?  list country_type
  id_number                 ?  text 0 255
  nationality1              ?  list country_type
  nationality2              ?  list country_type
  nationality3              ?  list country_type
  residence                 ?  list country_type
  residence_since           ?  date
  phones                    ?  many phone t_phone
  addresses                 ?  many address t_address
  network_devices           ?  many network_device network_device_type
  email                     *  text 1 255
  emails                    ?  emails_type
  social_media              ?  many social_account social_account_type
  occupation                ?  text 1 255
  employer_name             ?  text 0 255
  employer_address_id       ?  t_address
  employer_phone_id         ?  t_phone
  employment_history        ?  many employment employer_type
  identification            *  t_person_identification
  identifications           ?  many identification t_person_identification
  deceased                  ?  bool
  date_deceased             ?  date
  tax_number                ?  text 0 100
  tax_reg_number            ?  text 0 100
  source_of_wealth          ?  text 0 255
  peps                      ?  many pep pep_details
  is_protected              ?  bool
  sanctions                 ?  many sanction_list sanction_list_type
  related_persons           ?  many person_related_person person_related_person_type
  re_relationship           ?  re_relationship_type
  additional_information    ?  many additional_info generic_additional_info_type
  comments                  ?  text 0 8000`;

export const entity = `
  name                      !  text 1 255
  commercial_name           ?  text 0 255
  incorporation_legal_form  ?  list legal_form_type
  incorporation_number      ?  text 1 50
  business                  ?  text 0 255
  entity_status             ?  list entity_status_type
  entity_status_date        ?  date
  phones                    ?  many phone t_phone
  addresses                 ?  many address t_address
  network_devices           ?  many network_device network_device_type
  email                     *  text 1 255
  emails                    ?  emails_type
  url                       ?  text 1 255
  urls                      ?  urls_type
  incorporation_state       ?  text 0 255
  incorporation_country_code ? list country_type
  director_id               *  director_type
  related_persons           ?  many entity_related_person entity_related_person_type
  related_entities          ?  many entity_related_entity entity_related_entity_type
  incorporation_date        ?  date
  business_closed           ?  bool
  date_business_closed      ?  date
  tax_number                ?  text 0 100
  tax_reg_number            ?  text 0 100
  entity_identifications    ?  many entity_identifier t_entity_identification
  re_relationship           ?  re_relationship_type
  sanctions                 ?  many sanction_list sanction_list_type
  additional_information    ?  many additional_info generic_additional_info_type
  comments                  ?  text 0 8000`;

export const account = (inner: { entity: string; signatory: string; relatedPerson: string }): string => `
  institution_name          ?  text 1 255
  institution_code          !1 text 1 50
  swift                     !1 text 1 11
  institution_country       ?  list country_type
  non_bank_institution      ?  bool
  collection_account        ?  bool
  branch                    ?  text 1 255
  account_category          ?  list account_category_type
  account                   !  text 1 255
  currency_code             ?  list currency_type
  account_funds             ?  many account_fund account_fund_type
  account_name              ?  text 1 255
  iban                      ?  text 1 34
  client_number             ?  text 1 30
  personal_account_type     ?2 list account_type
  account_type              ?2 list account_type
  t_entity                  ?  ${inner.entity}
  related_entities          ?  many account_related_entity account_related_entity_type
  signatory                 *  ${inner.signatory}
  related_persons           ?  many account_related_person ${inner.relatedPerson}
  related_accounts          ?  many account_related_account account_related_account_type
  opened                    ?  date
  closed                    ?  date
  balance                   ?  decimal
  date_balance              ?  date
  status_code               ?  list account_status_type
  status_date               ?  date
  beneficiary               ?  text 0 50
  beneficiary_comment       ?  text 0 255
  network_devices           ?  many network_device network_device_type
  sanctions                 ?  many sanction_list sanction_list_type
  additional_information    ?  many additional_info generic_additional_info_type
  comments                  ?  text 0 8000`;

/** Shapes that know no others than each other. */
export const sharedShapes = `relation_date_range_type
  valid_from                !  date
  is_approx_from_date       ?  bool
  valid_to                  ?  date
  is_approx_to_date         ?  bool
re_relationship_type
  client_number             ?  text 1 255
  relationship_date_range   !  relation_date_range_type
  comments                  ?  text 0 8000
t_foreign_currency
  foreign_currency_code     !  list currency_type
  foreign_amount            !  decimal
  foreign_exchange_rate     ?  decimal
transaction_additional_info_type
  network_device            ?  network_device_type
  block_number              ?  int 1 790000000000000
  virtual_address           ?  text 0 255
network_device_type
  device_number             ?  text 0 50
  operating_system          ?  list operating_system_type
  service_provider          ?  text 0 255
  ip_address                !  ip_address_type
ip_address_type
  ipv4                      ?  text 7 15
  cgn_port                  ?  int 0 65535
  ipv6                      ?  text 2 45
  nat                       ?  text 0 15
  first_seen_date           ?  date
  last_seen_date            ?  date
  using_proxy               ?  bool
  city                      ?  text 1 255
  country                   ?  list country_type
  comments                  ?  text 0 8000
t_phone
  tph_contact_type          !  list contact_type
  tph_communication_type    !  list communication_type
  tph_country_prefix        ?  text 1 4
  tph_number                !  text 1 50
  tph_extension             ?  text 0 10
  comments                  ?  text 0 8000
t_address
  address_type              !  list contact_type
  address                   !  text 1 100
  house_number              ?  text 0 25
  apartment_number          ?  text 0 25
  additional_address_line1  ?  text 1 100
  additional_address_line2  ?  text 1 100
  town                      ?  text 0 255
  city                      !  text 1 255
  zip                       ?  text 0 10
  country_code              !  list country_type
  state                     ?  text 0 255
  geo_location              ?  geo_location_type
  comments                  ?  text 0 8000
geo_location_type
  latitude                  ?  decimal
  longitude                 ?  decimal
  plus_code                 ?  text 6 25
  is_approx_location        ?  bool
  error_distance_margin     ?  decimal
  margin_uom                ?  text 0 25
emails_type
  email                     +  text 1 255
urls_type
  url                       +  text 1 255
previous_name_type
  first_name                !  text 1 100
  last_name                 !  text 1 100
  comments                  ?  text 0 8000
social_account_type
  platform                  !  text 0 255
  user_name                 !  text 0 255
  comments                  ?  text 0 8000
employer_type
  employer_name             !  text 0 255
  employer_business         ?  text 0 255
  employer_identifier       ?  text 0 255
  employer_addresses        ?  many address t_address
  employer_phones           ?  many phone t_phone
  employment_period         ?  relation_date_range_type
t_person_identification
  type                      !  list identifier_type
  number                    !  text 0 255
  issue_date                ?  date
  expiry_date               ?  date
  issued_by                 ?  text 0 255
  issue_country             !  list country_type
  comments                  ?  text 0 8000
t_entity_identification
  type                      !  list entity_identifier_type
  number                    !  text 0 255
  issue_date                ?  date
  expiry_date               ?  date
  issued_by                 ?  text 0 255
  issue_country             !  list country_type
  comments                  ?  text 0 8000
pep_details
  pep_country               !  list country_type
  function_name             ?  text 0 255
  function_description      ?  text 0 8000
  pep_date_range            ?  relation_date_range_type
  comments                  ?  text 0 8000
sanction_list_type
  provider                  !  text 0 255
  sanction_list_name        !  text 0 255
  match_criteria            ?  text 0 8000
  link_to_source            ?  text 0 255
  sanction_list_attributes  ?  text 0 8000
  sanction_list_date_range  ?  relation_date_range_type
  comments                  ?  text 0 8000
generic_additional_info_type
  info_type                 ?  list additional_info_type
  info_subject              !  text 1 255
  info_text                 ?  text 0 8000
  info_numeric              ?  decimal
  info_date                 ?  date
  info_boolean              ?  bool
t_trans_item
  item_type                 !  list trans_item_type
  item_make                 ?  text 0 255
  description               ?  text 0 8000
  previously_registered_to  ?  text 0 500
  presently_registered_to   ?  text 0 500
  estimated_value           ?  decimal
  status_code               ?  list trans_item_status
  status_comments           ?  text 0 500
  disposed_value            ?  decimal
  currency_code             ?  list currency_type
  size                      ?  decimal
  size_uom                  ?  text 0 250
  address                   ?  t_address
  registration_date         ?  date
  registration_number       ?  text 0 500
  identification_number     ?  text 0 255
  comments                  ?  text 0 8000
route_type
  reporting_point           ?  bool
  transport_mode            !  list transportation_mode_type
  transport_type            !  list transportation_type
  carrier_name              ?  text 0 500
  carrier_number            ?  text 0 255
  step_number               ?  int
  step_code                 ?  list transportation_step_type
  step_date                 ?  date
  step_status               ?  list transportation_step_status_type
  place                     ?  text 1 255
  country_code              !  list country_type
  comments                  ?  text 0 8000
`;
