# The migrations become part of the program.
MIGRATIONS := $(sort $(wildcard src/kernel/migrate/*.sql src/modules/*/migrate/*.sql))
EXTRA_OBJ  += $B/gen/migrations.o

# Written anew only when it differs, for a file may also have gone.
$B/gen/migrations.c: FORCE
	@mkdir -p $(@D); tools/embed_sql.sh $(MIGRATIONS) >$@.new && \
	  { cmp -s $@.new $@ && rm $@.new || mv $@.new $@; }
$B/gen/migrations.o: $B/gen/migrations.c; @$(CC) $(CFLAGS) -c $< -o $@
FORCE:
