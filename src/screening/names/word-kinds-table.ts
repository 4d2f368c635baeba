// SPDX-License-Identifier: Apache-2.0
/**
 * Words that stand in names without being the name: titles, particles, suffixes, company forms, words many firms carry, places.
 *
 * Company forms are classes: two forms of one class are the same form in another country (`OAO`, `AG`, `JSC`), two classes are two
 * legal persons (`GmbH` and `AG` of one name). Sources: ISO 20275 form lists and general knowledge; words only, no texts.
 */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Titles and offices before or after a person's name; they say nothing about who it is. */
export const titles: ReadonlySet<string> = new Set(
  words(`mr mrs ms miss mister dr doctor prof professor sir dame lord lady rev reverend fr father sister brother hon honorable honourable
    judge justice president prasident praesident presidente prime minister premier chancellor governor senator ambassador secretary king queen
    prince princess emir amir sheikh shaikh shaykh sheik shaik cheikh sayyid sayid sayyed imam mullah mulla maulana mawlana maulvi mawlawi molla
    ayatollah hojjatoleslam haji hajji hajj alhaji alhaj hadji qari hafiz ustad general gen lt lieutenant colonel col major maj captain capt
    cpt sergeant sgt admiral adm brigadier brig commander cmdr cdr marshal marshall field corporal herr frau fraulein monsieur madame mme mlle
    senor senora sr sra don dona signor signora dott dottore ing engineer eng dipl mag lic pan pani gospodin gospodja comrade comandante
    commandante chief otunba datuk dato datin tun pehin hajah hajja haja khun
    thiru shri smt rabbi cardinal archbishop bishop maestro abbot pastor deacon agha aga bey efendi effendi pasha hanim khanum sahib saheb hazrat
    sayyida sheikha shaikha hrh excellency baron baroness count countess
    comte duke duc duchess viscount earl esq phd md mba`),
);
/** Titles that are given names as well: dropped only where the rest is still a name of two words. */
export const titlesThatAreNames: ReadonlySet<string> = new Set(
  words(
    `amir emir hafiz major king prince earl duke baron don sayyid sayid marshall marshal bishop cardinal abbot pastor chief agha aga bey pasha sahib`,
  ),
);

/** Small words inside names; they are often left out or written together with the next. */
export const particles: ReadonlySet<string> = new Set(
  words(`de del della di da do dos das du des la le les el al ul ad ar as ash an van von der den dem ter ten zu zur vom af av bin ben ibn bint
    binti ould oulid wuld ait abu abou umm y e i the of and und et aka fka nee geb dit st saint san santa mac o`),
);

export const generations: Readonly<Record<string, string>> = {
  jr: '2', junior: '2', filho: '2', hijo: '2', ii: '2', iii: '3', iv: '4', snr: '1', sr: '1', senior: '1', pere: '1', fils: '2', '2nd': '2',
    '3rd': '3',
}; // prettier-ignore

export type FormClass = 'joint stock' | 'limited' | 'company' | 'partnership' | 'non-profit' | 'state' | 'sole';

