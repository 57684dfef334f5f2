/*
 * Writes down, in order, everything that a process does to the files of one folder: what a disk would have to keep of it if the
 * power went at any moment. Loaded in front of the C library (LD_PRELOAD), so that the program itself needs no switch for it.
 *
 * A record is a head, the file's name below the folder, and for a write its bytes, for a new name that name. The deeds are noted
 * once they are done, which is enough for a process that does them one after the other.
 */
#include "shim.h"

typedef __builtin_va_list va_list;
extern int unsetenv(const char *);
extern int access(const char *, int);
extern off_t lseek(int, off_t, int);
extern size_t strlen(const char *);

enum { MAKE = 1, WRITE, TRUNCATE, SYNC, UNLINK, RENAME, FOLDER };
enum { O_CREAT = 0100, O_TRUNC = 01000 };

static struct { int kind, nameLength; long at, size; } head;
static const char *folder;
static int out = -1;

int open(const char *path, int flags, ...);
ssize_t writev(int fd, const struct iovec *pieces, int count);

__attribute__((constructor)) static void start(void) {
  const char *file = getenv("RECORD_FILE");
  folder = getenv("RECORD_FOLDER");
  /* Processes that this one starts are left alone. */
  unsetenv("LD_PRELOAD");
  if (file != 0 && folder != 0) out = NEXT(open)(file, 02101 /* O_WRONLY, O_CREAT, O_APPEND */, 0600);
}

/* The name below the folder, empty for the folder itself; 0 for what is elsewhere. */
static const char *nameIn(const char *path) {
  if (out < 0) return 0;
  size_t length = strlen(folder);
  if (strncmp(path, folder, length) != 0) return 0;
  if (path[length] == 0) return path + length;
  return path[length] == '/' ? path + length + 1 : 0;
}

static void note(int kind, const char *name, long at, const void *bytes, long size) {
  if (name == 0) return;
  head.kind = kind;
  head.nameLength = strlen(name);
  head.at = at;
  head.size = size;
  struct iovec pieces[3] = {{&head, sizeof head}, {(void *)name, strlen(name)}, {(void *)bytes, bytes == 0 ? 0 : size}};
  NEXT(writev)(out, pieces, 3);
}

static void noteOf(int fd, int kind, long at, const void *bytes, long size) {
  char path[512];
  if (out >= 0 && pathOf(fd, path, sizeof path)) note(kind, nameIn(path), at, bytes, size);
}

/* A write where the handle stood: it now stands behind what was written, also when that went to the end. */
static ssize_t written(int fd, const void *from, ssize_t done) {
  if (done > 0) noteOf(fd, WRITE, lseek(fd, 0, 1 /* SEEK_CUR */) - done, from, done);
  return done;
}

static ssize_t writtenAt(int fd, const void *from, ssize_t done, off_t at) {
  if (done > 0) noteOf(fd, WRITE, at, from, done);
  return done;
}

static ssize_t piecesAt(int fd, const struct iovec *pieces, ssize_t done, off_t at) {
  ssize_t left = done;
  for (; left > 0; pieces++) {
    ssize_t own = (ssize_t)pieces->length < left ? (ssize_t)pieces->length : left;
    writtenAt(fd, pieces->base, own, at);
    at += own;
    left -= own;
  }
  return done;
}

static int opened(int fd, const char *path, int flags, int isNew) {
  if (fd < 0) return fd;
  if (isNew) note(MAKE, nameIn(path), 0, 0, 0);
  else if (flags & O_TRUNC) note(TRUNCATE, nameIn(path), 0, 0, 0);
  return fd;
}

#define OPENS(name)                                                   \
  int name(const char *path, int flags, ...) {                        \
    int mode = 0, isNew = 0;                                          \
    if (flags & O_CREAT) {                                            \
      va_list more;                                                   \
      __builtin_va_start(more, flags);                                \
      mode = __builtin_va_arg(more, int);                             \
      __builtin_va_end(more);                                         \
      isNew = access(path, 0) != 0;                                   \
    }                                                                 \
    return opened(NEXT(name)(path, flags, mode), path, flags, isNew); \
  }

OPENS(open)
OPENS(open64)

ssize_t write(int fd, const void *from, size_t size) { return written(fd, from, NEXT(write)(fd, from, size)); }

ssize_t writev(int fd, const struct iovec *pieces, int count) {
  ssize_t done = NEXT(writev)(fd, pieces, count);
  return done > 0 ? piecesAt(fd, pieces, done, lseek(fd, 0, 1 /* SEEK_CUR */) - done) : done;
}

#define WRITES_AT(name) \
  ssize_t name(int fd, const void *from, size_t size, off_t at) { return writtenAt(fd, from, NEXT(name)(fd, from, size, at), at); }
#define WRITES_PIECES_AT(name) \
  ssize_t name(int fd, const struct iovec *pieces, int count, off_t at) { return piecesAt(fd, pieces, NEXT(name)(fd, pieces, count, at), at); }
#define SYNCS(name)                             \
  int name(int fd) {                            \
    int failed = NEXT(name)(fd);                \
    if (failed == 0) noteOf(fd, SYNC, 0, 0, 0); \
    return failed;                              \
  }
#define TRUNCATES(name)                                \
  int name(int fd, off_t size) {                       \
    int failed = NEXT(name)(fd, size);                 \
    if (failed == 0) noteOf(fd, TRUNCATE, size, 0, 0); \
    return failed;                                     \
  }

WRITES_AT(pwrite)
WRITES_AT(pwrite64)
WRITES_PIECES_AT(pwritev)
WRITES_PIECES_AT(pwritev64)
SYNCS(fsync)
SYNCS(fdatasync)
TRUNCATES(ftruncate)
TRUNCATES(ftruncate64)

int unlink(const char *path) {
  int failed = NEXT(unlink)(path);
  if (failed == 0) note(UNLINK, nameIn(path), 0, 0, 0);
  return failed;
}

int mkdir(const char *path, unsigned mode) {
  int failed = NEXT(mkdir)(path, mode);
  if (failed == 0) note(FOLDER, nameIn(path), 0, 0, 0);
  return failed;
}

int rename(const char *from, const char *to) {
  int failed = NEXT(rename)(from, to);
  const char *name = nameIn(to);
  if (failed == 0 && name != 0) note(RENAME, nameIn(from), 0, name, strlen(name));
  return failed;
}
