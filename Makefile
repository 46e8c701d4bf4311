# Two commands are enough: "make run" and "make test". Bare "make" lists the rest.
.DEFAULT_GOAL := help
.PHONY: help build run test a11y check race lint fuzz golden bench sandbox man demo vuln clean

GO      ?= go
TOOLS    = -modfile=testdata/tools/go.mod
FUZZTIME ?= 20s
ARGS    ?=

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

build: ## build bin/ebox and bin/ebox-sandbox
	@mkdir -p bin
	$(GO) build -trimpath -o bin/ ./cmd/ebox ./cmd/ebox-sandbox

run: ## install what is missing, build, start the sandbox and the client on it (ARGS="list" for a command)
	@testdata/tools/deps.sh run
	@$(MAKE) --no-print-directory build
	@testdata/tools/run.sh $(ARGS)

test: ## install what is missing, then every test, with the real keyring, browser and terminal
	@testdata/tools/deps.sh test
	$(GO) vet ./...
	@report=$$(mktemp); A11Y_REPORT=$$report $(GO) test -timeout 14m ./... ; code=$$?; \
		grep '^left out' "$$report"; rm -f "$$report"; exit $$code

a11y: ## the table of acceptance by ear, line by line, with the figures that real screen readers give here
	@testdata/tools/deps.sh test
	@testdata/tools/a11y.sh

race: ## every test under the race detector
	@testdata/tools/deps.sh test
	$(GO) test -race -timeout 30m ./...

lint: ## formatting, vet, staticcheck
	@test -z "$$($(GO) tool $(TOOLS) gofumpt -l cmd tui ebox auth cardreader 2>/dev/null | tee /dev/stderr)"
	$(GO) vet ./...
	$(GO) tool $(TOOLS) staticcheck ./...

fuzz: ## every fuzz target for FUZZTIME (20s)
	@testdata/tools/fuzz.sh $(FUZZTIME)

golden: ## rewrite the golden files
	$(GO) test ./tui ./tui/present -update
	$(GO) test ./cmd/ebox -run TestHelp -update

bench: ## benchmarks: figures are compared within one run
	$(GO) test -run '^$$' -bench . -benchmem ./...

sandbox: build ## start the sandbox alone and print the profile for a client
	bin/ebox-sandbox --listen 127.0.0.1:4480 --print-profile

man: build ## manual pages, completions and the key table into bin/docs
	bin/ebox docs bin/docs

demo: ## record the session and the pictures of the README again
	@testdata/tools/deps.sh demo
	$(GO) test ./cmd/ebox/e2e -count 1 -run 'TestLoginReadDownload' -film $(CURDIR)/testdata/demo

vuln: ## known vulnerabilities in what we build on (needs the network)
	$(GO) tool $(TOOLS) govulncheck ./...

check: ## what a change must pass: tidy, format, lint, race, fuzz, builds with and without cgo
	@testdata/tools/deps.sh check
	$(GO) mod tidy -diff
	@$(MAKE) --no-print-directory lint race fuzz
	CGO_ENABLED=0 $(GO) build -o /dev/null ./cmd/ebox
	GOOS=windows CGO_ENABLED=0 $(GO) build -o /dev/null ./cmd/ebox
	GOOS=darwin CGO_ENABLED=0 $(GO) build -o /dev/null ./cmd/ebox

clean: ## remove what was built and the sandbox's memory
	rm -rf bin .run
