/*
 * Ends a process right before, in the middle of, or right after the n-th thing that it does to its journal or its line.
 *
 * Loaded in front of the C library (LD_PRELOAD), so that the program itself needs no switch for it. What to do stands in a small
 * file that the test maps and changes while the program runs; it also counts there. Needs no header of the system, only a compiler.
 */
#include "shim.h"

extern int unsetenv(const char *);
extern void *mmap(void *, size_t, int, int, int, off_t);
extern int open(const char *, int, ...);
extern int getpeername(int, void *, unsigned *);
extern int getpid(void);
extern int kill(int, int);
extern char *strstr(const char *, const char *);

enum { NOTHING, JOURNAL, SEND, RECEIVE };
enum { BEFORE, HALF, AFTER };

/* The mapped file; the test writes the first seven, the shim the others. */
static volatile struct {
  int armed, kind, at, mode;
  /* Ports of the line, and of a journal that is a database; 0 for none. */
  int linePort, journalPort;
  int spare;
  int counts[4];
  int fired;
} *control;
static const char *journalName;

__attribute__((constructor)) static void start(void) {
  const char *file = getenv("CRASH_CONTROL");
  journalName = getenv("CRASH_JOURNAL");
  /* Processes that this one starts are left alone. */
  unsetenv("LD_PRELOAD");
  if (file == 0) return;
  int fd = open(file, 2 /* O_RDWR */);
  if (fd < 0) return;
  void *mapped = mmap(0, 4096, 3 /* read, write */, 1 /* MAP_SHARED */, fd, 0);
  if (mapped != (void *)-1L) control = mapped;
}

static int portOf(int fd) {
  unsigned char address[128];
  unsigned length = sizeof address;
  if (getpeername(fd, address, &length) != 0) return 0;
  unsigned family = address[0] | address[1] << 8;
  return family == 2 || family == 10 ? address[2] << 8 | address[3] : 0;
}

/* What a file handle leads to. */
static int targetOf(int fd, int onLine) {
  if (control == 0 || !control->armed) return NOTHING;
  char path[512];
  if (!pathOf(fd, path, sizeof path)) return NOTHING;
  if (strncmp(path, "socket:", 7) == 0) {
    int port = portOf(fd);
    if (port == 0) return NOTHING;
    if (port == control->linePort) return onLine;
    return port == control->journalPort && onLine == SEND ? JOURNAL : NOTHING;
  }
  if (onLine == RECEIVE || journalName == 0) return NOTHING;
  return strstr(path, journalName) != 0 ? JOURNAL : NOTHING;
}

static void die(void) {
  control->fired = 1;
  kill(getpid(), 9);
}

/* Counts one thing. How to end at it, or -1 to go on. */
static int turn(int target) {
  if (target == NOTHING) return -1;
  int own = __sync_add_and_fetch(&control->counts[target], 1);
  return control->kind == target && control->at == own ? control->mode : -1;
}

#define WRITES(target, half, whole)              \
  int how = turn(target);                        \
  if (how == BEFORE) die();                      \
  if (how == HALF) { half; die(); }              \
  ssize_t done = whole;                          \
  if (how == AFTER) die();                       \
  return done

ssize_t write(int fd, const void *from, size_t size) {
  __typeof__(&write) next = NEXT(write);
  WRITES(targetOf(fd, SEND), next(fd, from, size / 2), next(fd, from, size));
}

ssize_t writev(int fd, const struct iovec *pieces, int count) {
  __typeof__(&writev) next = NEXT(writev);
  __typeof__(&write) part = NEXT(write);
  WRITES(targetOf(fd, SEND), part(fd, pieces[0].base, pieces[0].length / 2), next(fd, pieces, count));
}

ssize_t pwrite(int fd, const void *from, size_t size, off_t at) {
  __typeof__(&pwrite) next = NEXT(pwrite);
  WRITES(targetOf(fd, SEND), next(fd, from, size / 2, at), next(fd, from, size, at));
}

ssize_t pwrite64(int fd, const void *from, size_t size, off_t at) {
  __typeof__(&pwrite64) next = NEXT(pwrite64);
  WRITES(targetOf(fd, SEND), next(fd, from, size / 2, at), next(fd, from, size, at));
}

int fsync(int fd) {
  __typeof__(&fsync) next = NEXT(fsync);
  WRITES(targetOf(fd, SEND), (void)0, next(fd));
}

int fdatasync(int fd) {
  __typeof__(&fdatasync) next = NEXT(fdatasync);
  WRITES(targetOf(fd, SEND), (void)0, next(fd));
}

int ftruncate(int fd, off_t size) {
  __typeof__(&ftruncate) next = NEXT(ftruncate);
  WRITES(targetOf(fd, SEND), (void)0, next(fd, size));
}

int ftruncate64(int fd, off_t size) {
  __typeof__(&ftruncate64) next = NEXT(ftruncate64);
  WRITES(targetOf(fd, SEND), (void)0, next(fd, size));
}

/* Something has come, and nobody will hear it. */
static ssize_t heard(int fd, ssize_t size) {
  if (size > 0 && turn(targetOf(fd, RECEIVE)) >= 0) die();
  return size;
}

ssize_t read(int fd, void *to, size_t size) { return heard(fd, NEXT(read)(fd, to, size)); }

ssize_t recv(int fd, void *to, size_t size, int flags) {
  extern ssize_t recv(int, void *, size_t, int);
  return heard(fd, NEXT(recv)(fd, to, size, flags));
}
