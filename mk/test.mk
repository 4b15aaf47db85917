# Test programs: they take the whole program but its main.
SCENARIO_OBJ := $B/test/scenario.o $B/test/scenario_look.o $B/test/scenario_print.o $B/test/scenario_memory.o $B/test/memory.o $B/test/pdf_text.o $B/test/fixture.o
$B/scenario: $(OBJ) $(SCENARIO_OBJ) $(EXTRA_OBJ); $(LINK) -o $@
$B/month: $(OBJ) $B/test/month.o $B/test/fixture.o $(EXTRA_OBJ); $(LINK) -o $@
$B/audit: $(OBJ) $B/test/audit.o $B/test/fixture.o $(EXTRA_OBJ); $(LINK) -o $@
$B/power: $(OBJ) $B/test/power.o $B/test/disk.o $B/test/fixture.o $(EXTRA_OBJ); $(LINK) -o $@
# Measuring programs (docs/performance.md): make RELEASE=1 bench
BENCH     := booking offers commands visits search start slots usage reminders books demand
BENCH_OBJ := $(patsubst %.c,$B/%.o,$(filter-out $(BENCH:%=bench/%.c),$(wildcard bench/*.c)))
bench: $(BENCH:%=$B/bench-%) $B/workbay # bench/plan.mjs runs the program itself
$B/bench-%: $(OBJ) $B/bench/%.o $(BENCH_OBJ) $(EXTRA_OBJ); $(LINK) -o $@
.SECONDARY: $(patsubst %.c,$B/%.o,$(wildcard bench/*.c))
bench-objects: $(patsubst %.c,$B/%.o,$(wildcard bench/*.c)) # they follow the program: check builds them
.PHONY: bench bench-objects
# For test/model.sh, which builds programs with a model that must fail.
print-CFLAGS: ; @echo '$(filter-out -MMD -MP,$(CFLAGS))'
print-LDLIBS: ; @echo '$(LDLIBS)'
print-objects: ; @echo '$(OBJ) $B/src/main.o $(EXTRA_OBJ)'
# Fuzzing (test/fuzz.sh): make CC=clang FUZZ=1 fuzz
FUZZ_C := $(wildcard test/fuzz_*.c)
fuzz: $(FUZZ_C:test/%.c=$B/%)
$B/fuzz_%: $(OBJ) $B/test/fuzz_%.o $B/test/fixture.o $(EXTRA_OBJ); $(LINK) -fsanitize=fuzzer -o $@
.PHONY: fuzz
.SECONDARY: $(FUZZ_C:%.c=$B/%.o)
