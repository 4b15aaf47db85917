/* cli_vin.c - what a vehicle identification number says, one JSON line each. */
#include "cli/cli.h"
#include "facts/vin.h"

enum { LINE_BYTES = 1024 };

static bool say(str given)
{
    struct arena mem = { .limit = 65536 };
    struct json j = json_in(&mem, 8192);
    struct vin_facts facts;
    int r = vin_decode(given, date_at(clock_now(), ZONE_S), &facts);

    vin_print_json(&j, given, &facts);
    printf("%.*s\n", (int)j.t.n, j.t.s);
    arena_free(&mem);
    return r == 0;
}

/* 0 when all were valid, 1 when one was not. */
int cli_vin(const struct cli *cli)
{
    char line[LINE_BYTES];
    bool all = true;

    if (cli->n == 0)
        return EXIT_USAGE;
    for (int i = 0; i < cli->n; i++)
        if (strcmp(cli->words[i], "-") != 0)
            all = say(str_of(cli->words[i])) && all;
        else
            while (fgets(line, sizeof line, stdin) != NULL) {
                size_t n = strcspn(line, "\r\n");

                if (n > 0)
                    all = say((str){ line, n }) && all;
            }
    return all ? EXIT_DONE : EXIT_REFUSED;
}
