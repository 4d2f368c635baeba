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
castro; marshall; owens; harrison; fernandez; mcdonald macdonald; woods; washington; kennedy; wells; vargas; henry; chen chan chin tan; freeman; webb;
tucker; guzman; burns; crawford; olson olsen olsson; simpson; porter; hunter; gordon; mendez mendes; silva da silva; shaw; snyder snider; mason;
dixon; munoz muniz; hunt; hicks; holmes; palmer; wagner wagener; black; robertson; boyd; rose; stone; salazar; fox; warren; mills; meyer meier mayer
maier meir majer; rice; schmidt schmitt schmid schmidtke; garza; daniels; ferguson; nichols nicholls; soto; weaver; ryan; gardner gardiner; payne;
grant; dunn; kelley; spencer; hawkins; arnold; pierce pearce; hansen hanson hansson; peters; santos; hart; bradley; knight; elliott elliot;
cunningham; duncan; armstrong; hudson; carroll; lane; riley reilly; andrews; alvarado; ray; delgado; berry; perkins; hoffman hoffmann hofmann hofman;
johnston; matthews mathews; pena; richards; contreras; willis; carpenter; lawrence; sandoval; guerrero; george; chapman; rios; estrada; ortega;
watkins; greene; nunez nunes; wheeler; valdez valdes; harper; burke; larson larsen larsson; santiago; maldonado; morrison; franklin; carlson karlsson
carlsen; austin; dominguez domingues; carr; lawson; jacobs jacob; obrien obrien; lynch; singh; vega; bishop; montgomery; oliver; jensen jenson;
harvey; williamson; gilbert; dean; sims; espinoza espinosa; howell; wong wang huang hwang vong ong; reid; hanson; le; mccoy; garrett; burton; fuller;
weber webber veber; welch; rojas; lucas; marquez marques; fields; park pak bak; yang yeung young; little; banks; padilla; day; walsh; bowman; schultz
schulz schulze scholz scholtz shultz schulte; luna; fowler; mejia; mueller muller muller; moeller moller; mahler; schneider schnider; fischer; becker
bekker; schaefer schafer schaeffer scheffer; koch; bauer baur; richter; klein kline cline; wolf wolff woolf wulf; schroeder schroder schroter; neumann
neuman newman; schwarz schwartz shvarts; zimmermann zimmerman; braun; kruger krueger kroger; hartmann hartman; lange lang; werner; krause krauss
kraus; lehmann lehman; kohler koehler; herrmann hermann herman; konig koenig; walter; huber; kaiser; fuchs; scholz; weiss weis weisz vays; jung; hahn;
schubert; vogel; friedrich; keller; gunther guenther; frank franke; berger; winkler; roth rot; beck; lorenz; baumann bauman; albrecht; schuster;
simon; ludwig; bohm boehm; winter; kraft; otto; sommer; vogt voigt; stein shtein; jager jaeger yeager; gross grosse; brandt brand; haas; schreiber;
graf; dietrich; ziegler; kuhn kuehn; pohl; engel; horn; busch; bergmann bergman; voss; sauer; pfeiffer pfeifer; rosenberg; rothenberg rotenberg;
lindemann lindeman; lindberg lindbergh; goldberg goldenberg; friedman friedmann fridman; kaufman kaufmann; rosen; rubin rubinstein; katz kats; levi
levy; levin levine lewin; levitt; cohen kohen kogan kohn cohn kahn; shapiro schapiro; epstein eppstein; feldman feldmann; bernstein bernshtein;
steiner; gruber; hofer; pichler; moser; egger; merkel; schroder; dubois; durand; leroy; moreau; laurent; lefebvre lefevre; michel; bertrand; roux;
vincent; fournier; morel; girard; andre; mercier; dupont; lambert; bonnet; francois; legrand; garnier; faure; rousseau; blanc; guerin; boyer;
chevalier; perrin; robin; gauthier gautier; masson; marchand; duval; denis; dumont; marie; lemaire; noel; meyer; dufour; meunier; brun; blanchard;
giraud; joly; riviere; bernard; petit; fontaine; leclerc; renard; marechal; rossi; russo; ferrari ferraro ferreira; esposito; bianchi bianco; romano;
colombo; ricci rizzo; marino; greco; bruno; gallo galli; conti; de luca deluca; costa; giordano; mancini; lombardi lombardo; moretti; barbieri;
fontana; santoro; mariani; rinaldi; caruso; ferrara; martini; leone; longo; gentile; martinelli; vitale; serra; coppola; de santis; dangelo;
marchetti; parisi; villa; conte; ferretti; bellini; pellegrini; palumbo; sanna; oliveira; sousa souza; pereira; lima; carvalho; almeida; ribeiro;
alves; monteiro; barbosa; cardoso; teixeira; correia correa; moreira; pinto; araujo; melo mello; barros; freitas; vieira; nascimento; batista
bautista; campos; duarte; rocha; machado; cunha; marques; fonseca; coelho; azevedo; simoes; tavares; pires; matos; antunes; navarro; gil; serrano;
blanco; molina; suarez soares; cano; ibanez; cortes cortez; iglesias; calvo; vidal; santana; leon; prieto; pascual; herrero; crespo; carrasco;
fuentes; cabrera; caballero; nieto; arias; benitez; acosta; figueroa; valencia; bravo; maduro; quintero; guevara; zapata; escobar; velez velasquez
velazquez; montoya; ochoa; zamora; cardenas; trujillo; avila; rosales; cervantes; peralta; trevino; tapia; barrera; villarreal; ibarra; orozco; solis;
bustamante; jansen janssen jans johansen johansson jansson; de vries devries; van den berg vandenberg; bakker; visser; smit smits; de boer deboer;
mulder; de groot degroot; bos; vos; hendriks hendrikx hendricks; van dijk vandijk vandyke; dekker; dijkstra; brouwer; de wit dewitt; vermeulen;
verhoeven; van der meer; maes; claes; willems; goossens; wouters; de smet; nielsen nilsen nilsson nielson; christensen christiansen kristensen
kristiansen; rasmussen; sorensen soerensen; jorgensen jurgensen joergensen; madsen; kristoffersen; mortensen; knudsen; poulsen paulsen; lund; holm;
berg bergh; eriksson ericsson eriksen erickson; persson; svensson svendsen; gustafsson gustavsson; jonsson; lindstrom; lindqvist lindquist; axelsson;
bergstrom; lundberg; lundgren; berglund; sandberg; nyman; virtanen; korhonen; makinen; nieminen; lindholm; haugen; hagen; solberg; halvorsen; lie;
strand; nowak novak nowack; kowalski kovalski kowalsky; wisniewski; wojcik; kowalczyk; kaminski kaminsky; lewandowski levandovski levandowski;
zielinski; szymanski shimanski; wozniak; dabrowski dombrowski; kozlowski kozlovski kozlovsky; jankowski yankovsky; mazur; kwiatkowski; krawczyk
kravchuk kravchyk; piotrowski; grabowski; pawlowski pavlovsky; michalski; nowicki; adamczyk; dudek; zajac; wieczorek; jablonski; krol; majewski;
olszewski; jaworski; wrobel; malinowski malinovsky; pawlak; witkowski; walczak; stepien; gorski; rutkowski; svoboda; novotny; dvorak; cerny;
prochazka; kucera; vesely; horak; nemec; marek; pospisil; hajek; kral; fiala; horvath horvat; kovac kovacs kovach; varga; toth; nagy; balogh; baltas;
szabo sabo; kiss; molnar; farkas; papp; takacs; juhasz; lakatos; popescu; ionescu; popa; dumitru dumitrescu; stan stanescu; gheorghe gheorghiu; rusu;
munteanu; marin marinescu; jovanovic; petrovic petrovich; nikolic; markovic; djordjevic dordevic; stojanovic; ilic; pavlovic; milosevic; simic; tomic;
babic; maric; kovacevic; knezevic; juric; vukovic; dimitrov dimitroff; georgiev; ivanov ivanoff ivanow; petrov petroff; nikolov; todorov; stoyanov;
hristov; papadopoulos papadopulos; papadakis; georgiou; dimitriou; ioannou; nikolaidis; karagiannis; vasileiou; makris; hoxha; shehu; krasniqi; gashi;
berisha; smirnov; kuznetsov kuznetzov kuznecov; popov popoff; vasiliev vasilyev vassiliev; sokolov; mikhailov mihailov mikhaylov; novikov; fedorov
fyodorov; morozov; volkov; alekseev alexeev alekseyev; lebedev; semenov semyonov; egorov yegorov; pavlov; kozlov; stepanov; nikolaev nikolayev; orlov;
andreev andreyev; makarov; nikitin; zakharov; zaitsev zaytsev; solovyov soloviev solovyev; borisov; yakovlev iakovlev; grigoriev grigoryev; romanov;
vorobyov vorobiev; sergeev sergeyev; kuzmin kouzmin; frolov; alexandrov aleksandrov; dmitriev dmitriyev; korolev korolyov; gusev; kiselev kiselyov;
ilyin ilin ilyin; maximov maksimov; polyakov poliakov; sorokin; vinogradov; kovalev kovalyov; belov; medvedev; antonov; tarasov; zhukov joukov;
baranov; filippov; komarov; davydov; belyaev beliaev belyayev; gerasimov; bogdanov; osipov; sidorov; matveev matveyev; titov; markov; mironov; krylov;
kulikov; karpov; vlasov; melnikov; denisov; gavrilov; tikhonov; kazakov; afanasyev afanasiev; danilov; savelyev; timofeev timofeyev; fomin; chernov;
abramov; martynov; efimov yefimov; fedotov; shcherbakov scherbakov; nazarov; kalinin; isaev isayev; chernyshev; bykov; maslov; rodionov; konovalov;
lazarev; voronin; klimov; filatov; ponomarev; golubev; kudryavtsev; prokhorov; naumov; potapov; zhuravlev; ovchinnikov; trofimov; leonov; sobolev;
ermakov yermakov; kolesnikov; goncharov; emelyanov; nikiforov; grachev; kotov; grishin; efremov; arkhipov; gromov; kirillov; malyshev; panov; moiseev;
rumyantsev; akimov; kondratyev kondratiev; biryukov; gorbunov; anisimov; eremin; tikhomirov; galkin; lukyanov; mikheev; skvortsov; yudin; belousov;
nesterov; simonov; prokofiev prokofyev; kharitonov; knyazev; tsvetkov; levin; mitrofanov; voronov; aksenov aksyonov; sofronov; maltsev; loginov;
gorshkov; savin; krasnov; mayorov; demidov; eliseev; rybakov; safonov; plotnikov; demin; khokhlov; fadeev; molchanov; ignatov; litvinov; ershov;
ushakov; dementyev; ryabov; mukhin; kalashnikov; leontyev; lobanov; kuzin; korneev; evdokimov; borodin; platonov; nekrasov; balashov; bobrov; zhdanov;
blinov; ignatyev; korotkov; muravyov; kryukov; belyakov; bogomolov; drozdov; lavrov; zuev; petukhov; larin; nikulin; serov; terentyev; zotov; ustinov;
fokin; samoylov; konstantinov; sakharov; shishkin; samsonov; cherkasov; chistyakov; nosov; spiridonov; karasev; avdeev; vorontsov; zverev; vladimirov;
seleznev; nechaev; kudryashov; sedov; firsov; andrianov; panfilov; golovin; putin; yeltsin eltsin; gorbachev; shevchenko chevtchenko; kovalenko; boyko
boiko; bondarenko; tkachenko; kravchenko; oliynyk oliinyk; shevchuk; koval; polishchuk; bondar; tkachuk; moroz; marchenko; lysenko; rudenko;
savchenko; petrenko; kravchuk; klymenko klimenko; pavlenko; savchuk; kuzmenko; ponomarenko; vasylenko vasilenko; karpenko; melnyk melnik; gavrilenko
havrylenko; sydorenko sidorenko; poroshenko; tymoshenko timoshenko; lukashenko lukashenka; yanukovych yanukovich; kuchma; zelensky zelenskyy zelenskiy
zelenskyi; kadyrov; karimov kerimov; aliyev aliev alieva; mammadov mamedov; huseynov guseinov huseinov; hasanov gasanov; ismayilov ismailov; ahmadov
akhmedov; abdullayev abdullaev; rahimov rakhimov; nazarbayev nazarbaev; tokayev tokaev; rahmon rakhmon rahmonov rakhmonov; mirziyoyev mirziyoev;
berdimuhamedow berdymukhamedov berdimuhamedov; atambayev; bakiyev; petrosyan petrosian; sargsyan sarkisian sargsian sarkissian; hakobyan akopyan;
harutyunyan arutyunyan; grigoryan grigorian; hovhannisyan oganesyan; vardanyan; karapetyan karapetian; mkrtchyan; gevorgyan; saakashvili; ivanishvili;
shevardnadze; dzhugashvili jughashvili; yilmaz; kaya; demir; sahin; celik; yildiz; yildirim; ozturk; aydin; ozdemir; arslan aslan; dogan; kilic;
aslan; cetin; kara; koc; kurt; ozkan; simsek; erdogan; khan; ahmed; hussain; malik; shah; butt; iqbal; chaudhry chaudhary choudhury chowdhury
chaudhri; sheikh shaikh; siddiqui siddiqi; qureshi quraishi koreishi; ansari; mirza; baig beg; hashmi hashemi; rizvi; naqvi; bukhari; jafari; hosseini
husseini hussaini; mohammadi; ahmadi; rezaei rezai; karimi; moradi; rahimi; mousavi musavi moussavi; hashemi; ebrahimi; sadeghi sadeqi; ghorbani;
rostami; soleimani suleimani sulaymani; akbari; tehrani; shirazi; khamenei; khomeini; rouhani ruhani; rafsanjani; zarif; larijani; nasrallah; haddad;
khoury khouri; najjar; mansour; nassar; saleh; salman; makhlouf makhluf; hariri; aoun; jumblatt; gemayel; berri; arafat; abbas; barghouti barghuti;
haniyeh haniya; mashal meshaal; al zawahiri zawahri; bin laden bin ladin; qaddafi gaddafi kadafi gadhafi qadhafi; mubarak; morsi mursi; sadat;
bouteflika; benali; bourguiba; benjelloun; alaoui; tazi; berrada; idrissi; benchekroun; diallo; traore; toure; keita; coulibaly; camara; diarra; sow;
bah; barry; ndiaye; diop; fall; gueye; mbaye; seck; ouattara; kone; kabila; tshisekedi; mugabe; mandela; zuma; dlamini; nkosi; khumalo; mokoena;
okafor; okonkwo; eze; nwosu; adeyemi; adebayo; okoye; balogun; bello; abubakar; musa; mensah; owusu; boateng; osei; asante; appiah; kenyatta; odinga;
ochieng; otieno; wanjiru; kamau; mwangi; njoroge; museveni; kagame; nkurunziza; tesfaye; bekele; abebe; sharma; verma varma; gupta; kumar; agarwal
aggarwal agrawal; joshi; mehta; desai; reddy; rao; nair; iyer; menon; pillai; mukherjee mukherji; chatterjee chatterji; banerjee banerji; das; ghosh;
bose basu; sen; roy; dutta datta; mishra misra; pandey pande; tiwari tewari; yadav; chauhan chouhan; thakur; rathore; kapoor kapur; malhotra; khanna;
chopra; bhatia; sethi; arora; kaur; gill; sidhu; dhillon; perera; fernando; de silva; bandara; jayasinghe; rajapaksa rajapakse; wickremesinghe;
bandaranaike; shrestha; thapa; gurung; tamang; zhang chang cheung teo jang; liu lau liou low; zhao chao chiu jo; zhou chou chow joe; wu ng woo goh; xu
hsu hui tsui; sun suen; ma mah; zhu chu choo; hu wu woo; guo kuo kwok koay; he ho hoh; gao kao ko; lin lam lim; luo lo law; zheng cheng tay chung;
liang leung neo; xie hsieh tse cheah; song sung soong; tang teng dang; xu hsu; deng teng tang; han hon; feng fung foong; cao tsao cho; peng pang
phang; zeng tseng tsang; xiao hsiao siu siew; tian tien tin; dong tung; pan poon phua; yuan yuen; cai tsai choi choy chua; jiang chiang kiang keung;
yu yue yee; du tu toh; ye yeh ip yip; cheng ching; wei ngai; su soo so; lu lui loo; ding ting; ren jen yam; yao yiu; shen shum sum; zhong chung; jiang
chiang; cui tsui; tan tam tham; fan faan; shi shih sze; jin chin kam kum; jia chia; xia hsia ha; fu foo; fang fong; zou tsou chau; xiong hsiung hung;
bai pai pak; meng mang; qin chin chun; qiu chiu yau khoo; hou; jiang; yin wan; xue hsueh sit; lei; long lung; duan tuan; hao; kong hung; shao siu; mao
mo; chang sheung; wan; gu ku koo; qian chien chin; yan yen ngan; tao; hong hung; mo mok; xi hsi si; bo po; choi choe choy; jung jeong chung cheong;
kang gang; cho jo joh; yoon yun youn; jang chang; lim im rim; han; shin sin; seo suh; kwon gwon kweon; hwang whang; ahn an; song; yoo yu ryu ryoo;
hong; jeon chun jun; go ko koh; moon mun; bae pae; baek paek baik; heo hur huh; nam; noh roh no; ha; joo ju chu; koo goo ku gu; min; son sohn; pham;
phan; vu vo; dang; bui; do; ho; ngo; duong; ly; dinh; trinh; dao; doan; luong; mai; truong; sato satou; suzuki; takahashi; tanaka; watanabe watanabe;
ito itoh itou; yamamoto; nakamura; kobayashi; kato katoh katou; yoshida; yamada; sasaki; yamaguchi; matsumoto; inoue inouye; kimura; hayashi; shimizu;
saito saitoh saitou; yamazaki yamasaki; mori; abe; ikeda; hashimoto; yamashita; ishikawa; nakajima nakashima; maeda; fujita; ogawa; goto gotoh; okada;
hasegawa; murakami; kondo kondoh; ishii; sakamoto; endo endoh; aoki; fujii; nishimura; fukuda; ota ohta oota; miura; fujiwara; okamoto; matsuda;
nakagawa; nakano; harada; ono ohno oono; tamura; takeuchi; kaneko; wada; nakayama; ishida; ueda; morita; hara; shibata; sakai; kudo; yokoyama;
miyazaki; miyamoto; uchida; takagi; ando; taniguchi; ohashi; maruyama; imai; kono kohno; fujimoto; murata; takeda; ueno; sugiyama; masuda; sugawara;
hirano; otsuka; kojima; chiba; kubo; matsui; iwasaki; sakurai; kinoshita; noguchi; matsuo; nomura; kikuchi; sano; onishi; sugimoto; arai; santoso;
wijaya; setiawan; hidayat; nugroho; pratama; suharto soeharto; sukarno soekarno; widodo; susanto; gunawan; hartono; marcos; aquino; duterte; bautista;
villanueva; tolentino; pacheco; aguinaldo; widjaja; suwarno; siregar; nasution; simanjuntak; thaksin; shinawatra; chaiyasit; charoen; prayut;
wongsawat;
`;
