/*
 * A driver for pcscd in tests: vsmartcard's virtual reader with two things that it lacks, a plug that can be pulled
 * and keys for the PIN (PC/SC part 10). The files that steer it stand in the directory in SHIM_DIR:
 *   gone-<lun>     the reader is unplugged while the file exists
 *   pad            its bytes are what is typed on the keys of slot 0: a PIN, "timeout" or "cancel"; no file, no keys
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <PCSC/ifdhandler.h>

#define CODE_FEATURES 0x42000D48
#define CODE_VERIFY 0x42330006
#define CODE_MODIFY 0x42330007
#define CODE_PROPERTIES 0x42330012

static void *real(const char *name) {
	static void *lib;
	if (!lib) lib = dlopen("/usr/lib/pcsc/drivers/serial/libifdvpcd.so", RTLD_NOW);
	if (!lib) { fprintf(stderr, "shim: %s\n", dlerror()); exit(1); }
	return dlsym(lib, name);
}

static const char *path(const char *name, DWORD lun) {
	static __thread char buf[512];
	snprintf(buf, sizeof buf, "%s/%s-%lu", getenv("SHIM_DIR"), name, (unsigned long)(lun & 0xFFFF));
	return buf;
}

static int gone(DWORD lun) { return access(path("gone", lun), F_OK) == 0; }

static int typed(DWORD lun, char *buf, size_t size) {
	FILE *f = fopen(path("pad", lun), "r");
	size_t n;
	if (!f) return -1;
	n = fread(buf, 1, size - 1, f);
	fclose(f);
	buf[n] = 0;
	return (int)n;
}

RESPONSECODE IFDHCreateChannelByName(DWORD lun, LPSTR name) {
	RESPONSECODE (*f)(DWORD, LPSTR) = real(__func__);
	return gone(lun) ? IFD_COMMUNICATION_ERROR : f(lun, name);
}
RESPONSECODE IFDHCreateChannel(DWORD lun, DWORD channel) {
	RESPONSECODE (*f)(DWORD, DWORD) = real(__func__);
	return f(lun, channel);
}
RESPONSECODE IFDHCloseChannel(DWORD lun) {
	RESPONSECODE (*f)(DWORD) = real(__func__);
	return f(lun);
}
RESPONSECODE IFDHGetCapabilities(DWORD lun, DWORD tag, PDWORD length, PUCHAR value) {
	RESPONSECODE (*f)(DWORD, DWORD, PDWORD, PUCHAR) = real(__func__);
	return f(lun, tag, length, value);
}
RESPONSECODE IFDHSetCapabilities(DWORD lun, DWORD tag, DWORD length, PUCHAR value) {
	RESPONSECODE (*f)(DWORD, DWORD, DWORD, PUCHAR) = real(__func__);
	return f(lun, tag, length, value);
}
RESPONSECODE IFDHSetProtocolParameters(DWORD lun, DWORD proto, UCHAR flags, UCHAR a, UCHAR b, UCHAR c) {
	RESPONSECODE (*f)(DWORD, DWORD, UCHAR, UCHAR, UCHAR, UCHAR) = real(__func__);
	return f(lun, proto, flags, a, b, c);
}
RESPONSECODE IFDHPowerICC(DWORD lun, DWORD action, PUCHAR atr, PDWORD length) {
	RESPONSECODE (*f)(DWORD, DWORD, PUCHAR, PDWORD) = real(__func__);
	return gone(lun) ? IFD_COMMUNICATION_ERROR : f(lun, action, atr, length);
}
RESPONSECODE IFDHTransmitToICC(DWORD lun, SCARD_IO_HEADER send, PUCHAR tx, DWORD txlen, PUCHAR rx, PDWORD rxlen, PSCARD_IO_HEADER recv) {
	RESPONSECODE (*f)(DWORD, SCARD_IO_HEADER, PUCHAR, DWORD, PUCHAR, PDWORD, PSCARD_IO_HEADER) = real(__func__);
	RESPONSECODE rc;
	if (gone(lun)) { *rxlen = 0; return IFD_COMMUNICATION_ERROR; }
	rc = f(lun, send, tx, txlen, rx, rxlen, recv);
	if (gone(lun)) { *rxlen = 0; return IFD_COMMUNICATION_ERROR; }
	return rc;
}
RESPONSECODE IFDHICCPresence(DWORD lun) {
	RESPONSECODE (*f)(DWORD) = real(__func__);
	return gone(lun) ? IFD_COMMUNICATION_ERROR : f(lun);
}

/* block writes a PIN into the format 2 block that the host prepared. */
static void block(unsigned char *b, const char *pin) {
	size_t i, n = strlen(pin);
	b[0] = 0x20 | (unsigned char)n;
	for (i = 0; i < n; i++) {
		unsigned char d = (unsigned char)(pin[i] - '0');
		b[1 + i / 2] = i % 2 ? (b[1 + i / 2] & 0xF0) | d : (unsigned char)(d << 4 | 0x0F);
	}
}

static RESPONSECODE answer(PUCHAR rx, DWORD size, LPDWORD got, const void *data, DWORD n) {
	if (size < n) return IFD_ERROR_INSUFFICIENT_BUFFER;
	memcpy(rx, data, n);
	*got = n;
	return IFD_SUCCESS;
}

static RESPONSECODE pin(DWORD lun, PUCHAR tx, DWORD txlen, DWORD head, PUCHAR rx, DWORD size, LPDWORD got) {
	char text[64], *fresh;
	SCARD_IO_HEADER send = {0, 0}, recv;
	DWORD n = size;
	unsigned char *apdu = tx + head;
	if (typed(lun, text, sizeof text) < 0) return IFD_NOT_SUPPORTED;
	if (!strcmp(text, "timeout")) return answer(rx, size, got, "\x64\x00", 2);
	if (!strcmp(text, "cancel")) return answer(rx, size, got, "\x64\x01", 2);
	if (!strcmp(text, "differ")) return answer(rx, size, got, "\x64\x02", 2);
	if (!strcmp(text, "short")) return answer(rx, size, got, "\x64\x03", 2);
	if (txlen <= head || !strcmp(text, "refuse")) return answer(rx, size, got, "\x6B\x80", 2);
	fresh = strchr(text, ' '); /* "OLD NEW" for a change */
	if (fresh) *fresh++ = 0;
	block(apdu + 5, text);
	if (fresh) block(apdu + 13, fresh);
	if (IFDHTransmitToICC(lun, send, apdu, txlen - head, rx, &n, &recv) != IFD_SUCCESS) return IFD_COMMUNICATION_ERROR;
	*got = n;
	return IFD_SUCCESS;
}

RESPONSECODE IFDHControl(DWORD lun, DWORD code, PUCHAR tx, DWORD txlen, PUCHAR rx, DWORD size, LPDWORD got) {
	char text[64];
	*got = 0;
	if (gone(lun)) return IFD_COMMUNICATION_ERROR;
	if (typed(lun, text, sizeof text) < 0) return IFD_NOT_SUPPORTED;
	switch (code) {
	case CODE_FEATURES:
		return answer(rx, size, got, "\x06\x04\x42\x33\x00\x06\x07\x04\x42\x33\x00\x07\x12\x04\x42\x33\x00\x12", 18);
	case CODE_PROPERTIES:
		return answer(rx, size, got, "\x06\x01\x04\x07\x01\x0C", 6);
	case CODE_VERIFY:
		return pin(lun, tx, txlen, 19, rx, size, got);
	case CODE_MODIFY:
		return pin(lun, tx, txlen, 24, rx, size, got);
	}
	return IFD_NOT_SUPPORTED;
}
