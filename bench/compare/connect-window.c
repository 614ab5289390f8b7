/*
 * The control of a network: a socket that does not block for each endpoint, a thousand dials under way, an answer waited
 * for so many milliseconds, no second try. Host after host; prints address:port of what was open.
 * Run: connect-window MILLISECONDS FIRST LAST < addresses
 */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define WINDOW 1000
#define EVENTS 256

struct dial {
  int fd;
  int port;
  char address[INET_ADDRSTRLEN];
  double started;
};

static struct dial dials[WINDOW];
static int set, first, last;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

/* The endpoint after the last one; 0 where there is none. */
static int take(struct dial *dial) {
  static char address[INET_ADDRSTRLEN];
  static int port;
  if (port == 0 || port > last) {
    if (scanf("%15s", address) != 1) return 0;
    port = first;
  }
  snprintf(dial->address, sizeof dial->address, "%s", address);
  dial->port = port++;
  return 1;
}

/* Dials the next endpoints until one has to be waited for; 0 where there are no more. */
static int dial(struct dial *dial) {
  while (take(dial)) {
    struct sockaddr_in peer = {.sin_family = AF_INET, .sin_port = htons(dial->port)};
    struct epoll_event event = {.events = EPOLLOUT, .data.ptr = dial};
    inet_pton(AF_INET, dial->address, &peer.sin_addr);
    dial->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (dial->fd < 0) exit(1);
    dial->started = now();
    if (connect(dial->fd, (struct sockaddr *)&peer, sizeof peer) < 0 && errno == EINPROGRESS) {
      epoll_ctl(set, EPOLL_CTL_ADD, dial->fd, &event);
      return 1;
    }
    close(dial->fd);
  }
  dial->fd = -1;
  return 0;
}

static void hear(struct dial *dial) {
  int error = 0;
  socklen_t length = sizeof error;
  getsockopt(dial->fd, SOL_SOCKET, SO_ERROR, &error, &length);
  if (error == 0) printf("%s:%d\n", dial->address, dial->port);
}

int main(int count, char **words) {
  struct epoll_event events[EVENTS];
  int under_way = 0;
  if (count != 4) return 2;
  double patience = atof(words[1]);
  first = atoi(words[2]);
  last = atoi(words[3]);
  set = epoll_create1(0);
  for (int i = 0; i < WINDOW; i++) under_way += dial(&dials[i]);
  for (double looked = now(); under_way > 0;) {
    int heard = epoll_wait(set, events, EVENTS, 5);
    for (int i = 0; i < heard; i++) {
      hear(events[i].data.ptr);
      close(((struct dial *)events[i].data.ptr)->fd);
      under_way += dial(events[i].data.ptr) - 1;
    }
    double time = now();
    if (time - looked < patience / 10) continue;
    looked = time;
    for (int i = 0; i < WINDOW; i++) {
      if (dials[i].fd < 0 || time - dials[i].started < patience) continue;
      close(dials[i].fd);
      under_way += dial(&dials[i]) - 1;
    }
  }
  return 0;
}
