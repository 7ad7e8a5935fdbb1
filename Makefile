# Allo: `make run` and `make test` do everything on a fresh Debian 12 with Swift.

# The C libraries that Allo links, and what the tests start for themselves.
PACKAGES = libasound2-dev libebur128-dev libespeak-ng-dev espeak-ng-data libsndfile1-dev \
	libsoxr-dev libspandsp-dev libsrtp2-dev libc-ares-dev libsqlite3-dev pkg-config \
	libasound2-plugins
TEST_PACKAGES = pulseaudio pulseaudio-utils procps \
	sip-tester baresip-core linphone-cli kamailio kamailio-tls-modules sipsak sipvicious \
	openssl python3-venv
# The telephone of the tests that Debian lacks, from PyPI.
PJSUA = pjsua2-python==2.15.1.post1

JOBS ?= 2
FLOW ?= flows/accueil.yaml
# What the main job presses where there is no terminal: 1, an order number, 2 to end.
KEYS ?= 1 20261102 2
ALLO = .build/release/allo
# Swift's own libraries go into the command: it runs where Swift is not, and a little faster.
RELEASE = -c release --static-swift-stdlib --jobs $(JOBS)
SUDO = $(shell test "$$(id -u)" = 0 || echo sudo)

# How long `make fuzz` looks for faults in each part that reads what others send.
FUZZ_SECONDS ?= 60
FUZZ_TARGETS ?= $(notdir $(wildcard Tests/Fuzz/Corpus/*))

.PHONY: run serve build test lint bench fuzz packages test-packages clean

# Answers a call at this machine: with the keypad in a terminal, with a key script elsewhere.
run: build
	@if [ -t 0 ] && [ -t 1 ]; then $(ALLO) call $(FLOW); \
	else $(ALLO) call $(FLOW) --at "2026-11-23 10:00:00" --keys "$(KEYS)"; fi

# Answers the telephone on this machine: call sip:accueil@127.0.0.1.
serve: build
	$(ALLO) serve --transcripts

build: packages
	swift build $(RELEASE) --product allo

test: packages test-packages
	swift build --build-tests --jobs $(JOBS)
	swift test --skip-build --no-parallel

lint:
	swift format lint --strict -r Sources Tests Package.swift

# A table of goals and figures; builds with optimisation.
bench: build
	swift build $(RELEASE) --product allo-bench
	.build/release/allo-bench --allo $(ALLO)

# Feeds each target by chance; what is found lies in .build/fuzz/found and belongs into the corpus.
fuzz: packages
	ALLO_FUZZ=1 swift build -c release --product allo-fuzz --jobs $(JOBS) \
		--scratch-path .build/fuzz --sanitize fuzzer -Xswiftc -use-ld=lld
	@mkdir -p .build/fuzz/found; \
	for target in $(FUZZ_TARGETS); do \
		mkdir -p .build/fuzz/grown/$$target; \
		echo "fuzzing $$target for $(FUZZ_SECONDS) s"; \
		FUZZ_TARGET=$$target SWIFT_BACKTRACE=enable=no .build/fuzz/release/allo-fuzz \
			-max_total_time=$(FUZZ_SECONDS) -max_len=4096 -timeout=10 -rss_limit_mb=2048 \
			-artifact_prefix=.build/fuzz/found/$$target- -verbosity=0 -print_final_stats=1 \
			.build/fuzz/grown/$$target Tests/Fuzz/Corpus/$$target \
			2>.build/fuzz/found/$$target.log \
			|| { tail -n 20 .build/fuzz/found/$$target.log; exit 1; }; \
		grep -a "number_of_executed_units" .build/fuzz/found/$$target.log; \
	done

packages:
	@$(call install,$(PACKAGES))

test-packages: .build/peers/pjsua
	@$(call install,$(TEST_PACKAGES))

.build/peers/pjsua:
	@$(call install,python3-venv)
	@python3 -m venv .build/peers
	@.build/peers/bin/pip install -q --disable-pip-version-check "$(PJSUA)"
	@touch $@

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
