/* Invented texts: how many that name somebody are caught, how many that name nobody are stopped. */
#include "check.h"
#include "signals/personal.h"

static const struct {
    unsigned kind;
    const char *text;
} guilty[] = {
    { PERSONAL_EMAIL, "write to him at j.bloggs99@example.co.uk he runs it" },
    { PERSONAL_EMAIL, "Contact: depot_watch@mail.example" },
    { PERSONAL_EMAIL, "send it to joe at example dot com" },
    { PERSONAL_PHONE, "his number is 07700 900123" },
    { PERSONAL_PHONE, "call +44 7700 900 456 for a lift to the march" },
    { PERSONAL_PHONE, "The leaflet says 020-7946-0018." },
    { PERSONAL_PHONE, "ring (0161) 496 0022 to join" },
    { PERSONAL_PHONE, "text 0044 7700 900789 they say" },
    { PERSONAL_PHONE, "phone: 946 0001 ext 4" },
    { PERSONAL_PHONE, "07700.900.321 is on the poster" },
    { PERSONAL_PHONE, "whatsapp me on 7700900123" },
    { PERSONAL_HANDLE, "it was posted by @patriot_lad88 last night" },
    { PERSONAL_HANDLE, "see https://facebook.com/some.body.9 for the video" },
    { PERSONAL_HANDLE, "on x.com/watcher77 yesterday" },
    { PERSONAL_HANDLE, "his insta is jd_2004" },
    { PERSONAL_HANDLE, "tiktok.com/@thatguy filmed the hotel" },
    { PERSONAL_HANDLE, "telegram user rob_1488x shares it" },
    { PERSONAL_HANDLE, "t.me/depotwatch has the address" },
    { PERSONAL_HANDLE, "(@truth) says so" },
    { PERSONAL_ADDRESS, "they meet at 14 Mill Road every Friday" },
    { PERSONAL_ADDRESS, "the family at 7a high street were shouted at" },
    { PERSONAL_ADDRESS, "Eggs thrown at 112 Old Church Lane" },
    { PERSONAL_ADDRESS, "flat 6 in the block" },
    { PERSONAL_ADDRESS, "somebody near LA14 1QX" },
    { PERSONAL_ADDRESS, "postcode ec1a1bb got leaflets" },
    { PERSONAL_ADDRESS, "house in M1 1AE was targeted" },
    { PERSONAL_PLATE, "a van AB12 CDE drove past the mosque" },
    { PERSONAL_PLATE, "white Transit, LK19XYZ" },
    { PERSONAL_NAME, "Mr Khan from the shop was spat at" },
    { PERSONAL_NAME, "it is all mrs patel's fault people say" },
    { PERSONAL_NAME, "Cllr. Brown was followed home" },
    { PERSONAL_NAME, "they want Dr Okafor sacked" },
    { PERSONAL_NAME, "a lad called dave is behind it" },
    { PERSONAL_NAME, "My name is Zbyszek and I saw it" },
    { PERSONAL_NAME, "the organiser is Darren Whitlock" },
    { PERSONAL_NAME, "people blame Mohammed Hussain for it" },
    { PERSONAL_NAME, "john smith put it on the board" },
    { PERSONAL_NAME, "Yusuf told the class about it" },
    { PERSONAL_NAME, "Agnieszka had stones thrown at her" },
    { PERSONAL_NAME, "Imam Abdullah asked everyone to stay calm" },
    { PERSONAL_NAME, "I heard it from Father Declan after mass" },
    { PERSONAL_NAME, "PC Hartley was there" },
    { PERSONAL_NAME, "Rabbi Cohen got letters" },
    { PERSONAL_NAME, "Her name was Mehwish" },
    { PERSONAL_NAME, "shaun walker leads the group" },
    { PERSONAL_NAME, "Shouted that Gurpreet should leave" },
    { PERSONAL_NAME, "Miss Evans at the school gate" },
    { PERSONAL_NAME, "Fatima Begum and her children moved out" },
    { PERSONAL_NAME, "Sheikh Ibrahim will speak on Sunday" },
    { PERSONAL_NAME, "the head, Karen O'Brien, closed the gates" },
    { PERSONAL_NAME, "Piotr Nowak's car was burnt" },
    { PERSONAL_NAME, "Councillor Ahmed had his windows broken" },
    /* Known to pass: a rare name in lower case, a surname alone, a person described. */
    { PERSONAL_NAME, "everybody knows it was zbyszek" },
    { PERSONAL_NAME, "that Whitlock again" },
    { PERSONAL_NAME, "the bald man who owns the corner shop" },
};

