/*
 * The control of loopback: socket, connect, close for each port of an address, in so many threads that share a counter.
 * The least that a connect scan can cost with a socket for each port. Prints address:port of what was open.
 * Run: connect-loop THREADS ADDRESS FIRST LAST
 */
#include <arpa/inet.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static struct sockaddr_in host;
static const char *address;
static int last;
static atomic_int next;

/* On loopback a dial may meet itself (RFC 9293, section 3.5), which is no server. */
static int met_itself(int fd) {
  struct sockaddr_in own, peer;
  socklen_t length = sizeof own;
  getsockname(fd, (struct sockaddr *)&own, &length);
  length = sizeof peer;
  getpeername(fd, (struct sockaddr *)&peer, &length);
  return own.sin_port == peer.sin_port && own.sin_addr.s_addr == peer.sin_addr.s_addr;
}

static void *work(void *unused) {
  struct sockaddr_in peer = host;
  for (int port; (port = atomic_fetch_add(&next, 1)) <= last;) {
    peer.sin_port = htons(port);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0) exit(1);
    if (connect(fd, (struct sockaddr *)&peer, sizeof peer) == 0 && !met_itself(fd)) printf("%s:%d\n", address, port);
    close(fd);
  }
  return unused;
}

int main(int count, char **words) {
  pthread_t threads[64];
  if (count != 5) return 2;
  int size = atoi(words[1]);
  address = words[2];
  host.sin_family = AF_INET;
  if (size < 1 || size > 64 || inet_pton(AF_INET, address, &host.sin_addr) != 1) return 2;
  next = atoi(words[3]);
  last = atoi(words[4]);
  for (int i = 1; i < size; i++) pthread_create(&threads[i], NULL, work, NULL);
  work(NULL);
  for (int i = 1; i < size; i++) pthread_join(threads[i], NULL);
  return 0;
}
