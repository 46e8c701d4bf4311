package pdftext

import "strings"

// glyphs are the names of glyphs that do not follow from their letters: those of the standard Latin character set (annex
// D.2), and what fonts for typesetting add.
var glyphs = readGlyphs(`
space=  exclam=! quotedbl=" numbersign=# dollar=$ percent=% ampersand=& quotesingle=' parenleft=( parenright=) asterisk=*
plus=+ comma=, hyphen=- minus=− period=. slash=/ zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9
colon=: semicolon=; less=< equal== greater=> question=? at=@ bracketleft=[ backslash=\ bracketright=] asciicircum=^
underscore=_ grave=` + "`" + ` braceleft={ bar=| braceright=} asciitilde=~ quoteright=’ quoteleft=‘ exclamdown=¡ cent=¢
sterling=£ currency=¤ yen=¥ brokenbar=¦ section=§ dieresis=¨ copyright=© ordfeminine=ª guillemotleft=« guillemotright=»
logicalnot=¬ registered=® macron=¯ degree=° plusminus=± acute=´ mu=µ paragraph=¶ periodcentered=· middot=· cedilla=¸
ordmasculine=º onequarter=¼ onehalf=½ threequarters=¾ questiondown=¿ onesuperior=¹ twosuperior=² threesuperior=³ AE=Æ
ae=æ Eth=Ð eth=ð Oslash=Ø oslash=ø Thorn=Þ thorn=þ germandbls=ß multiply=× divide=÷ OE=Œ oe=œ Lslash=Ł lslash=ł dotlessi=ı
Dcroat=Đ dcroat=đ florin=ƒ fraction=⁄ endash=– emdash=— quotesinglbase=‚ quotedblbase=„ quotedblleft=“ quotedblright=”
guilsinglleft=‹ guilsinglright=› dagger=† daggerdbl=‡ bullet=• ellipsis=… perthousand=‰ Euro=€ trademark=™ fi=fi fl=fl ff=ff
ffi=ffi ffl=ffl circumflex=ˆ tilde=˜ breve=˘ dotaccent=˙ ring=˚ hungarumlaut=˝ ogonek=˛ caron=ˇ notequal=≠ lessequal=≤
greaterequal=≥ infinity=∞ summation=∑ product=∏ radical=√ partialdiff=∂ integral=∫ approxequal=≈ lozenge=◊ Omega=Ω pi=π
Delta=∆ arrowright=→ arrowleft=← arrowup=↑ arrowdown=↓ checkmark=✓ square=□ filledbox=■ sfthyphen=- softhyphen=-
dotlessj=ȷ IJ=Ĳ ij=ĳ alpha=α beta=β gamma=γ delta=δ epsilon=ε lambda=λ sigma=σ theta=θ omega=ω phi=φ
`)

func readGlyphs(s string) map[string]string {
	m := map[string]string{"space": " ", "nbspace": "\u00a0", "nonbreakingspace": "\u00a0", "equal": "="}
	for _, pair := range strings.Fields(s) {
		if name, text, ok := strings.Cut(pair, "="); ok && text != "" {
			m[name] = text
		}
	}
	return m
}

// Widths of the characters from space to tilde in two of the standard fonts, in thousandths of the font size; the bold
// ones differ little.
var (
	helveticaWidths = [95]int16{
		278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
		556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
		1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
		667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
		333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
		556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
	}
	timesWidths = [95]int16{
		250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
		500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
		921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
		556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
		333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
		500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
	}
)
