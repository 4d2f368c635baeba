// SPDX-License-Identifier: Apache-2.0
/**
 * Family names that are common somewhere, with their other spellings and romanisations; the form of given-names-table.ts.
 *
 * They serve to tell a slip from another name: Hansen and Jansen are two families, Hansen and Hannsen one. A family name that is not
 * here is compared by its letters alone. Written from general knowledge of names; no list of persons went into it.
 */
export const familyNameGroups = `
smith smyth smythe; johnson johnston johnstone; williams williamson; brown browne; jones; garcia; miller millar; davis davies davies; rodriguez
rodrigues; martinez martines; hernandez fernandez fernandes; lopez lopes; gonzalez gonzales goncalves; wilson willson; anderson andersen andersson;
thomas; taylor tailor; moore more; jackson; martin; lee li lei rhee yi ri; perez peres; thompson thomson; white; harris; sanchez sanches; clark
clarke; ramirez; lewis; robinson; walker; young; allen; king; wright; scott; torres; nguyen; hill; flores; green greene; adams; nelson; baker; hall;
rivera; campbell; mitchell; carter; roberts robertson; gomez gomes; phillips philips; evans; turner; diaz dias; parker; cruz; edwards; collins; reyes
reis; stewart stuart; morris; morales; murphy; cook cooke; rogers rodgers; gutierrez; ortiz; morgan; cooper; peterson petersen pettersson; bailey;
reed reid read; kelly kelley; howard; ramos; kim gim; cox; ward; richardson; watson; brooks; chavez chaves; wood; james; bennett bennet; gray grey;
mendoza; ruiz; hughes; price; alvarez alvares; castillo; sanders; patel; myers; long; ross; foster; jimenez; powell; jenkins; perry; russell;
sullivan; bell; coleman; butler; henderson; barnes; fisher fischer; vasquez vazquez; simmons simons; romero; jordan; patterson; alexander; hamilton;
graham; reynolds; griffin; wallace; moreno; west; cole; hayes; bryant; herrera; gibson; ellis; tran; medina; aguilar; stevens stephens; murray; ford;
castro; marshall; owens; harrison; mcdonald macdonald; woods; washington; kennedy; wells; vargas; henry; chen chan chin tan; freeman; webb; tucker;
guzman; burns; crawford; olson olsen olsson; simpson; porter; hunter; gordon; mendez mendes; silva da silva; shaw; snyder snider; mason; dixon; munoz
muniz; hunt; hicks; holmes; palmer; wagner wagener; black; boyd; rose; stone; salazar; fox; warren; mills; meyer meier mayer maier meir majer; rice;
schmidt schmitt schmid schmidtke; garza; daniels; ferguson; nichols nicholls; soto; weaver; ryan; gardner gardiner; payne; grant; dunn; spencer;
hawkins; arnold; pierce pearce; hansen hanson hansson; peters; santos; hart; bradley; knight; elliott elliot; cunningham; duncan; armstrong; hudson;
carroll; lane; riley reilly; andrews; alvarado; ray; delgado; berry; perkins; hoffman hoffmann hofmann hofman; matthews mathews; pena; richards;
contreras; willis; carpenter; lawrence; sandoval; guerrero; george; chapman; rios; estrada; ortega; watkins; nunez nunes; wheeler; valdez valdes;
harper; burke; larson larsen larsson; santiago; maldonado; morrison; franklin; carlson karlsson carlsen; austin; dominguez domingues; carr; lawson;
jacobs jacob; obrien obrien; lynch; singh; vega; bishop; montgomery; oliver; jensen jenson; harvey; gilbert; dean; sims; espinoza espinosa; howell;
wong wang huang hwang vong ong; le; mccoy; garrett; burton; fuller; weber webber veber; welch; rojas; lucas; marquez marques; fields; park pak bak;
yang yeung young; little; banks; padilla; day; walsh; bowman; schultz schulz schulze scholz scholtz shultz schulte; luna; fowler; mejia; mueller
muller muller; moeller moller; mahler; schneider schnider; becker bekker; schaefer schafer schaeffer scheffer; koch; bauer baur; richter; klein kline
cline; wolf wolff woolf wulf; schroeder schroder schroter; neumann neuman newman; schwarz schwartz shvarts; zimmermann zimmerman; braun; kruger
krueger kroger; hartmann hartman; lange lang; werner; krause krauss kraus; lehmann lehman; kohler koehler; herrmann hermann herman; konig koenig;
walter; huber; kaiser; fuchs; weiss weis weisz vays; jung; hahn; schubert; vogel; friedrich; keller; gunther guenther; frank franke; berger; winkler;
roth rot; beck; lorenz; baumann bauman; albrecht; schuster; simon; ludwig; bohm boehm; winter; kraft; otto; sommer; vogt voigt; stein shtein; jager
jaeger yeager; gross grosse; brandt brand; haas; schreiber; graf; dietrich; ziegler; kuhn kuehn; pohl; engel; horn; busch; bergmann bergman; voss;
sauer; pfeiffer pfeifer; rosenberg; rothenberg rotenberg; lindemann lindeman; lindberg lindbergh; goldberg goldenberg; friedman friedmann fridman;
kaufman kaufmann; rosen; rubin rubinstein; katz kats; levi levy; levin levine lewin; levitt; cohen kohen kogan kohn cohn kahn; shapiro schapiro;
epstein eppstein; feldman feldmann; bernstein bernshtein; steiner; gruber; hofer; pichler; moser; egger; merkel; dubois; durand; leroy; moreau;
laurent; lefebvre lefevre; michel; bertrand; roux; vincent; fournier; morel; girard; andre; mercier; dupont; lambert; bonnet; francois; legrand;
garnier; faure; rousseau; blanc; guerin; boyer; chevalier; perrin; robin; gauthier gautier; masson; marchand; duval; denis; dumont; marie; lemaire;
noel; dufour; meunier; brun; blanchard; giraud; joly; riviere; bernard; petit; fontaine; leclerc; renard; marechal; rossi; russo; ferrari ferraro
ferreira; esposito; bianchi bianco; romano; colombo; ricci rizzo; marino; greco; bruno; gallo galli; conti; de luca deluca; costa; giordano; mancini;
lombardi lombardo; moretti; barbieri; fontana; santoro; mariani; rinaldi; caruso; ferrara; martini; leone; longo; gentile; martinelli; vitale; serra;
coppola; de santis; dangelo; marchetti; parisi; villa; conte; ferretti; bellini; pellegrini; palumbo; sanna; oliveira; sousa souza; pereira; lima;
carvalho; almeida; ribeiro; alves; monteiro; barbosa; cardoso; teixeira; correia correa; moreira; pinto; araujo; melo mello; barros; freitas; vieira;
nascimento; batista bautista; campos; duarte; rocha; machado; cunha; fonseca; coelho; azevedo; simoes; tavares; pires; matos; antunes; navarro; gil;
serrano; blanco; molina; suarez soares; cano; ibanez; cortes cortez; iglesias; calvo; vidal; santana; leon; prieto; pascual; herrero; crespo;
carrasco; fuentes; cabrera; caballero; nieto; arias; benitez; acosta; figueroa; valencia; bravo; maduro; quintero; guevara; zapata; escobar; velez
velasquez velazquez; montoya; ochoa; zamora; cardenas; trujillo; avila; rosales; cervantes; peralta; trevino; tapia; barrera; villarreal; ibarra;
orozco; solis; bustamante; jansen janssen jans johansen johansson jansson; de vries devries; van den berg vandenberg; bakker; visser; smit smits; de
boer deboer; mulder; de groot degroot; bos; vos; hendriks hendrikx hendricks; van dijk vandijk vandyke; dekker; dijkstra; brouwer; de wit dewitt;
vermeulen; verhoeven; van der meer; maes; claes; willems; goossens; wouters; de smet; nielsen nilsen nilsson nielson; christensen christiansen
kristensen kristiansen; rasmussen; sorensen soerensen; jorgensen jurgensen joergensen; madsen; kristoffersen; mortensen; knudsen; poulsen paulsen;
lund; holm; berg bergh; eriksson ericsson eriksen erickson; persson; svensson svendsen; gustafsson gustavsson; jonsson; lindstrom; lindqvist
lindquist; axelsson; bergstrom; lundberg; lundgren; berglund; sandberg; nyman; virtanen; korhonen; makinen; nieminen; lindholm; haugen; hagen;
solberg; halvorsen; lie; strand; nowak novak nowack; kowalski kovalski kowalsky; wisniewski; wojcik; kowalczyk; kaminski kaminsky; lewandowski
levandovski levandowski; zielinski; szymanski shimanski; wozniak; dabrowski dombrowski; kozlowski kozlovski kozlovsky; jankowski yankovsky; mazur;
kwiatkowski; krawczyk kravchuk kravchyk; piotrowski; grabowski; pawlowski pavlovsky; michalski; nowicki; adamczyk; dudek; zajac; wieczorek; jablonski;
krol; majewski; olszewski; jaworski; wrobel; malinowski malinovsky; pawlak; witkowski; walczak; stepien; gorski; rutkowski; svoboda; novotny; dvorak;
cerny; prochazka; kucera; vesely; horak; nemec; marek; pospisil; hajek; kral; fiala; horvath horvat; kovac kovacs kovach; varga; toth; nagy; balogh;
baltas; szabo sabo; kiss; molnar; farkas; papp; takacs; juhasz; lakatos; popescu; ionescu; popa; dumitru dumitrescu; stan stanescu; gheorghe
gheorghiu; rusu; munteanu; marin marinescu; jovanovic; petrovic petrovich; nikolic; markovic; djordjevic dordevic; stojanovic; ilic; pavlovic;
milosevic; simic; tomic; babic; maric; kovacevic; knezevic; juric; vukovic; dimitrov dimitroff; georgiev; ivanov ivanoff ivanow; petrov petroff;
nikolov; todorov; stoyanov; hristov; papadopoulos papadopulos; papadakis; georgiou; dimitriou; ioannou; nikolaidis; karagiannis; vasileiou; makris;
hoxha; shehu; krasniqi; gashi; berisha; smirnov; kuznetsov kuznetzov kuznecov; popov popoff; vasiliev vasilyev vassiliev; sokolov; mikhailov mihailov
mikhaylov; novikov; fedorov fyodorov; morozov; volkov; alekseev alexeev alekseyev; lebedev; semenov semyonov; egorov yegorov; pavlov; kozlov;
stepanov; nikolaev nikolayev; orlov; andreev andreyev; makarov; nikitin; zakharov; zaitsev zaytsev; solovyov soloviev solovyev; borisov; yakovlev
iakovlev; grigoriev grigoryev; romanov; vorobyov vorobiev; sergeev sergeyev; kuzmin kouzmin; frolov; alexandrov aleksandrov; dmitriev dmitriyev;
korolev korolyov; gusev; kiselev kiselyov; ilyin ilin ilyin; maximov maksimov; polyakov poliakov; sorokin; vinogradov; kovalev kovalyov; belov;
medvedev; antonov; tarasov; zhukov joukov; baranov; filippov; komarov; davydov; belyaev beliaev belyayev; gerasimov; bogdanov; osipov; sidorov;
matveev matveyev; titov; markov; mironov; krylov; kulikov; karpov; vlasov; melnikov; denisov; gavrilov; tikhonov; kazakov; afanasyev afanasiev;
danilov; savelyev; timofeev timofeyev; fomin; chernov; abramov; martynov; efimov yefimov; fedotov; shcherbakov scherbakov; nazarov; kalinin; isaev
isayev; chernyshev; bykov; maslov; rodionov; konovalov; lazarev; voronin; klimov; filatov; ponomarev; golubev; kudryavtsev; prokhorov; naumov;
potapov; zhuravlev; ovchinnikov; trofimov; leonov; sobolev; ermakov yermakov; kolesnikov; goncharov; emelyanov; nikiforov; grachev; kotov; grishin;
efremov; arkhipov; gromov; kirillov; malyshev; panov; moiseev; rumyantsev; akimov; kondratyev kondratiev; biryukov; gorbunov; anisimov; eremin;
tikhomirov; galkin; lukyanov; mikheev; skvortsov; yudin; belousov; nesterov; simonov; prokofiev prokofyev; kharitonov; knyazev; tsvetkov; mitrofanov;
voronov; aksenov aksyonov; sofronov; maltsev; loginov; gorshkov; savin; krasnov; mayorov; demidov; eliseev; rybakov; safonov; plotnikov; demin;
khokhlov; fadeev; molchanov; ignatov; litvinov; ershov; ushakov; dementyev; ryabov; mukhin; kalashnikov; leontyev; lobanov; kuzin; korneev; evdokimov;
borodin; platonov; nekrasov; balashov; bobrov; zhdanov; blinov; ignatyev; korotkov; muravyov; kryukov; belyakov; bogomolov; drozdov; lavrov; zuev;
petukhov; larin; nikulin; serov; terentyev; zotov; ustinov; fokin; samoylov; konstantinov; sakharov; shishkin; samsonov; cherkasov; chistyakov; nosov;
spiridonov; karasev; avdeev; vorontsov; zverev; vladimirov; seleznev; nechaev; kudryashov; sedov; firsov; andrianov; panfilov; golovin; putin; yeltsin
eltsin; gorbachev; shevchenko chevtchenko; kovalenko; boyko boiko; bondarenko; tkachenko; kravchenko; oliynyk oliinyk; shevchuk; koval; polishchuk;
bondar; tkachuk; moroz; marchenko; lysenko; rudenko; savchenko; petrenko; klymenko klimenko; pavlenko; savchuk; kuzmenko; ponomarenko; vasylenko
vasilenko; karpenko; melnyk melnik; gavrilenko havrylenko; sydorenko sidorenko; poroshenko; tymoshenko timoshenko; lukashenko lukashenka; yanukovych
yanukovich; kuchma; zelensky zelenskyy zelenskiy zelenskyi; kadyrov; karimov kerimov; aliyev aliev alieva; mammadov mamedov; huseynov guseinov
huseinov; hasanov gasanov; ismayilov ismailov; ahmadov akhmedov; abdullayev abdullaev; rahimov rakhimov; nazarbayev nazarbaev; tokayev tokaev; rahmon
rakhmon rahmonov rakhmonov; mirziyoyev mirziyoev; berdimuhamedow berdymukhamedov berdimuhamedov; atambayev; bakiyev; petrosyan petrosian; sargsyan
sarkisian sargsian sarkissian; hakobyan akopyan; harutyunyan arutyunyan; grigoryan grigorian; hovhannisyan oganesyan; vardanyan; karapetyan
karapetian; mkrtchyan; gevorgyan; saakashvili; ivanishvili; shevardnadze; dzhugashvili jughashvili; yilmaz; kaya; demir; sahin; celik; yildiz;
yildirim; ozturk; aydin; ozdemir; arslan aslan; dogan; kilic; cetin; kara; koc; kurt; ozkan; simsek; erdogan; khan; ahmed; hussain; malik; shah; butt;
iqbal; chaudhry chaudhary choudhury chowdhury chaudhri; sheikh shaikh; siddiqui siddiqi; qureshi quraishi koreishi; ansari; mirza; baig beg; hashmi
hashemi; rizvi; naqvi; bukhari; jafari; hosseini husseini hussaini; mohammadi; ahmadi; rezaei rezai; karimi; moradi; rahimi; mousavi musavi moussavi;
ebrahimi; sadeghi sadeqi; ghorbani; rostami; soleimani suleimani sulaymani; akbari; tehrani; shirazi; khamenei; khomeini; rouhani ruhani; rafsanjani;
zarif; larijani; nasrallah; haddad; khoury khouri; najjar; mansour; nassar; saleh; salman; makhlouf makhluf; hariri; aoun; jumblatt; gemayel; berri;
arafat; abbas; barghouti barghuti; haniyeh haniya; mashal meshaal; al zawahiri zawahri; bin laden bin ladin; qaddafi gaddafi kadafi gadhafi qadhafi;
mubarak; morsi mursi; sadat; bouteflika; benali; bourguiba; benjelloun; alaoui; tazi; berrada; idrissi; benchekroun; diallo; traore; toure; keita;
coulibaly; camara; diarra; sow; bah; barry; ndiaye; diop; fall; gueye; mbaye; seck; ouattara; kone; kabila; tshisekedi; mugabe; mandela; zuma;
dlamini; nkosi; khumalo; mokoena; okafor; okonkwo; eze; nwosu; adeyemi; adebayo; okoye; balogun; bello; abubakar; musa; mensah; owusu; boateng; osei;
asante; appiah; kenyatta; odinga; ochieng; otieno; wanjiru; kamau; mwangi; njoroge; museveni; kagame; nkurunziza; tesfaye; bekele; abebe; sharma;
verma varma; gupta; kumar; agarwal aggarwal agrawal; joshi; mehta; desai; reddy; rao; nair; iyer; menon; pillai; mukherjee mukherji; chatterjee
chatterji; banerjee banerji; das; ghosh; bose basu; sen; roy; dutta datta; mishra misra; pandey pande; tiwari tewari; yadav; chauhan chouhan; thakur;
rathore; kapoor kapur; malhotra; khanna; chopra; bhatia; sethi; arora; kaur; gill; sidhu; dhillon; perera; fernando; bandara; jayasinghe; rajapaksa
rajapakse; wickremesinghe; bandaranaike; shrestha; thapa; gurung; tamang; zhang chang cheung teo jang; liu lau liou low; zhao chao chiu jo; zhou chou
chow joe; wu ng woo goh; xu hsu hui tsui; sun suen; ma mah; zhu chu choo; hu wu woo; guo kuo kwok koay; he ho hoh; gao kao ko; lin lam lim; luo lo
law; zheng cheng tay chung; liang leung neo; xie hsieh tse cheah; song sung soong; tang teng dang; deng teng tang; han hon; feng fung foong; cao tsao
cho; peng pang phang; zeng tseng tsang; xiao hsiao siu siew; tian tien tin; dong tung; pan poon phua; yuan yuen; cai tsai choi choy chua; jiang chiang
kiang keung; yu yue yee; du tu toh; ye yeh ip yip; cheng ching; wei ngai; su soo so; lu lui loo; ding ting; ren jen yam; yao yiu; shen shum sum; zhong
chung; cui tsui; tan tam tham; fan faan; shi shih sze; jin chin kam kum; jia chia; xia hsia ha; fu foo; fang fong; zou tsou chau; xiong hsiung hung;
bai pai pak; meng mang; qin chin chun; qiu chiu yau khoo; hou; yin wan; xue hsueh sit; long lung; duan tuan; hao; kong hung; shao siu; mao mo; chang
sheung; gu ku koo; qian chien chin; yan yen ngan; tao; hong hung; mo mok; xi hsi si; bo po; choi choe choy; jung jeong chung cheong; kang gang; cho jo
joh; yoon yun youn; lim im rim; shin sin; seo suh; kwon gwon kweon; hwang whang; ahn an; yoo yu ryu ryoo; jeon chun jun; go ko koh; moon mun; bae pae;
baek paek baik; heo hur huh; nam; noh roh no; joo ju chu; koo goo ku gu; min; son sohn; pham; phan; vu vo; bui; do; ngo; duong; ly; dinh; trinh; dao;
doan; luong; mai; truong; sato satou; suzuki; takahashi; tanaka; watanabe watanabe; ito itoh itou; yamamoto; nakamura; kobayashi; kato katoh katou;
yoshida; yamada; sasaki; yamaguchi; matsumoto; inoue inouye; kimura; hayashi; shimizu; saito saitoh saitou; yamazaki yamasaki; mori; abe; ikeda;
hashimoto; yamashita; ishikawa; nakajima nakashima; maeda; fujita; ogawa; goto gotoh; okada; hasegawa; murakami; kondo kondoh; ishii; sakamoto; endo
endoh; aoki; fujii; nishimura; fukuda; ota ohta oota; miura; fujiwara; okamoto; matsuda; nakagawa; nakano; harada; ono ohno oono; tamura; takeuchi;
kaneko; wada; nakayama; ishida; ueda; morita; hara; shibata; sakai; kudo; yokoyama; miyazaki; miyamoto; uchida; takagi; ando; taniguchi; ohashi;
maruyama; imai; kono kohno; fujimoto; murata; takeda; ueno; sugiyama; masuda; sugawara; hirano; otsuka; kojima; chiba; kubo; matsui; iwasaki; sakurai;
kinoshita; noguchi; matsuo; nomura; kikuchi; sano; onishi; sugimoto; arai; santoso; wijaya; setiawan; hidayat; nugroho; pratama; suharto soeharto;
sukarno soekarno; widodo; susanto; gunawan; hartono; marcos; aquino; duterte; villanueva; tolentino; pacheco; aguinaldo; widjaja; suwarno; siregar;
nasution; simanjuntak; thaksin; shinawatra; chaiyasit; charoen; prayut; wongsawat; abbott; ackerman; acker; aldrich aldridge; atkins; atkinson; ayers;
baldwin; ball; ballard; barber; barker; barlow; barnett; barr; barrett; bartlett; barton; bass; bates; beard; benson; bentley; best; bird; blair;
blackburn; blackwell; blake; bolton; bond; bowen; bowers; boyle; bradford; brady; brewer; briggs; britton; brock; browning; bruce; buchanan; buck;
buckley; bullock; burch; burgess; burnett; byers; byrd; byrne; cain; caldwell; callahan; cannon; cantrell; carey; carney; carson; carver; case; cash;
chandler; charles; chase; cherry; christian; church; clay; clayton; clements; clifford; cobb; cochran; combs; compton; conley; conner connor conor;
conrad; conway; copeland; corbett; cote; cowan; craig; crane; cross; crosby; cummings cummins; curry; dale; dalton; davenport; davidson davison;
dawson; decker; delaney; dennis; dickerson; dickson; dillon; dodson; donahue donohue; donaldson; donovan; dorsey; dougherty doherty; douglas; downs;
doyle; drake; dudley; duffy; duke; durham; dyer; eaton; elkins; emerson; english; estes; everett; farley; farmer; farrell; faulkner; finch; finley;
fitzgerald; fitzpatrick; fleming; fletcher; flynn; foley; forbes; francis; frazier fraser; french; frost; frye; gaines; gallagher; galloway; gamble;
garner; garrison; gates; gay; gentry; gibbs; giles; gilmore; glass; glenn; glover; goodman; goodwin; gould; graves; greer; griffith griffiths; grimes;
guthrie; hale; haley; hammond; hampton; hancock; hardin; harding; hardy; harmon; harrell; harrington; hartley; hatfield; haynes; heath; hebert; helms;
hendrix; henson; hess; hester; hewitt; hickman; higgins; hines; hinton; hobbs; hodge; hodges; hogan; holcomb; holden; holland; holloway; holman; holt;
hood; hooper; hoover; hopkins; hopper; horne horn; horton; houston; howe; hubbard; huff; huffman; hull; humphrey humphreys; hurley; hurst; hutchinson
hutchison; ingram; irwin; jarvis; jefferson; jennings; joyce; justice; kane kain; keith; kemp; kent; kerr; key; kidd; kinney; kirby; kirk; kirkland;
knapp; knowles; knox; lamb; lancaster; landry; lara; leach; leblanc; leonard; lester; lindsay lindsey; livingston; lloyd; logan; love; lowe; lowery;
lyons; mack; madden; mann; manning; marks; marsh; massey; mathis; maxwell; may; mcbride; mccall; mccann; mccarthy; mcclain mclean mclain; mcclure;
mcconnell; mccormick; mccullough; mcdaniel; mcdowell; mcfarland; mcgee; mcgrath; mcguire; mcintosh; mcintyre; mckay; mckee; mckenzie mackenzie;
mckinney; mcknight; mclaughlin; mcleod; mcmahon; mcmillan; mcneil mcneill; mcpherson; meadows; melton; mercer; merritt; middleton; miles; monroe
munroe munro; mooney; moody; morin; morrow; morse; morton; moss; mullen; mullins; nash; neal; newton; nicholson; nixon; noble; nolan; norman; norris;
norton; oconnor oconnor oconner; oconnell oconnell; odonnell; oneill oneill oneal; osborne osborn; owen; pace; page paige; parks; parrish; parsons;
patrick; patton; paul; peck; pennington; petty; phelps; pickett; pitts; pollard; poole; pope; potter; potts; powers; pratt; preston; prince; proctor;
pruitt; pugh; quinn; ramsey ramsay; randall; randolph; reese rees; reeves; rhodes rhoads; richmond; riggs; rivas; robbins; robles; roman; rowe;
rowland; rush; rutledge; salinas; sampson; sargent; saunders; savage; sawyer; sears; sellers; sexton; shaffer; shannon; sharp sharpe; shelton;
shepherd shepard sheppard; sheridan; sherman; shields; short; skinner; sloan; small; solomon; sparks; spears; spence; springer; stafford; stanley;
stanton; stark; steele; stephenson stevenson; stokes; stout; strickland; strong; sutton; swanson; sweeney; sykes; talley; tanner; tate; terrell;
terry; thornton; tillman; todd; townsend; travis; tyler; underwood; vance; vaughan vaughn; vinson; wade; wall; waller; walls; walters; walton; ware;
waters; watts; weeks; whitaker; whitehead; whitney; wiggins; wiley; wilcox; wilder; wilkerson; wilkins; wilkinson; willard; wilkes; winters; wise;
witt; wolfe; woodard; woodward; wooten; workman; wyatt; yates; york; adair; ashton; bartholomew; beckett; bellamy; blackmore; bowden; bradshaw;
bristow; brookes; burrows; carmichael; cartwright; chadwick; clifton; connolly connelly; cullen; cunliffe; daly daley; devlin; doran; dunne; egan;
fagan; fallon; farrow; fenton; flanagan; garland; gibbons; grady; haines; hallam; halliday; hanley; heaton; henley; hobson; hollis; hussey; jarman;
keane keene; keating; kearney; keegan; lacey; langley; lawton; leigh; lockwood; mallory; marlow; meehan; molloy; moran; nugent; ogden; oldham; oshea;
parry; pearson pierson; prescott; radcliffe; redmond; renshaw; rooney; royle; sheehan; slater; sinclair; tobin; tully; tyrrell; whelan; whittaker;
winslow; winston; woodhouse; woodruff; wycliffe; abreu; aguiar; amaral; amorim; andrade; anjos; assis; assuncao; baptista; barreto; bastos; borges;
braga; branco; brito; bueno; cabral; caetano; camargo; carneiro; cavalcante cavalcanti; cordeiro; couto; esteves; faria; ferraz; figueiredo; franca;
franco; furtado; galvao; garrido; guedes; guerra; guimaraes; henriques; jesus; leal; leite; lacerda; lobo; lourenco; luz; macedo; magalhaes; maia;
matias; medeiros; meireles; mendonca; menezes; miranda; morais moraes; mota motta; moura; neves; nogueira; paiva; parente; passos; peixoto; pestana;
pimentel; pinheiro; portela; prado; queiroz; quintas; ramalho; rangel; rego; resende; sa; salgado; sampaio; saraiva; seabra; serpa; siqueira; toledo;
trindade; valente; vale; vasconcelos; vaz; veiga; viana; xavier; aguirre; alarcon; alfaro; alonso; amador; anaya; aranda; arce; arellano; arroyo;
avalos; ayala; baeza; barajas; barragan; barrios; becerra; beltran; bernal; bonilla; briones; burgos; bustos; caceres; calderon; camacho; campo;
cantu; carranza; carrillo; casas; castaneda; castellanos; ceballos; cedillo; cepeda; cerda; chacon; cisneros; colon; cordero; cordova; corona;
coronado; corrales; covarrubias; cuellar; cuevas; davila; delacruz; delarosa; duran; echeverria; elizondo; enriquez; escobedo; escamilla; espino;
esquivel; estevez; farias; feliciano; fierro; frias; galindo; gallardo; gallegos; galvan; gamboa; gamez; garay; giron; godinez; godoy; granados;
guardado; guillen; haro; hidalgo; hinojosa; huerta; hurtado; infante; jaramillo; jasso; jaime; juarez; ledesma; lemus; lozano; lucero; lugo; macias;
madrid; madrigal; magana; mares; marrero; mata; mateo; maya; medrano; meza mesa; miramontes; mireles; mojica; monroy; montanez; montano; montes; mora;
murillo; najera; naranjo; nava; nevarez; nino nino; obregon; ojeda; olivas; olivares; olmos; olvera; ordonez; oropeza; osorio; otero; pabon; palacios;
palma; palomino; paredes; parra; partida; pastor; patino; paz; pedraza; perales; pineda; pizarro; plaza; polanco; ponce; portillo; posada; preciado;
puente; puga; pulido; quesada; quezada; quinones; quintana; quiroga; quiroz; rascon; razo; rendon; renteria; resendez; reyna; robledo; roldan; rosado;
rosario; rubio; rueda; saenz; sainz; salas; salcedo; salcido; saldana; samaniego; santamaria; santillan; sepulveda; serna; sierra; sosa; sotelo;
tafoya; tellez; tejada; tejeda; terrazas; toro; tovar; urbina; urena; uribe; valadez; valdivia; valenzuela; valle; vallejo; valverde; vela; velasco;
venegas; vera; verdugo; vergara; viera; villalobos; villegas; yanez ibanez; ybarra; zaragoza; zarate; zavala; zepeda; zuniga; agostini; alberti;
amato; antonelli; arena; baldi; barone; basile; battaglia; bellucci; benedetti; bertolini; bosco; brambilla; calabrese; cappelli; carbone; castelli;
cattaneo; cirillo; coletti; colonna; corsi; cristiani; damico damico; de angelis; de rosa; de simone; di stefano; donati; fabbri; farina; fiore;
fiorentino; fumagalli; fusco; galeotti; gatti; gennari; giuliani; grassi; grasso; guidi; lorenzi; lupo; magnani; marchi; massa; mazza; mazzini; melis;
messina; milani; montanari; monti; morelli; negri; neri; orlandi; orlando; pagani; palmieri; pellegrino; piras; poli; pozzi; ricciardi; riva; rizzi;
rocca; romani; ruggiero; sala; salvi; sartori; silvestri; sorrentino; testa; tosi; valentini; valenti; venturi; vitali; volpe; zanetti; zanella; adam;
aubert; barbier; barre; baudry; benard; besson; blanchet; bouvier; brunet; carpentier; caron; charpentier; chauvin; clement; colin; collet; cordier;
david; delaunay; delorme; deschamps; devaux; dupuis dupuy; etienne; fabre; fleury; gaillard; gillet; guichard; guillaume; guillot; hamel; hubert;
huet; humbert; jacquet; lacroix; lebrun; lecomte; lefort; legros; lemoine; leveque; maillard; mallet; marty; mathieu; menard; moulin; nicolas;
olivier; paris; pascal; perret; perrot; picard; poirier; prevost; remy; renaud renault; rey; richard; roger; rolland; roussel; royer; tessier;
vasseur; bach; bader; barth; bartels; baum; behrens; bender; bernhard; blum; bock; bohn; brinkmann; bruns; buchholz; burger; busse; christ; dahl;
dietz; dreyer; ebert; eckert; ehlers; ernst; fink; frey; friedl; fritz; fritsch; funk; gebhardt; geiger; gerber; gerlach; giese; glaser; gotz; grimm;
haase; hagemann; hammer; heil; hein; heinrich; heinz; heller; henning; herold; herzog; hess hesse; hinz; hirsch; hoppe; hummel; jahn; janke; john;
karl; kern; kirchner; kirsch; klaus; klose; klug; knoll; kohl; konrad; kopp; kramer kraemer cramer; kremer; kruse; kunz; kurz; link; lindner; lutz;
marx; maurer; menzel; merz; metz; michels; morgenstern; nagel; naumann; neubauer; noack; nolte; oswald; philipp; preuss; raabe; rau; reich; reimer;
reinhardt; renner; reuter; riedel; ritter; rohde; rudolf; ruf; runge; sander; schade; schenk; scherer; schiller; schilling; schlegel; schott; schramm;
schreiner; schumacher; schumann; schutz; schwab; seidel; seifert; siebert; singer; stahl; steffen; steinbach; stephan; stolz; storck; straub; strauss;
thiel; thiele; ullrich ulrich; unger; urban; vetter; volk; weigel; wendt; wenzel; westphal; wiese; wild; wilke; will; wirth; witte; wulff; zander;
zimmer; zeller; aalto; ahlberg; andreasen; bakken; bech; bjork; blom; boman; borg; bruun; dahlberg; ekstrom; eliasson; engstrom; forsberg; frisk;
gundersen; gustavsen; haugland; hedlund; heikkinen; hermansen; hoglund; iversen; jacobsen; jakobsen; jokinen; kjeldsen; koskinen; laine; lehtonen;
lindgren; lofgren; lundqvist; moe; myhre; nordin; norberg; nyberg; oberg; olofsson; palm; pedersen; rantanen; salonen; samuelsen; simonsen; sjoberg;
soderberg; stenberg; strandberg; sundberg; thomsen; thorsen; toivonen; vestergaard; wallin; westberg; wikstrom; aerts; bogaert; bosman; bosch;
claessens; coenen; cornelissen; cuypers; de clercq; de jong dejong; de haan; declercq; evers; gerritsen; hermans; hoekstra; janssens; koning; kok;
kuiper kuipers; lambrechts; lemmens; martens; mertens; meijers; michiels; molenaar; moens; peeters; pauwels; post; prins; schouten; scholten;
thijssen; timmermans; van beek; van dam; van leeuwen; van vliet; verbeek; vandenbroucke; verhaegen; vermeer; verschueren; verstraete; vink; wijnen;
willemsen; adamski; andrzejewski; baran; bartosz; bielecki; borkowski; brzezinski; chmielewski; cieslak; czarnecki; duda; domanski; gajewski;
glowacki; gorecki; jakubowski; jasinski; kaczmarek; kalinowski; kania; kolodziej; konieczny; kosinski; krajewski; kubiak; kucharski; laskowski; lis;
lukaszewski; maciejewski; makowski; marciniak; mazurek; mroz; ostrowski; pietrzak; przybylski; sadowski; sikora; sikorski; sobczak; sokolowski;
stachowiak; szczepanski; szulc; szewczyk; tomaszewski; tomczak; urbanski; walkowiak; wasilewski; wilk; wroblewski; zakrzewski; zalewski; zawadzki;
ziolkowski; blazek; benes; bartos; cermak; dolezal; dusek; fiser; havel; havlicek; hruska; jelinek; kolar; konecny; kopecky; kratochvil; krejci; kriz;
machacek; masek; musil; navratil; polak; riha; ruzicka; sedlacek; simek; sykora; vacek; vanek; vlcek; zeman; antal; bakos; balint; barta; biro;
bodnar; bognar; borbely; boros; csonka; deak; fabian; fazekas; fekete; fodor; gal; gulyas; halasz; hegedus; kelemen; kerekes; kocsis; lukacs; major;
marton; meszaros; nemeth; olah; orban; orosz; pal; pasztor; pinter; racz; sipos; somogyi; szalai; szucs; torok; vajda; veres; vincze; albu; anghel;
barbu; bucur; chirila; ciobanu; constantin; costea; cozma; cristea; diaconu; dobre; dragomir; enache; filip; florea; iancu; iordache; lazar; lungu;
manole; matei; mihai; mihalache; mocanu; moldovan; muresan; neagu; nedelcu; negru; nistor; oprea; parvu; pop; popovici; preda; radu; sandu; serban;
stefan; stoica; stroe; tanase; toma; tudor; ungureanu; ursu; voicu; zamfir; andric; antic; bogdanovic; bosnjak; cosic; dragic; filipovic; ivanovic;
jankovic; kostic; lukic; mandic; martic; milic; mitrovic; novakovic; obradovic; pavic; peric; popovic; radic; savic; stankovic; stefanovic;
stevanovic; todorovic; vasic; vujic; vukic; zivkovic; angelov; atanasov; bozhilov; dimov; iliev; kostov; kolev; marinov; mihaylov; petkov; radev;
stefanov; todorova; vasilev; yordanov; zhelev; alexiou; anagnostopoulos; antoniou; apostolou; charalambous; christodoulou; constantinou;
diamantopoulos; economou; galanis; ioannidis; kallas; kostopoulos; kotsis; kyriakou; lazaridis; mavros; michaelides; mitsotakis; nicolaou; oikonomou;
panagopoulos; panayiotou; pappas; petridis; raptis; samaras; savvidis; stavrou; theodorou; tsakiris; vlachos; xenakis; zervas; acar; akbulut; akin;
aksoy; aktas; altun; atalay; ates; avci; aydogan; bal; balci; basaran; bayram; bozkurt; bulut; can; cakir; ceylan; coskun; dag; deniz; duman; durmaz;
erdem; erol; ersoy; eren; gok; guler; gul; gunes; gungor; inan; ipek; kaplan; karaca; karakaya; karatas; kahraman; keskin; kilinc; korkmaz; kose;
kurtulus; kuzu; ozcan; ozer; ozgur; ozkaya; oz; polat; sari; sezer; sonmez; soylu; tas; tekin; topal; tosun; tuncer; turan; turk; ucar; uslu; unal;
uzun; varol; yavuz; yalcin; yigit; yuksel; abdrakhmanov; abenov; akhmetov ahmetov; baimukhanov; dzhaksybekov; ibragimov ibrahimov; iskakov; kasymov
qosimov; kudaibergenov; kulov; mamatov; nurmagambetov; omarov; ospanov; rashidov; sadykov sodiqov; saidov; sultanov; suleimenov; tulegenov; umarov;
usmanov; yusupov; abramyan; avetisyan; danielyan; galstyan; ghazaryan; khachatryan; manukyan; martirosyan; melikyan; minasyan; sahakyan; simonyan;
stepanyan; yeghiazaryan; beridze; gelashvili; giorgadze; japaridze; kapanadze; kvaratskhelia; lomidze; maisuradze; mamulashvili; tsiklauri; bilyk;
bilous; danylenko; demchenko; didenko; fedorenko; havryliuk; hnatiuk; honchar; hrytsenko gritsenko; ivanenko; kostenko; kryvenko; kulyk kulik;
levchenko; lytvyn litvin; lytvynenko litvinenko; maksymenko; martynenko; nazarenko; onyshchenko onishchenko; panchenko; pavliuk pavlyuk; romanenko;
romaniuk; semenenko; stepanenko; symonenko; tereshchenko; tymchenko timchenko; vovk; yakovenko; yurchenko; zhuk; zinchenko; abakumov; agafonov;
aksakov; ananyev; artemyev; babkin; baklanov; bazhenov; bessonov; burov; chaykin; dorofeev; dyachenko; evseev; gladkov; golikov; gorelov; gorin;
gulyaev; gurov; isakov; ivashov; kapustin; kasatkin; khromov; kolosov; kornilov; koshelev; kostin; kozhevnikov; kozyrev; kruglov; latyshev; lapin;
likhachev; lukin; lvov; malakhov; markelov; matveeva; melekhov; merkulov; mishin; moskvin; nefedov; neverov; nikonov; novoselov; odintsov; olenin;
pakhomov; pankratov; parshin; pastukhov; pimenov; plekhanov; pronin; pugachev; rogov; rozhkov; ryzhov; rusakov; sazonov; shilov; shubin; shuvalov;
sizov; smolin; snegirev; starikov; strelkov; subbotin; sukhanov; suvorov; svetlov; sychev; tarakanov; tretyakov; troitsky; trubetskoy; uvarov;
vavilov; vdovin; verbitsky; veselov; vinokurov; vlasenko; yermolov; yershov; zabolotny; zavyalov; zimin; zorin; zubov; abbasi; afridi; akhtar; alam;
anwar; arif; awan; aziz; bajwa; baloch; bhatti; bhutto; chaudry; dar; durrani; farooqi; gilani; gondal; haq; hayat; hussein; jatoi; javed; kakar;
kazmi; khattak; lodhi; mahmood; marwat; masood; mehmood; memon; minhas; mughal; niazi; nawaz; orakzai; paracha; qazi; rana; raja; rashid; rehman
rahman; saeed; saleem; shafiq; shahid; soomro; sultan; tariq; usmani; warraich; yousaf; yousafzai; zaidi; zardari; achari acharya; ahuja; ali; amin;
anand; apte; awasthi; babu; bajaj; bakshi bakhshi; bansal; barua; basak; batra; bedi; bhardwaj; bhargava; bhat bhatt; bhattacharya bhattacharjee;
biswas; chakraborty chakrabarti chakravarty; chand; chawla; chaturvedi; chaubey; chavan; dalal; dave; deshmukh; deshpande; dewan; dhawan; dixit
dikshit; dubey dube; dwivedi; gandhi; garg; gaikwad; gowda; gokhale; goel goyal; gopalan; goswami; grover; guha; gulati; haldar; iyengar; jadhav;
jain; jha; kamat; kapadia; kale; kashyap; khatri; khurana; kohli; kulkarni; lal; mahajan; majumdar mazumdar; mandal mondal; mani; mathur; meena;
mistry; mittal; modi; mohanty; murthy murty; nadar; naidu; nayak naik; nanda; narayan; natarajan; nigam; oberoi; ojha; panda; pandit; pant; parekh
parikh; patil; pathak; patnaik; pawar; phadke; pradhan; prasad; puri; purohit; raghavan; rajan; rajput; raman; ramachandran; rastogi; rawat; rai;
sachdeva; saha; sahni sawhney; sahu; saini; saxena; seth; shastri; shetty; shinde; shukla; sinha; solanki; soni; srinivasan; srivastava shrivastava;
subramaniam subramanian; sundaram; swamy swami; tandon; tata; thakkar; tripathi; trivedi; tyagi; upadhyay upadhyaya; varghese; vaidya; venkatesan;
vyas; wadhwa; ahmadzai; barakzai; hotak; karzai; massoud; noorzai; popal; stanekzai; zadran; abdi; abdullahi; aden; farah; guled; hersi; ismail; jama;
mohamud; nur; omar; warsame; yusuf; abiodun; abiola; adebowale; adegoke; adekunle; adeleke; ademola; adeniyi; adesanya; adesina; afolabi; agbaje;
aguiyi; ajayi; akande; akintola; akpan; alabi; aluko; amadi; anyanwu; ayodele; azikiwe; babangida; bankole; chukwu; danjuma; dike; ekwueme; emenike;
ezekiel; fashola; gowon; ibe; ibrahim; igwe; ikpeba; isah; iwu; jonathan; kalu; lawal; madu; mohammed; nnadi; nwankwo; obasanjo; obi; odili; ogbonna;
ogunbanjo; ogunleye; ojo; okeke; okocha; okoro; okpara; olawale; oni; onuoha; onyeka; orji; osagie; owolabi; oyelaran; sanusi; shagari; suleiman;
tinubu; uche; udeh; umeh; usman; uzor; acheampong; addo; adjei; agyeman; amoah; ampofo; annan; ankrah; antwi; arthur; awuah; ayew; baah; bonsu; darko;
donkor; frimpong; gyan; kufuor; nkrumah; ofori; opoku; quaye; sarpong; tetteh; yeboah; achieng; barasa; chebet; cheruiyot; gitau; kariuki; kibaki;
kimani; kiprono; kiplagat; koech; korir; kosgei; macharia; maina; mbugua; mutua; ndungu; ngugi; njuguna; nyambura; odhiambo; okoth; omondi; onyango;
ouma; owino; ruto; wambui; wanjala; were; banda; chanda; chirwa; kaunda; mbewe; mulenga; mwale; mwanza; phiri; sakala; tembo; zulu; botha; coetzee; de
klerk; du plessis; du toit; fourie; joubert; nel; pretorius; steyn; van der merwe; van niekerk; van wyk; venter; viljoen; ndlovu; mkhize; mthembu;
ngcobo; ngwenya; sithole; zungu; moyo; chigumba; ncube; sibanda; abdelaziz; abadi; abdo; aboud; ajami; akkad; alami; allawi; amari; anbari; asfour;
atrash; attar; attia; awad; ayoub; azizi; azzam; badawi; baghdadi; bakri; barakat; basri; bazzi; bishara; boutros; chahine; dabbagh; daher; darwish
darwich; dawoud; douri; fakhri; fares faris; farhat; faraj; fawaz; fayad; ghanem; ghazal; ghazali; ghosn; habash; habib; haddadin; hajjar; hakimi;
halabi; hamad; hamdan; hamdi; hammoud; hamzeh; hanna; harb; hashimi; hassoun; hatem; hayek; hijazi; houri; issawi; itani; jaber; jabouri jubouri;
jamali; janabi; jazairi; kabbani; kanaan; karam; kassab; kawari; kayali; khalaf; khalifa; khalil; khatib; khayat; kilani; kurdi; lahoud; maalouf;
maghribi; mahdi; majali; maliki; mansouri; marzouki; masri; matar; mikati; mousa; mutairi; mutlaq; nabulsi; nahas; najafi; najm; nakhle; naqib; nasr;
nassif; nuaimi; omari; othman; qabbani; qasimi; qassem; rabbani; rahal; ramadan; rashidi; rifai; rubaie; sabbagh; sadr; safadi; sahli; salameh; salem;
samarrai; sarraf; sayegh; shaaban; shaheen; shahin; shammari; sharif; shawa; shehadeh; shihab; sidqi; suwaidi; tahan; takriti tikriti; tamimi; tawil;
tlass; touma; ubaidi; wahab; yazbek; younes; zaher; zaidan; zayed; zein; zoubi; adachi; akiyama; amano; aoyama; araki; asano; azuma; baba; doi;
enomoto; fujimori; fujino; fujisawa; fukui; fukushima; furukawa; hamada; hattori; higashi; hirai; hirata; hirose; honda; honma; horie; hoshino;
ichikawa; igarashi; iida; iijima; inagaki; ishihara; ishimaru; iwata; izumi; kamiya; kanda; katayama; kawaguchi; kawai; kawakami; kawamura; kawasaki;
kitagawa; kitamura; kobayakawa; koike; koizumi; komatsu; konishi; kubota; kuroda; kurokawa; matsubara; matsumura; matsunaga; matsushita; minami;
mizuno; morimoto; muraoka; nagai; nagata; nakai; nakata; narita; nishida; nishikawa; nishiyama; oda; ogura; ohara; okamura; okazaki; okubo; omori;
oshima; otani; ozawa; sakaguchi; sakata; sawada; seki; sekiguchi; shimada; shimura; sugawa; tachibana; tajima; takada; takano; takayama; takemoto;
tani; terada; toda; tominaga; toyoda; tsuchiya; tsuda; tsuji; uemura; umeda; yagi; yamauchi; yano; yasuda; yokota; yoshikawa; yoshimura; bunyamin;
darmawan; effendi; fauzi; firmansyah; halim; handoko; haryanto; irawan; iskandar; kurniawan; kusuma; lestari; lubis; maulana; mulyadi; mulyono;
permana; prabowo; prasetyo; purnomo; putra; putri; rachman; rahayu; ramadhan; sanjaya; saputra; sembiring; simatupang; sinaga; sitorus; sudirman;
sugiarto; sulistyo; supriyanto; suryadi; susilo; sutrisno; syahputra; tampubolon; utomo; wibowo; winarto; yulianto; abad; abella; agustin; alcantara;
alonzo; ancheta; angeles; arevalo; baltazar; bacani; basilio; buenaventura; cabanilla; catacutan; concepcion; dacanay; dela cruz; del rosario; dizon;
domingo; enrile; escudero; espiritu; estrella; evangelista; fajardo; galang; gatdula; gatchalian; ilagan; jacinto; lacson; legaspi; macapagal;
magsaysay; magno; manalo; mangubat; mercado; nepomuceno; ocampo; pangilinan; policarpio; quiambao; quizon; recto; romualdez; roxas; salonga; samson;
sison; soriano; sotto; sumulong; tamayo; umali; villar; yap; ylagan; zialcita;
`;
