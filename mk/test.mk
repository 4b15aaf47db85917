# Test programs: they take the whole program but its main.
SCENARIO_OBJ := $B/test/scenario.o $B/test/scenario_look.o $B/test/scenario_print.o $B/test/pdf_text.o $B/test/fixture.o
$B/scenario: $(OBJ) $(SCENARIO_OBJ) $(EXTRA_OBJ); $(LINK) -o $@
$B/audit: $(OBJ) $B/test/audit.o $B/test/fixture.o $(EXTRA_OBJ); $(LINK) -o $@
# Measuring programs (docs/performance.md): make RELEASE=1 bench
BENCH := $(filter-out bench/bench.c,$(wildcard bench/*.c))
bench: $(BENCH:bench/%.c=$B/bench-%)
$B/bench-%: $(OBJ) $B/bench/%.o $B/bench/bench.o $(EXTRA_OBJ); $(LINK) -o $@
# For test/model.sh, which builds programs with a model that must fail.
print-CFLAGS: ; @echo '$(filter-out -MMD -MP,$(CFLAGS))'
print-LDLIBS: ; @echo '$(LDLIBS)'
print-objects: ; @echo '$(OBJ) $B/src/main.o $(EXTRA_OBJ)'
