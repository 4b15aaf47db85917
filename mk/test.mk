# Test programs: they take the whole program but its main.
SCENARIO_OBJ := $B/test/scenario.o $B/test/fixture.o
$B/scenario: $(OBJ) $(SCENARIO_OBJ) $(EXTRA_OBJ); $(LINK) -o $@
$B/audit: $(OBJ) $B/test/audit.o $B/test/fixture.o $(EXTRA_OBJ); $(LINK) -o $@
# Measuring programs (docs/performance.md): make RELEASE=1 bench
BENCH     := commands visits search start
BENCH_OBJ := $(patsubst %.c,$B/%.o,$(filter-out $(BENCH:%=bench/%.c),$(wildcard bench/*.c)))
bench: $(BENCH:%=$B/bench-%)
$B/bench-%: $(OBJ) $B/bench/%.o $(BENCH_OBJ) $(EXTRA_OBJ); $(LINK) -o $@
.PRECIOUS: $B/bench/%.o
