import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as linux from '../../../src/native/linux.ts'

const compiler = ['cc', 'gcc', 'clang'].find((name) => {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})
const usable = compiler !== undefined && process.platform === 'linux'
if (!usable)
  console.log('skipped: the numbers of Linux are compared with the headers of its C library, by a C compiler')

const NUMBERS = [
  'AF_UNSPEC',
  'AF_INET',
  'AF_INET6',
  'AF_PACKET',
  'SOCK_STREAM',
  'SOCK_DGRAM',
  'SOCK_RAW',
  'SOCK_NONBLOCK',
  'SOCK_CLOEXEC',
  'EFD_NONBLOCK',
  'EFD_CLOEXEC',
  'EPOLL_CLOEXEC',
  'EPOLL_CTL_ADD',
  'EPOLLIN',
  'EPOLLOUT',
  'EPOLLERR',
  'EPOLLHUP',
  'EPOLLET',
  'IPPROTO_ICMP',
  'IPPROTO_TCP',
  'IPPROTO_ICMPV6',
  'IPPROTO_RAW',
  'ETH_P_ARP',
  'SOL_SOCKET',
  'SO_RCVBUF',
  'SO_RCVBUFFORCE',
  'SO_ATTACH_FILTER',
  'MSG_DONTWAIT',
  'SOL_IPV6',
  'IPV6_CHECKSUM',
  'IPV6_MULTICAST_HOPS',
  'IPV6_V6ONLY',
  'SKF_NET_OFF',
  'SOL_IP',
  'IP_HDRINCL',
  'IP_BIND_ADDRESS_NO_PORT',
] as const

const LAYOUTS: Readonly<Record<string, string>> = {
  SOCKADDR_IN: 'sizeof(struct sockaddr_in)',
  SOCKADDR_IN6: 'sizeof(struct sockaddr_in6)',
  SIN_PORT: 'offsetof(struct sockaddr_in, sin_port)',
  SIN_ADDR: 'offsetof(struct sockaddr_in, sin_addr)',
  SIN6_ADDR: 'offsetof(struct sockaddr_in6, sin6_addr)',
  SIN6_SCOPE_ID: 'offsetof(struct sockaddr_in6, sin6_scope_id)',
  SOCKADDR_LL: 'sizeof(struct sockaddr_ll)',
  SLL_PROTOCOL: 'offsetof(struct sockaddr_ll, sll_protocol)',
  SLL_IFINDEX: 'offsetof(struct sockaddr_ll, sll_ifindex)',
  SLL_HALEN: 'offsetof(struct sockaddr_ll, sll_halen)',
  SLL_ADDR: 'offsetof(struct sockaddr_ll, sll_addr)',
  MMSGHDR: 'sizeof(struct mmsghdr)',
  MSG_NAME: 'offsetof(struct mmsghdr, msg_hdr.msg_name)',
  MSG_NAMELEN: 'offsetof(struct mmsghdr, msg_hdr.msg_namelen)',
  MSG_IOV: 'offsetof(struct mmsghdr, msg_hdr.msg_iov)',
  MSG_IOVLEN: 'offsetof(struct mmsghdr, msg_hdr.msg_iovlen)',
  MSG_LEN: 'offsetof(struct mmsghdr, msg_len)',
  IOVEC: 'sizeof(struct iovec)',
  IOV_LEN: 'offsetof(struct iovec, iov_len)',
  SOCK_FILTER: 'sizeof(struct sock_filter)',
  SOCK_FPROG: 'sizeof(struct sock_fprog)',
  SOCK_FPROG_FILTER: 'offsetof(struct sock_fprog, filter)',
  EPOLL_DATA: 'offsetof(struct epoll_event, data)',
  EPOLL_EVENT: 'sizeof(struct epoll_event)',
}

test.skipIf(!usable)('every number and layout is that of the headers', () => {
  const expected: Record<string, string> = {
    ...Object.fromEntries(NUMBERS.map((name) => [name, name])),
    ...LAYOUTS,
  }
  const folder = mkdtempSync(join(tmpdir(), 'portscan-linux-'))
  try {
    const lines = Object.entries(expected).map(
      ([name, text]) => `printf("%s %llu\\n", "${name}", (unsigned long long)(unsigned)(${text}));`,
    )
    const source = `#define _GNU_SOURCE
#include <stddef.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <netinet/in.h>
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
int main(void) { ${lines.join('\n')} return 0; }`
    writeFileSync(join(folder, 'numbers.c'), source)
    execFileSync(compiler!, ['-o', join(folder, 'numbers'), join(folder, 'numbers.c')])
    const said = execFileSync(join(folder, 'numbers'), { encoding: 'utf8' })
    const numbers = Object.fromEntries(
      said
        .trim()
        .split('\n')
        .map((line) => line.split(' '))
        .map(([name, value]) => [name, Number(value)]),
    ) as Record<string, number>
    const ours = Object.fromEntries(
      Object.keys(expected).map((name) => [name, linux[name as keyof typeof linux] as number]),
    )
    expect(ours).toEqual(numbers)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('every number that the file has is compared', () => {
  const compared = [...NUMBERS, ...Object.keys(LAYOUTS), 'LITTLE']
  expect(Object.keys(linux).sort()).toEqual(compared.sort())
})
