#!/usr/bin/env python3
"""Helper of ./netlab: plans a lab, serves its open ports, relays (delays, loses) packets, scores a scan.

Only the Python 3.8+ standard library. Not meant to be called by hand; see README.md.
"""
import argparse, collections, errno, fcntl, hashlib, heapq, ipaddress, json, os, random, re, resource, select
import signal, socket, struct, sys, time

REJECTS = {  # name: (nft icmp type, nft icmpv6 type or None, what a connect scan must say)
    'port-unreach':  ('port-unreachable',  'port-unreachable'),
    'host-unreach':  ('host-unreachable',  'addr-unreachable'),
    'net-unreach':   ('net-unreachable',   'no-route'),
    'proto-unreach': ('prot-unreachable',  None),
    'net-prohib':    ('net-prohibited',    None),
    'host-prohib':   ('host-prohibited',   None),
    'admin-prohib':  ('admin-prohibited',  'admin-prohibited'),
}
DEFAULT_OPEN = [21, 22, 25, 53, 80, 110, 143, 179, 389, 443, 445, 515, 587, 631, 873, 993]
BANNERS = {21: b'220 lab FTP ready\r\n', 22: b'SSH-2.0-OpenSSH_9.2p1 lab\r\n', 25: b'220 lab ESMTP\r\n',
           587: b'220 lab ESMTP\r\n', 110: b'+OK lab POP3\r\n', 143: b'* OK lab IMAP4rev1\r\n',
           873: b'@RSYNCD: 31.0\n', 3306: b'\x0a\x00\x00\x00\x0a8.0.0-lab\x00'}
HTTP = b'HTTP/1.1 200 OK\r\nServer: lab\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'


def ports_of(spec):
    out = []
    for part in str(spec).split(','):
        part = part.strip()
        if not part:
            continue
        a, _, b = part.partition('-')
        a, b = int(a), int(b or a)
        if not 0 < a <= b <= 65535:
            sys.exit(f'netlab: bad port range {part!r}')
        out += range(a, b + 1)
    return sorted(set(out))


def ms(text):
    m = re.fullmatch(r'([0-9.]+)(us|ms|s)?', str(text))
    if not m:
        sys.exit(f'netlab: bad duration {text!r} (say 50ms)')
    return float(m[1]) * {'us': .001, 'ms': 1, 's': 1000, None: 1}[m[2]]


def pct(text):
    v = float(str(text).rstrip('%'))
    if not 0 <= v <= 100:
        sys.exit(f'netlab: bad percentage {text!r}')
    return v / 100


def per_target(text, n, f):
    v = [f(x) for x in str(text).split(',')]
    return (v * n)[:n] if len(v) == 1 else (v + [v[-1]] * n)[:n]


