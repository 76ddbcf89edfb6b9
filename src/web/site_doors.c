/* Who may see and do what on every page. */
#include "web/site.h"

static void print_doors(const Page *page, bool post, Buf *out)
{
    PageDoor door = post ? page->post_door : page->door;
    Capability may = post ? page->post_may : page->may;
    const char *who;
    buf_addf(out, "%s,%s,%s", page->address, post ? "POST" : "GET",
             door == DOOR_ANYONE ? "yes" : "no");
    for (size_t i = 0; role_at(i, &who); i++) {
        bool in = door == DOOR_ANYONE ||
                  (door == DOOR_SIGNED_IN && role_may(str_of(role_at(i, &who)), may));
        buf_addf(out, ",%s", door == DOOR_HALF ? "half" : in ? "yes" : "no");
    }
    buf_add(out, STR("\n"));
}

void site_print_doors(Buf *out)
{
    const char *who;
    buf_add(out, STR("address,method,visitor"));
    for (size_t i = 0; role_at(i, &who); i++) buf_addf(out, ",%s", role_at(i, &who));
    buf_add(out, STR("\n"));
    for (const Page *const *p = page_list; *p; p++) {
        if ((*p)->get || (*p)->api) print_doors(*p, false, out);
        if ((*p)->post && !(*p)->comes_back) print_doors(*p, true, out);
    }
}