/** Spelled forms, longest first where one begins another; the words are as parse-name.ts sees them. */
export const companyForms: readonly (readonly [FormClass, string])[] = [
  ['joint stock', `public joint stock company; open joint stock company; closed joint stock company; joint stock company; joint stock commercial bank;
    public limited company; publichnoe aktsionernoe obshchestvo; otkrytoe aktsionernoe obshchestvo; zakrytoe aktsionernoe obshchestvo;
    aktsionernoe obshchestvo; aktiengesellschaft; aktiebolag; aktieselskab; aksjeselskap; osakeyhtio; anonim sirketi; anonim sirket;
    societe anonyme; sociedad anonima; sociedade anonima; societa per azioni; naamloze vennootschap; spolka akcyjna; akcine bendrove;
    akciova spolecnost; societate pe actiuni; aktsionerne tovarystvo; akciju sabiedriba; sirkat musahama; kabushiki kaisha; aktsionernaya
    kompaniya; sa de cv; s a de c v; berhad; sdn bhd; ag; akg; jsc; ojsc; pjsc; cjsc; zjsc; oao; pao; zao; ao; ooao; sa; spa; nv; plc; oyj;
    oy; asa; as;
    ab; ad; ead; dd; rt; nyrt; zrt; tbk; pt; bhd; kk; sab; saoc; saog; psc; qsc; ksc; bsc; sal; sae; at; vat; prat; pat; se; ltda; sarl au`],
  ['limited', `limited liability company; private limited company; company with limited liability; obshchestvo s ogranichennoy otvetstvennostyu;
    obschestvo s ogranichennoi otvetstvennostyu; tovarystvo z obmezhenoyu vidpovidalnistyu; gesellschaft mit beschrankter haftung; societe a
    responsabilite
    limitee; sociedad de responsabilidad limitada; sociedad limitada; sociedade limitada; societa a responsabilita limitata; besloten vennootschap;
    spolka z ograniczona odpowiedzialnoscia; spolecnost s rucenim omezenym; societatea cu raspundere limitata; societate cu raspundere limitata;
    uzdaroji akcine bendrove; drustvo s ogranicenom odgovornoscu; limited sirketi; limited sirket; tovarishchestvo s ogranichennoy
    otvetstvennostyu; private limited; pte ltd; pvt ltd; pty ltd; co ltd; company limited; company ltd; co limited; corporation limited;
    corp ltd; sp z o o; sp z oo; sp zoo; spzoo; s r o; sro; spol s r o; spol sro;
    ltd sti; limited; ltd; llc; lc; ooo; tov; too; gmbh; mbh; srl; sarl; bv; bvba; sl; slu; lda; limitada; kft; doo; d o o; ood; eood; ehf;
    aps; uab; sia; ou; ooh; pte; pvt; pty; fze; fzc; fzco; fz llc;
    fzllc; dmcc; wll; w l l; epe; mchj; xk; mmc; ug; unlimited`],
  ['company', `incorporated; corporation; company; compagnie; compania; kompaniya; kompania; companhia; compagnia; inc; corp; co; cia; cie;
    ste; societe; sociedad; obshchestvo`],
  ['partnership', `limited liability partnership; limited partnership; kommanditgesellschaft; offene handelsgesellschaft; co kg; gmbh co kg;
    llp; lp; lllp; kg; ohg; gbr;
    snc; sas di; vof; cv; scs; sca; sprl; sk; kgaa; kommandiittiyhtio; ky`],
  ['non-profit', `avtonomnaya nekommercheskaya organizatsiya; nekommercheskaya organizatsiya; non profit organization; nonprofit
    organization; foundation; stiftung; fundacion;
    fondation; fond; fundacja; fondazione; vakfi; ano; nko; npo; ngo; eingetragener verein; e v; asbl; vzw; stichting; association; verein; assoc`],
  ['state', `federal state unitary enterprise; state unitary enterprise; federalnoe gosudarstvennoe unitarnoe predpriyatie; fgup; fsue; gup;
    mup; state enterprise; state corporation; goskorporatsiya`],
  ['sole', `individualnyy predprinimatel; sole proprietorship; einzelunternehmen; sas; sasu; eirl; ip; eurl`],
]; // prettier-ignore

/** Classes that a translator may write for each other; the others exclude each other. */
export const formsThatAgree: ReadonlySet<string> = new Set([
  'company|joint stock', 'company|limited', 'joint stock|state', 'company|partnership', 'company|state', 'limited|sole', 'company|sole',
    'joint stock|sole',
]); // prettier-ignore

