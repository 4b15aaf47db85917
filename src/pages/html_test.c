/* html_test.c - nothing gets into a page but by the writer; forms are read whole or not at all. */
#include "pages/form.h"
#include "pages/html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

extern const struct CMUnitTest html_tests[];
extern const size_t html_tests_n;

static void is(const struct html *h, const char *want)
{
    str have = text_str(&h->t);

    if (!str_is(have, want))
        fail_msg("%.*s instead of %s", (int)have.n, have.s, want);
}

static void values_are_escaped(void **state)
{
    struct arena mem = { .limit = 1 << 20 };
    struct html h = { text_in(&mem, HTML_MAX), false };

    (void)state;
    html(&h, "<a href=\"/x/%\">%</a>", 17, STR("<script>\"'&</script>"));
    is(&h, "<a href=\"/x/17\">&lt;script&gt;&quot;&#39;&amp;&lt;/script&gt;</a>");
    h.t.n = 0;
    say(&h, "总 %", "total %", STR("%"));   /* a value that looks like a place for one */
    is(&h, "总 %");
    h.t.n = 0;
    h.english = true;
    say(&h, "总 %", "total %", STR("粤B<"));
    is(&h, "total 粤B&lt;");
    arena_free(&mem);
}

static void values_by_their_kind(void **state)
{
    struct arena mem = { .limit = 1 << 20 };
    struct html h = { text_in(&mem, HTML_MAX), false };

    (void)state;
    html(&h, "% % % %", FEN(123405), FEN(-5), FEN(0), price_of(FEN(1250)));
    is(&h, "¥1234.05 ¥-0.05 ¥0.00 ¥12.50");
    h.t.n = 0;
    html(&h, "% % % %", (qty){ 500 }, (qty){ 2000 }, (qty){ 1230 }, -7);
    is(&h, "0.5 2 1.23 -7");
    h.t.n = 0;
    html(&h, "% %", date_of(2026, 11, 24), when_at(date_of(2026, 11, 24), 9 * 3600 + 300, ZONE_S));
    is(&h, "2026-11-24 2026-11-24 09:05");
    arena_free(&mem);
}

static void a_page_is_bounded(void **state)
{
    struct arena mem = { .limit = 1 << 20 };
    struct html h = { text_in(&mem, 20), false };

    (void)state;
    html(&h, "%", STR("<<<<<<<<<<"));
    assert_true(h.t.failed);
    assert_true(h.t.n <= 20);
    arena_free(&mem);
}

static bool read_body(struct arena *mem, const char *type, str body, struct form *f)
{
    const struct http_pair headers[] = { { STR("Content-Type"), str_of(type) } };
    const struct http_request req = { .headers = headers, .headers_n = 1, .body = body };

    return form_read(mem, &req, f);
}

static void forms_are_read_whole_or_not(void **state)
{
    static const char type[] = "application/x-www-form-urlencoded";
    struct arena mem = { .limit = 4 << 20 };
    struct form *f = arena_alloc(&mem, sizeof *f);
    struct text many = text_in(&mem, 8192);
    int64_t n;

    (void)state;
    assert_true(read_body(&mem, type, STR("a=+%E7%B2%A4%3C+&yes=1&yes=2&n=-5&empty="), f));
    assert_true(str_is(form_get(f, "a"), "粤<"));
    assert_true(form_has(f, "yes", STR("2")) && !form_has(f, "yes", STR("3")));
    assert_true(form_int(f, "n", &n) && n == -5);
    assert_false(form_int(f, "empty", &n));
    assert_int_equal(form_get(f, "nothing").n, 0);
    assert_false(read_body(&mem, "application/json", STR("a=1"), f));
    assert_false(read_body(&mem, type, STR("a=%E7%B2"), f));      /* half a character */
    assert_false(read_body(&mem, type, STR("a=%00"), f));
    assert_false(read_body(&mem, type, STR("a=%G0"), f));
    for (int i = 0; i <= FIELDS_MAX; i++)
        text_c(&many, "a=1&");
    assert_false(read_body(&mem, type, text_str(&many), f));
    arena_free(&mem);
}

const struct CMUnitTest html_tests[] = {
    cmocka_unit_test(values_are_escaped),
    cmocka_unit_test(values_by_their_kind),
    cmocka_unit_test(a_page_is_bounded),
    cmocka_unit_test(forms_are_read_whole_or_not),
};
const size_t html_tests_n = COUNT(html_tests);
