# Allo: `make run` and `make test` do everything on a fresh Debian 12 with Swift.

# The C libraries that Allo links, and what the tests start for themselves.
PACKAGES = libasound2-dev libebur128-dev libespeak-ng-dev espeak-ng-data libsndfile1-dev \
	libsoxr-dev libspandsp-dev libsrtp2-dev libc-ares-dev libsqlite3-dev pkg-config \
	libasound2-plugins
TEST_PACKAGES = pulseaudio pulseaudio-utils procps

JOBS ?= 2
FLOW ?= flows/accueil.yaml
# What the main job presses where there is no terminal: 1, an order number, 2 to end.
KEYS ?= 1 20261102 2
ALLO = .build/release/allo
SUDO = $(shell test "$$(id -u)" = 0 || echo sudo)

.PHONY: run serve build test lint bench packages test-packages clean

# Answers a call at this machine: with the keypad in a terminal, with a key script elsewhere.
run: build
	@if [ -t 0 ] && [ -t 1 ]; then $(ALLO) call $(FLOW); \
	else $(ALLO) call $(FLOW) --at "2026-11-23 10:00:00" --keys "$(KEYS)"; fi

# Answers the telephone on this machine: call sip:accueil@127.0.0.1.
serve: build
	$(ALLO) serve --transcripts

build: packages
	swift build -c release --product allo --jobs $(JOBS)

test: packages test-packages
	swift build --build-tests --jobs $(JOBS)
	swift test --skip-build --no-parallel

lint:
	swift format lint --strict -r Sources Tests Package.swift

# A table of goals and figures; builds with optimisation.
bench: build
	swift build -c release --product allo-bench --jobs $(JOBS)
	.build/release/allo-bench --allo $(ALLO)

packages:
	@$(call install,$(PACKAGES))

test-packages:
	@$(call install,$(TEST_PACKAGES))

clean:
	rm -rf .build

# Installs what is missing of a list of Debian packages, and starts none of their services.
define install
missing=""; \
for package in $(1); do \
	dpkg-query -W -f '$${db:Status-Status}' $$package 2>/dev/null | grep -qx installed \
		|| missing="$$missing $$package"; \
done; \
if [ -n "$$missing" ]; then \
	echo "Installing$$missing"; \
	$(SUDO) apt-get update -qq && \
	$(SUDO) env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
		apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
fi
endef
