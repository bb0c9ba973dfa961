/* Put before a program with LD_PRELOAD, its writes to regular files go as few file systems make them
 * go, and as all of them may:
 *
 *   SHORT=n      no write moves more than n bytes
 *   INTERRUPT=1  every other write is interrupted before it begins
 *   ROOM=n       after n bytes in all there is no space left
 *   SYNC=n       the n-th fsync fails
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static long setting(const char *name) {
    const char *value = getenv(name);
    return value ? atol(value) : -1;
}

ssize_t write(int fd, const void *bytes, size_t count) {
    static ssize_t (*next)(int, const void *, size_t);
    static long written, calls;
    struct stat about;
    if (!next)
        *(void **)&next = dlsym(RTLD_NEXT, "write");
    if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode) || count == 0)
        return next(fd, bytes, count);
    if (setting("INTERRUPT") > 0 && calls++ % 2 == 0) {
        errno = EINTR;
        return -1;
    }
    long most = setting("SHORT"), room = setting("ROOM");
    if (most > 0 && count > (size_t)most)
        count = (size_t)most;
    if (room >= 0) {
        if (written >= room) {
            errno = ENOSPC;
            return -1;
        }
        if (count > (size_t)(room - written))
            count = (size_t)(room - written);
    }
    ssize_t moved = next(fd, bytes, count);
    if (moved > 0)
        written += moved;
    return moved;
}

int fsync(int fd) {
    static int (*next)(int);
    static long calls;
    if (!next)
        *(void **)&next = dlsym(RTLD_NEXT, "fsync");
    if (++calls == setting("SYNC")) {
        errno = EIO;
        return -1;
    }
    return next(fd);
}
