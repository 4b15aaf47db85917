/* kiosk.c - the screen in the hall: type the plate, check in, see how many are before you, or book.
 * Nothing is shown of a customer but what was typed. */
#include "pages/slots.h"
#include "facts/plate.h"
#include "kernel/auth.h"
#include "kernel/rate.h"

enum { TRIES_A_MINUTE = 60, STORE_S = 31536000 };

struct kiosk {
    struct page *p;
    struct unit store;
    bool open;                              /* the store is known */
    str plate;                              /* as typed, in its proper form */
    struct vehicle car;
    bool known;
    struct appointment today;               /* id 0: none */
    int64_t ahead, each, work;              /* cars before him, minutes for each; of a booking */
};

/* --- which store ------------------------------------------------------------------------------ */

struct storing { struct kiosk *k; str code; rid unit_id; };

static int find_store(struct ctx *c, void *arg)
{
    struct storing *s = arg;
    struct unit_list units;

    if (s->unit_id != 0)
        TRY(db_list(
            c, unit, &units, "WHERE id = ? AND kind = 'store' AND retired_at IS NULL", s->unit_id));
    else
        TRY(db_list(
            c, unit, &units, "WHERE code = ? AND kind = 'store' AND retired_at IS NULL", s->code));
    s->k->open = units.n > 0;
    if (!s->k->open)
        return 0;
    s->k->store = units.v[0];
    return portal_who(c, units.v[0].id, units.v[0].id, &duty_booking, &s->k->p->who);
}

/* As the address says, else as this screen remembers, else where the staff who is logged in works.
 */
static int store_of(struct page *p, struct kiosk *k)
{
    struct storing s = { .k = k, .code = http_query(p->req, "store") };
    str staff = http_cookie(p->req, p->req->tls ? "__Host-workbay" : "workbay");
    struct session session;
    bool english = p->c.english;

    *k = (struct kiosk){ .p = p };
    page_stranger(p);
    p->hall = true;
    if (s.code.n == 0)
        s.code = page_cookie_get(p, "kiosk");
    if (s.code.n == 0 && staff.n > 0 && session_find(&p->c, staff, false, &session) == 0)
        s.unit_id = session.who.unit_id;
    p->c.who = &p->who;
    p->c.english = english;
    TRY(db_snapshot(&p->c, find_store, &s));
    if (!k->open)
        return refuse(&p->c, &KIOSK_STORE);
    p->store = k->store.name;
    page_cookie(p, "kiosk", k->store.code, STORE_S);
    return 0;
}

/* --- which car -------------------------------------------------------------------------------- */

static int find_car(struct ctx *c, void *arg)
{
    struct kiosk *k = arg;
    struct vehicle_list cars;
    struct appointment_list today;

    k->known = false;
    k->today = (struct appointment){ 0 };
    TRY(setting_int(c, &setting_kiosk_minutes_each, k->store.id, &k->each));
    TRY(setting_int(c, &setting_customer_book_minutes, k->store.id, &k->work));
    TRY(db_list(c, vehicle, &cars, "WHERE plate = ? AND retired_at IS NULL", k->plate));
    if (cars.n == 0)
        return 0;
    k->known = true;
    k->car = cars.v[0];
    TRY(db_list(c, appointment, &today, "WHERE unit_id = ? AND vehicle_id = ? AND day = ?"
        " AND state IN ('pending', 'confirmed', 'prepared', 'no_show', 'arrived', 'converted')"
        " ORDER BY id DESC LIMIT 1", k->store.id, k->car.id, c->today));
    if (today.n == 0)
        return 0;
    k->today = today.v[0];
    return db_int(c, &k->ahead, "SELECT count(*) FROM appointment WHERE unit_id = ? AND day = ?"
        " AND state = 'arrived' AND arrived_at < ?", k->store.id, c->today, k->today.arrived_at);
}

static int plate_take(struct page *p, struct kiosk *k)
{
    struct plate plate;
    char zh[160], en[160];

    if (plate_read(form_get(&p->form, "plate"), &plate) != 0) {
        plate_refusal_text(&plate, true, zh);
        plate_refusal_text(&plate, false, en);
        return refuse(&p->c, &KIOSK_PLATE, str_of(p->h.english ? en : zh));
    }
    k->plate = str_copy(&p->c.mem, str_of(plate.text));
    return db_snapshot(&p->c, find_car, k);
}

/* --- the screens ------------------------------------------------------------------------------ */

