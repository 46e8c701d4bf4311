package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"myebox/cardreader/cardtest"
	"myebox/ebox/sandbox"
	"myebox/ebox/sandbox/card"
	"myebox/ebox/sandbox/consent"
	"myebox/ebox/sandbox/fas"
	"myebox/ebox/sandbox/oauth"
)

// options are the flags.
type options struct {
	listen          string
	forceListen     bool
	seed            uint64
	size            int
	lang            string
	announce        []string
	data            string
	box             string
	level           int
	tokenLifetime   time.Duration
	plainReference  bool
	device          bool
	companies       int
	companyKey      string // file; "": companies cannot log in by themselves
	companyPass     string
	companyCert     string // goodCertificate or expiredCertificate
	consent         string // see consent.States
	withdrawalDelay time.Duration
	codeLifetime    time.Duration
	faults          []string
	arrive          time.Duration // between messages that arrive; 0: none do
	card            string        // of the simulated card: its applet, or noCard
	cardState       string        // see card.States
	cardCAs         []string      // files
	cardTLS         string        // see tlsVersions
	vpcd            string        // address of a virtual reader; "": never
	log             string
	printProfile    bool
	run             bool
	command         []string // after --
}

// noCard is --card for no simulated card.
const noCard = "none"

const about = `ebox-sandbox serves a federated eBox on the loopback: an OpenID login in the shape of FAS, the Federation
API 1.3, and document providers that keep the Message Registry API 2.1. Everything in it is invented.

It serves until it gets a signal, or with --run until the command ends, whose exit code it passes on:

  ebox-sandbox --run -- ebox
  ebox-sandbox --listen 127.0.0.1:4444 --print-profile > profile.toml

--print-profile writes the profile to standard output at once and goes on serving. A page at the address tells where
everything is; /sandbox/requests counts the requests, /sandbox/mails holds what would have been mailed (verification codes
too; POST new, reminder or expiry to mail that notification), /sandbox/arrivals lets messages arrive (POST box=, owner=,
provider=, count=, registered=, reply=; all optional), /sandbox/faults takes faults while it runs (POST them, DELETE all):

  curl -d "provider=nsso&count=3" http://127.0.0.1:4444/sandbox/arrivals
  curl -d nsso:getMessagesByEBoxId:503:retry-after=2:count=3 http://127.0.0.1:4444/sandbox/faults

Faults are written PROVIDER:OPERATION:KIND[:OPTION=VALUE]..., or fas:NAME for one inside the login server.
  PROVIDER   a messageProviderId, federation, profile (consent), fas (login), or * for any
  OPERATION  an operationId, for fas the last part of the path (access_token, userinfo, ...), or * for any
  KIND       a status from 400 to 599, or
             delay     the right answer, 2 s later (or after delay=)
             problem   problem+json of the gateway, 502 or status=
             html      an HTML page, 502 or status=
             empty     nothing, 502 or status=
             broken    half of the answer is missing
             cut       the connection ends half-way, or after bytes= of the body (0: before any answer)
             digest    the document, or the announced digest, is wrong by one character
             length    the document is bytes= longer, shorter if negative, by default half as long
             huge      a body of bytes=, by default 256 MiB
             redirect  302 to to=
  OPTION     count=N (how often; else always), skip=N (requests to spare first), delay=, retry-after= (2, 2s, 1500ms),
             status=N, bytes=N, to=URL (last)
`

