// SPDX-License-Identifier: Apache-2.0
/**
 * Given names and what stands for the same name. One line or semicolon per group:
 *
 *     spelling spelling / the same name in another language ~ short and pet forms
 *
 * Two uses. Words of one group are the same name however they are written. Words of different groups are different names, even
 * where one letter divides them (Martin and Marvin, Daniel and Daniela): a name that exists is rarely a slip for another one.
 * Written from general knowledge of names; no list of persons went into it.
 */
export const givenNameGroups = `
chaim haim hayim chayim khaim hayyim; alexander aleksandr alexandr aleksander aleksandar alexandros alexandru aliaksandr alexandre alessandro
alejandro oleksandr iskander iskandar sikandar sandor ~ alexr alex sasha sascha sandro alek oleks xander alec lex olek sanya xande; alexandra
aleksandra oleksandra alessandra alejandra aleksandrina ~ alex sasha sandra lexi alexa; alexei aleksei alexey aleksey alexej aleksej oleksii oleksiy
oleksi alexis alyaksey ~ alyosha alex lyosha; adam adem; adrian adriano hadrian adrien; adriana adrienne; alan allan allen alain; albert alberto
albrecht ~ bert al beto; alberta; alfred alfredo ~ alf fred; alice alicia alisa; amanda ~ mandy; ambrose ambrosio; amelia amelie; amy; anders; andrea;
andrew andre andrei andrey andrej andriy andrii andreas andres andras andrzej antero ondrej andrius anders ~ andy drew andi andriusha; angela angele
angelika anhela anzhela; angelo angelos anxhelo; angelina ~ angie; anna ana anne ann hanna hannah anya annie ganna anneke ~ anja anka annette anita
anushka nancy; anastasia anastasiya anastasija anastassia anastasiia nastassja ~ nastya nastia stasya; anatoly anatoli anatolii anatoliy anatolij ~
tolya; anthony antony antonio anton antoine antoni antonius antal ante antonin antonios ~ tony toni tono tonio toninho; antonia antonina antoinette ~
toni; archibald ~ archie; arkady arkadi arkadii arkadiy arkadij ~ arkasha; armand armando; arnold arnaldo arnaud; arthur artur arturo artus; artem
artyom artemi artiom; august augustus augusto gus agosto; augustine agustin augustin agostino; aurelia; aurelio aurel; axel aksel; barbara varvara
barbora ~ barb babs basia babsi barbie; barack barak baraq; bartholomew bartolomeo bartolome bartlomiej ~ bart; basil vasily vasili vasilii vasiliy
vasyl vasilios basile basilio vasile vassily vasilij ~ vasya; beatrice beatriz beatrix ~ bea trixie bia; benedict benedikt benito benoit benedetto
bento ~ ben; benjamin benyamin binyamin veniamin beniamino ~ ben bibi benny benji bennie; bernard bernardo bernhard bernd berndt ~ bernie; bertha
berta; bertram bertrand beltran; bogdan bohdan; boris borys; boleslav boleslaw; brandon brendan; brenda; brian bryan brien; bridget brigitte brigitta
birgit brigida; bruce; bruno; burak; carl karl carlo carlos carlos karel kaarle karol charles carel ~ charlie chuck chas carlito karli charley chaz;
carla karla; caroline carolina karolina carolyn ~ carrie lina; catherine katherine katarina katharina catarina catalina caterina kateryna ekaterina
yekaterina ekaterini katarzyna kathryn katrin kathleen caitlin karin ~ kate katie kathy cathy katya kasia kitty kat katja katy kay trina kathi;
cecilia cecile cecily; cesar cezar cesare; chad; charlotte carlota charlotta ~ lottie; chester; chloe; christian cristian kristian christiaan krystian
~ chris; christina cristina kristina christine kristine krystyna khrystyna christiane ~ chris tina chrissy kristin kirsten; christopher christophe
christoph cristobal cristoforo kristoffer krzysztof christos krystof hristofor ~ chris kit topher kris stoffel; clara klara claire clare chiara;
claudio claudius klaudiusz; claudia klaudia; clement clemens clemente kliment; clifford ~ cliff; clyde; colin; conrad konrad conrado; constantine
konstantin constantin constantino konstantinos kostyantyn konstantyn ~ kostya costas kostas dinos; cornelius cornelis kornel ~ kees cor; craig; curtis
kurtis; curt kurt; cynthia cintia ~ cindy; cyril kirill kyrylo kiril cyrille; cyrus kourosh kurosh; daisy; damian damien damiano demyan; daniel daniil
danylo danilo danil daniele daniyal taniel ~ dan danny danya dani dany; daniela danielle daniella ~ dani; daria darya dariya dariia ~ dasha; darius
dariusz dario daryush; darren; david davyd davit dawid davide dawood daud dawud davud taavi ~ dave davey dodik dudi; deborah debora devora ~ deb
debbie debby; dean; denis dennis denys dionisio dionysios denise; derek derrick dietrich dirk diederik; dmitry dmitri dmitrii dmitriy dmytro dimitri
dimitrios dimitar demetrius demetrio dzmitry dimitry dmitrij ~ dima mitya dimitris mitja; dominic dominik domenico domingo dominique ~ dom nick;
donald donal ~ don donnie; dorothy dorothea dorota dorotea ~ dot dolly; douglas ~ doug; duncan; dylan; eberhard; edgar edgardo edgars; edith; edmund
edmond edmundo ~ ed ned; eduard edward edouard eduardo edoardo edvard edvards duarte ~ ed eddie ted ned teddy edik lalo dudu; edwin edvin ~ ed; egor
yegor jegor; eileen; elaine; eleanor eleonora eleanora elinor leonor ~ nell nora lenore; elena yelena olena helena helen helene elina ilona jelena
alyona alena ~ lena lenka nell ellen; elias elijah ilya illia ilia eliahu eliyahu ilyas elia elie; elizabeth elisabeth elisabetta isabel isabelle
isabella yelizaveta elizaveta alzbeta erzsebet elzbieta yelyzaveta ~ liz beth eliza betty lisa elsa liza lizzie betsy libby bess lieselotte elise;
ella; elliot eliot; elmar elmer; elvira; emil emile emilio emiliano; emily emilia emilie emiliya; emma; emmanuel emanuel manuel emanuele immanuel ~
manny manolo manu; enrico enrique enric henry henri heinrich hendrik henrik henryk henrique heinz genrikh jindrich heikki ~ harry hank heini rik
quique kike; eric erik erich eirik erich; erica erika; ernest ernesto ernst erno; erwin irwin ervin; estefania; esteban stephen steven stefan stefano
stephan stephane stepan istvan stefanos etienne szczepan stjepan estevao stevan ~ steve stevie steph pista stipe stevo; stephanie stefania stefanie ~
steph steffi; esther ester hester; ethan eitan; eugene yevgeny evgeny evgeni evgenii yevgeni yevgen eugen eugenio evgeniy yevhen yevgeniy evgenij
jevgeni ~ gene zhenya evgesha; eugenia evgenia yevgenia evgeniya yevheniia yevgeniya ~ zhenya; eva eve yeva evita; evelyn evelina; fabian fabien
fabiano; fabio; fedor fyodor feodor fedir fiodor theodore theodor teodor teodoro theodoros teodors todor ~ ted teddy theo fedya teddie; felicia; felix
feliks; ferdinand fernando fernand hernando ferdinando hernan ferran ~ ferdi nando; filip philip phillip philipp philippe felipe filippo philippos
fulop filipe ~ phil pip flip pippo; florence florentina; florian ~ flo; frances francisca francesca franciszka francoise franziska ~ fran fanny paca
franzi; francis francisco francesco franz frans francois franciszek frantisek ferenc francesc ~ frank frankie paco pancho franco chico franek cisco;
frederick friedrich frederik fredrik frederic frederico federico friderik fridrikh fryderyk frederico ~ fred freddy fritz freddie fredi rico; gabriel
gabriele gavriil gavril havryil jibril gabor ~ gabe gabi gavrik; gabriela gabrielle gabriella ~ gabi gaby; galina halyna ~ galya; gary garry; gavin;
gemma; genevieve genoveva; gennady gennadi gennadii gennadiy hennadii hennadiy henadz gennadij ~ gena; geoffrey jeffrey jeffery godfrey gottfried
geoff ~ jeff; george georg georges georgi georgy georgii georgiy jorge giorgio giorgi jerzy gyorgy georgios heorhii heorhiy jiri juraj george gheorghe
yorgos iurii jurgen jorgen yuri yury yurii yuriy iouri joris goran jordi jerzy jurij ~ geo yura georgie yegorka; georgia georgina; gerald geraldo
gerhard gerard gerardo gerrit geert ~ gerry jerry gerd gert; geraldine; gertrude gertrud ~ trudy; gilbert gilberto; giles; giovanni; gleb hlib;
gloria; gordon; grace gracia grazia; graham graeme; gregory gregorio gregor grigory grigori grigorii grigoriy grzegorz gregoire hryhorii hryhoriy
grigorios grigor gergely krikor grigorij ~ greg grisha gregg; guenter gunter gunther guenther gunnar; guido guy; gustav gustavo gustave gustaf ~ gus
tavo; hannibal hanibal; hans johannes johann john jon juan giovanni ivan jan jean joao hannes hovhannes ioannis yannis ian sean ioan jovan janos ivo
juhani johan jens jaan jhon evan iwan yan ghjuvan yohannes ovanes ~ jack johnny hansi giannis vanya hank gianni juanito yiannis hansel jonny jannis
nino vanja; hannelore; harald harold ~ harry hal; harriet henrietta henriette ~ hattie; heather; hector hektor; heidi; helmut hellmut; henrike;
herbert heriberto ~ herb bert; herman hermann german german armando; hilda hilde; horace horacio; horst; howard; hubert huberto; hugh hugo ugo; ida;
ignatius ignacio ignaz ihnat ignacy inigo ~ nacho nachito; igor ihor ihar; ines inez; inga inge ingeborg; ingrid; innokenty innokentii; irene irina
iryna irena eirini irini ~ ira rina; isaac isaak yitzhak itzhak ishaq izaak ~ itzik; isadora; isidor isidore isidro izydor; ismael ishmael ismail
ismael ismayil ismoil ismaeel; ivana jana joanna johanna joan jane janet jeanne giovanna juana joanne jeannette ioanna yoana zhanna ~ jenny janie
hanna asia nina; ivar iver; jacob jakob jacques jaime james giacomo jacobo yaakov yakov iakov yakiv jakub diego santiago iago jacek jaap jaakko yakub
yaqub yaqoob hakob hagop jakov ~ jim jimmy jake jamie yasha kuba kobe jimmie jack coby; jacqueline ~ jackie; jarek jaroslav yaroslav jaroslaw; jason
iason; jasper gaspar caspar kaspar gaspard casper kasper; jeremy jeremiah jeremias ~ jerry; jerome jeronimo hieronymus geronimo; jessica ~ jess jessie
jessy; jesus ~ chuy; jill; joachim joaquin gioacchino joakim ~ achim jochen; jody; joel; jonas jonah yunus younes yunis yonah; jonathan yonatan
jonatan ~ jon jonny; joseph jose josef giuseppe josip yosef osip yosyp joao josep jozef jozsef yusuf yousef youssef yusif yousuf youcef ioseb iosif
yusup yusef ~ jos joe joey pepe beppe zeppo pepito sepp jose zeca ze jupp yossi yosi; josephine josefina giuseppina ~ josie jo; joshua josue yehoshua
yeshua ~ josh; joyce; judith judit yehudit ~ judy; julia giulia yulia yuliya yuliia iuliia julie juliette julija ioulia ~ julie yulka; julian juliano
julien giuliano yulian; juliana giuliana; julius julio giulio jules yuliy iulius gyula; justin justino justyn; kamal kemal kamel; karen; keith;
kenneth ~ ken kenny; kevin; kim; klaus claus nicholas nicolas nikolaus nikolai nikolay nicola niccolo mykola nikola nikolaos nicolae miklos mikolaj
nikolaj nils niels mikalai nicolau nikolas ~ nick nico niko klaas kolya nicky colin claas nikos nicolo nic; nicole nicola nicolette ~ nikki; kyle;
lars lorenz lawrence laurence lorenzo laurent lavrentiy laurentius lavrenti laurens vavrinec wawrzyniec lourenco ~ larry lenz laurie lars enzo lorry;
laura lavra lara ~ laurie; leila layla leyla laila leyli; leo leon lev leone leonel leonid leonidas leonhard leonard leonardo lionel leonti ~ len
lenny lyova leo; leticia; lewis louis luis ludwig luigi ludovic ludvig lajos luiz ludovico aloysius alois lluis ludwik ~ lou louie lutz gigi gino
lucho; linda; louise luisa luise louisa; lubov lyubov liubov ~ lyuba; lucas luke lukas luca luka lukasz lukyan lucian loukas; lucia lucy lucie luzia
lucja lusia; luciano lucien lucian; lydia lidia lidiya lidija; madeleine magdalena madalena magdalene ~ maddie magda lena; malcolm; marcel marcelo
marcello marceli; marcus marco marcos mark marko markus marc marek markos marque ~ marky; margaret margarita margarete marguerite margherita margareta
malgorzata marharyta margret margrit ~ maggie meg peggy greta gretchen rita margot grete daisy marge gosia madge margie maisie; maria mary marie
mariya miriam maryam mariam mariia marija marya mari miryam meryem maia ~ masha molly polly mia maja mimi manya marika marion mara; marianna marianne
mariana; marina maryna; mario marius mariusz marios; marta martha; martin martino marten morten marton martijn martyn ~ marty; marvin mervin; matilda
mathilde ~ tilly; matthew matteo mateo matthias mathias mateusz matvei matvey matthieu mathieu matej mattias matias matyas matti matevos mateus ~ matt
matty matze mattie; maurice mauricio maurizio moritz mauritz maurits mavriky morris; max maxim maksim maksym maxime massimo maximilian maximiliano
maximillian maximo maksymilian ~ max maxi; melissa; mercedes ~ meche; michael mikhail mykhailo miguel michel michele mikael mihail mihai mihaly michal
michail mikayil mikhael mihailo mikheil miquel mikko mikkel mixail mykhaylo mihael mikail ~ mike misha mick mikey mickey mischa micky mika miki
miguelito; michaela mikaela micaela mikhaila; michelle michele micheline ~ shelly; milan; mildred; milos miloslav; mircea; miroslav miroslaw myroslav
~ mirek miro slavko; monica monika monique; nadezhda nadia nadiya nadezda nadiia nadja ~ nadya; natalia natalie natalya nataliya natalija nathalie
natalja nataliia ~ natasha tasha nata; nathan natan nathaniel nathanael ~ nate nat; neil neal niall; nelson; nikita mykyta; nora norah; norbert
norberto; norman; octavio octavian; olaf olav olof oluf; oleg oleh; olga olha helga ~ olya; oliver olivier oliverio oliwier ~ ollie; olivia; orlando
roland rolando rolandas; oscar oskar; oswald oswaldo osvaldo; otto otho; pamela ~ pam; patricia patrizia patrycja ~ pat patty trish patti tricia;
patrick patricio patrizio patryk padraig ~ pat paddy; paul pablo paolo pavel pavlo paulo pawel pal paulus pavlos pauls povilas boulos pol pablito
pavle ~ pasha paulie; paula paola; paulina pauline; pedro peter pierre piotr petr pyotr pietro petro petros petar pieter petri pekka petre peer piero
boutros peteris petras pjotr ~ pete petya pit per pierrot pepe petey; penelope ~ penny; petra; philippa ~ pippa; pius pio; platon plato; radoslav
radoslaw; ralph ralf raoul raul rolf rudolf rudolph rodolfo rodolphe ~ rudi rudy; ramon raymond raimund raimundo raymundo ~ ray raymie; randall
randolph randolf ~ randy; raphael rafael raffaele rafal raphail ~ rafa; rebecca rebekah ~ becky beck becca; regina; reinhard reinhardt rainer reiner;
reinaldo reynaldo reinhold renaldo rinaldo ronald ronaldo ~ ron ronnie ronny; rene renato renatus; renata renate; richard ricardo riccardo ryszard
rihards rikard richard ~ rick rich dick rico ricky richie rickey; robert roberto rupert ruprecht robrecht ~ bob rob bobby robbie bert robin robby beto
berto robi; roberta; roderick rodrigo rurik ~ rod; roger rogelio rudiger ruggero rutger; roman romano romain; romeo; ronen; rosa rose rosie; rosemary;
rosario ~ charo; roy; ruben reuben rubens; ruslan rouslan; ruth; ryan; sabina sabine; salome; salvador salvatore; samantha ~ sam; samuel samuil
samuele ~ sam sammy sammie; santos; sarah sara sarra zahra; scott; sebastian sebastien sebastiano sevastian bastian ~ seb bas basti; selim salim
saleem; serge sergei sergey sergio serhii serhiy sergij sergi siarhei sergejs sergiu sergej sarkis sergii serhij ~ seryozha serj seryoga; severin
severino; sharon; sheila; shirley; sidney sydney; siegfried sigfrido; sigmund sigismund zygmunt zsigmond; silvia sylvia sylvie; silvio; simon simeon
semyon semen shimon simone szymon semion simao ximenes simonas ~ si; sofia sophia sophie sofiya zofia sofija ~ zosia sonia sonya; solomon shlomo
salomon suleiman sulayman suleyman soliman sulaiman suleman ~ sol; stanislav stanislaw stanislas stanislau estanislao ~ stan stas slava stanley;
stella; stuart stewart; susan susanna susanne suzanne zuzana susana zsuzsanna shoshana ~ sue suzie susie susi; sven svend; svetlana svitlana ~ sveta
lana; svyatoslav sviatoslav; tamara tamar ~ toma; tanya tatiana tatyana tetyana tatjana tetiana; taras; teresa theresa therese terezia tereza ~ terry
tess tessa tere resi; terence terrence ~ terry; thaddeus tadeusz tadeo faddei; thomas tomas tommaso tomasz tomaz foma tamas toma tuomas tomislav ~
thos tom tommy thom; tiffany; tikhon; tilman; timothy timofei timofey timoteo timo tymofii timotheus ~ tim timmy timmie; timur taimur teymur temur;
tobias tobiah ~ toby; todd; travis; ulrich ulrik ulrico oldrich ~ uli udo; ulysses; umberto humberto humbert; ursula; vadim vadym; valentin valentine
valentino valentyn valentijn ~ val; valentina valentyna ~ valya; valery valeri valerii valeriy valerio valerij walery ~ valera; valeria valerie
valeriya; vanessa; vera viera wiera; verena; veronica veronika veronique; victor viktor vittorio victorio wiktor vikenty ~ vic vitya vik; victoria
viktoria viktoriya vittoria viktoriia ~ vicky vika tori; vincent vincenzo vicente vincentas wincenty vikenti ~ vince vinnie enzo; violet violeta
violetta; virginia ~ ginny; vitaly vitali vitalii vitaliy vitalij witalij ~ vitalik; vladimir volodymyr wladimir uladzimir vladimiro valdemar waldemar
vladimer wlodzimierz valdimir ~ vova volodya vlad vovka volodia; vladislav vladyslav wladyslaw uladzislau ladislav laszlo ladislao ~ vlad vladik;
vsevolod; vyacheslav viacheslav viatcheslav vjaceslav wieslaw vaclav waclaw wenceslas ~ slava; walter walther gualtiero valter gauthier ~ walt wally;
wayne; wendy; werner verner; wilfred wilfried; wilhelm william guillermo guillaume guglielmo willem vilhelm vilmos guilherme vilem viljami liam ~ wm
bill will billy willy wim memo wilhelmus willie; wolfgang ~ wolfi; xavier javier xaver saverio ~ javi; yana jana iana; yvonne ivonne; yves ivo;
zachary zacharias zakhar zechariah zakaria zakariya zakariyya zaccaria zechariah ~ zack zach zak; zbigniew; zdenek; zoe zoya zoia; zoltan; abbas
abbass; abd abdul abdel abdal abdoul abdou abd; abdallah abdullah abdulla abdoulah abdollah abdellah abdulah abdalla abdillah ~ abdou; abdulaziz
abdelaziz abdulazeez abdalaziz; abdulkarim abdelkarim abdulkareem; abdulmalik abdelmalek abdulmalek; abdulqadir abdelkader abdulkadir abdulkader
abdalqadir abdelqader; abdulrahman abdurrahman abdelrahman abdurahman abdirahman abderrahmane abdarrahman abdulrehman abdulrahmon; abdulrahim
abdurrahim abdelrahim; abdulwahid abdelwahed; abdulhamid abdelhamid abdulhameed; abdulhakim abdelhakim; abdulsalam abdussalam abdelsalam abdeslam
abdusalam; adel adil; adnan; ahmad ahmed ahmet akhmed akhmad achmad ahmat ahamad ahmadu ahmadou amadou hamad; aisha aysha ayesha aicha aysa ayse
aishah aishat; akbar akber; akram ikram; ali aly alee aliy; alisher; amin ameen emin amine aminu; amina aminah aminata; amir ameer emir amer; amr
amro; anas; anwar anouar anvar enver; arif aref; asad assad asaad essad; asef asif; ashraf achraf eshref; asma asmaa; atta ata; ayman aiman aymen;
aziz azeez; badr bader; bakr bakir abubakar abubakr abubakir; bashar bashshar bachar; bashir basheer bachir beshir; basil bassel basel; bilal belal
bilel; burhan borhan burhanuddin; dalia dalya; davoud; ebrahim ibrahim abraham avraham ibraheem brahim ibragim abram ibrohim abrahim avram ~ abe ibro
avi; elham ilham; fadi; fadil fadhil fazil fadel fazel; fahd fahad; faisal faysal feisal feysal faycal; farah; farid fareed ferid; fariba; farooq
faruk farouk faruq farouq; fatima fatma fatemeh fatimah fatimat fadma fatoumata fatou; fawzi fauzi fawzy fevzi; firas feras; fuad fouad fuat fuad;
gamal jamal djamal jamaal cemal djamel jamel; ghassan gassan; ghazi gazi; habib habeeb; hadi hady; hafiz hafez hafeez; haidar haider haydar hayder
heydar haidarr; haji hajji haj hadj hajj; hakim hakeem; hamdan; hameed hamid hamed hameed; hamza hamzah hamzeh hamze; hana; hani hany; haris harith
hares; haroon harun haroun aaron aron aharon; hasan hassan hassane; hasnain; hashim hashem hachem; hasib haseeb; hatem hatim; hazem hazim; hisham
hesham hicham; hosni husni hosny; hussein husain hussain husayn hossein huseyin hosein hussien houssein husein huseyn khusein hussin hoseyn; ibtisam;
idris idriss edris; iman eman; imran emran; iqbal eqbal; issa isa eisa essa aissa; iyad eyad; jabbar jabar; jabir jaber gaber; jafar jaafar jaffar
jafar djafar cafer; jalal galal djalal celal jelal; jamil gamil jameel cemil; jamila; jasim jassim qasim qassim kasim kassem qasem kassim jassem gasim
kasym; javad jawad; javed jawid javid; junaid junayd; kareem karim kerim; karima; khadija khadijah hatice khadijat; khalid khaled halid khalad; khalil
khaleel halil; laith layth; latif lateef; lutfi lotfi; mahdi mehdi mahdy; mahir maher mahr; mahmud mahmoud mahmood makhmud mehmood mahmut; majid
majeed magid maged majed; malik malek; mansour mansur mansoor; marwan merwan marouane; masood masud massoud masud mesut masoud; maytham maitham;
mohsen muhsin mohsin mokhsin muhsen; mubarak mobarak mubarek; muhammad mohammed mohamed mohammad muhammed mohamad mohamid mehmet muhamed mahomed
mokhamed magomed magomet mohd mukhammad muhamad mohamud mahamat mamadou muhammadu mohammadi muhammet mukhamed mohamud ~ mo mohd md hamada; muhannad
mohannad; mukhtar mokhtar muktar moktar; munir mounir moneer muneer; murad mourad morad murat; murtaza murtada mortaza morteza; musa mousa moussa
moosa moses moshe moises mose moise moisei; mustafa mustapha mostafa moustafa mustafah moustapha; mutaz mutaz moataz; nabil nabeel; nadir nader;
nadeem nadim; naeem naim nayim; naji nagy najy; najib naguib nageeb najeeb necip; najwa nagwa; nasir nasser naser nassir nasr; nasrallah nasrullah;
nawaf nawwaf; nawaz; nayef naif nayif; nizar nezar; noor nur nour nura; omar umar omer umer oumar gumar; omran; osama usama ussama oussama usamah
osamah; osman uthman othman usman ousmane osmane; qais qays kais; rabia rabi; rafiq rafik rafeeq; rafid; raja; rajab recep ragab rajabali; ramadan
ramazan ramzan ramadhan ramzaan; rami ramy ramie; ramzi ramzy; rana; rania; raouf rauf; rashad reshad; rashid rasheed rached reshid rachid; reza rida
ridha riza raza; riad riyad riyadh; rifat refaat; rustam rustem rostam rustom; saad sad sad; sabah; sabri sabry; saddam; sadiq sadeq sadik siddiq;
saeed said sayed said sayeed saied seyed; sayyid sayid syed seyyed sayed sidi; safiya safia; salah saleh salih saley; salahuddin salahaddin selahattin
saladin; salma selma; salman selman; sami samy samie; samir sameer; samira; sana; sattar; shahid shaheed; shakir shaker; shamil shamel; sharif sherif
shareef cherif charif; shirin shireen; siraj seraj; sohail suhail suhayl; sufyan sufian sofian sofiane; sultan soltan; tahir taher; taha; talal; talib
taleb; tamer tamir; tariq tarek tarik tareq tarick; tawfiq tawfik toufik taufik tevfik; wael wail; wafa; waleed walid oualid; wasim waseem; yahya
yahia yehia yahaya; yasin yassin yaseen yacine yassine; yasir yasser yaser; yazid yazeed; younis; zafar zafer; zahid zahed; zaid zayd zayed zeid; zain
zayn zein; zainab zeinab zaynab zeynep zineb; zaki zeki; ziad ziyad zeyad; zubair zubayr zoubir; abhishek; ajay ajai; akash; amit; anand; anil; arjun;
arun; ashok asoka; chandra chander; deepak dipak; dinesh; ganesh; gopal; govind; gurpreet; hari; indira; jagdish; kavita; kiran; kishore; krishna
krishnan; kumar; lakshmi laxmi; mahesh; manish; manoj; mohan; mukesh; narendra narinder; naresh; neha; nikhil; nitin; pooja puja; prakash; pramod;
pranab; praveen pravin; priya; rahul; raj raja; rajesh; rajiv rajeev; rakesh; ram; ramesh; ravi; rohit; sachin; sandeep sandip; sanjay sanjai; sanjeev
sanjiv; santosh; satish; shankar; shiva siva; shyam; sita; subhash; sunil suneel; sunita; suresh; sushil; swati; uday; vijay vijai bijay; vikas;
vikram; vinod; vivek; yash; aiko; akira; daisuke; eiji; haruki; haruto; hideki; hiroshi; hiroto; ichiro ichirou; jiro jirou; junichi junichi; kaori;
katsumi; kazuo; kei; keiko; keisuke; kenji; kenta; koichi kouichi; koji kouji; makoto; masaru; masashi; mayumi; michiko; naoko; naoto; noboru; osamu;
ren; ryo ryou; satoshi; shigeru; shinichi; shinji; shinzo shinzou; shizuka; sho shou; shota shouta; shunichi; taro tarou; takashi; takeshi; taku;
tatsuya; tetsuya; toru tooru tohru; toshio; yasuo; yoko youko; yoshi; yuki yuuki; yukio; yuko yuuko; yumi; yutaka; yuto yuuto; adebayo; adewale;
amara; ayodele; babatunde; chidi; chinedu; chukwuemeka ~ emeka; femi olufemi; ifeanyi; kofi; kwame; kwasi; kwabena; ngozi; nnamdi; obinna; oluwaseun ~
seun; sekou; thabo; themba; tunde; yaw; zola; abebe; haile; tesfaye; mulugeta; bekele; tadesse; aram; ararat; armen; artak; ashot; gagik; garik;
gevorg kevork; hayk haik; levon; narek; samvel; serzh; suren; tigran dikran; vahan; vardan vartan; vazgen; gela; giga; irakli erekle; kakha; lasha;
levan; mamuka; nika; nodar; otar; shalva; tamaz; tengiz; vakhtang; zaza; zurab; zviad; aibek; aidar; almaz; askar asqar; aslan; azamat; bakhtiyar
bakhtiar bahtiyar; beibut; bolat bulat; daniyar; dilshod; eldar eldor; elchin; erlan yerlan; farrukh farukh; gulnara; islom islam; jahongir jahangir
dzhakhongir; kanat; marat; muratbek; nazarbek; nurlan; nursultan; oybek aybek; rinat; rovshan; sardor; sherzod; shukhrat; talgat; tofig; ulugbek;
vugar; yermek; zhanar; agnieszka; beata; bozena; cezary; danuta; ewa; grazyna; halina; iwona; jolanta; justyna; kazimierz casimir; lech; leszek;
mariola; mieczyslaw; slawomir; urszula; wojciech vojtech adalbert; zenon; branko; dejan; dragan; ljubica; ljiljana; milena; mirko; nenad; nemanja;
predrag; ratko; sasa; slobodan; slavica; snezana; tihomir; vesna; vojislav; vuk; zeljko; zoran; zorica; blagoj; plamen; rumen; stoyan stojan; tsvetan;
yordan jordan; ahti; arvo; eero; esa; hannu; ilkka; jari; juha; jukka; jussi; kimmo; paavo; pasi; sakari; seppo; tapio; tarja; toomas; urho; vaino;
bjorn bjoern; einar; frode; geir; gro; haakon hakon; halvor; ingvar; kjell; knut knud canute; leif; magnus; odd; ole; oystein; ragnar; rune; sigurd;
stig; svein; terje; thor tor; tore; torbjorn; trond; vidar; aoife; cian; ciaran kieran; conor connor; declan; eoin owen eoghan; fergus; fiona; maeve;
niamh; oisin; orla; roisin; ronan; saoirse; shane; siobhan; attila; balazs; bela; csaba; eszter; geza; ildiko; imre; jeno; kalman; katalin; orsolya;
tibor; zsolt; bogdana; costin; doina; dragos; florin; ion; iulian; marian; mihaela; nicoleta; ovidiu; radu; razvan; sorin; tudor; achilleas;
anastasios; antonis; aris; athanasios thanasis; eleni; evangelos vangelis; giorgos; haralambos; kyriakos; lefteris eleftherios; panagiotis; spyros
spyridon spiridon; stavros; stelios; thanos; vasilis; arben; besnik; blerim; edi; edon; fatmir; ilir; ismet; ramush; agron; shkelqim; ayhan; aykut;
aylin; bulent; can; cem; deniz; devlet; ebru; ekrem; elif; emre; erdal; erdem; erdogan; ergun; erol; fatih; gokhan; hakan; ilker; kaan; koray; levent;
melih; mert; meral; onur; orhan orkhan; ozan; ozlem; selin; serkan; sinan; suat; tayyip; tolga; tuncay; turgut; ufuk; umit; volkan; yavuz; yilmaz;
arash; ardeshir; babak; bahman; bahram; behrouz behruz; behzad; bijan bizhan; dariush; ehsan ihsan; esfandiar; farhad ferhat; farshad; farzad; firouz
firuz feroz; hamidreza; hooshang; houshang; iraj; jamshid jamshed; kamran; kaveh; kazem kazim kadhim kadhem; keyvan; khosrow khusraw; kianoush;
mahnaz; manouchehr; mehran; mehrdad; mina; mojtaba mujtaba; nasrin; navid naveed; nima; omid; parisa; parviz pervez parvez pervaiz; pouya; ramin;
sadegh; saman; sepideh; shahram; shahriar; shahrokh shahrukh; siamak; sima; soheil; soroush; taghi; yasaman; zohreh; angelica; arnoldo; camila
camilla; carmen; concepcion ~ concha conchita; consuelo ~ chelo; dolores ~ lola loli; efrain efraim ephraim; eliseo; encarnacion; evaristo; fidel;
florencia; gaston; gonzalo; graciela; guadalupe ~ lupe; heladio; jacinto; jairo; jazmin jasmin yasmin yasmine yasmeen jasmine; joaquina; leopoldo
leopold; lorena; lourdes; luz; macarena; maite; marisol; maricela; martina; mariano; nestor; nicanor; noe noah nuh; noemi naomi; ofelia ophelia;
osmani; pilar; placido; ramiro; raquel rachel rahel raquel rachele; refugio; reyes; rigoberto; rocio; rosalia; rosendo; rufino; saul; segundo;
soledad; ulises; wilson; ximena jimena; yolanda; zulema; abigail ~ abby; agatha agata agathe; agnes ines agnese agnieszka; aidan aiden; alvin; amber;
andreea; april; ashley; audrey; austin; bailey; barry; beverly; blake; bonnie; brad bradley; brett; brittany; brooke; bryce; caleb; cameron; carol
carole; carter; casey; cheryl; chelsea; cody; cole; corey cory; courtney; crystal; dale; dana; darrell daryl darryl; dawn; desmond; devin devon; diana
diane; donna; doris; duane dwayne; dwight; earl; edna; elmo; erin; esme; faith; faye; felicity; garrett; gail; glenn glen; grant; guinevere jennifer ~
jen jenny jenna jenn; hailey; hope; hunter; iris; irving; ivy; jade; jared; jay; jocelyn; jodie; josiah; joy; juanita; kaitlyn; kelly; kendra; kent;
kerry; kirk; kristen; kristy; lance; lauren; leah lea; lee; leigh; leroy; leslie lesley; lester; lila; lillian lilian ~ lily; logan; lois; loretta;
lorraine; luther lothar; lynn; mabel; mackenzie; marilyn; marsha; mason; maureen; maxine; megan; melanie; melvin; merle; miles myles; mitchell ~
mitch; morgan; muriel; myron miron; nadine; noel; norma; opal; pearl; perry; phyllis; preston; quentin quintin; reginald ~ reggie reg; rex; rhonda;
rodney; ross; roxanne; ruby; russell ~ russ; sally; savannah; sean shawn shaun shane; seth; sheldon; sherry; sierra; skylar; sonja; spencer; stacy
stacey; summer; tara; taylor; theodora; tracy tracey; trevor; troy; tyler; vernon; vivian viviane viviana; wallace; warren; whitney; willard; winston;
wesley; zane; annika; britta; carsten karsten; detlef; dieter; dietmar; eckhard; egon; elke; erna; frauke; friedhelm; friederike; gerlinde; gisela;
gudrun; hartmut; hedwig jadwiga; heike; heiko; heiner; holger; ilse; irmgard; jorg joerg; jutta; kai kay; lennart; liesel; manfred; manuela; marlene;
meike; mathis; ottmar; ruediger rudiger; siegmar; silke; sigrid; swen; tanja; thorsten torsten; traudl; ulrike; uta ute; uwe; volker; volkmar;
waltraud; wiebke; wilma; adele; aline; amandine; aurelie; baptiste; bastien; camille; celine; cedric; chantal; clemence; corinne; delphine; didier
desiderio; elodie; emmanuelle; estelle; fabrice; franck; gaelle; ghislain; gilles; herve; joelle; laetitia; loic; lucile; marcelle; martine; maud;
mireille; odile; pascal pasquale pascual; pascale; perrine; remi remy; regis; rolande; sandrine; severine; solange; sylvain; thibault thibaut;
thierry; virginie; yann; alessia; arianna; ciro; cosimo; dante; donatella; elisa; ettore; fabrizio; flavio; gaetano; gennaro; gianluca; gianfranco;
ginevra; giorgia; ilaria; luciana; marcella; massimiliano; mirella; ornella; palmiro; raffaella; rocco; rossella; sabrina; silvana; tiziana; tiziano
titian; ubaldo; vito; afonso alfonso alphonse alonso alfons; anselmo anselm; benedita; caetano; diogo; edson; elvis; fatinha; flavia; goncalo; helder;
iara; joaquim; jandira; larissa; leandro; marcelino; mauro; nuno; otavio; rui; sidonio; tiago; vasco; wagner; zeferino; anh; binh; chau; cuong; dung;
duc; dat; giang; hai; hanh; hieu; hoa; hung; huong; khanh; lan; linh; loan; long; mai; minh; nam; nga; ngoc; nhung; phong; phuong; quan; quang; quoc;
son; tam; thanh; thao; thi; thu; thuy; tien; trang; trung; tuan; tung; tuyet; van; vinh; xuan; yen; rahman rehman rahmaan; rahim raheem; qadir kadir
qader kader; ghani gani; razzaq razaq razak; salam salaam; wahab wahhab; wahid waheed; samad; rasul rasool; quddus; jalil djalil; qahtani; ghamdi;
otaibi utaibi; harbi; zahrani; shehri; dosari; abner; ada; adela adele adelina; ainhoa; aitor; alba; alejo; alina; alma; alon; alonzo; alton; alvaro;
amadeo amadeus; amado; amalia; amalie; amos; anahi; anatole; anibal; antje; apollo; arabella; araceli; archer; ariadna; ariel; arlene; arlo; armin;
arne arnie; arnoud; arsen; arseny arseniy; arvid; asher; asier; astrid; athena; aubrey; aurora avrora; avery; azucena; barney barnaby; basilia; beau;
beckett; begona; belen; belinda; benita; bennett; benson; bentley; bernadette; bernadine; beryl; bettina; bianca blanca; bjarne; blas; blanche;
blessing; bodo; boaz; bonifacio; boyd; brady; bram; brant; brenton; briana brianna; briony; britt; bronwyn; byron; calvin; candace candice; carina;
carlotta; carmel carmela carmelo; carmine; cassandra kassandra ~ cassie; cassius; celestino; celia; celeste celestine; chandler; chantelle; charity;
charlene; chet; christabel; ciprian cyprian; clarence; clarissa; claudine; cleo; cleopatra; clint clinton; clotilde; clovis; colette; colleen;
constance constanza konstanze; cora; coral; cordelia; cornelia; corina corinna; crispin; cruz; cuthbert; dagmar; dagny; dahlia; damaris; daphne;
darcy; darla; darrel; dashiell; deandre; deirdre; delia; delilah; della; demetria; dena; denver; desiree; dexter; dimas; dina; dinah; dino; donovan;
dora; doreen; dorian; dusan; dusty; earnest; easton; ebony; eda; eddy; edita; egbert; eliana; elisha; elmira; eloise heloise; elsie; elton; elva;
emerson; emery; emmett; emmy; enid; enoch; erasmo erasmus; ernestine; errol; esmeralda; esperanza; estella estela; esteve; ethel; etta; eudora;
eugenie; eulalia; eunice; eusebio; evander; everett; ezekiel; ezra; fabiola; farrah; faustino; fausto faust; fay; federica; felipa; fenton; fermin;
fern; fernanda; filomena; finn; fiorella; fleur; flora; floyd; forrest; fortunato; foster; frida frieda; fulton; fyodora; galen; galileo; garth;
gaylord; gema; genaro januarius; germaine; gia; gideon; gilda; gina; ginger; gisele giselle; glenda; glinda; godwin; goldie; grady; greer; griselda;
grover; gudmund; gwen gwendolyn; haley; hallie; hamish; harlan; harley; harmon; harper; hartwig; haven; hazel; hedda; hedy; henley; hera; herminia;
hilario hilary hilarion; hildegard; hillary; hiram; hollis; holly; homer; honor; hortensia; hudson; humphrey; hyacinth; ibrahima; idalia; ignacia;
ike; ilan; ilana; ileana; imani; imelda; imogen; india; ingmar; iolanda; ione; irma; isabelino; isaiah; isolda; israel; italo; itziar; iva; ivette;
jacinda; jackson; jacquelyn; jada; jaden; jalen; jaleel; jameson; janelle; janessa; janine; jaqueline; jaron; jayden; jayne; jeanette; jed; jefferson;
jelle; jemima; jerald; jermaine; jeroen; jethro; jewel; job; jolene; jolie; jolyon; jonty; joost; jordana; josefa; joss; jovita; judah; judas; judd;
jude; judson; julissa; june; juno; justine; juvenal; kaleb; kara; kari; kasimir; katrina; kaye; keegan; keenan; keira; kelvin; kendall; kendrick;
kenya; kerstin; khloe; kian; kiana; kiara; kimberly kimberley ~ kim; kingsley; kip; kolby; kora; korbinian; kristof; kyra; kylie; lacey; lamar;
lambert; landon; lane; larisa larissa; lark; latisha; latoya; laurel; lavinia; lawson; lazaro lazarus; leander; leandra; leda; leighton; lelia;
lemuel; leonora; leonie; letizia; levi; liana; liberty; lilith; lincoln; linus; lisandro lysander; lise; livia; lonnie; loren; loreto; louella;
lovisa; lowell; lucinda; lucretia lucrecia; ludmila lyudmila liudmila ljudmila ~ lyuda mila; luella; luna; lupita; lyle; lyndon; lyra; macy; madison;
mae; magali; magnolia; maisie; malachi; mallory; malou; malvina; manfredo; marcia; maribel; marietta; marilu; marita; maritza; marjorie margery;
marlon; marshall; marybeth; maude; maura; maurizia; maverick; mavis; maya; maybelle; mckenna; melba; melchior; melina; melody; mercy; meredith;
merlin; merrick; micah; milagros; milo; milton; minerva; minnie; mira; mirabel; miranda; mireya; misty; modesto modest; moira; mona; montgomery;
mordecai ~ motti mordechai; morgana; mort mortimer; murray; myra; myrtle; nahum; narciso; nathalia; natividad; nedda; nehemiah; nellie; neri; nerys;
nereida; nettie; neva; neville; nevin; newton; nidia; nigel; nilda; niles; nira; noelia; nola; nolan; nona; noreen; norris; oakley; obadiah; octavia;
oda; odell; odette; oksana; oleander; olive; ondine; ora; oralia; oren; orin; orion; orson; orville; osbaldo; osborn; otis; otmar; paloma; pandora;
pansy; paris; parker; patience; patti; patton; pauletta; paulino; paxton; payton peyton; percival ~ percy; perla; pernille; perpetua; phineas; phoebe;
phyllida; pierce; piper; polina; pompeo; poppy; porfirio; porter; portia; presley; primo; priscilla; prosper prospero; prudence; queenie; quincy;
quinn; quirino; rafferty; ramona; rand; raven; reba; reed; reese; regan; reina; reid; reva; rhea; rhett; rhiannon; rhys; ricarda; riley; rowan;
rolanda; roma; romina; ronny; rory; rosalba; rosalind; rosaura; roscoe; roslyn; rowena; roxana; royce; rufus; ruslana; rusty; ryder; sadie;
salvatrice; samson; santino; sapphire; saskia; sawyer; scarlett; sebastiana; selena selene; serena; serenity; seraphina serafina; serafin; severo;
shana; shania; shannon; sharlene; shauna; shea; sheena; sherman; sherwin; sibyl sybil sybille; sidonie; sienna; silas; silvestre sylvester silvester;
simona; sissy; sixto; sofie; soren; sophronia; stacia; starla; stellan; sterling; sunniva; sunny; suzette; svante; sydelle; sylvan; tabitha; taisiya;
talia; tallulah; tamsin; tarquin; tatum; teagan; telma thelma; temple; tennyson; terrell; thad; thaisa; thea; theda; theodosia; theresia; thora;
thornton; thurman; tia; tilda; tito titus; tobin; tonya; torquil; tova; tristan tristram; truman; tucker; tyrone; tyson; ulla; una; unity; uriah;
uriel; ursel; valencia; vance; vaughn; velma; venus; vesta; vianney; vidal; vilma; viola; violante; virgil virgilio; viridiana; vita; waldo; walker;
wanda; warner; warrick; waylon; webster; wellington; wendell; wilbur; wilda; wiley; wilfredo; wilhelmina ~ mina; willa; willow; winifred ~ winnie;
wolf; woodrow; wyatt; xandra; xanthe; yadira; yahir; yancy; yara; yaretzi; yesenia; yoel; yolande; york; ysabel; yuliana; yvette; zachariah; zaida;
zander; zara; zelda; zelma; zena; zenaida; zenobia; zeno; zina; zinaida; zita; zora; alsu; aynur; aygul; anzor; apti; arbi; aslanbek; ayaz; aziza;
bekzod; bobur; botir; dilnoza; dilorom; doniyor; elnur; farida; fidan; firuza; gafur; gulbahor; gulchehra; gulmira; gulshan; hikmat; husan; ibodat;
ildar; ilgam; ilnur; kamil kamila; kamola; khurshid; laylo; lobar; lutfullo; madina; malika; marhabo; maruf; mavluda; mirza; murod; nargiza nargis;
nasiba; nigora; nilufar; nodira; nozim; odil; olim; otabek; oygul; parvina; pulat; qodir; ravshan; rukhsora; saida; saidakbar; sanjar; sarvar;
shavkat; shahnoza; sitora; sobir; tohir; ulmas; umida; xurshid; yulduz; zamira; zarina; zebo; zilola; zuhra; zulfiya; abai; aigerim; aigul; ainur;
aliya aliyah; anuar; asel; assel; baurzhan; dauren; dinara; erbol; galym; kairat; karlygash; kuanysh; madiyar; nurbol; olzhas; raushan; samat; saule;
serik; talant; yerbol; zhanibek; aysel; gunel; jala; kenan; mehriban; nigar; ogtay; sevda; tural; turan; ulviyya; vusal; zaur; aadi; aarav; aditi;
aditya; ajit; alok; ambika; amrita; ananya; anirudh; anjali; ankit; ankita; anupam; anuradha; aparna; archana; arpit; arvind; ashish; ashwin; asha;
babita; balaji; bharat; bhavna; bhupinder; chetan; chitra; darshan; dev; devendra; devika; dharmendra; divya; ekta; gaurav; geeta gita; girish;
gurmeet; harish; harpreet; harsh; harsha; hema; hemant; hitesh; inder; isha; jagjit; jaya; jayesh; jitendra; jyoti; kailash; kalpana; kamala; kanchan;
kapil; karan; kartik; kaushal; khushi; komal; kunal; kusum; lalit; lata; leela; madan; madhav; madhu; madhuri; mahendra; mala; mamta; maneesh;
manisha; manju; meena; meera mira; milind; mithun; mohit; mridula; mukul; nandini; namrata; nandita; nirmal; nirmala; nisha; om; padma; pallavi;
pankaj; parth; pavan pawan; payal; pradeep; pranav; pranay; prashant; prem; preeti priti; pritam; puneet; purnima; radha; raghav; rajendra; rajni;
raju; rakhi; rani; ranjit ranjeet; rashmi; rekha; renu; rishi; ritu; rohan; roopa; ruchi; rupali; sagar; sakshi; sangeeta sangita; sanjana; sapna;
sarika; sarita; saurabh; savita; seema; shailesh; shalini; sharad; sharmila; shashi; sheela; shilpa; shobha; shreya; shubham; shweta; siddharth;
smita; sneha; sonal; sudhir; sujata; suman; surendra; surya; swapnil; tanvi; tarun; tejas; trisha; uma; umesh; usha; vaibhav; vandana; varun; vasant;
veena; vidya; vimal; vinay; vineet; vipin; viraj; virendra; vishal; vishnu; yamini; yogesh; abeni; abidemi; abimbola; abiodun; adaeze; adaobi;
adenike; adeola; akin; akinyi; akosua; amadi; ama; amaka; amaru; ayo; ayotunde; bola; bukola; chiamaka; chibueze; chika; chinonso; chinwe; chioma;
damilola; dayo; ebele; efua; ejike; ekene; enitan; esi; eze; fela; folake; folasade; funmi; ibukun; idowu; ifeoma; ijeoma; ikenna; jabari; juma;
kehinde; kelechi; kojo; kunle; kwaku; lamine; lekan; maame; mandla; muthoni; nana; ngugi; nia; njeri; nkechi; nneka; nokuthula; nomsa; nyambura; obi;
ola; olamide; olayinka; olufunke; oluwatobi; omotola; onyeka; rotimi; sade; segun; sibusiso; sipho; taiwo; temitope; thandiwe; tobi; tope; uche;
uchenna; wanjiku; wambui; yetunde; zanele; zuberi; adi; agus; asep; bambang; basuki; bayu; budi; cahyo; citra; dedi; dewi; dian; dwi; eka; eko;
endang; fajar; fitri; gilang; hendra; heri; indah; indra; irfan; joko; kartika; lestari; made; mega; megawati; ngurah; nurul; oka; prabowo; putu;
rahmat; ratna; rini; rizal; rizky; sari; setiawan; siti; slamet; sri; sugeng; suryo; susilo; tri; tuti; udin; wahyu; wayan; wulan; yanti; yudi; anan;
anong; apinya; arthit; boonmee; chai; chanchai; kamon; kanya; kittisak; malee; nattapong; niran; pimchanok; ploy; pornthip; prasert; preecha; sakda;
siriporn; somchai; somsak; suda; sunisa; suwit; thaksin; wichai; wirat; yingluck;
`;