# ---------------------------------------------------------------- the plan (what is true)
class Plan:
    def __init__(self, d):
        self.__dict__.update(d)

    def addr(self, i, v6=False):
        k, j = i % self.targets, i // self.targets
        if v6:
            return str(ipaddress.IPv6Address((0xfd99 << 112) + ((k + 1) << 80) + j + 1))
        return str(ipaddress.IPv4Address((10 << 24) + ((self.net2 + k) << 16) + j + 1))

    def families(self):
        return {'4': [False], '6': [True], '46': [False, True]}[self.family]

    def profile(self, i):
        """port -> state for the ports of host i that are not the default."""
        rng = random.Random(f'{self.seed}/{i if self.vary else 0}')
        ports = self.ports_list()
        st = {}
        if self.open_list is not None:
            op = [p for p in self.open_list if p in self.ports_set()]
        else:
            op = rng.sample(ports, min(self.open_n, len(ports)))
        for p in op:
            st[p] = 'open'
        rest = [p for p in ports if p not in st]
        rng.shuffle(rest)
        for _ in range(min(self.filtered, len(rest))):
            st[rest.pop()] = 'drop'
        for r in range(self.reject):
            if rest:
                st[rest.pop()] = self.reject_types[r % len(self.reject_types)]
        return st

    def ports_list(self):
        if not hasattr(self, '_p'):
            self._p = ports_of(self.ports)
            self._ps = set(self._p)
        return self._p

    def ports_set(self):
        self.ports_list()
        return self._ps

    def host_kinds(self):
        n = self.hosts
        return (['up'] * n) + (['decoy'] * self.decoys) + (['down'] * self.down)

    def truth(self, closed=True):
        """Yields (ip, port, state, how). state is what a perfect TCP connect scan says."""
        default = {'rst': ('closed', 'rst'), 'drop': ('filtered', 'drop')}[self.default]
        for v6 in self.families():
            for i, kind in enumerate(self.host_kinds()):
                ip = self.addr(i, v6)
                prof = self.profile(i) if kind == 'up' else {}
                for p in self.ports_list():
                    if kind == 'decoy':
                        yield ip, p, 'open', 'decoy'
                    elif kind == 'down':
                        if closed:
                            yield ip, p, 'filtered', 'down'
                    elif p in prof:
                        how = prof[p]
                        if how == 'open':
                            yield ip, p, 'open', 'syn-ack'
                        elif how == 'drop':
                            yield ip, p, 'filtered', 'drop'
                        else:
                            if v6 and REJECTS[how][1] is None:
                                how = 'port-unreach'
                            # ICMP port-unreachable is ECONNREFUSED to a connect scan: no way to tell it from RST
                            yield ip, p, 'closed' if how == 'port-unreach' else 'filtered', how
                    elif closed:
                        yield ip, p, default[0], default[1]

    def ruleset(self, k):
        """nft ruleset of target namespace k."""
        o = ['table inet lab {']
        for name, (t4, t6) in REJECTS.items():
            c = name.replace('-', '_')
            o += [f'  chain r_{c} {{', f'    meta nfproto ipv4 reject with icmp type {t4}',
                  f'    meta nfproto ipv6 reject with icmpv6 type {t6 or "port-unreachable"}', '  }']
        verd = lambda how: {'open': 'accept', 'drop': 'drop'}.get(how) or 'goto r_' + how.replace('-', '_')
        up, decoy = {4: [], 6: []}, {4: [], 6: []}
        el = {4: [], 6: []}
        for v6 in self.families():
            f = 6 if v6 else 4
            for i, kind in enumerate(self.host_kinds()):
                if i % self.targets != k:
                    continue
                if kind == 'down':
                    continue
                ip = self.addr(i, v6)
                up[f].append(ip)
                if kind == 'decoy':
                    decoy[f].append(ip)
                elif self.vary:
                    el[f] += [f'{ip} . {p} : {verd(h)}' for p, h in self.profile(i).items()]
        def setdef(name, typ, els, flags=''):
            o.append(f'  {name} {{ type {typ};{flags}')
            if els:
                o.append('    elements = { ' + ',\n      '.join(els) + ' }')
            o.append('  }')
        for f, t in ((4, 'ipv4_addr'), (6, 'ipv6_addr')):
            setdef(f'set up{f}', t, up[f])
            setdef(f'set decoy{f}', t, decoy[f])
            if self.vary:
                setdef(f'map st{f}', f'{t} . inet_service : verdict', el[f])
        if not self.vary:
            setdef('map st', 'inet_service : verdict', [f'{p} : {verd(h)}' for p, h in self.profile(0).items()])
        last = {'rst': 'reject with tcp reset', 'drop': 'drop'}[self.default]
        o += ['  chain syn {']
        if self.syn_limit:
            o += [f'    limit rate over {self.syn_limit}/second burst {max(5, self.syn_limit // 10)} packets drop']
        if self.decoys:
            o += ['    ct status dnat accept']   # redirected by chain nat: the address is another one by now
        o += ['    ip daddr != @up4 drop', '    ip6 daddr != @up6 drop']
        o += (['    ip daddr . tcp dport vmap @st4', '    ip6 daddr . tcp dport vmap @st6'] if self.vary
              else ['    tcp dport vmap @st'])
        o += [f'    {last}', '  }', '  chain input {', '    type filter hook input priority 0; policy accept;',
              '    iifname "lo" accept', '    tcp flags & (syn | ack) == syn jump syn',
              '    ip daddr != @up4 drop']
        if not self.ping:
            o += ['    icmp type echo-request drop', '    icmpv6 type echo-request drop']
        o += ['  }', '  chain output {', '    type filter hook output priority 0; policy accept;',
              '    oifname "lo" accept']
        if self.rst_limit:
            o += [f'    tcp flags & rst == rst limit rate over {self.rst_limit}/second burst 5 packets drop']
        if self.icmp_limit:
            o += [f'    icmp type destination-unreachable limit rate over {self.icmp_limit}/second burst 5 packets drop',
                  f'    icmpv6 type destination-unreachable limit rate over {self.icmp_limit}/second burst 5 packets drop']
        o += ['  }']
        if self.decoys:  # one listener answers every port of these addresses, as a tarpit or SYN proxy does
            o += ['  chain nat {', '    type nat hook prerouting priority -100;',
                  f'    ip daddr @decoy4 meta l4proto tcp redirect to :{self.decoy_port}',
                  f'    ip6 daddr @decoy6 meta l4proto tcp redirect to :{self.decoy_port}', '  }']
        o += ['}']
        if self.loss_by == 'nft' and self.loss[k]:
            m = int(self.loss[k] * 10000)
            o += ['table inet loss {',
                  f'  chain in {{ type filter hook prerouting priority -300; iifname != "lo" numgen random mod 10000 < {m} drop; }}',
                  f'  chain out {{ type filter hook postrouting priority 300; oifname != "lo" numgen random mod 10000 < {m} drop; }}',
                  '}']
        return '\n'.join(o) + '\n'

    def listen_ports(self, k):
        s = set()
        for i, kind in enumerate(self.host_kinds()):
            if i % self.targets == k and kind == 'up':
                s |= {p for p, h in self.profile(i).items() if h == 'open'}
                if not self.vary:
                    break
        if self.decoys:
            s.add(self.decoy_port)
        return sorted(s)


