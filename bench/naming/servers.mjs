import { execFileSync } from 'node:child_process'
import { chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Servers whose names are known, each started on a free port of loopback: the service, its product, the Debian package
 * that tells the version, and what has to be installed. `tls`: it speaks inside TLS. `unsaid`: it tells its version to
 * nobody who has no password.
 */
export const servers = [
  {
    service: 'ssh',
    product: /OpenSSH/,
    package: 'openssh-server',
    programs: ['sshd', 'ssh-keygen'],
    prepare({ port, directory }) {
      if (isRoot) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
      const key = join(directory, 'key')
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key])
      const own = [`Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${key}`, 'PidFile none']
      return { program: 'sshd', args: ['-D', '-e', '-f', write(directory, own)] }
    },
  },
  {
    service: 'ftp',
    product: /vsftpd/i,
    package: 'vsftpd',
    programs: ['vsftpd'],
    prepare({ port, directory }) {
      const own = ['listen=YES', 'listen_address=127.0.0.1', `listen_port=${port}`, 'background=NO']
      const empty = [`secure_chroot_dir=${directory}`, 'anonymous_enable=YES', 'seccomp_sandbox=NO']
      return { program: 'vsftpd', args: [write(directory, [...own, ...empty])] }
    },
  },
  {
    service: 'smtp',
    product: /Exim/,
    package: 'exim4-daemon-light',
    programs: ['exim4'],
    prepare({ port, directory }) {
      const as = ownedBy('Debian-exim', directory)
      const own = [
        'primary_hostname = mail.example.test',
        'local_interfaces = 127.0.0.1',
        `daemon_smtp_ports = ${port}`,
        `spool_directory = ${directory}`,
        `log_file_path = ${directory}/%slog`,
        `pid_file_path = ${directory}/pid`,
        ...['host_lookup =', 'begin acl', 'begin routers', 'begin transports'],
      ]
      // It reads no configuration that another user may write.
      return { program: 'exim4', args: ['-bdf', '-C', write(directory, own, as)] }
    },
  },
  {
    service: 'http',
    product: /nginx/,
    package: 'nginx',
    programs: ['nginx'],
    prepare: ({ port, directory }) => nginx(directory, `listen 127.0.0.1:${port};`),
  },
  {
    service: 'http',
    tls: true,
    product: /nginx/,
    package: 'nginx',
    programs: ['nginx', 'openssl'],
    prepare({ port, directory }) {
      const { cert, key } = certificate(directory)
      const secure = `ssl_certificate ${cert}; ssl_certificate_key ${key};`
      return nginx(directory, `listen 127.0.0.1:${port} ssl; ${secure}`)
    },
  },
  {
    service: 'http',
    product: /lighttpd/,
    package: 'lighttpd',
    programs: ['lighttpd'],
    prepare({ port, directory }) {
      const own = [
        `server.document-root = "${directory}"`,
        `server.port = ${port}`,
        'server.bind = "127.0.0.1"',
      ]
      return { program: 'lighttpd', args: ['-D', '-f', write(directory, own)] }
    },
  },
  {
    service: 'http-proxy',
    product: /squid/i,
    package: 'squid',
    programs: ['squid'],
    prepare({ port, directory }) {
      ownedBy('proxy', directory)
      const own = [
        `http_port 127.0.0.1:${port}`,
        ...['pid_filename none', 'cache_log /dev/null', 'access_log none', 'pinger_enable off'],
        `coredump_dir ${directory}`,
      ]
      return { program: 'squid', args: ['-N', '-n', `bench${port}`, '-f', write(directory, own)] }
    },
  },
  {
    service: 'redis',
    product: /Redis/,
    package: 'redis-server',
    programs: ['redis-server'],
    prepare: ({ port, directory }) => ({
      program: 'redis-server',
      args: ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', directory],
    }),
  },
  {
    service: 'memcached',
    product: /memcached/i,
    package: 'memcached',
    programs: ['memcached'],
    prepare: ({ port }) => ({
      program: 'memcached',
      args: ['-l', '127.0.0.1', '-p', `${port}`, '-U', '0', '-m', '8', '-u', 'nobody'],
    }),
  },
  {
    service: 'mysql',
    product: /MariaDB/,
    package: 'mariadb-server',
    programs: ['mariadbd'],
    prepare({ port, directory }) {
      const as = ownedBy('mysql', directory)
      const own = [`--datadir=${directory}`, `--socket=${directory}/socket`, `--pid-file=${directory}/pid`]
      const net = ['--bind-address=127.0.0.1', `--port=${port}`, '--skip-grant-tables']
      return { program: 'mariadbd', args: ['--no-defaults', ...own, ...net], ...as }
    },
  },
  {
    service: 'mqtt',
    product: /mosquitto/i,
    package: 'mosquitto',
    programs: ['mosquitto'],
    prepare: ({ port, directory }) => ({
      program: 'mosquitto',
      args: ['-c', write(directory, [`listener ${port} 127.0.0.1`, 'allow_anonymous true'])],
    }),
  },
  {
    service: 'ldap',
    product: /OpenLDAP/,
    package: 'slapd',
    unsaid: true,
    programs: ['slapd'],
    prepare({ port, directory }) {
      const at = ['-h', `ldap://127.0.0.1:${port}`]
      return { program: 'slapd', args: ['-d', '256', '-f', write(directory, ['database config']), ...at] }
    },
  },
  {
    service: 'dns',
    product: /BIND/,
    package: 'bind9',
    programs: ['named'],
    prepare({ port, directory }) {
      const own = [
        `options { directory "${directory}"; pid-file none; session-keyfile "${directory}/session.key";`,
        `listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; }; recursion no;`,
        'dnssec-validation no; };',
        'controls {};',
      ]
      return { program: 'named', args: ['-g', '-c', write(directory, own)] }
    },
  },
  {
    service: 'dns',
    product: /Unbound/i,
    package: 'unbound',
    programs: ['unbound'],
    prepare({ port, directory }) {
      const own = ['server:', ` interface: 127.0.0.1@${port}`, ' do-daemonize: no', ' use-syslog: no']
      const free = [
        ' chroot: ""',
        ' username: ""',
        ` directory: "${directory}"`,
        ` pidfile: "${directory}/pid"`,
      ]
      return { program: 'unbound', args: ['-d', '-c', write(directory, [...own, ...free])] }
    },
  },
  {
    service: 'rsync',
    product: /rsync/,
    package: 'rsync',
    unsaid: true,
    programs: ['rsync'],
    prepare: ({ port, directory }) => ({
      program: 'rsync',
      args: [
        '--daemon',
        '--no-detach',
        `--port=${port}`,
        '--address=127.0.0.1',
        `--config=${write(directory, [])}`,
      ],
    }),
  },
  {
    service: 'git',
    product: /git/,
    package: 'git',
    unsaid: true,
    programs: ['git'],
    prepare({ port, directory }) {
      const own = ['--listen=127.0.0.1', `--port=${port}`, `--base-path=${directory}`, '--export-all']
      return { program: 'git', args: ['daemon', ...own] }
    },
  },
]

