import { stem } from '../text/stems.ts'

/** Common given names, English and Russian with some of their neighbours: who bears one before another name is a person. */
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
  'ренат рената римма ринат родион ростислав рудольф рустам сабина савва самуил сергей софия софья станислав степан тамара таисия татьяна тимофей тимур ульяна фёдор эдуард юлия юрий яков яна ярослав'

let forms: ReadonlySet<string> | undefined

/** Whether a word is a common given name, in any of its cases. */
export function isGivenName(word: string): boolean {
  forms ??= new Set(names.split(' ').map(formOf))
  return forms.has(formOf(word))
}

/** Cyrillic names are declined, Latin ones are not. */
function formOf(word: string): string {
  return /\p{Script=Cyrillic}/u.test(word) ? stem(word, 'ru') : word.toLowerCase()
}
