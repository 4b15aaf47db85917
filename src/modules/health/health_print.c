/* health_print.c - the record on paper. */
#include "kernel/print.h"
#include "modules/health/health_own.h"

static const struct print_column columns[] = {
    { { "日期", "Day" }, 12, SIDE_LEFT },   { { "内容", "What" }, 13, SIDE_LEFT },
    { { "门店", "Store" }, 17, SIDE_LEFT }, { { "说明", "Details" }, 46, SIDE_LEFT },
    { { "里程", "Km" }, 12, SIDE_RIGHT },
};

int vehicle_record_sheet(struct ctx *c, const struct vehicle *v, struct print *p)
{
    const struct vehicle_health_in in = { .vehicle_id = v->id };
    const bool english = c->english;
    struct vehicle_health_row_list rows;
    int r;

    c->english = p->english;                /* the paper's language, not the asker's */
    r = vehicle_health(c, &in, &rows);
    c->english = english;
    TRY(r);
    print_fields(p, vehicle, v, "plate vin brand series model_year energy first_registered odometer_km"
        " next_service_date next_service_km");
    print_table(p, columns, COUNT(columns));
    for (size_t i = 0; i < rows.n; i++) {
        const struct vehicle_health_row *k = &rows.v[i];

        print_row(p, k->day.day != 0 ? print_date(p, k->day) : (str){ "", 0 },
            print_code(p, &health_entry_choices, k->kind), print_title(p, unit, k->store_id),
            k->text, k->km != NO_NUMBER ? print_int(p, k->km) : (str){ "", 0 });
    }
    if (rows.n == 0)
        print_text(p, print_say(p, SAY("还没有维修记录。", "Nothing is recorded yet.")));
    print_small(p, print_say(p, SAY("由系统按各门店的单据生成，不含价格和个人信息。电子文件带数字签名，可以核对真伪。",
        "Made from the documents of all stores, without prices or personal data. The file of the same record is signed and can be checked.")));
    return 0;
}