// newCommand is the whole command line.
func newCommand(stdout, stderr io.Writer) *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:           "ebox-sandbox [flags] [--run -- COMMAND [ARGUMENT]...]",
		Short:         "A federated eBox on the loopback, for tests and demonstrations",
		Long:          about + "\n" + names(),
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.command = args
			if err := o.check(); err != nil {
				return usageError{err}
			}
			return o.start(cmd.Context(), stdout, stderr)
		},
	}
	cmd.SetOut(stdout)
	cmd.SetErr(stderr)
	cmd.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.listen, "listen", "127.0.0.1:0", "`ADDRESS`:PORT to listen on, loopback only; port 0: any free one")
	f.BoolVar(&o.forceListen, "force-listen", false, "allow --listen on other addresses: everybody there can read the boxes")
	f.Uint64Var(&o.seed, "seed", 1, "`NUMBER` that the messages follow from; the same one gives the same boxes")
	f.IntVar(&o.size, "size", 1000, "`NUMBER` of messages of a person or company over all providers")
	f.StringVar(&o.lang, "lang", "", "`LANGUAGE` of the messages, nl, fr or de (default mixed)")
	f.StringVar(&o.box, "box", sandbox.Citizen, "`KIND` of box in the profile, citizen or enterprise")
	f.StringArrayVar(&o.announce, "announce", nil, "announce that base URL for a provider, `PROVIDER=URL`; {box} in it stands for citizen or enterprise (repeatable)")
	f.StringVar(&o.data, "data", "", "`DIRECTORY` to keep what happened in (default memory only)")
	f.IntVar(&o.level, "level", int(fas.Level400), "`NUMBER` of the weakest login level, 100 to 500, also in the profile")
	f.DurationVar(&o.tokenLifetime, "token-lifetime", 5*time.Minute, "`TIME` an access token is good for")
	f.StringVar(&o.consent, "consent", string(consent.Active), "`STATE` that a citizen's consent is in at first: "+consentStates())
	f.DurationVar(&o.withdrawalDelay, "withdrawal-delay", 0, "`TIME` until the withdrawal of a consent takes effect (default at once)")
	f.DurationVar(&o.codeLifetime, "code-lifetime", consent.DefaultCodeLifetime, "`TIME` a mailed verification code can be used")
	f.BoolVar(&o.plainReference, "plain-reference", false, "write payment references as text, as in practice, instead of the object of the contract")
	f.DurationVar(&o.arrive, "arrive", 0, "`TIME` after which, again and again, a message arrives for everybody (default never)")
	f.StringArrayVar(&o.faults, "fault", nil, "make requests fail, `FAULT` as above (repeatable)")
	f.StringVar(&o.card, "card", card.Applet18, "`APPLET` of the simulated identity card, 1.7 or 1.8, or none; its PIN is "+card.PIN)
	f.StringVar(&o.cardState, "card-state", card.Good, "`STATE` of the simulated card: "+strings.Join(card.States(), ", "))
	f.StringArrayVar(&o.cardCAs, "card-ca", nil, "let cards of the CAs in `FILE` (PEM) in as well (repeatable)")
	f.StringVar(&o.cardTLS, "card-tls", "1.3", "newest `VERSION` of TLS of the card host, 1.2 or 1.3")
	f.StringVar(&o.vpcd, "vpcd", fmt.Sprintf("127.0.0.1:%d", cardtest.VPCDPort), "`ADDRESS`:PORT of the virtual reader that the simulated card is put into if somebody listens there; empty: a private socket")
	f.BoolVar(&o.device, "device", false, "offer logins by another device (RFC 8628)")
	f.StringVar(&o.companyKey, "enterprise-key", "", "write key and certificate of a test company's software to `FILE`, PEM, or PKCS#12 for .p12; the profile names it")
	f.IntVar(&o.companies, "companies", 1, "`NUMBER` of test companies that the key is registered for; more than one: FILE, FILE-2, ..., each with its own client id")
	f.StringVar(&o.companyPass, "enterprise-passphrase", "", "`WORD` that encrypts those keys; for tests, it protects nothing")
	f.StringVar(&o.companyCert, "enterprise-certificate", goodCertificate, "`STATE` of the companies' certificates, "+goodCertificate+" or "+expiredCertificate)
	f.StringVar(&o.log, "log", "", "write one line a request to `FILE`, without a name to standard error")
	f.Lookup("log").NoOptDefVal = "-"
	f.BoolVar(&o.printProfile, "print-profile", false, "print the client's profile (TOML) and go on serving")
	f.BoolVar(&o.run, "run", false, "run the command after --, with EBOX_CONFIG and EBOX_PROFILE set, and end with it")
	return cmd
}

