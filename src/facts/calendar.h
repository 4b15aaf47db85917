/* calendar.h - the public calendar of China: which days are worked.
 *
 * The days off and the days worked instead follow the State Council's yearly papers, known from
 * 2007 to calendar_known_to(); outside those years only week-ends are known. */
#pragma once
#include "base/base.h"

enum calendar_kind {
    CALENDAR_WORKDAY,
    CALENDAR_WEEKEND,
    CALENDAR_HOLIDAY,                                 /* off by the yearly paper */
    CALENDAR_MAKE_UP,                                 /* a week-end day worked instead, 调休 */
};
struct calendar_facts {
    enum calendar_kind kind;
    bool off;
    bool known;                                       /* the year's paper is in the table */
    str name;  /* 春节; of make-up days the holiday's; or absent */
    str name_en;                                      /* Spring Festival; absent with the other */
};

struct calendar_facts calendar_day_of(date);
bool calendar_off(date);
int calendar_known_to(void);                          /* the last year whose paper is known */

/* The n-th workday after `from` (before it when n < 0). n = 0: `from` itself if it is worked, else
 * the next workday. |n| <= 10000; past that, or when `from` is absent: an absent date. */
date calendar_add_workdays(date from, int n);

/* The first workday after `from`. */
date calendar_next_workday(date from);

/* Workdays in the days from `from` to `to`, both counted; 0 when to < from or over 100 years. */
int calendar_workdays(date from, date to);
