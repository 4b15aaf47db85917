/* tables.h - how the packed reference tables lie in the binary.
 *
 * tools/pack_facts.c writes them at build time from the files under data/; facts_tables.S puts
 * them into the read-only part of the binary, where they are searched in place: nothing is read,
 * unpacked or copied at start-up, and a page never looked at is never in memory.
 * A table begins with its sections; numbers are in the order of the machine that built them.
 * A text is an offset into the table's text section, NUL-ended; 0 is the empty text. */
#pragma once
#include <stdint.h>

struct facts_section { uint32_t at, n; };          /* bytes from the table's start; items */
extern const struct facts_section facts_vin[], facts_division[], facts_calendar[],
    facts_pinyin[], facts_dtc[], facts_car[];

#define FACTS(table, section, type) \
    ((const type *)(const void *)((const char *)(table) + (table)[section].at))

/* --- vin ------------------------------------------------------------------------------------- */
enum { VIN_TEXT, VIN_WMI, VIN_WMI_MAKE, VIN_LINK, VIN_SCHEMA, VIN_PATTERN, VIN_SET, VIN_MAKE,
    VIN_MAKE_LINK, VIN_MODEL_MAKE, VIN_COUNTRY, VIN_SECTIONS };
enum { VIN_CAR = 1, VIN_MPV, VIN_TRUCK, VIN_OTHER };             /* vin_wmi.type */
struct vin_link { uint32_t schema; uint16_t from, to; };         /* model years, inclusive */
struct vin_wmi {                                   /* sorted by key: 3 characters, or 6 */
    char key[6];
    uint8_t type, make_n;
    uint32_t make_at, link_at, link_n;             /* items of VIN_WMI_MAKE, VIN_LINK */
    uint32_t maker, country;                       /* as declared in the USA; 0 = not declared */
    uint32_t name;                                 /* the marque as a list of marques has it */
    uint32_t own_make, own_maker, own_maker_zh;    /* our own table, mostly Chinese makers */
};
struct vin_schema { uint32_t at, n; };             /* items of VIN_PATTERN */
struct vin_pattern {
    uint16_t set[13];                              /* positions 4-8, 10-17; 0 = any */
    uint16_t weight;                               /* how much it says: 2 a letter, 1 a choice */
    uint32_t model;
};
struct vin_make { uint32_t name, link_at, link_n; };             /* items of VIN_MAKE_LINK */
struct vin_model_make { uint32_t model, make; };                 /* sorted; make = its item */
struct vin_country { char from[2], to[2]; uint32_t name, name_zh; };
/* VIN_SET: uint64_t, bit 0-9 the digits, bit 10-35 the letters. */

/* --- division -------------------------------------------------------------------------------- */
enum { DIVISION_TEXT, DIVISION_ROW, DIVISION_SECTIONS };
struct division_row { uint32_t code, name; };      /* sorted by code, six digits */

/* --- calendar -------------------------------------------------------------------------------- */
enum { CALENDAR_TEXT, CALENDAR_DAY, CALENDAR_SECTIONS };
struct calendar_day { int32_t day; uint32_t off, name; };        /* sorted by day since 1970 */

/* --- pinyin ---------------------------------------------------------------------------------- */
enum { PINYIN_TEXT, PINYIN_SYLLABLE, PINYIN_CHAR, PINYIN_SURNAME, PINYIN_SECTIONS };
/* PINYIN_SYLLABLE: uint32_t, the texts of all syllables in order; item 0 is none. */
struct pinyin_char { uint32_t code; uint16_t syllable, also; };  /* sorted by code point */
struct pinyin_surname { uint32_t text, reading; };               /* the longer first */

/* --- trouble codes --------------------------------------------------------------------------- */
enum { DTC_TEXT, DTC_ROW, DTC_SECTIONS };
struct dtc_row { char code[8]; uint32_t zh, en; };               /* sorted by code */

/* --- cars ------------------------------------------------------------------------------------ */
enum { CAR_TEXT, CAR_NAME, CAR_RECALL, CAR_FAULTS, CAR_SECTIONS };
struct car_name { uint32_t name, key; };
struct car_recall {
    uint32_t number, make, series;
    uint16_t from, to;                                           /* model years, inclusive */
    uint32_t zh, published;
};
struct car_faults {
    uint16_t year;
    uint32_t make, model;                                        /* 0: all */
    uint32_t inspections, fail_ppm, median_km, reason[3], reason_zh[3];
};
