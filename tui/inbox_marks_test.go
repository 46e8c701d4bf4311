package tui

import (
	"strings"
	"testing"

	"myebox/ebox"
)

// partly is a refusal by one provider.
func partly(id string) error {
	return &ebox.PartialError{Failed: map[string]error{id: ebox.ErrUnavailable}}
}

func TestMarks(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.keys("V")
		d.says("not now: no message is marked")
		d.keys("v")
		d.says("Marked: Votre attestation", "1 message is marked.", "U   *ONSS")
		d.keys("down", "v", "down", "v")
		d.says("3 messages are marked.", "*Service")
		d.keys("v")
		d.says("No longer marked: Votre aperçu", "2 messages are marked")
		d.silent("*Service")
		d.keys("r")
		d.says("*ONSS", "*SPF")
		d.keys("h")
		d.says("2 messages hidden. (z undo)")
		d.silent("*ONSS", "are marked")
		if n := d.f.asked("visible false [nsso/m000000 finance/m000001]"); n != 1 || d.f.asked("visible") != 1 {
			t.Errorf("asked %q", d.f.asks)
		}
		d.keys("z")
		d.says("Undone. 2 messages shown again.", "Avertissement")
		if n := d.f.asked("visible true [nsso/m000000 finance/m000001]"); n != 1 {
			t.Errorf("asked %q", d.f.asks)
		}
		d.keys("v", "V")
		d.says("No message is marked any more.")
		d.keys("v", "u")
		d.silent("marked")
	})
}

// TestMarksWithRegisteredMail asks once, and names what is registered.
func TestMarksWithRegisteredMail(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.keys("v", "down", "down", "down", "v", "h")
		d.says("1 of the marked messages is registered mail. Hide it too?", "Décision relative", "keeps its legal effects")
		d.silent("Votre attestation fiscale pour l'année 2025 est disponible") // it is not registered
		d.wait(grace)
		d.keys("n")
		if d.f.asked("visible") != 0 {
			t.Errorf("asked %q", d.f.asks)
		}
		d.says("2 messages are marked")
		d.keys("h")
		d.wait(grace)
		d.keys("y")
		d.says("2 messages hidden.")
		d.keys("2", "v", "down", "v", "h")
		d.says("2 messages shown again.", "You have hidden no messages.")
		if n := d.f.asked("visible true [nsso/m000000 region/m000003]"); n != 1 {
			t.Errorf("asked %q", d.f.asks)
		}
	})
}

// TestMarksPartly has one provider refuse: what it has stays, marked, and undo is for the others.
func TestMarksPartly(t *testing.T) {
	drive(t, 80, 24, "en", func(f *fake, _ *fakeLogin, _ *Deps) { f.hideErr = partly("finance") }, func(d *driver) {
		d.keys("v", "down", "v", "down", "v", "h")
		d.says("2 messages hidden. 1 message stays where it is.")
		d.keys("esc")
		d.says("*SPF Finances")
		d.silent("*ONSS")
		d.f.hideErr = nil
		d.keys("z")
		if n := d.f.asked("visible true [nsso/m000000 pensions/m000002]"); n != 1 {
			t.Errorf("asked %q", d.f.asks)
		}
	})
}

// TestMarksInTheReaderLayout have a word in front of the row.
func TestMarksInTheReaderLayout(t *testing.T) {
	for lang, word := range map[string]string{"en": "marked", "fr": "coché", "nl": "aangekruist", "de": "angekreuzt"} {
		drive(t, 80, 24, lang, inReader(nil), func(d *driver) {
			settled(d, patient)
			d.keys("down", "v")
			settled(d, patient)
			rows := strings.Split(d.text(), "\n")
			if !strings.HasPrefix(rows[3], word+", ") {
				t.Errorf("%s: %q", lang, rows[3])
			}
		})
	}
}
