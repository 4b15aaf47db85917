# Test programs: they take the whole program but its main.
SCENARIO_OBJ := $B/test/scenario.o $B/test/fixture.o
$B/scenario: $(OBJ) $(SCENARIO_OBJ) $(EXTRA_OBJ); $(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@
$B/audit: $(OBJ) $B/test/audit.o $B/test/fixture.o $(EXTRA_OBJ); $(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@