static const char *const innocent[] = {
    "About 20 people on Mill Road shouted at residents for 15 minutes.",
    "A claim that the hotel will take 300 asylum seekers is going round",
    "There will be a march from Victoria Park to the Town Hall on 14 September 2024 at 2pm.",
    "Graffiti on the mosque in Church Street, seen at 7am",
    "It began on the A13 and went on to the M25",
    "Crime reference CAD 4412 of 3 May, reported to the police",
    "Police reference 6012345/24",
    "Leaflets through 40 doors near the station",
    "Young people from both schools fought outside the bus station at 3.30pm",
    "Tension between long-term residents and new arrivals in the north of the ward",
    "Rumours after the cricket match; flags on lamp posts",
    "The anniversary is on 22 May; a vigil is planned in St Peter's Square",
    "People say the council lied about the old depot.",
    "Swastikas were painted on the synagogue wall overnight",
    "The number 14 bus was stopped by 6 youths",
    "Parents worry about a lesson on the Prophet Muhammad at the primary school.",
    "A crowd of 100 people gathered outside the Jack Straw Pub",
    "Women wearing headscarves were sworn at twice this week near the market",
    "An online petition has 4,500 names since Monday",
    "Two groups in the same faith argue over who runs the temple",
    "Somebody threw a brick at the window of a charity in Queen Street",
    "Threats against councillors were read out in the meeting",
    "Traffic scheme: posters say No to LTN, 2 bollards were burnt",
    "Charlotte Street and George Street were blocked for an hour",
    "A video from another town is shared as if it were here",
    "We have had 3 calls about drones over the hotel",
    "The football derby is on Saturday at 12.30, kick off moved",
    "International students were followed from the campus to their halls",
    "The trial begins at Preston Crown Court in 10 days",
    "Fireworks at 11pm every night for 2 weeks on the estate",
    "The imam and the vicar spoke together to calm people",
    "A teacher at a secondary school was filmed at the gate",
    "People are afraid to go to evening prayers",
    "Hate mail came to the community centre, about 12 letters",
    "St John's Church and the Holy Trinity School had their windows broken",
    "The will of the people, they write. May it stop.",
    "Our wardens heard the same story in 5 places on 3 days",
    "They set up a stall by the Elizabeth Line station",
    "A demonstration against the war is called for noon in the Market Square",
    "No one was hurt; 2 cars were damaged",
    "Christian and Muslim families say that they feel watched",
    "A post says that grooming is covered up here. It names nobody.",
    "Stickers of a banned group on about 30 lamp posts in King Street",
    "Gypsy and Traveller families at the site had stones thrown at caravans",
    "In the E1 2nd round of talks nothing was agreed",
    "The M4 4th exit is where they meet with flags",
    "0 incidents last week, 3 this week, 11 in the month",
    "It cost 1 500 000 and nobody asked us",
    "Between 2019 and 2024 reports rose from 120 to 340",
    "Jordan and Israel were mentioned in the chants",
    "The Robinson Road estate and Taylor Street are quiet again",
    "See the council's page www.example.gov.uk/news about it",
    "Somebody wrote @ 5pm on the poster, and a time",
    "A local facebook group of 9,000 talks of nothing else",
    "The Stephen Lawrence Centre is fine",
    "The Duke of York pub refused to serve them",
    "David Lloyd Leisure Centre car park is where they gather",
    "Fewer people came on Ash Wednesday than on Good Friday",
    "The hospital on the hill had 2 racist phone calls",
    "Ramadan begins on Tuesday and Holi is on Friday",
};

enum { GUILTY = sizeof guilty / sizeof guilty[0], INNOCENT = sizeof innocent / sizeof innocent[0] };

TEST(personal_net_catches_nine_of_ten)
{
    size_t caught = 0, right = 0;
    for (size_t i = 0; i < GUILTY; i++) {
        unsigned found = personal_find(str_of(guilty[i].text));
        caught += found != 0;
        right += (found & guilty[i].kind) != 0;
        if (!found) printf("# passes: %s\n", guilty[i].text);
    }
    printf("# %zu of %d texts that name or locate somebody are caught, %zu for the right reason\n",
           caught, (int)GUILTY, right);
    CHECK(caught >= GUILTY * 9 / 10);
    CHECK(right >= GUILTY * 9 / 10);
}

TEST(personal_net_stops_few_that_name_nobody)
{
    size_t stopped = 0;
    for (size_t i = 0; i < INNOCENT; i++) {
        unsigned found = personal_find(str_of(innocent[i]));
        char room[160];
        stopped += found != 0;
        if (found) printf("# stopped for %s: %s\n", personal_words(found, room).p, innocent[i]);
    }
    printf("# %zu of %d texts that name nobody are stopped\n", stopped, (int)INNOCENT);
    CHECK(stopped <= INNOCENT / 20);
}

TEST(personal_net_takes_any_bytes)
{
    uint64_t seed = 7;
    char text[3000];
    static const char letters[] = "aZ09 @._-+()\n'\xc3\xa9,/:MrKhan";
    for (int round = 0; round < 300; round++) {
        size_t n = (size_t)(check_random(&seed) % sizeof text);
        for (size_t i = 0; i < n; i++)
            text[i] = letters[check_random(&seed) % (sizeof letters - 1)];
        (void)personal_find((Str){ n, text });
    }
    CHECK(personal_find((Str){ 0, "" }) == 0);
}

TEST(personal_finding_is_told_without_the_text)
{
    char room[160];
    CHECK_TEXT(personal_words(PERSONAL_EMAIL | PERSONAL_PHONE | PERSONAL_NAME, room).p,
               "an e-mail address, a telephone number and a person's name");
    CHECK_TEXT(personal_words(PERSONAL_PLATE, room).p, "a number plate");
    CHECK(personal_words(63, room).n > 0);
}
