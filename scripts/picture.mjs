// `node scripts/picture.mjs` makes docs/picture.svg: a real run of the command against real servers, which it starts on
// 127.0.0.2 and ends again. Needs root for their ports, Linux for the address, and the Debian packages openssh-server,
// nginx-light, vsftpd, memcached, mariadb-server and openssl.
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { buildIfStale } from './build.mjs'
import { root, runNode } from './run.mjs'

const address = '127.0.0.2'
const folder = mkdtempSync(join(tmpdir(), 'portscan-picture-'))
const file = (name) => join(folder, name)
const written = (name, text) => {
  writeFileSync(file(name), text)
  return file(name)
}
const idOf = (user, flag) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }))

function keys() {
  const names = 'subjectAltName=DNS:www.example.test,DNS:example.test'
  const subject = ['-subj', '/CN=www.example.test', '-addext', names, '-days', '90']
  const certificate = ['-newkey', 'rsa:2048', '-nodes', '-keyout', file('key.pem'), '-out', file('cert.pem')]
  execFileSync('openssl', ['req', '-x509', ...certificate, ...subject], { stdio: 'ignore' })
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file('host')])
}

function nginx() {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  written(
    'nginx.conf',
    `daemon off; worker_processes 1; error_log ${file('errors')}; pid ${file('pid')}; events {}
http { access_log off; ssl_protocols TLSv1.2 TLSv1.3; ${temporary.map((kind) => `${kind}_temp_path ${file(kind)};`).join(' ')}
  server { listen ${address}:80; return 301 https://www.example.test/; }
  server { listen ${address}:443 ssl; ssl_certificate ${file('cert.pem')}; ssl_certificate_key ${file('key.pem')};
    location / { default_type text/html; return 200 '<title>It works</title>'; } } }`,
  )
  return ['nginx', ['-c', file('nginx.conf'), '-e', file('errors')]]
}

function ftp() {
  mkdirSync(file('empty'), { mode: 0o555 })
  const settings = ['listen=YES', `listen_address=${address}`, 'background=NO', 'session_support=NO']
  return written('vsftpd.conf', [...settings, `secure_chroot_dir=${file('empty')}`, ''].join('\n'))
}

function sshd() {
  mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  written('sshd.conf', `Port 22\nListenAddress ${address}\nHostKey ${file('host')}\nPidFile none\n`)
  return ['/usr/sbin/sshd', ['-D', '-e', '-f', file('sshd.conf')]]
}

function mariadb() {
  const data = file('mariadb')
  mkdirSync(data)
  const owner = { uid: idOf('mysql', '-u'), gid: idOf('mysql', '-g') }
  chownSync(data, owner.uid, owner.gid)
  execFileSync('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, '--user=mysql'], {
    stdio: 'ignore',
  })
  const socket = join(data, 'socket')
  const options = [`--datadir=${data}`, `--bind-address=${address}`, '--port=3306', `--socket=${socket}`]
  return ['mariadbd', ['--no-defaults', ...options], owner]
}

function servers() {
  return [
    [22, ...sshd()],
    [443, ...nginx()],
    [3306, ...mariadb()],
    [21, 'vsftpd', [ftp()]],
    [11211, 'memcached', ['-l', address, '-p', '11211', '-u', 'nobody']],
  ]
}

async function untilOpen(port, child) {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended with ${child.exitCode}`)
    const open = await new Promise((resolve) => {
      const socket = connect({ host: address, port }, () => resolve(true)).on('error', () => resolve(false))
      socket.on('connect', () => socket.destroy())
    })
    if (open) return
    await pause(50)
  }
  throw new Error(`${child.spawnfile} does not listen on port ${port}`)
}

// What the command colours: bold, dim and the eight colours.
const styles = {
  1: 'font-weight="bold"',
  2: 'opacity="0.6"',
  31: 'fill="#e5534b"',
  32: 'fill="#57ab5a"',
  33: 'fill="#c69026"',
  34: 'fill="#539bf5"',
  35: 'fill="#b083f0"',
  36: 'fill="#39c5cf"',
}

function lineOf(text, number) {
  let style = ''
  const parts = text.split(/\x1b\[(\d+)m/).map((part, index) => {
    if (index % 2 === 1) return void (style = styles[part] ?? '')
    const escaped = part.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    return part && `<tspan ${style}>${escaped}</tspan>`
  })
  return `<text x="16" y="${28 + number * 18}">${parts.join('')}</text>`
}

function picture(lines) {
  const columns = Math.max(...lines.map((line) => line.replace(/\x1b\[\d+m/g, '').length))
  const [width, height] = [Math.ceil(columns * 7.85) + 32, lines.length * 18 + 28]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"
  font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13" fill="#cdd9e5">
<title>The command portscan naming the services of a machine</title>
<rect width="100%" height="100%" rx="8" fill="#1c2128"/>
<g xml:space="preserve">
${lines.map(lineOf).join('\n')}
</g>
</svg>
`
}

buildIfStale()
chmodSync(folder, 0o755)
const running = []
try {
  keys()
  for (const [port, program, args, owner] of servers()) {
    const child = spawn(program, args, { stdio: 'ignore', cwd: folder, ...owner })
    running.push(child)
    await untilOpen(port, child)
  }
  const args = [address, '-s']
  const output = runNode(['dist/cli/main.cjs', ...args, '-f', 'text', '--color', 'always', '--no-progress'])
  const lines = [`\x1b[2m$\x1b[22m portscan ${args.join(' ')}`, ...output.trimEnd().split('\n')]
  writeFileSync(join(root, 'docs/picture.svg'), picture(lines))
  console.log(output)
} finally {
  for (const child of running) child.kill()
  await pause(500)
  for (const child of running) if (child.exitCode === null) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
}
