/* demo_prices.c - the price lists of the demo: bands, an hour by band, a package. */
#include "cli/demo_own.h"

static const struct { const char *brand; enum vehicle_band band; } bands[] = {
    { "大众", BAND_B }, { "丰田", BAND_B }, { "本田", BAND_B }, { "日产", BAND_B }, { "别克", BAND_B },
    { "比亚迪", BAND_B }, { "吉利", BAND_A }, { "长安", BAND_A }, { "五菱", BAND_A }, { "奇瑞", BAND_A },
    { "宝马", BAND_D }, { "奔驰", BAND_D }, { "奥迪", BAND_D }, { "特斯拉", BAND_C }, { "红旗", BAND_C },
    { "福特", BAND_B }, { "现代", BAND_B }, { "起亚", BAND_B }, { "马自达", BAND_B }, { "沃尔沃", BAND_D },
};
static const struct { enum vehicle_band band; int64_t fen, floor; } hours[] = {
    { BAND_A, 10000, 8000 }, { BAND_B, 12000, 9600 }, { BAND_C, 15000, 12000 },
    { BAND_D, 20000, 16000 }, { BAND_E, 26000, 20000 },
};

static date since(void)
{
    return date_of(2024, 1, 1);
}

static int package(struct demo *d)
{
    struct service_package p = { .code = STR("BYTC"), .title = STR("小保养套餐"),
        .nature = NATURE_MAINTENANCE, .category = CATEGORY_FIRST,
        .note = STR("机油、机滤和工时；按车型加注") };
    struct package_item items[] = {
        { .labour_item_id = d->labour[0], .quantity = { NO_NUMBER } },
        { .place = STR("机油"), .part_id = d->parts[0].id, .quantity = { 4000 } },
        { .place = STR("机油"), .part_id = d->parts[1].id, .quantity = { 6000 }, .band = BAND_D },
        { .place = STR("机滤"), .part_id = d->parts[2].id, .quantity = { 1000 } },
    };
    struct package_price prices[] = { { .price = FEN(39900) },
        { .price = FEN(59900), .band = BAND_D } };

    TRY(demo_create(d, &who_system, &service_package_model, &p, &p.id));
    for (size_t i = 0; i < COUNT(items); i++) {
        items[i].package_id = p.id;
        TRY(demo_create(d, &who_system, &package_item_model, &items[i], NULL));
    }
    for (size_t i = 0; i < COUNT(prices); i++) {
        prices[i].package_id = p.id;
        prices[i].valid_from = since();
        TRY(demo_create(d, &who_system, &package_price_model, &prices[i], NULL));
    }
    return 0;
}

int demo_prices(struct demo *d)
{
    for (size_t i = 0; i < COUNT(bands); i++) {
        struct car_band b = { .brand = str_of(bands[i].brand), .band = bands[i].band,
            .valid_from = since() };

        TRY(demo_create(d, &who_system, &car_band_model, &b, NULL));
    }
    for (size_t i = 0; i < COUNT(hours); i++) {
        struct hour_price p = { .band = hours[i].band, .price = price_of(FEN(hours[i].fen)),
            .floor = price_of(FEN(hours[i].floor)), .valid_from = since() };

        TRY(demo_create(d, &who_system, &hour_price_model, &p, NULL));
    }
    return package(d);
}