def cmd_plan(argv):
    a = argparse.ArgumentParser(prog='netlab up')
    a.add_argument('--state', required=True)
    a.add_argument('--shaper', choices=['auto', 'netem', 'relay', 'nft', 'none'], default='auto')
    a.add_argument('--have-netem', type=int, default=0)
    a.add_argument('--delay', default='0ms')
    a.add_argument('--jitter', default='0ms')
    a.add_argument('--loss', default='0%')
    a.add_argument('--targets', type=int, default=1)
    a.add_argument('--hosts', type=int, default=1)
    a.add_argument('--down', type=int, default=0)
    a.add_argument('--decoys', type=int, default=0)
    a.add_argument('--ports', default='1-1000')
    a.add_argument('--open', default=None)
    a.add_argument('--filtered', type=int, default=0)
    a.add_argument('--reject', type=int, default=0)
    a.add_argument('--reject-types', default=','.join(REJECTS))
    a.add_argument('--default', choices=['rst', 'drop'], default='rst')
    a.add_argument('--vary', choices=['auto', 'yes', 'no'], default='auto')
    a.add_argument('--seed', default='1')
    a.add_argument('--family', choices=['4', '6', '46'], default='4')
    a.add_argument('--rst-limit', type=int, default=0)
    a.add_argument('--icmp-limit', default='0')
    a.add_argument('--syn-limit', type=int, default=0)
    a.add_argument('--no-ping', action='store_true')
    a.add_argument('--banners', action='store_true')
    a.add_argument('--port-range', default='')
    n = a.parse_args(argv)
    if n.targets < 1 or n.targets > 50:
        sys.exit('netlab: --targets is 1 to 50')
    if (n.hosts + n.down + n.decoys) > 65534 * n.targets or n.hosts < 0:
        sys.exit('netlab: at most 65534 addresses a target namespace')
    for t in n.reject_types.split(','):
        if t not in REJECTS:
            sys.exit(f'netlab: --reject-types are {", ".join(REJECTS)}')
    op_list, op_n = None, 0
    if n.open is None:
        op_list = DEFAULT_OPEN
    elif re.fullmatch(r'random:\d+', n.open):
        op_n = int(n.open[7:])
    else:
        op_list = ports_of(n.open) if n.open else []
    d = per_target(n.delay, n.targets, ms)
    j = per_target(n.jitter, n.targets, ms)
    l = per_target(n.loss, n.targets, pct)
    want = any(d) or any(j) or any(l)
    shaper = n.shaper
    if shaper == 'auto':
        shaper = 'none' if not want else 'netem' if n.have_netem else 'relay' if any(d) or any(j) else 'nft'
    if shaper == 'netem' and not n.have_netem:
        sys.exit('netlab: this kernel has no netem; use --shaper relay')
    if shaper in ('nft', 'none') and (any(d) or any(j)):
        sys.exit(f'netlab: --shaper {shaper} cannot delay')
    vary = n.vary == 'yes' or (n.vary == 'auto' and n.hosts <= 1024)
    plan = dict(shaper=shaper, delay=d, jitter=j, loss=l, loss_by=shaper, targets=n.targets, hosts=n.hosts, down=n.down,
                decoys=n.decoys, ports=n.ports, open_list=op_list, open_n=op_n, filtered=n.filtered, reject=n.reject,
                reject_types=n.reject_types.split(','), default=n.default, vary=vary, seed=n.seed, family=n.family,
                rst_limit=n.rst_limit, icmp_limit=0 if n.icmp_limit == 'kernel' else int(n.icmp_limit),
                icmp_kernel=n.icmp_limit == 'kernel', syn_limit=n.syn_limit, ping=not n.no_ping, banners=n.banners,
                net2=201, decoy_port=61999, port_range=n.port_range)
    p = Plan(plan)
    with open(os.path.join(n.state, 'plan.json'), 'w') as f:
        json.dump(plan, f, indent=1)
    for k in range(n.targets):
        with open(os.path.join(n.state, f't{k + 1}.nft'), 'w') as f:
            f.write(p.ruleset(k))
    print(f'shaper={shaper} targets={n.targets} icmp_kernel={int(plan["icmp_kernel"])} port_range={n.port_range!r}'
          .replace("port_range=''", 'port_range=""'))


