#include "access/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    KEY_HEX = 64
};

Secret secret_new(void)
{
    Secret s;
    unsigned char bytes[32];
    randombytes_buf(bytes, sizeof bytes);
    (void)sodium_bin2base64(s.text, sizeof s.text, bytes, sizeof bytes,
                            sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(bytes, sizeof bytes);
    return s;
}

HashText secret_hash(Str secret)
{
    return hash_texts(&secret, 1);
}

static ErrCode make_key(const char *path, Err *e)
{
    unsigned char bytes[32];
    char hex[KEY_HEX + 1];
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 && errno == EEXIST) return ERR_OK;
    if (fd < 0) return err_set(e, ERR_IO, "--key: '%.200s' cannot be made", path);
    randombytes_buf(bytes, sizeof bytes);
    (void)sodium_bin2hex(hex, sizeof hex, bytes, sizeof bytes);
    bool written = write(fd, hex, KEY_HEX) == KEY_HEX && fsync(fd) == 0;
    sodium_memzero(bytes, sizeof bytes);
    sodium_memzero(hex, sizeof hex);
    (void)close(fd);
    return written ? ERR_OK : err_set(e, ERR_IO, "--key: '%.200s' cannot be written", path);
}

static ErrCode read_key(const char *path, int fd, Key *ret, Err *e)
{
    struct stat facts;
    char hex[KEY_HEX + 2];
    size_t n = 0;
    Key key = { .ready = true };
    if (fstat(fd, &facts) != 0) return err_set(e, ERR_IO, "--key: '%.200s' cannot be read", path);
    if (facts.st_mode & (S_IRWXG | S_IRWXO))
        return err_set(e, ERR_INPUT, "--key: others may read '%.200s'; chmod 600 it", path);
    ssize_t got = read(fd, hex, sizeof hex);
    while (got > KEY_HEX && (hex[got - 1] == '\n' || hex[got - 1] == '\r')) got--;
    bool good = got == KEY_HEX &&
                sodium_hex2bin(key.bytes, sizeof key.bytes, hex, KEY_HEX, NULL, &n, NULL) == 0 &&
                n == sizeof key.bytes;
    sodium_memzero(hex, sizeof hex);
    if (!good) return err_set(e, ERR_INPUT, "--key: '%.200s' does not hold 64 hex digits", path);
    *ret = key;
    return ERR_OK;
}

ErrCode key_load(const char *path, Key *ret, Err *e)
{
    if (sodium_init() < 0) return err_set(e, ERR_BUG, "libsodium does not start");
    TRY(make_key(path, e));
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return err_set(e, ERR_IO, "--key: '%.200s' cannot be read", path);
    ErrCode code = read_key(path, fd, ret, e);
    (void)close(fd);
    return code;
}

Key key_random(void)
{
    Key key = { .ready = sodium_init() >= 0 };
    randombytes_buf(key.bytes, sizeof key.bytes);
    return key;
}

void key_forget(Key *key)
{
    sodium_memzero(key, sizeof *key);
}

uint64_t key_hash_short(const Key *key, uint64_t number, Str text)
{
    crypto_generichash_state h;
    unsigned char out[crypto_generichash_BYTES_MIN];
    uint64_t first;
    (void)crypto_generichash_init(&h, key->bytes, sizeof key->bytes, sizeof out);
    (void)crypto_generichash_update(&h, (const unsigned char *)&number, sizeof number);
    if (text.n) (void)crypto_generichash_update(&h, (const unsigned char *)text.p, text.n);
    (void)crypto_generichash_final(&h, out, sizeof out);
    memcpy(&first, out, sizeof first);
    return first;
}

HashText key_hash(const Key *key, const Str texts[], size_t n)
{
    HashText inner = hash_texts(texts, n), out;
    unsigned char bytes[32];
    (void)crypto_generichash(bytes, sizeof bytes, (const unsigned char *)inner.hex, KEY_HEX,
                             key->bytes, sizeof key->bytes);
    (void)sodium_bin2hex(out.hex, sizeof out.hex, bytes, sizeof bytes);
    return out;
}

bool secret_same(Str a, Str b)
{
    return a.n == b.n && a.n > 0 && sodium_memcmp(a.p, b.p, a.n) == 0;
}

ErrCode key_seal(const Key *key, Str context, Str plain, Arena *mem, Str *ret, Err *e)
{
    unsigned char *box;
    char *hex;
    size_t n = NONCE + plain.n + TAG;
    NEW(box, n, mem, e);
    NEW(hex, 2 * n + 1, mem, e);
    randombytes_buf(box, NONCE);
    (void)crypto_aead_xchacha20poly1305_ietf_encrypt(
        box + NONCE, NULL, (const unsigned char *)plain.p, plain.n,
        (const unsigned char *)context.p, context.n, NULL, box, key->bytes);
    (void)sodium_bin2hex(hex, 2 * n + 1, box, n);
    *ret = (Str){ 2 * n, hex };
    return ERR_OK;
}

ErrCode key_open(const Key *key, Str context, Str sealed, Arena *mem, Str *ret, Err *e)
{
    unsigned char *box, *plain;
    size_t n = 0;
    NEW(box, sealed.n / 2 + 1, mem, e);
    NEW(plain, sealed.n / 2 + 1, mem, e);
    bool whole = sodium_hex2bin(box, sealed.n / 2, sealed.p, sealed.n, NULL, &n, NULL) == 0 &&
                 n >= NONCE + TAG;
    if (!whole || crypto_aead_xchacha20poly1305_ietf_decrypt(
                      plain, NULL, NULL, box + NONCE, n - NONCE, (const unsigned char *)context.p,
                      context.n, box, key->bytes) != 0)
        return err_set(e, ERR_DENIED, "a sealed text does not open with this installation's key");
    *ret = (Str){ n - NONCE - TAG, (const char *)plain };
    return ERR_OK;
}