const isRoot = process.getuid?.() === 0

function nginx(directory, server) {
  const own = [
    ...['daemon off; master_process off;', `pid ${directory}/pid; error_log stderr;`],
    `events {} http { access_log off; client_body_temp_path ${directory}; proxy_temp_path ${directory};`,
    `fastcgi_temp_path ${directory}; uwsgi_temp_path ${directory}; scgi_temp_path ${directory};`,
    `server { ${server} } }`,
  ]
  return { program: 'nginx', args: ['-c', write(directory, own)] }
}

function write(directory, lines, { uid, gid } = {}) {
  const file = join(directory, 'server.conf')
  writeFileSync(file, `${lines.join('\n')}\n`)
  if (uid !== undefined) chownSync(file, 0, gid)
  return file
}

/** Gives a directory to a system user, for programs that refuse to be root or become that user by themselves. */
function ownedBy(name, directory) {
  if (!isRoot) return {}
  const [uid, gid] = ['-u', '-g'].map((flag) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8' })),
  )
  chownSync(directory, uid, gid)
  return { uid, gid }
}

function certificate(directory) {
  const [cert, key] = ['cert.pem', 'key.pem'].map((file) => join(directory, file))
  const asked = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-subj', '/CN=www.example.test']
  execFileSync('openssl', ['req', ...asked, '-keyout', key, '-out', cert], { stdio: 'ignore' })
  return { cert, key }
}