def load(state):
    with open(os.path.join(state, 'plan.json')) as f:
        return Plan(json.load(f))


# ---------------------------------------------------------------- the open ports
def cmd_listen(argv):
    state, k = argv[0], int(argv[1])
    plan = load(state)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for want in (1 << 20, hard):
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (want, max(want, hard)))
            break
        except (ValueError, OSError):
            pass
    cap = resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 2000
    ep = select.epoll()
    listeners, conns = {}, collections.OrderedDict()
    v6 = '6' in plan.family
    for port in plan.listen_ports(k):
        s = socket.socket(socket.AF_INET6 if v6 else socket.AF_INET, socket.SOCK_STREAM)
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if v6:
            s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        s.bind(('::' if v6 else '0.0.0.0', port))
        s.listen(65535)
        s.setblocking(False)
        listeners[s.fileno()] = (s, port)
        ep.register(s.fileno(), select.EPOLLIN)
    linger = struct.pack('ii', 1, 0)

    def drop(fd):
        s, _, _ = conns.pop(fd)
        try:
            ep.unregister(fd)
        except OSError:
            pass
        s.close()

    print('ready', flush=True)
    stats = {'accepted': 0}
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    while True:
        for fd, _ in ep.poll(1.0):
            if fd in listeners:
                ls, port = listeners[fd]
                for _ in range(512):
                    try:
                        c, _a = ls.accept()
                    except (BlockingIOError, ConnectionAbortedError):
                        break
                    except OSError as e:
                        if e.errno in (errno.EMFILE, errno.ENFILE) and conns:
                            drop(next(iter(conns)))
                            continue
                        break
                    c.setblocking(False)
                    c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                    conns[c.fileno()] = (c, port, time.monotonic())
                    ep.register(c.fileno(), select.EPOLLIN | select.EPOLLRDHUP)
                    stats['accepted'] += 1
                    if plan.banners and port in BANNERS:
                        try:
                            c.send(BANNERS[port])
                        except OSError:
                            pass
            elif fd in conns:
                c, port, _t = conns[fd]
                try:
                    data = c.recv(65536)
                except BlockingIOError:
                    continue
                except OSError:
                    data = b''
                if not data:
                    drop(fd)
                elif plan.banners and data[:4] in (b'GET ', b'HEAD', b'POST'):
                    try:
                        c.send(HTTP)
                    except OSError:
                        pass
        now = time.monotonic()
        while conns:
            fd = next(iter(conns))
            if len(conns) < cap and now - conns[fd][2] < 120:
                break
            drop(fd)


