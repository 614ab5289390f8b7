import { endianness } from 'node:os'

// Numbers and layouts of Linux on x64 and arm64, where they are the same but for the packing of `epoll_event`.

export const AF_UNSPEC = 0
export const AF_INET = 2
export const AF_INET6 = 10
export const AF_PACKET = 17
export const SOCK_STREAM = 1
export const SOCK_DGRAM = 2
export const SOCK_RAW = 3
export const SOCK_NONBLOCK = 0o4000
export const SOCK_CLOEXEC = 0o2000000
export const EFD_NONBLOCK = 0o4000
export const EFD_CLOEXEC = 0o2000000
export const EPOLL_CLOEXEC = 0o2000000
export const EPOLL_CTL_ADD = 1
export const EPOLLIN = 0x001
export const EPOLLOUT = 0x004
export const EPOLLERR = 0x008
export const EPOLLHUP = 0x010
export const EPOLLET = 0x80000000
export const IPPROTO_ICMP = 1
export const IPPROTO_TCP = 6
export const IPPROTO_ICMPV6 = 58
export const IPPROTO_RAW = 255
export const ETH_P_ARP = 0x0806
export const SOL_SOCKET = 1
export const SO_RCVBUF = 8
export const SO_RCVBUFFORCE = 33
export const SO_ATTACH_FILTER = 26
export const MSG_DONTWAIT = 0x40
export const SOL_IPV6 = 41
export const IPV6_CHECKSUM = 7
export const IPV6_MULTICAST_HOPS = 18
export const IPV6_V6ONLY = 26
export const SOL_IP = 0
export const IP_HDRINCL = 3
export const IP_BIND_ADDRESS_NO_PORT = 24

/** `struct sockaddr_in6` is the longer one; `struct sockaddr_in` begins alike: family, then the port. */
export const SOCKADDR_IN = 16
export const SOCKADDR_IN6 = 28
export const SIN_PORT = 2
export const SIN_ADDR = 4
export const SIN6_ADDR = 8
export const SIN6_SCOPE_ID = 24

/** `struct sockaddr_ll`: an end of a link. */
export const SOCKADDR_LL = 20
export const SLL_PROTOCOL = 2
export const SLL_IFINDEX = 4
export const SLL_HALEN = 11
export const SLL_ADDR = 12

/** `struct mmsghdr` begins with a `struct msghdr`; `struct iovec` is an address and a length. */
export const MMSGHDR = 64
export const MSG_NAME = 0
export const MSG_NAMELEN = 8
export const MSG_IOV = 16
export const MSG_IOVLEN = 24
export const MSG_LEN = 56
export const IOVEC = 16
export const IOV_LEN = 8

/** `struct sock_filter` and `struct sock_fprog`, which holds how many of them there are, and where. */
export const SOCK_FILTER = 8
export const SOCK_FPROG = 16
export const SOCK_FPROG_FILTER = 8
/** A filter reads the network header from here on. */
export const SKF_NET_OFF = 0xfff00000

/** `struct epoll_event` is packed on x64 only: where its data stands, and how long it is. */
export const EPOLL_DATA = process.arch === 'x64' ? 4 : 8
export const EPOLL_EVENT = EPOLL_DATA + 8

/** How the machine writes its numbers. */
export const LITTLE = endianness() === 'LE'
