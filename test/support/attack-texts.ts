/** The most that a matcher is given. */
const LENGTH = 16_384

// Starts of what patterns look for, and what makes naive expressions back up, from everyday characters to old products.
const SEEDS: readonly string[] = [
  ...['a', ' ', '0', '.', '-', '\n', '\r\n', '*', '(', '[', '/', ':', ';', ',', '"', "'", '<', '>', '=', '_'],
  ...[
    'a.',
    '1.',
    '1.1 ',
    '0.0.0.0 ',
    'a a ',
    '_a',
    'v1',
    '\t ',
    '"\\',
    'a-',
    '1-',
    'aA1',
    '(a',
    '))',
    '[]',
    ':a',
  ],
  ...['a/', '/1.0 ', ' (a) ', 'a; ', ', a', '<a>', '<a ', '</', '&a;', '%41', '=""', '="a" ', '#a', '@a'],
  ...['\0', '\xff', '\xff\xfd\x01', '\x1b[', '\x80', 'ß', '\r', '\n ', '\t', '\x7f'],
  ...['FTP ', 'a FTP server (', 'Version ', 'version 1', 'Sendmail ', 'Sendmail AIX', 'Microsoft Exchange '],
  ...[
    'Cyrus IMAP4 ',
    'OpenSSH_',
    'VxWorks ',
    'AXIS A ',
    'Servlet 2.4; ',
    'UPnP/1.0 a ',
    'ProFTPD ',
    'RICOH ',
  ],
  ...['Debian-', '5.5.5-', '9.9.9-P', '-MariaDB', 'x@y <a@', '220-a\r\n', '+OK <', '* OK [', 'Server: a\r\n'],
  ...[
    'Apache/',
    'Apache/2.4 (a) ',
    'mod_a/1 ',
    'Microsoft-',
    'Windows NT 5.',
    'Linux a 1.',
    'Cisco IOS ',
    'HP ',
  ],
  ...['<title>', '<meta a="', 'Set-Cookie: a=', 'ubuntu', '{"a":', '{"version":"', '"name" : "', 'MySQL '],
]

/** Two hundred texts of 16 KiB: each seed again and again, and the same with an end that fits nothing. */
export const attackTexts: readonly string[] = SEEDS.flatMap((seed) => {
  const text = seed.repeat(Math.ceil(LENGTH / seed.length)).slice(0, LENGTH)
  return [text, `${text.slice(0, -2)}\u0001!`]
})