# ---------------------------------------------------------------- delay and loss without netem
def flow_of(f, back):
    """The end point on the target side that this frame is of; None for ARP and neighbour discovery."""
    t = f[12:14]
    if t == b'\x08\x00':
        l4, proto, ip = 14 + (f[14] & 15) * 4, f[23], f[26:30] if back else f[30:34]
        if proto == 1 and back and f[l4] == 3:       # an error: the end point is in the packet it quotes
            l4 += 8
            l4 += (f[l4] & 15) * 4
            return ip + f[l4 + 2:l4 + 4]
    elif t == b'\x86\xdd':
        l4, proto, ip = 54, f[20], f[22:38] if back else f[38:54]
        if proto == 58:
            if 133 <= f[54] <= 137:
                return None
            return ip + f[104:106] if back and f[54] == 1 else ip
    else:
        return None
    if proto in (6, 17):
        return ip + (f[l4:l4 + 2] if back else f[l4 + 2:l4 + 4])
    return ip


def tap(name):
    fd = os.open('/dev/net/tun', os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(fd, 0x400454ca, struct.pack('16sH22x', name.encode(), 0x1002))   # TUNSETIFF: IFF_TAP | IFF_NO_PI
    return fd


def cmd_relay(argv):
    """Two TAP devices, the scanner's and that of target namespace k; every IP packet between them is delayed and
    perhaps lost. One process each, so that a busy path does not make another one late.

    What is lost depends only on the seed, the end point (address and port) and how many packets it has seen in that
    direction: two scanners that send the same packets to an end point lose the same ones, in whatever order they scan.
    """
    state, k, near, far = argv[0], int(argv[1]), tap(argv[2]), tap(argv[3])
    plan = load(state)
    rate, delay, jitter = plan.loss[k], plan.delay[k] / 2000, plan.jitter[k] / 1000
    key = hashlib.sha256(f'{plan.seed}'.encode()).digest()
    count = collections.Counter()
    stats = dict(fwd=0, rev=0, fwd_lost=0, rev_lost=0, max_late_ms=0.0)
    jit = random.Random(f'{plan.seed}/{k}')
    heap, seq = [], 0                                       # with jitter: (due, seq, fd, frame)
    fifo = {False: collections.deque(), True: collections.deque()}   # without: a direction's queue is in order

    def write_stats(*_):
        path = os.path.join(state, f'relay{k + 1}.json')
        with open(path + '.new', 'w') as f:
            json.dump(stats, f)
        os.rename(path + '.new', path)

    def stop(*_):
        os._exit(0)
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGUSR1, write_stats)

    def lost(e):
        if not rate:
            return False
        count[e] += 1
        h = hashlib.blake2b(e + count[e].to_bytes(4, 'big'), key=key, digest_size=4).digest()
        return int.from_bytes(h, 'big') < rate * 4294967296

    def send(out, f):
        try:
            os.write(out, f)
        except OSError:
            pass

    def late(t, now):
        if now - t > stats['max_late_ms'] / 1000:
            stats['max_late_ms'] = round((now - t) * 1000, 1)

    po = select.epoll()
    way = {near: (False, far, 'fwd', b'>'), far: (True, near, 'rev', b'<')}
    for fd in way:
        po.register(fd, select.EPOLLIN)
    print('ready', flush=True)
    while True:
        due = min([q[0][0] for q in fifo.values() if q] + ([heap[0][0]] if heap else []), default=None)
        for fd, _ in po.poll(1.0 if due is None else max(0.0, due - time.monotonic())):
            back, out, name, mark = way[fd]
            for _ in range(256):
                try:
                    f = os.read(fd, 65536)
                except OSError:
                    break
                e = flow_of(f, back)
                if e is None:
                    send(out, f)
                    continue
                stats[name] += 1
                if lost(e + mark):
                    stats[name + '_lost'] += 1
                    continue
                t = time.monotonic() + delay
                if jitter:
                    seq += 1
                    heapq.heappush(heap, (t + jit.random() * jitter, seq, out, f))
                else:
                    fifo[back].append((t, out, f))
        now = time.monotonic()
        for q in fifo.values():
            while q and q[0][0] <= now:
                t, out, f = q.popleft()
                late(t, now)
                send(out, f)
        while heap and heap[0][0] <= now:
            t, _, out, f = heapq.heappop(heap)
            late(t, now)
            send(out, f)


