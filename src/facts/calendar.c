/* calendar.c - days off and days worked, searched in place. */
#include "facts/calendar.h"
#include "facts/tables.h"

enum { FIRST_YEAR = 2007, MOST_WORKDAYS = 10000, MOST_DAYS = 36525 };

static const struct calendar_day *days(void)
{
    return FACTS(facts_calendar, CALENDAR_DAY, struct calendar_day);
}

static uint32_t days_n(void) { return facts_calendar[CALENDAR_DAY].n; }

static const struct calendar_day *day_find(date d)
{
    uint32_t low = 0, high = days_n();

    while (low < high) {
        uint32_t mid = (low + high) / 2;

        if (days()[mid].day == d.day)
            return &days()[mid];
        if (days()[mid].day < d.day)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

static str english(str name)
{
    static const struct { const char *zh, *en; } names[] = {
        { "元旦", "New Year's Day" }, { "春节", "Spring Festival" },
        { "清明节", "Tomb-Sweeping Day" }, { "劳动节", "Labour Day" },
        { "“五一”", "Labour Day" }, { "“五一”国际劳动节", "Labour Day" },
        { "端午节", "Dragon Boat Festival" }, { "中秋节", "Mid-Autumn Festival" },
        { "国庆节", "National Day" }, { "“十一”", "National Day" },
        { "国庆节、中秋节", "National Day and Mid-Autumn Festival" },
        { "中秋节、国庆节", "Mid-Autumn Festival and National Day" },
        { "抗日战争暨世界反法西斯战争胜利70周年纪念日", "Victory Day, 70th anniversary" },
    };

    for (size_t i = 0; i < COUNT(names); i++)
        if (str_is(name, names[i].zh))
            return str_of(names[i].en);
    return STR("Public holiday");
}

int calendar_known_to(void)
{
    int year, month, day;

    date_parts((date){ days()[days_n() - 1].day }, &year, &month, &day);
    return year;
}

struct calendar_facts calendar_day_of(date d)
{
    const struct calendar_day *found = day_find(d);
    bool weekend = date_weekday(d) >= 6;
    struct calendar_facts f = {
        .kind = weekend ? CALENDAR_WEEKEND : CALENDAR_WORKDAY, .off = weekend };
    int year, month, day;

    date_parts(d, &year, &month, &day);
    f.known = year >= FIRST_YEAR && year <= calendar_known_to();
    if (found != NULL) {
        f.off = found->off != 0;
        f.kind = f.off ? CALENDAR_HOLIDAY : CALENDAR_MAKE_UP;
        f.known = true;
        f.name = str_of(FACTS(facts_calendar, CALENDAR_TEXT, char) + found->name);
        f.name_en = english(f.name);
    }
    return f;
}

bool calendar_off(date d)
{
    const struct calendar_day *found = day_find(d);

    return found != NULL ? found->off != 0 : date_weekday(d) >= 6;
}

date calendar_add_workdays(date from, int n)
{
    int step = n < 0 ? -1 : 1;

    if (from.day == 0 || n > MOST_WORKDAYS || n < -MOST_WORKDAYS)
        return (date){ 0 };
    if (n == 0) {
        if (!calendar_off(from))
            return from;
        n = 1;
    }
    while (n != 0) {
        from.day += step;
        if (!calendar_off(from))
            n -= step;
    }
    return from;
}

date calendar_next_workday(date from) { return calendar_add_workdays(from, 1); }

int calendar_workdays(date from, date to)
{
    int n = 0;

    if (from.day == 0 || to.day == 0 || to.day - from.day > MOST_DAYS)
        return 0;
    for (; from.day <= to.day; from.day++)
        n += !calendar_off(from);
    return n;
}
