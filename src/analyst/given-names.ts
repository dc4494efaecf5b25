import { createRequire } from 'node:module'
import { stem } from '../text/stems.ts'

/** Given names, English and Russian with some of their neighbours: who bears one before another name is a person. */
const names =
  'aaron abigail adam adrian agnes ahmed aisha alan albert alex alexander alexandra alice alina amanda amelia amy ana andrea andreas andrew angela anita ann anna ' +
  'anne anthony antonio arthur astrid barbara beatrice ben benjamin bernard bianca bjorn boris brian bruno carl carla carlos carmen caroline catherine ' +
  'charles charlotte chloe chris christian christina christine christopher clara claire colin craig daniel david deborah denis diana diego dominic donald dora ' +
  'dorothy edgar edith edmund edward eileen elena eleanor elias elisabeth elizabeth ella ellen emil emily emma eric erik ernest esther ethan eva evelyn fatima ' +
  'felix fiona florence frances francis frank franz fred frederick gabriel george gerald gerard gina giovanni gloria grace graham gregor gregory greta gustav hanna ' +
  'hannah hans harold harriet harry heinrich helen helena helga henri henrik henry herbert hugo ian ibrahim ida igor ines ingrid irene iris isaac isabel ivan ' +
  'jack jacob jakob james jan jane janet jason jean jennifer jens jeremy jessica joan joanna john jonas jonathan jorge jose joseph joshua juan judith julia ' +
  'julian juliana julie karen karin karl karla kate katherine keith kevin klaus lara lars laura lauren lena leo leon leonard lewis linda lisa lorenzo louis louise ' +
  'lucas lucia lucy luis lukas lydia magnus malcolm manuel marc marco margaret maria marie marina mario marion mark marta martha martin mary mateo matthew maya ' +
  'max maxim mia michael michelle miguel mikhail mohamed monica nadia nancy naomi natalia natalie nathan neil nicholas nicola nicole nina noah nora oleg olga ' +
  'oliver olivia oscar otto pablo pamela patricia patrick paul paula pauline pavel pedro peter petra philip priya rachel ralph raymond rebecca richard rita ' +
  'robert robin roger roman rosa rose roy ruth ryan sabine samuel sandra sara sarah sebastian sergei sharon simon sofia sonia sophie stefan stella stephen steven ' +
  'susan sven sylvia tamara tara teresa thea theodore theresa thomas timothy tobias tom tomas tony ulrich ursula valentina vanessa vera veronica victor victoria ' +
  'vincent viola virginia vladimir walter wendy werner william yasmin yusuf zoe ' +
  'aidan aileen alastair albrecht alfred alison alma amira amos anders andre angus anika annette annika anton april arjun arne arturo ashley audrey august axel ' +
  'beth bettina bill bob brandon brenda brendan bridget bruce calvin cecilia cedric cheryl chiara clarence claude claudia clement clive connor constance cormac cynthia ' +
  'dale damian dan darren dave dean deirdre dennis derek diane dieter dmitri dolores doris douglas duncan eamon eddie edwin elaine elise elsa erica ernst eugene ' +
  'eunice evan farid faye ferdinand fergus fernando frida friedrich gareth gavin genevieve geoffrey georgia gertrude gilbert gillian glen gordon gretchen guillermo gunnar gwen ' +
  'hassan hazel heather hector heidi henrietta hilda horace howard hussein imogen ingo ismail jacqueline jake jamal javier jeffrey jerome jill jim joel johan johannes ' +
  'josephine joyce juliet justin kamal kathleen kenji kenneth kevin khalid kieran kim kirsten kurt kyle lance lawrence leif leila leonora leroy leslie liam lillian ' +
  'lionel loretta lorna luca ludwig luigi luke mabel madeleine maeve maggie marcel marcus marianne marilyn marjorie marlene marvin matilda matthias maud maureen maurice mei ' +
  'mercedes meredith mildred miles milo mina mira miriam mohammed moira muhammad murray nasser ned nelson niamh niels nigel nils norman odette olaf omar orla otis owen ' +
  'pascal patience pearl penelope percy perry phoebe pierre pietro polly rafael rajesh ramon randall raphael ravi reginald rhona ricardo rob roberta roderick rodrigo roland ' +
  'ronald rosalind rosemary ross rudolf rufus rupert russell ruben sally salma salvador sam samira sandeep sanjay saskia sean seamus selma shirley sigrid silvia simone siobhan ' +
  'solomon stanley stella stewart stuart sue sunita suzanne teddy terence theo thora tim timo tina toby todd torsten trevor trudy ulf ursula uwe valerie vernon vijay ' +
  'wanda warren wilfred wilhelm wilma winifred wolfgang xavier yolanda yuki yvonne zachary zara ' +
  'александр александра алексей алёна алина алиса алла анастасия анатолий андрей анна антон антонина аркадий арсений артём борис вадим валентин валентина валерий ' +
  'варвара василий вера вероника виктор виктория виталий владимир владислав вячеслав галина геннадий георгий герман глеб григорий дарья денис дмитрий евгений ' +
  'евгения егор екатерина елена елизавета жанна зинаида зоя иван игорь илья инна ирина кирилл константин ксения лариса лев леонид лидия любовь людмила макар ' +
  'максим маргарита марина мария марк матвей михаил надежда наталья никита николай нина оксана олег ольга павел пётр полина раиса роман руслан светлана семён ' +
  ' софья станислав савелий святослав серафима тарас терентий ульян устинья фаина федот филипп фома харитон христина эльвира эльза эмма эмилия эраст ян ' +
  'агафья агния аделина аида айгуль аксинья алевтина алсу альберт альбина ангелина арина артур аскар аслан богдан валерия василиса витольд всеволод гавриил гульнара давид ' +
  'демьян диана дина добрыня евдокия евлалия ефим ефрем захар зарина зульфия игнат игнатий ильдар илона инга иннокентий иосиф ираида камилла карина каролина клавдия клара клим ' +
  'кузьма лада лала лейла леонтий лилия лия лука любава майя мартын мила милана мирон мирослав муса назар нелли ника нонна оксана остап прасковья прохор рада радик ракель рамиль ' +
  'ренат рената римма ринат родион ростислав рудольф рустам сабина савва самуил сергей софия софья станислав степан тамара таисия татьяна тимофей тимур ульяна фёдор эдуард юлия юрий яков яна ярослав ' +
  'абдулла авдотья азамат азат айдар акулина алика алим амина андрон анфиса арам арина арслан артур архип афанасий ахмед ашот бахтияр богдана болеслав борислав бэлла вадик валентина ' +
  'варлам василина венера вениамин викентий влада влас гарик гарри герасим глафира гузель гульназ гурам дамир даниил данила данил даниэль дениза джамал дмитрий евграф евстигней ева елисей ермак ' +
  'ерофей жорж заур земфира зиновий зураб иван игорь иза изабелла изольда ильшат ильяс инесса иоанн ираклий искандер исмаил казимир камиль касьян кира клавдий кондрат кондратий корней лаврентий ' +
  'лазарь леся лилиана лина лола лолита луиза лука магомед мадина майя мая малика мансур марат марианна марьям махмуд мелания мефодий микаэль модест мурад мурат мустафа надия назим наиля нариман ' +
  'нателла нестор никифор никодим нурлан онисим осип павлина паисий панкрат парамон пахом пелагея платон потап равиль раис рамазан рауф рафаэль рашид ревекка роза роксана рубен руфина сабир салават самвел ' +
  'сандра сергей серафим соломон спартак султан сусанна таймураз тигран тихон трифон фания фарид фатима феликс феофан филарет флора фрол харлампий цветана шамиль шота эдгар элеонора элина эмиль эрик эрнест юлиан юлиана ' +
  'юсуф яким ясмина павла льва ' +
  'аля аня ася боря валера валя ваня варя вася вика витя влад вова гала галя гена гоша гриша даня даша дима егорка женя зина катя кеша коля костя ксюша лёва лёня лера леся лиза люба люда люся макс маня маша миша митя надя настя ' +
  'ната нюра оля паша петя рита рома саня саша света сева семка серёжа слава соня стас стёпа таня тася толя тоня фёкла федя шура эля юля юра яша ' +
  'адам адольф альфред альфонс анри арнольд артуро бенджамин бернард билл боб брайан бруно вальтер вернер виктор вильгельм вольфганг ганс гарольд гельмут генри генрих герберт герхард гертруда гилберт грета грэм густав ' +
  'гюнтер дейзи джейкоб джейн джеймс джек джереми джерри джессика джим джина джо джоан джон джонатан джордж джозеф джулия джулиан дик дональд дороти дуглас дэвид дэн жак жан жаклин жозеф жюль зигфрид иоганн иоахим ирвинг ' +
  'йенс йозеф йонас йорг йохан карло карлос кармен кейт кен кеннет кевин кэтрин ким клаус клод кристиан кристоф курт лара ларс лаура леонард линда лоренцо лоуренс луи луиджи людвиг люк магнус майк майкл марио марко мартин марта ' +
  'матиас мэри мэтью мигель мишель морис мэтт нильс николас норман олаф оливер оскар отто паоло патрик педро пер петер пётр пьер пол поль ральф рене ричард роберт роджер рольф рональд рудольф рут саймон сара сесиль себастьян ' +
  'синди сильвия симон софи стив стивен стефан сьюзен теодор том томас тим тобиас урсула фабио филип фредерик фридрих франк франсуа франц фриц хайнц ханна хелен хелена хельга хельмут хорхе хосе хуан чарльз шарлотта шарль эвелин эдвард ' +
  'эдит элизабет эллен эмили эндрю энтони эрих эрнст эстер юрген юхан якоб ян ' +
  'abebe adaeze aditi ahmad aisling akira akua ali aliyu alejandro ama amadou amara amina amir ananya anil anjali anouk antoine aoife ariane arash aroha asha aslan astrid ayako ayesha aylin babak bashir bastien baptiste benoit bilal bogdan ' +
  'boyan britta cai caoimhe camille cathal celine chen chidi chinedu ciara cillian clemence colm conall dagmar damien danuta declan deepak deniz desta devi diarmuid dilip dimitri ebba eda edvard egil eilidh eirik ekene elif ' +
  'elin eloise emre eoin espen etienne ewa fabrice faisal farah fatou femi finn fionn fionnuala fatma florian folake frederik freya fumiko funmi gaelle gerd geert ghislaine giulia goran grainne gro guillaume gulsen gunther gyorgy habib hadiza hai haruki ' +
  'hassane hiroshi hideo huda ibrahima ikram ilse imran indira inge ioana isla ivana iveta jacek jaap jamila jana jaroslav jasper javed jelena jiri jitka joao johanna jolanta jorg jules julien jun kaan kacper kaori karim katarina katya kavita kazuo keiko ' +
  'kemal khadija kiran kofi komal krishna krzysztof kwabena kwame kwesi lakshmi laszlo latifa leena lei lene li lin ling liv loic lubna maciej mads mahmoud malik malika manoj marek marit mariam marta masako mateusz mathieu mattias maxime mehmet mei miguel ' +
  'mihai milan min mirjam mitsuko monique moussa mustafa nabil nadine nadja naoko narges nasrin neha nikhil nikola nia nikos nkechi noor nuno nuria oana obi odile oisin oksana olamide ole olena olivier omer oriol osman oyvind padraig paolo parisa pascale patrice ' +
  'peder per pia piotr pooja priyanka radka rahul raj raja ram rania rashid raul reza renata rene rosalie roisin ruairi rukmini sabrina sachiko saeed said sakura salim samir sana sanna santiago satoshi seda shabnam shreya sigrun sigurd silke sinead sira slavko ' +
  'snezana solveig sota stig sunil sunniva svein sverre svetlana takashi tariq tatiana tendai thandi thierry thierno thorsten tomasz tomiko tor torben tore tove trine tuan tunde uchenna ugo uma usha vaclav vasile vesna vikram vincenzo wei wiebke xiao yara yasmine yannick ' +
  'yi yiannis ylva youssef yves yvette zainab zawadi zeynep zofia zoltan zuzana'

let forms: ReadonlySet<string> | undefined
let others: ReadonlySet<string> | undefined
const load = createRequire(import.meta.url)

/** Whether a word is a common given name, in any of its cases. */
export function isGivenName(word: string): boolean {
  forms ??= new Set(names.split(/\s+/).map(formOf))
  return forms.has(formOf(word))
}

/** Whether English speakers bear it, among a great many that are common words and surnames as well. */
export function isRareGivenName(word: string): boolean {
  others ??= new Set(
    ['female', 'male'].flatMap((sex) =>
      (load(`@stdlib/datasets-${sex}-first-names-en`) as () => string[])().map(formOf),
    ),
  )
  return others.has(formOf(word))
}

/** Cyrillic names are declined, Latin ones are not. */
function formOf(word: string): string {
  if (!/\p{Script=Cyrillic}/u.test(word)) return word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  return stem(word, 'ru')
}
