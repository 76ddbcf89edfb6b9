/* personal_words_priv.h - given names, surnames and other words by which personal.c knows a name.
 *
 * Ours, written from general knowledge: names common in England among people of many origins, so
 * that no group is caught more often than another by the choice of the list.  Each text begins and
 * ends with a blank, so that a word is found between blanks. */
#ifndef SIGNALS_PERSONAL_WORDS_PRIV_H
#define SIGNALS_PERSONAL_WORDS_PRIV_H

#include <stddef.h>

/* clang-format off */
static const char *const given_names[] = {
    " "
    "aaron abbie abdul abdullah abigail abu adam adel adnan adrian agnieszka ahmed aidan "
    "aisha ajay akram alan alastair albert aleksandra alex alexander alexandra alfie ali "
    "alice alicia alina alison alistair allan amal amanda amber amelia amina amir amit "
    "amy ana anastasia andre andrea andreea andrew andrzej angela angus anil anita anjali "
    "ann anna anne annie anthony antonio anwar archie arjun arthur arun asad asha ashley "
    "asif asma ava avraham ayesha aziz barbara barry bartosz becky ben benjamin bernard "
    "beth bethany betty bilal bill billy bogdan brandon brenda brian bridget bruce bryan "
    "caitlin callum cameron carl carla carol caroline catherine cathy chaim chandra "
    "charles charlie chloe chris christian christina christine christopher chukwu claire "
    "clare clive colin connor courtney craig cristina daisy damian dan daniel danielle "
    "danny darren dave david dawn dean debbie deborah declan deepak denise dennis derek "
    "devon diana diane dmitri dominic don donald donna doreen dorothy doug douglas duncan "
    "dylan eddie edward eileen elaine eleanor elena eli elif elizabeth ella ellen ellie "
    "emily emma eric ethan eva evan evie ewa faisal farah farhan fatima fatma fiona "
    "florin fran frances francis frank fred freddie freya gabriel gabriela gareth gary "
    "gavin gaynor geoff geoffrey george georgia georgina gerald gillian gina glenn gordon "
    "graham greg gregory gurpreet guy habib hamid hamza hannah harjit harold harpreet "
    "harriet harry hasan hassan hayley heather helen henry hilary holly howard hugh "
    "hussain hussein ian ibrahim imran ioana irene irfan iris isaac isabel isabella "
    "isabelle isla ismail ivan iwona jack jackie jacob jacqueline jade jake jakub jamal "
    "james jamie jan jane janet janice jasmine jason jaswinder javed jay jayden jean jeff "
    "jeffrey jenna jennifer jenny jeremy jerome jess jessica jill jim jimmy joan joanna "
    "joanne joe joel johan john johnny jon jonathan josef joseph josh joshua joyce juan "
    "judith julia julian julie justin kamal kamran karen karim karl karolina kasia "
    "katarzyna kate katherine kathleen kathryn katie kayleigh keith kelly kelvin ken "
    "kenneth kerry kevin khadija khalid kieran kim kimberley kiran kirsty krzysztof "
    "kuldeep kumar kwame kyle lara laura lauren laurence layla leah lee leila len leon "
    "leonard leslie lewis liam lily linda lisa liz logan lorraine louis louise lucas lucy "
    "luke lydia lynn lynne maciej maddie madeleine magda mahmood mahmoud malcolm "
    "malgorzata mandeep manjit manpreet marcin marcus margaret maria marie marilyn mario "
    "marion marta martin martyn maryam mateusz matt matthew maureen maurice maxine megan "
    "mehmet mel melanie melissa menachem mia michael michal michele michelle miguel mihai "
    "mike milan millie miriam mohamed mohammad mohammed molly monica monika mordechai "
    "moshe muhammad munir murray musa mustafa nadeem nadia nasir nasreen natalia natalie "
    "natasha nathan neil niall nicholas nicola nicole nigel nikita nina noah nora norma "
    "norman olga oliver olivia olu omar oscar osman owen pam pamela parveen pat patricia "
    "patrick patryk paul paula pauline pavel pawel pedro peggy penny perry pete peter "
    "phil philip phillip phoebe phyllis piotr poppy pradeep priya rabia rachel rafal raj "
    "rajesh ralph raluca ramesh rashid ravi ray raymond rebecca reece rhys richard rick "
    "ricky rob robert roberta robin rod roger roman ron ronald rory rosemary rosie ross "
    "roxanne roy ruby rupert russell ruth ryan saad sabrina sadia sajid sally salma sam "
    "samantha samir samuel sandeep sandra sanjay sara sarah saul scarlett scott sean "
    "sebastian shabana shahid shane shannon sharon shaun sheila shelley shirley shlomo "
    "sian silvia simon sofia solomon sonia sophia sophie ",
    " "
    "stacey stan stefan stella stephanie stephen steve steven stewart stuart sue sukhdev "
    "suleiman sunil sunita susan suzanne sylvia tahir tamara tania tara tariq tatiana ted "
    "terence teresa terry theo theresa thomas tim timothy tina toby tom tomasz tommy tony "
    "tracey tracy trevor tristan tyler umar usman valerie vanessa vera veronica vicky "
    "vijay vikram vincent vivienne wayne wendy wiktor william wojciech xavier yasmin "
    "yasmine yitzhak yosef yusuf yvonne zac zachary zahra zainab zara zeeshan zoe zofia "
    "zubair ",
    NULL,
};