static void plate_hidden(struct page *p, const struct kiosk *k)
{
    html(&p->h, "<input type=\"hidden\" name=\"plate\" value=\"%\">\n", k->plate);
}

static int ask(struct page *p)
{
    struct html *h = &p->h;

    page_begin(p, "欢迎光临", "Welcome");
    page_form(p, "/kiosk");
    html(h, "<p><label for=\"plate\">");
    say(h, "请输入车牌号", "Enter your plate");
    html(h,
        "</label>\n<input type=\"text\" class=\"plate\" id=\"plate\" name=\"plate\" value=\"%\" "
        "maxlength=\"12\" autocomplete=\"off\""
        " autocapitalize=\"characters\" required></p>\n<div class=\"keys\" data-keys=\"%\"></div>\n"
        "<p><button type=\"submit\" name=\"do\" value=\"find\" class=\"main\">",
        form_get(&p->form, "plate"), str_of(h->english ? "Delete" : "删除"));
    say(h, "下一步", "Next");
    html(h, "</button></p></form>\n");
    say(h, "<p>付款和进度请打开手机短信里的链接，或到前台办理。</p>\n",
        "<p>For payment and progress open the link on your phone, or ask at the desk.</p>\n");
    return page_finish(p);
}

static void back(struct html *h)
{
    say(h, "<p><a class=\"button\" href=\"/kiosk\">返回首页</a></p>\n", "<p><a class=\"button\" href=\"/kiosk\">Start again</a></p>\n");
}

static void queue(struct html *h, const struct kiosk *k)
{
    say(h, "<p class=\"good\" role=\"status\">已签到。</p>\n", "<p class=\"good\" role=\"status\">You are checked in.</p>\n");
    if (k->ahead == 0)
        say(h, "<p class=\"total\">您是下一位，服务顾问马上来接待。</p>\n",
            "<p class=\"total\">You are next; an adviser comes at once.</p>\n");
    else
        say(h, "<p class=\"total\">前面还有 <strong>%</strong> 位，大约 <strong>%</strong> 分钟。</p>\n",
            "<p class=\"total\"><strong>%</strong> before you, about <strong>%</strong> minutes.</p>\n", k->ahead,
            k->ahead * k->each);
}

static void check_in(struct page *p, const struct kiosk *k)
{
    struct html *h = &p->h;

    say(h, "<p>今天 <strong>%</strong> 的预约。</p>\n", "<p>Your appointment is today at <strong>%</strong>.</p>\n",
        clock_text(&p->c, k->today.slot));
    page_form(p, "/kiosk");
    plate_hidden(p, k);
    html(h, "<p><button type=\"submit\" name=\"do\" value=\"arrive\" class=\"main\">");
    say(h, "签到", "Check in");
    html(h, "</button></p></form>\n");
}

/* The plate alone books nothing: the digits show that it is his own. */
static int booking(struct page *p, const struct kiosk *k)
{
    struct html *h = &p->h;
    struct slots s;
    int r = slots_read(p, k->store.id, form_get(&p->form, "day"), form_get(&p->form, "kind"), &s);

    if (r != 0)
        return page_problem(p, r);
    say(h, "<p>今天没有这辆车的预约。可以到前台办理，或在这里预约。</p>\n",
        "<p>There is no appointment for this car today. Go to the desk, or book here.</p>\n");
    page_form(p, "/kiosk");
    plate_hidden(p, k);
    slots_select(p, &s);
    say(h, "<p><button type=\"submit\" name=\"do\" value=\"find\">查看空位</button></p></form>\n",
        "<p><button type=\"submit\" name=\"do\" value=\"find\">Show what is "
        "free</button></p></form>\n");
    page_form(p, "/kiosk");
    plate_hidden(p, k);
    html(h,
        "<input type=\"hidden\" name=\"day\" value=\"%\"><input type=\"hidden\" name=\"kind\" "
        "value=\"%\">\n",
        s.day, str_of(appointment_kind_choices.v[s.kind].code));
    if (slots_choose(p, &s)) {
        html(h, "<p><label for=\"digits\">");
        say(h, "登记手机号的后四位", "Last four digits of the phone we know");
        html(h,
            "</label>\n<input type=\"text\" class=\"digits\" id=\"digits\" name=\"digits\" "
            "inputmode=\"numeric\" autocomplete=\"off\""
            " maxlength=\"4\" pattern=\"[0-9]{4}\" required></p>\n"
            "<p><button type=\"submit\" name=\"do\" value=\"book\" class=\"main\">");
        say(h, "预约", "Book");
        html(h, "</button></p>\n");
    }
    html(h, "</form>\n");
    return 0;
}

