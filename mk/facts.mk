# The reference tables: packed from data/ and put into the binary as read-only bytes.
FACTS_DATA := $(wildcard data/vin/*.csv data/vin/*.csv.gz data/division/*.csv data/calendar/*.csv \
  data/pinyin/*.csv data/dtc/*.csv data/car/*.csv data/recall/*.csv data/inspection/*.csv)
EXTRA_OBJ  += $B/src/facts/facts_tables.o

PACKERS := tools/pack_facts.c tools/pack_words.c tools/pack.c
$B/tools/pack_facts: $(PACKERS) tools/pack.h src/facts/tables.h
	@mkdir -p $(@D)
	$(CC) -std=gnu17 -D_GNU_SOURCE -O1 -Wall -Wextra -Wconversion -Wshadow -Werror -Isrc $(PACKERS) -lz -o $@

$B/facts/.packed: $B/tools/pack_facts $(FACTS_DATA)
	@mkdir -p $(@D)
	$B/tools/pack_facts data $(@D)
	@touch $@

$B/src/facts/facts_tables.o: src/facts/facts_tables.S $B/facts/.packed
	@mkdir -p $(@D)
	$(CC) -c -Wa,-I$B/facts $< -o $@
