/* What every shim in front of the C library needs of it. No header of the system is used: only a compiler is needed. */
typedef unsigned long size_t;
typedef long ssize_t;
typedef long off_t;
struct iovec { void *base; size_t length; };

extern void *dlsym(void *, const char *);
extern char *getenv(const char *);
extern ssize_t readlink(const char *, char *, size_t);
extern int snprintf(char *, size_t, const char *, ...);
extern int strncmp(const char *, const char *, size_t);

/* The C library's own function of this name, behind the shim's. */
#define NEXT(name) ((__typeof__(&name))dlsym((void *)-1L, #name))

/* Where a file handle leads to; 0 when that cannot be told. */
static int pathOf(int fd, char *path, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, size - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return 1;
}
