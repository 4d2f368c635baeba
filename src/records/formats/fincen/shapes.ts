// SPDX-License-Identifier: Apache-2.0
/**
 * The elements of a FinCEN suspicious activity report (form 111, batch XML), in their order, and its closed lists of codes.
 *
 * Source: the SAR batch schema of FinCEN, version 1.2. Every element that holds others carries a number of its own
 * (`SeqNum`), unique in the batch.
 */
import type { LocalRules } from '../../xml/check-shape.ts';
import { readShapes, type Shapes } from '../../xml/shapes.ts';

export const fincenSpace = 'www.fincen.gov/base';

const partyHead = `
  @SeqNum                         !  long
  ActivityPartyTypeCode           !  code party
  AdmissionConfessionNoIndicator  ?  yes
  AdmissionConfessionYesIndicator ?  yes
  AllCriticalSubjectInformationUnavailableIndicator ? yes
  BirthDateUnknownIndicator       ?  yes
  BothPurchaserSenderPayeeReceiveIndicator ? yes
  ContactDateText                 ?  dayOrEmpty
  FemaleGenderIndicator           ?  yes
  IndividualBirthDateText         ?  birthDay
  LossToFinancialAmountText       ?  clean 15
  MaleGenderIndicator             ?  yes
  NoBranchActivityInvolvedIndicator ? yes
  NoKnownAccountInvolvedIndicator ?  yes
  NonUSFinancialInstitutionIndicator ? yes
  PartyAsEntityOrganizationIndicator ? yes
  PayeeReceiverIndicator          ?  yes
  PayLocationIndicator            ?  yes
  PrimaryRegulatorTypeCode        ?  code regulator
  PurchaserSenderIndicator        ?  yes
  SellingLocationIndicator        ?  yes
  SellingPayingLocationIndicator  ?  yes
  UnknownGenderIndicator          ?  yes`;