// names lists what faults can strike.
func names() string {
	wrap := func(ids []string) string {
		var b strings.Builder
		for line := range slices.Chunk(ids, 3) {
			b.WriteString("\n  " + strings.Join(line, "  "))
		}
		return b.String() + "\n"
	}
	return "Operations of a registry:" + wrap(sandbox.RegistryOperations()) +
		"Operations of the federation:" + wrap(sandbox.FederationOperations()) +
		"Operations on a citizen's consent (PROVIDER is profile):" + wrap(sandbox.ProfileOperations()) +
		"Faults inside the login server:" + wrap(append(fas.FaultNames(), oauth.FaultNames()...))
}

// consentStates lists the states of a consent.
func consentStates() string {
	var names []string
	for _, s := range consent.States() {
		names = append(names, string(s))
	}
	return strings.Join(names, ", ")
}

// check finds the mistakes that need no look outside.
func (o *options) check() error {
	_, _, known := fas.ParseLevel(fas.Level(o.level).URN())
	switch {
	case o.size < 0:
		return errors.New("--size must not be negative")
	case !slices.Contains([]string{"", "nl", "fr", "de"}, o.lang):
		return fmt.Errorf("--lang %q: want nl, fr or de", o.lang)
	case o.box != sandbox.Citizen && o.box != sandbox.Enterprise:
		return fmt.Errorf("--box %q: want citizen or enterprise", o.box)
	case !known:
		return fmt.Errorf("--level %d: there is no such level", o.level)
	case o.card != card.Applet17 && o.card != card.Applet18 && o.card != noCard:
		return fmt.Errorf("--card %q: want 1.7, 1.8 or none", o.card)
	case !slices.Contains(card.States(), o.cardState):
		return fmt.Errorf("--card-state %q: want one of %s", o.cardState, strings.Join(card.States(), ", "))
	case tlsVersions[o.cardTLS] == 0:
		return fmt.Errorf("--card-tls %q: want 1.2 or 1.3", o.cardTLS)
	case o.companies < 1 || o.companies > maxCompanies:
		return fmt.Errorf("--companies: want 1 to %d", maxCompanies)
	case o.companyCert != goodCertificate && o.companyCert != expiredCertificate:
		return fmt.Errorf("--enterprise-certificate %q: want %s or %s", o.companyCert, goodCertificate, expiredCertificate)
	case o.companyKey == "" && (o.companies > 1 || o.companyPass != "" || o.companyCert != goodCertificate):
		return errors.New("--companies, --enterprise-passphrase and --enterprise-certificate need --enterprise-key")
	case o.tokenLifetime <= 0:
		return errors.New("--token-lifetime must be positive")
	case !slices.Contains(consent.States(), consent.State(o.consent)):
		return fmt.Errorf("--consent %q: want %s", o.consent, consentStates())
	case o.arrive < 0:
		return errors.New("--arrive must not be negative")
	case o.withdrawalDelay < 0:
		return errors.New("--withdrawal-delay must not be negative")
	case o.codeLifetime <= 0:
		return errors.New("--code-lifetime must be positive")
	case o.run && len(o.command) == 0:
		return errors.New("--run: which command? put it after --")
	case !o.run && len(o.command) > 0:
		return fmt.Errorf("what is %q for? a command needs --run", o.command[0])
	case o.run && o.printProfile:
		return errors.New("--run and --print-profile exclude each other")
	}
	return nil
}

// start serves, and runs the command if there is one.
func (o *options) start(ctx context.Context, stdout, stderr io.Writer) (err error) {
	srv, err := o.open(ctx, stderr)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, srv.close(ctx)) }()
	if o.run {
		return srv.during(ctx, o.command, stdout, stderr)
	}
	return srv.untilSignal(ctx, stdout, stderr)
}
