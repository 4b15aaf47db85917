# make             debug build             make SAN=address,undefined …   sanitizers
# make RELEASE=1   hardened build          make CC=clang FUZZ=1 fuzz      libFuzzer targets
CC      := gcc
comma   := ,
CONFIG  := $(if $(FUZZ),fuzz,$(if $(RELEASE),release,$(if $(SAN),san-$(subst $(comma),-,$(SAN)),debug)))
B       ?= build/$(CC)-$(CONFIG)
PKGS    := sqlite3 libpq libmicrohttpd libsodium jansson zlib xlsxwriter libzip expat pangocairo libqrencode
OPT     := $(if $(RELEASE),-O2 -D_FORTIFY_SOURCE=3 -fstack-clash-protection -fcf-protection=full \
             -ftrivial-auto-var-init=zero -fPIE -DNDEBUG_NEVER,-Og)
SANITIZE := $(if $(FUZZ),-fsanitize=fuzzer-no-link$(comma)address$(comma)undefined -fno-sanitize-recover=all,\
             $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all))
CFLAGS  := -std=gnu17 -D_GNU_SOURCE -pthread -Isrc -I. -I$B -MMD -MP -g \
  $(subst -I,-isystem ,$(shell pkg-config --cflags $(PKGS))) \
  -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2 \
  -Wno-missing-field-initializers $(if $(FUZZ),-w,-Werror) -fno-common -fno-strict-aliasing \
  -fstack-protector-strong $(OPT) $(SANITIZE) $(CFLAGS_X)
LDFLAGS := -pthread $(if $(RELEASE),-pie -Wl$(comma)-z$(comma)relro$(comma)-z$(comma)now -Wl$(comma)-z$(comma)noexecstack) $(SANITIZE)
LDLIBS  := $(shell pkg-config --libs $(PKGS)) -lm

TESTS   := $(sort $(wildcard src/*/*_test.c src/modules/*/*_test.c))
SRC     := $(filter-out $(TESTS) src/main.c,$(sort $(wildcard src/*.c src/cli/*.c src/base/*.c src/facts/*.c src/plan/*.c src/kernel/*.c src/modules/*/*.c src/pages/*.c)))
OBJ     := $(SRC:%.c=$B/%.o)

all: $B/workbay
-include mk/facts.mk
include mk/web.mk
include mk/migrate.mk

LINK     = @echo "  link $@"; $(CC) $(LDFLAGS) $(filter %.o,$^) $(LDLIBS)
$B/workbay: $(OBJ) $B/src/main.o $(EXTRA_OBJ); $(LINK) -o $@
$B/unit: $(OBJ) $(TESTS:%.c=$B/%.o) $B/test/unit.o $B/test/pdf_text.o $(EXTRA_OBJ); $(LINK) -lcmocka -o $@
$B/%.o: %.c ; @mkdir -p $(@D); echo "  cc $<"; $(CC) $(CFLAGS) -c $< -o $@
$B/src/pages/assets.o: $(wildcard src/pages/pages.* src/pages/*.svg)
include mk/test.mk
objects: $(OBJ) $B/src/main.o # all that does not wait for the web application
clean: ; rm -rf build
.PHONY: all objects clean
-include $(OBJ:.o=.d) $(TESTS:%.c=$B/%.d) $(wildcard $B/test/*.d $B/src/*.d $B/bench/*.d)