static int found(struct page *p, const struct kiosk *k)
{
    struct html *h = &p->h;

    p->goes_back = true;
    page_begin(p, "欢迎光临", "Welcome");
    html(h, "<p class=\"plate\">%</p>\n", k->plate);
    if (k->today.state == AP_CONVERTED)
        say(h, "<p class=\"good\" role=\"status\">已经接车，服务顾问会照顾您。</p>\n",
            "<p class=\"good\" role=\"status\">Your car is received; the adviser looks after "
            "you.</p>\n");
    else if (k->today.state == AP_ARRIVED)
        queue(h, k);
    else if (k->today.id != 0)
        check_in(p, k);
    else if (booking(p, k) != 0)
        return 0;
    back(h);
    return page_finish(p);
}

static int booked(struct page *p, const struct kiosk *k, date day, int64_t slot)
{
    struct html *h = &p->h;

    p->goes_back = true;
    page_begin(p, "欢迎光临", "Welcome");
    html(h, "<p class=\"plate\">%</p>\n", k->plate);
    say(h, "<p class=\"good\" role=\"status\">约好了：<strong>% %</strong></p>\n",
        "<p class=\"good\" role=\"status\">Booked: <strong>% %</strong></p>\n", day,
        clock_text(&p->c, slot));
    back(h);
    return page_finish(p);
}

int kiosk_show(struct page *p)
{
    struct kiosk k;
    int r = store_of(p, &k);

    return r != 0 ? page_problem(p, r) : ask(p);
}

/* --- acting ----------------------------------------------------------------------------------- */

static int arrive(struct page *p, struct kiosk *k)
{
    struct json j = json_in(&p->c.mem, 64);

    if (k->today.id == 0 || k->today.state == AP_ARRIVED || k->today.state == AP_CONVERTED)
        return 0;                           /* a second tap: the screen says where he stands */
    json_open(&j);
    json_close(&j);
    TRY(page_run(p, &appointment_arrive_command, k->today.id, &j));
    return db_snapshot(&p->c, find_car, k);
}

struct fitting { const struct kiosk *k; str digits; bool fit; };

static int digits_fit(struct ctx *c, void *arg)
{
    struct fitting *f = arg;

    f->fit = false;
    return f->k->known && f->k->car.owner_id != 0
        ? portal_digits_fit(c, f->k->car.owner_id, (str){ "", 0 }, f->digits, &f->fit) : 0;
}

static int book(struct page *p, const struct kiosk *k, date *day, int64_t *slot)
{
    struct fitting f = { .k = k, .digits = form_get(&p->form, "digits") };
    struct json j = json_in(&p->c.mem, 2048);

    TRY(db_snapshot(&p->c, digits_fit, &f));
    if (!f.fit)
        return refuse(&p->c, &KIOSK_UNKNOWN);
    if (!form_int(&p->form, "slot", slot) || !date_parse(form_get(&p->form, "day"), day))
        return refuse_field(&p->c, "slot", &F_REQUIRED);
    json_open(&j);
    json_key(&j, "vehicle_id"), json_id(&j, k->car.id);
    json_key(&j, "channel"), json_c(&j, "kiosk");
    json_key(&j, "kind"), json_str(&j, form_get(&p->form, "kind"));
    json_key(&j, "day"), json_str(&j, form_get(&p->form, "day"));
    json_key(&j, "slot"), json_int(&j, *slot);
    json_key(&j, "minutes"), json_int(&j, k->work);
    json_close(&j);
    return page_run(p, &appointment_book_command, 0, &j);
}

int kiosk_post(struct page *p)
{
    str what = form_get(&p->form, "do");
    struct kiosk k;
    int64_t slot = 0;
    date day = { 0 };
    int r = store_of(p, &k);

    if (r == 0)
        r = rate_take(&p->c,
            str_format(&p->c.mem, "kiosk %.*s", (int)p->req->remote.n, p->req->remote.s),
            TRIES_A_MINUTE);
    if (r != 0)
        return page_problem(p, r);
    r = plate_take(p, &k);
    if (r != 0) {
        page_note(p, r, &customer_link_book_in_model);
        return ask(p);
    }
    if (str_is(what, "arrive"))
        r = arrive(p, &k);
    else if (str_is(what, "book"))
        r = book(p, &k, &day, &slot);
    if (r == 0 && str_is(what, "book"))
        return booked(p, &k, day, slot);
    if (r != 0)
        page_note(p, r, &customer_link_book_in_model);
    return found(p, &k);
}