# ---------------------------------------------------------------- truth, targets, score
def cmd_truth(argv):
    plan = load(argv[0])
    full = '--no-closed' not in argv
    w = sys.stdout.write
    for r in plan.truth(full):
        w('%s\t%d\t%s\t%s\n' % r)


def cmd_targets(argv):
    plan = load(argv[0])
    for v6 in plan.families():
        for i in range(len(plan.host_kinds())):
            print(plan.addr(i, v6))


STATES = {'open': 'open', 'closed': 'closed', 'filtered': 'filtered', 'timeout': 'filtered', 'unreachable': 'filtered',
          'up': None, 'banner': None, 'open|filtered': 'filtered', 'closed|filtered': 'filtered'}


def rows_of(path):
    """(ip, port, state) of a TSV, NDJSON, nmap -oX / -oG, or masscan -oL / -oJ file."""
    text = sys.stdin.read() if path == '-' else open(path, errors='replace').read()
    if '<nmaprun' in text[:4000]:
        import xml.etree.ElementTree as ET
        for h in ET.fromstring(text).iter('host'):
            ip = next((a.get('addr') for a in h.iter('address') if a.get('addrtype') in ('ipv4', 'ipv6')), None)
            for p in h.iter('port'):
                yield ip, int(p.get('portid')), p.find('state').get('state')
            for e in h.iter('extraports'):
                named = [r.get('ports') for r in e.iter('extrareasons') if r.get('ports')]
                if not named:
                    yield ip, None, e.get('state')   # an older nmap: every port not named
                for spec in named:
                    for p in ports_of(spec):
                        yield ip, p, e.get('state')
        return
    for line in text.splitlines():
        line = line.strip()
        if not line or line[0] == '#':
            continue
        if line[0] in '{[' or line.startswith(','):
            line = line.strip(',[] ')
            if not line.startswith('{'):
                continue
            try:
                o = json.loads(line)
            except ValueError:
                continue
            ip = o.get('ip') or o.get('address') or o.get('host')
            if isinstance(o.get('ports'), list):
                for p in o['ports']:
                    yield ip, int(p['port']), p.get('status') or p.get('state')
            elif o.get('port') is not None:
                yield ip, int(o['port']), o.get('state') or o.get('status') or 'open'
            continue
        m = re.match(r'Host: (\S+) .*Ports: (.*?)(\t|$)', line)
        if m:
            for p in m[2].split(', '):
                f = p.split('/')
                yield m[1], int(f[0]), f[1]
            continue
        f = line.split()
        if len(f) >= 4 and f[1] == 'tcp' and f[2].isdigit():       # masscan -oL
            yield f[3], int(f[2]), f[0]
        elif len(f) >= 3 and f[1].isdigit():                        # our TSV
            yield f[0], int(f[1]), f[2]
        elif len(f) == 1:
            m = re.fullmatch(r'\[?([0-9a-fA-F:.]+?)\]?:(\d+)', f[0])  # ip:port lists are lists of open ports
            if m:
                yield m[1], int(m[2]), 'open'