const table = `
Activity
  @SeqNum                         !  long
  EFilingPriorDocumentNumber      ?  int 0 99999999999999
  FilingDateText                  !  day
  FilingInstitutionNotetoFinCEN   ?  clean 50
  ActivityAssociation             !  ActivityAssociation
  ActivitySupportDocument         ?  ActivitySupportDocument
  Party                           +  Party
  SuspiciousActivity              !  SuspiciousActivity
  ActivityIPAddress               *  ActivityIPAddress
  CyberEventIndicators            *  CyberEventIndicators
  Assets                          *  Assets
  AssetsAttribute                 *  AssetsAttribute
  ActivityNarrativeInformation    +  ActivityNarrativeInformation
ActivityAssociation
  @SeqNum                         !  long
  ContinuingActivityReportIndicator ? yes
  CorrectsAmendsPriorReportIndicator ? yes
  InitialReportIndicator          ?  yes
  JointReportIndicator            ?  yes
ActivitySupportDocument
  @SeqNum                         !  long
  OriginalAttachmentFileName      !  clean 150
Party${partyHead}
  PartyName                       *  PartyName
  Address                         *  Address
  PhoneNumber                     *  PhoneNumber
  PartyIdentification             *  PartyIdentification
  OrganizationClassificationTypeSubtype * OrganizationClassificationTypeSubtype
  PartyOccupationBusiness         ?  PartyOccupationBusiness
  ElectronicAddress               *  ElectronicAddress
  PartyAssociation                *  PartyAssociation
  PartyAccountAssociation         ?  PartyAccountAssociation
PartyAssociation
  @SeqNum                         !  long
  AccountantIndicator             ?  yes
  ActionTakenDateText             ?  dayOrEmpty
  AgentIndicator                  ?  yes
  AppraiserIndicator              ?  yes
  AttorneyIndicator               ?  yes
  BorrowerIndicator               ?  yes
  CustomerIndicator               ?  yes
  DirectorIndicator               ?  yes
  EmployeeIndicator               ?  yes
  NoRelationshipToInstitutionIndicator ? yes
  OfficerIndicator                ?  yes
  OtherPartyAssociationTypeText   ?  clean 50
  OtherRelationshipIndicator      ?  yes
  OwnerShareholderIndicator       ?  yes
  RelationshipContinuesIndicator  ?  yes
  ResignedIndicator               ?  yes
  SubjectRelationshipFinancialInstitutionTINText ? clean 25
  SuspendedBarredIndicator        ?  yes
  TerminatedIndicator             ?  yes
  Party                           *  BranchParty
BranchParty${partyHead}
  Address                         !  Address
  PartyIdentification             ?  PartyIdentification
PartyAccountAssociation
  @SeqNum                         !  long
  AccountClosedIndicator          ?  yes
  PartyAccountAssociationTypeCode !  code association
  Party                           +  AccountParty
AccountParty${partyHead}
  PartyIdentification             ?  PartyIdentification
  Account                         *  Account
Account
  @SeqNum                         !  long
  AccountNumberText               ?  clean 40
  PartyAccountAssociation         !  AccountAssociation
AccountAssociation
  @SeqNum                         !  long
  AccountClosedIndicator          ?  yes
  PartyAccountAssociationTypeCode !  code association
PartyName
  @SeqNum                         !  long
  EntityLastNameUnknownIndicator  ?  yes
  FirstNameUnknownIndicator       ?  yes
  PartyNameTypeCode               !  code name
  RawEntityIndividualLastName     ?  clean 150
  RawIndividualFirstName          ?  clean 35
  RawIndividualMiddleName         ?  clean 35
  RawIndividualNameSuffixText     ?  clean 35
  RawPartyFullName                ?  clean 150
Address
  @SeqNum                         !  long
  CityUnknownIndicator            ?  yes
  CountryCodeUnknownIndicator     ?  yes
  RawCityText                     ?  clean 50
  RawCountryCodeText              ?  clean 2
  RawStateCodeText                ?  clean 3
  RawStreetAddress1Text           ?  clean 100
  RawZIPCode                      ?  clean 9
  StateCodeUnknownIndicator       ?  yes
  StreetAddressUnknownIndicator   ?  yes
  ZIPCodeUnknownIndicator         ?  yes
PhoneNumber
  @SeqNum                         !  long
  PhoneNumberExtensionText        ?  clean 6
  PhoneNumberText                 ?  clean 16
  PhoneNumberTypeCode             ?  code phone
PartyIdentification
  @SeqNum                         !  long
  IdentificationPresentUnknownIndicator ? yes
  OtherIssuerCountryText          ?  clean 2
  OtherIssuerStateText            ?  clean 3
  OtherPartyIdentificationTypeText ? clean 50
  PartyIdentificationNumberText   ?  clean 25
  PartyIdentificationTypeCode     ?  code identification
  TINUnknownIndicator             ?  yes
OrganizationClassificationTypeSubtype
  @SeqNum                         !  long
  OrganizationSubtypeID           ?  code organisationSubtype
  OrganizationTypeID              !  code organisation
  OtherOrganizationSubTypeText    ?  clean 50
  OtherOrganizationTypeText       ?  clean 50
PartyOccupationBusiness
  @SeqNum                         !  long
  NAICSCode                       ?  clean 6
  OccupationBusinessText          ?  clean 50
ElectronicAddress
  @SeqNum                         !  long
  ElectronicAddressText           !  clean 517
  ElectronicAddressTypeCode       !  code electronic
SuspiciousActivity
  @SeqNum                         !  long
  AmountUnknownIndicator          ?  yes
  CumulativeTotalViolationAmountText ? clean 15
  NoAmountInvolvedIndicator       ?  yes
  SuspiciousActivityFromDateText  !  day
  SuspiciousActivityToDateText    ?  dayOrEmpty
  TotalSuspiciousAmountText       ?  clean 15
  SuspiciousActivityClassification + SuspiciousActivityClassification
SuspiciousActivityClassification
  @SeqNum                         !  long
  OtherSuspiciousActivityTypeText ?  clean 50
  SuspiciousActivitySubtypeID     !  code activitySubtype
  SuspiciousActivityTypeID        !  code activity
ActivityIPAddress
  @SeqNum                         !  long
  ActivityIPAddressDateText       ?  dayOrEmpty
  ActivityIPAddressTimeStampText  ?  time
  IPAddressText                   !  clean 39
CyberEventIndicators
  @SeqNum                         !  long
  CyberEventDateText              ?  dayOrEmpty
  CyberEventIndicatorsTypeCode    !  code cyber
  CyberEventTimeStampText         ?  time
  CyberEventTypeOtherText         ?  clean 50
  EventValueText                  !  text 0 4000
Assets
  @SeqNum                         !  long
  AssetSubtypeID                  !  code assetSubtype
  AssetTypeID                     !  code asset
  OtherAssetSubtypeText           ?  clean 50
AssetsAttribute
  @SeqNum                         !  long
  AssetAttributeDescriptionText   ?  clean 50
  AssetAttributeTypeID            !  code assetAttribute
ActivityNarrativeInformation
  @SeqNum                         !  long
  ActivityNarrativeSequenceNumber !  int 1 5
  ActivityNarrativeText           !  text 0 4000
`;

export const fincenShapes: Shapes = readShapes(table);

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

export const fincenLists: LocalRules = {
  demands: {},
  lists: {
    party: words('35 37 30 33 34 8 46 18 19 41'),
    regulator: words('9 1 2 7 3 4 6 13 99'),
    association: words('5 7'),
    name: words('L AKA DBA'),
    phone: words('F M R W'),
    identification: words('1 2 4 5 6 7 9 10 11 12 13 14 28 32 33 29 999'),
    organisation: words('1 2 3 4 5 11 12 999'),
    organisationSubtype: words('101 102 103 503 504 508 513 514 535 528 529 533 534 539 540 541 542 1999 5999'),
    electronic: words('E U'),
    activity: words('1 12 3 4 5 6 7 8 9 10 11'),
    activitySubtype: words(
      '106 111 112 113 114 301 304 305 308 309 310 312 320 321 322 323 324 325 401 402 403 404 405 409 501 502 504 505 506 507 601 603 ' +
        '604 608 609 701 801 804 805 806 807 808 809 812 820 821 822 823 824 901 903 904 905 907 908 909 910 911 913 917 920 921 922 924 ' +
        '925 926 927 928 1001 1003 1005 1006 1007 1101 1102 1201 1202 1203 1204 1999 3999 4999 5999 6999 7999 8999 9999 10999 11999 12999',
    ),
    cyber: words('1 2 3 4 5 6 7 8 9 10 999'),
    asset: words('5 6'),
    assetSubtype: words('1 2 3 4 5 6 7 8 9 10 11 12 13 14 16 17 18 19 20 30 31 32 33 34 35 36 37 38 39 41 46 47'),
    assetAttribute: words('1 2 3 4'),
  },
};