/** Words that many firms carry, each with its translations; the first is the one they are read as. A lone word of these names no firm. */
export const businessWords: readonly string[] = `
  bank banque banco banka banca bankasi bancorp; group groupe grupo gruppe gruppa grup groep konsern concern; holding holdings holdco
    kholding; international intl int internacional internationale mezhdunarodnyy mezhdunarodnaya
  internazionale; trading trade torgovyy torgovaya handel handels ticaret comercio commercial commerce commerciale comercial kommerzbank;
    general gen; national nationale natl nacional nazionale natsionalnyy; services service svcs servis servicios servizi uslugi; systems
    system systeme sistemy sistemas sistem;
  industries industry industrial ind inds industrie industria promyshlennyy promyshlennaya sanayi industriya; technology technologies tech
    tekhnologii tecnologia technologie teknoloji tekhnologiya; solutions solution; consulting consultancy konsalting; management mgmt
    managing; investment investments invest investicii investitsii
  inversiones investissement investitionen; capital kapital; fund fonds fondo; trust; finance financial finanzas finansovyy finans finanz;
    insurance assurance versicherung seguros strakhovaya strakhovanie sigorta; shipping maritime marine sudokhodnaya denizcilik navigation
    naviera reederei; transport transportation transporte logistics logistik
  logistique logistica logistika tasimacilik; engineering engineers inzhiniring ingenieria muhendislik; construction constructions
    stroitelnaya stroitelnyy bau insaat construcciones construccion stroy; plant zavod works werk werke factory fabrika fabrique fabrik;
    petroleum oil neft neftyanaya petrol petroleo; gas gaz; energy energie energia energo enerji energiya; electric electrical elektrik
  electronics elektronika elektronik; metal metals metall metallurgical metallurgicheskiy; steel stal stahl acero; mining gornyy madencilik
    minas minera; chemical chemicals khimicheskiy chimie chemie kimya quimica; pharmaceutical pharmaceuticals pharma farma; food foods
    pishchevoy gida alimentos; textile textiles tekstil; agricultural agro agriculture; aviation aviatsionnaya
  aviacion havacilik airlines airline avialinii aero; aerospace; defence defense oboronnyy; missile missiles raketnyy; research
    issledovatelskiy nauchno forschung; institute institut instituto; university universitet universidad universitat; centre center tsentr
    centro zentrum merkezi; academy akademiya; school; bureau byuro buro; design konstruktorskoye; instrument instruments
  priborostroitelnyy priborostroenie instrument-making; machine machinery mashinostroitelnyy maschinen makina maquinaria; making building
    stroitel; equipment oborudovanie ausrustung; production mfg manufacturing manufacturers proizvodstvo producao produktion
    proizvodstvennoe; organization organisation organizatsiya organizacion; enterprise enterprises predpriyatie unternehmen empresa
    entreprise isletmesi; agency agentstvo agence agencia
  agentur; partners partner; associates assocs; brothers bros gebruder freres hermanos; sons son soehne fils hijos; development dev
    developments; properties property real estate immobilien inmobiliaria gayrimenkul; import; export; import-export; supply supplies;
    network networks; media; digital; software; data; global globalnyy; world; united; union soyuz; army armiya; party partiya; front;
    movement; brigade brigada; forces; ministry ministerstvo;
  republic respublika; people peoples narodnyy; federal federalnyy; state gosudarstvennyy; central tsentralnyy; regional oblastnaya
    oblastnoy; public obshchestvennaya; social sotsialnoy; offshore; asset assets; securities; exchange; payment payments; crypto; club;
    hotel hotels; restaurant; store stores; company; corporation; first; committee komitet`
  .split(';')
  .map((group) => group.trim().replace(/\s+/g, ' '));

/** Places that firms add to their name for a branch. */
export const places: ReadonlySet<string> = new Set(
  words(`europe european asia asian africa african america american americas usa us uk eu russia russian rossiya rus ukraine ukrainian china
    chinese india indian
    iran iranian iraq syria syrian turkey turkish turkiye germany german deutschland deutsche france french italy italian italia spain espana
    switzerland swiss schweiz suisse austria osterreich belgium netherlands holland nederland poland polska czech romania bulgaria greece cyprus
    malta serbia croatia hungary sweden norway finland denmark ireland scotland england britain british canada mexico brazil brasil argentina chile
    colombia venezuela cuba panama japan korea vietnam thailand singapore malaysia indonesia philippines hong kong hongkong taiwan dubai uae
    emirates qatar kuwait bahrain
    oman saudi arabia jordan lebanon egypt libya tunisia algeria morocco sudan kenya nigeria ghana ethiopia kazakhstan uzbekistan georgia armenia
    azerbaijan belarus moldova latvia lithuania estonia moscow moskva london paris berlin middle east eastern western northern southern north
    south pacific atlantic mediterranean gulf caspian overseas bvi cayman luxembourg`),
);

export const vesselPrefixes: ReadonlySet<string> = new Set(words(`mv mt ms ss mts mvs motor vessel tanker ship vlcc lpg lng fv sy my`));

const units = words(`zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen`);
const tens = words(`twenty thirty forty fifty sixty seventy eighty ninety`);
const ordinals = words(`zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth`);
const romans = words(`i ii iii iv v vi vii viii ix x xi xii`);

/** What a word counts: `forty` 40, `2nd` 2, `vii` 7; null where it is no number. */
export function numberOf(word: string): number | null {
  if (/^\d{1,9}$/.test(word)) return Number(word);
  const ordinal = /^(\d{1,6})(?:st|nd|rd|th)$/.exec(word)?.[1];
  if (ordinal !== undefined) return Number(ordinal);
  const found = units.indexOf(word);
  if (found >= 0) return found;
  const ten = tens.indexOf(word);
  if (ten >= 0) return 20 + 10 * ten;
  const nth = ordinals.indexOf(word);
  if (nth >= 0) return nth;
  const roman = romans.indexOf(word);
  return roman >= 0 ? roman + 1 : null;
}