def cmd_score(argv):
    a = argparse.ArgumentParser(prog='netlab score')
    a.add_argument('state')
    a.add_argument('file')
    a.add_argument('--list', action='store_true', help='name the first 50 wrong open/not open answers')
    a.add_argument('--min-recall', type=float)
    a.add_argument('--max-false-open', type=int)
    n = a.parse_args(argv)
    plan = load(n.state)
    norm = lambda s: str(ipaddress.ip_address(s))
    got, rest, dup, odd = {}, {}, 0, 0
    for ip, port, state in rows_of(n.file):
        st = STATES.get(state, state)
        if st is None:
            continue
        try:
            ip = norm(ip)
        except ValueError:
            odd += 1
            continue
        if port is None:
            rest[ip] = st
            continue
        if (ip, port) in got:
            dup += 1
        got[ip, port] = st
    conf = collections.Counter()
    missed, phantom = [], []
    seen = 0
    for ip, port, state, how in plan.truth():
        k = (norm(ip), port)
        g = got.get(k)
        if g is None:
            g = rest.get(k[0], 'unreported')
        else:
            seen += 1
        conf[state, g] += 1
        if state == 'open' and g != 'open':
            missed.append((ip, port, g))
        elif state != 'open' and g == 'open':
            phantom.append((ip, port, how))
    tot = lambda s: sum(v for (t, _), v in conf.items() if t == s)
    op, tp, fp = tot('open'), conf['open', 'open'], len(phantom)
    out = {'endpoints': sum(conf.values()), 'open_true': op, 'open_found': tp, 'open_missed': op - tp, 'open_false': fp,
           'recall': round(tp / op, 5) if op else None, 'precision': round(tp / (tp + fp), 5) if tp + fp else None,
           'closed_right': conf['closed', 'closed'], 'closed_true': tot('closed'),
           'filtered_right': conf['filtered', 'filtered'], 'filtered_true': tot('filtered'),
           'closed_called_filtered': conf['closed', 'filtered'], 'filtered_called_closed': conf['filtered', 'closed'],
           'unreported': sum(v for (_, g), v in conf.items() if g == 'unreported'),
           'duplicates': dup, 'outside': len(got) - seen, 'unreadable': odd}
    print(json.dumps(out))
    if n.list:
        for x in missed[:50]:
            print('missed', *x)
        for x in phantom[:50]:
            print('false-open', *x)
    if n.min_recall is not None and op and tp / op < n.min_recall:
        sys.exit(1)
    if n.max_false_open is not None and fp > n.max_false_open:
        sys.exit(1)


if __name__ == '__main__':
    try:
        {'plan': cmd_plan, 'listen': cmd_listen, 'relay': cmd_relay, 'truth': cmd_truth, 'targets': cmd_targets,
         'score': cmd_score}[sys.argv[1]](sys.argv[2:])
    except BrokenPipeError:
        os._exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