static const char *const surnames[] = {
    " "
    "adams adeyemi ahmed akhtar alexander ali allen anderson andrews atkinson aziz bailey "
    "baker barker barnes begum bell bennett bibi boateng bradley brooks brown burton "
    "butler campbell carter chapman chowdhury clark clarke cohen cole collins cook cooper "
    "cox davies davis dawson day dixon elliott ellis evans fisher fletcher ford foster "
    "fox friedman gibson gill goldberg graham gray green griffiths hall harrison harvey "
    "hill holmes howard hunt hussain hussein ionescu iqbal islam jackson james jenkins "
    "johnson jones katz kaur kelly khan king knight kowalski kumar lawrence lee levy "
    "lewis lloyd mahmood malik marshall mason matthews mensah miah miller mills mirza "
    "mitchell moore morgan morris murphy murray nowak o'brien o'connor o'neill obrien "
    "oconnor okafor okonkwo owen owusu palmer parker patel payne pearce pearson phillips "
    "popescu powell price qureshi rahman reynolds richards richardson roberts robinson "
    "rodriguez rogers rose russell saunders scott shah sharma shaw sheikh simpson singh "
    "smith spencer stevens stewart syed taylor thompson turner uddin walker walsh ward "
    "watson watts webb wells west white wilkinson williams wilson wood wright young ",
    NULL,
};

/* Given names that are also words, places, saints or prophets: alone they say nothing. */
static const char *const ambiguous_names[] = {
    " "
    "abdullah abu adam alexandra ali amber andrea ann anna anne arthur asha ashley aziz "
    "betty brandon cameron carol charles chelsea christian clare crystal daisy dale dan "
    "daniel david dawn dean devon don donna douglas eden elizabeth eve faith florence "
    "francis frank gabriel george georgia grace guy harry heather henry holly hope "
    "ibrahim iris isaac ismail israel ivy jack jacob jade james jan jean jersey john "
    "jordan josef joseph joy june kelly kent kim kiran lee leslie lewis lily lincoln "
    "louis luke maria marie mark martin mary matthew max may mel mia michael mohamed "
    "mohammad mohammed moses muhammad musa noah norman olive oscar paris pat patrick paul "
    "penny peter poppy ray rob robin roman rose ross ruby sam savannah scott simon "
    "solomon stella stephen sue ted theo thomas tom tony trinity vera victoria will "
    "william winston ",
    NULL,
};

/* What stands after a name of a street, a park or a building, and is no surname. */
static const char *const place_words[] = {
    " "
    "academy arena avenue bridge building canal castle cathedral center centre chapel "
    "church clinic close club college common corner court crescent cup day docks drive "
    "estate farm field fields football gardens gate green grove hall hill hospital hotel "
    "house industrial island junction lane library line lodge market memorial mews mill "
    "monument mosque mount museum palace parade park place plaza precinct primary pub "
    "quarter quay rd road row school shopping sixth square st stadium station street "
    "surgery synagogue temple terrace theatre tower town trust university view village "
    "walk ward way wharf wood woods works yard ",
    NULL,
};

/* Streets, for addresses. */
static const char *const street_words[] = {
    " "
    "ave avenue close court crescent drive gardens grove hill lane mews parade place rd "
    "road row square st street terrace walk way ",
    NULL,
};

/* What a number counts, or what follows it without being a street's name. */
static const char *const counted_words[] = {
    " "
    "about adults after along am and approx around arrests at before boys by cars "
    "children down families for from girls groups hours houses in incidents into kids "
    "lads later left local men metres miles minutes near of off officers on onto or "
    "outside over past people percent pm police pupils residents schools shops strong "
    "students teenagers the times to toward towards up vehicles volunteers weeks windows "
    "women workers years young youths ",
    NULL,
};

/* Titles.  After a soft one only a word with a capital is a name. */
static const char *const titles[] = {
    " "
    "cllr councillor dr mr mrs ms mx ",
    NULL,
};
static const char *const soft_titles[] = {
    " "
    "bishop constable dame father headteacher imam inspector lady lord miss mp pastor pc "
    "prof professor rabbi rev reverend sergeant sgt sheikh sir ",
    NULL,
};
/* clang-format on */

#endif
