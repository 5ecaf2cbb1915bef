// A disk that takes a millisecond for each fsync, and a count of them: loaded before the C library (LD_PRELOAD), it stands
// in front of its fsync and fdatasync. The count lies in the first eight bytes of the file OUTTURN_SYNC_COUNT.
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static _Atomic unsigned long *syncs;

__attribute__((constructor)) static void map_count(void) {
  const char *path = getenv("OUTTURN_SYNC_COUNT");
  int file = path == NULL ? -1 : open(path, O_RDWR | O_CREAT, 0600);
  if (file < 0 || ftruncate(file, sizeof *syncs) != 0) return;
  void *mapped = mmap(NULL, sizeof *syncs, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (mapped != MAP_FAILED) syncs = mapped;
  close(file);
}

static int sync_slowly(void) {
  struct timespec left = {0, 1000000};
  while (nanosleep(&left, &left) != 0) continue;
  if (syncs != NULL) atomic_fetch_add(syncs, 1);
  return 0;
}

int fsync(int file) { (void)file; return sync_slowly(); }
int fdatasync(int file) { (void)file; return sync_slowly(); }
