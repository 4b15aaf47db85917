# The web application's files become part of the program; without web/dist a page says so.
WEB_FILES := $(shell find web/dist -type f 2>/dev/null)
EXTRA_OBJ += $B/gen/web_files.o

$B/embed: tools/embed.c $(filter-out %_test.c,$(wildcard src/base/*.c)); @mkdir -p $(@D); $(CC) $(filter-out -MMD -MP,$(CFLAGS)) $^ -lz -lsodium -o $@
$B/gen/web_files.c: $B/embed $(WEB_FILES); @mkdir -p $(@D); $B/embed web/dist $B/gen
$B/gen/web_files.o: $B/gen/web_files.c; @$(CC) $(CFLAGS) -c $< -o $@
