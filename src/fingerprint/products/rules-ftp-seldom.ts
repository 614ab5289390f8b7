import { lazyList } from '../lazily.ts'
import { named, type ProductRule } from './product-rule.ts'

const windows = { os: 'Windows' } as const
const mac = { os: 'Mac OS' } as const
const silent = { versioned: false } as const

/** Printers say their maker first, then the model. */
const printerMakers = [
  ['HP', 'HP'],
  ['Hewlett-Packard', 'HP'],
  ['Dell', 'Dell'],
  ['Xerox', 'Xerox'],
  ['Canon', 'Canon'],
  ['Brother', 'Brother'],
  ['EPSON', 'Epson'],
  ['SHARP', 'Sharp'],
  ['Samsung', 'Samsung'],
  ['OKI', 'OKI'],
  ['TOSHIBA', 'Toshiba'],
  ['Panasonic', 'Panasonic'],
  ['Kyocera', 'Kyocera'],
] as const

/** FTP greetings of printers, by their maker. */
export const ftpPrinterRules: Iterable<ProductRule> = lazyList(() =>
  printerMakers.flatMap(([word, vendor]) => {
    const model = `^(?<device>${word}(?: [\\w/-]{1,20}){1,5}?)`
    return [
      new RegExp(`${model} Ver\\.? ?(?<version>[A-Z]?\\d[\\w.]{0,24}) FTP `, 'i'),
      new RegExp(`${model} FTP (?:Print )?Server`, 'i'),
    ].map((on) => named(on, `${vendor} FTP server`, vendor))
  }),
)

/** FTP greetings of servers that are met seldom: small ones, old ones, gateways. */
export const ftpSeldomRules: Iterable<ProductRule> = lazyList(() => [
  named(
    /\bWFTPD (?:Pro )?(?<version>\d[\w.]{0,12})?/,
    'WFTPD',
    'Texas Imperial Software',
    'texas_imperial_software:wftpd',
    windows,
  ),
  named(/\bSambar (?:FTP )?Server\b/i, 'Sambar Server', 'Sambar', 'sambar:sambar_server', windows),
  named(/\bRumpus\b/, 'Rumpus', 'Maxum', 'maxum:rumpus', { os: 'macOS' }),
  named(
    /\bSurgeFTP\b[^\n]{0,100}\(Version (?<version>\d[\w.]{0,12})\)/i,
    'SurgeFTP',
    'NetWin',
    'netwin:surgeftp',
  ),
  named(/\bSurgeFTP\b/i, 'SurgeFTP', 'NetWin', 'netwin:surgeftp'),
  named(/\bFTPShell Server\b/i, 'FTPShell Server', 'FTPShell', 'ftpshell:ftpshell_server', windows),
  named(/\bWinGate\b/i, 'WinGate', 'Qbik', 'qbik:wingate', windows),
  named(/\bCCProxy\b/i, 'CCProxy', 'Youngzsoft', 'youngzsoft:ccproxy', windows),
  named(/\bDeleGate\//i, 'DeleGate', 'AIST', 'delegate:delegate'),
  named(/\bNetPresenz\b/i, 'NetPresenz', 'Stairways', undefined, mac),
  named(
    /\bAbility (?:FTP )?Server\b/i,
    'Ability Server',
    'Code-Crafters',
    'code-crafters:ability_server',
    windows,
  ),
  named(
    /\bEasy File Sharing FTP Server\b/i,
    'Easy File Sharing FTP Server',
    'EFS Software',
    'efssoft:easy_file_sharing_ftp_server',
    windows,
  ),
  named(/\bPlatinumFTPserver\b/i, 'PlatinumFTPserver', 'BYTE/400', undefined, windows),
  named(
    /\bDXM's FTP Server\b|\bXM Easy Personal FTP Server\b/i,
    'XM Easy Personal FTP Server',
    'dxmsoft',
    'dxmsoft:xm_easy_personal_ftp_server',
    windows,
  ),
  named(/\bBisonFTP\b/i, 'BisonFTP', 'BisonWare', undefined, windows),
  named(/\bG6 FTP Server\b/i, 'G6 FTP Server', 'Gene6', 'gene6:g6_ftp_server', windows),
  named(
    /\bFreeFloat Ftp Server\b/i,
    'FreeFloat FTP Server',
    'FreeFloat',
    'freefloat:freefloat_ftp_server',
    windows,
  ),
  named(/\bsmallftpd\b/i, 'smallftpd', 'smallftpd', 'smallftpd:smallftpd', windows),
  named(/\bTurboFTP Server\b/i, 'TurboFTP Server', 'TurboSoft', 'turboftp:turboftp_server', windows),
  named(/\bSolar ?FTP Server\b/i, 'Solar FTP Server', 'Flexbyte', 'solarftp:solar_ftp_server', windows),
  named(/\bPersonal FTP Server\b/i, 'Personal FTP Server', 'Cooolsoft', undefined, windows),
  named(/\bOcean FTP Server\b/i, 'Ocean FTP Server', 'Code Ocean', undefined, windows),
  named(/\bHummingbird\b/i, 'Connectivity FTP server', 'Hummingbird', undefined, windows),
  named(/\bNucleus FTP Server\b/i, 'Nucleus FTP Server', 'Siemens', 'siemens:nucleus_net'),
  named(/\bHP ARPA FTP Server\b/i, 'ARPA FTP Server', 'HP', undefined, { os: 'MPE/iX', ...silent }),
  named(
    /\bTCP\/IP Services for OpenVMS\b|\bUCX FTP\b/i,
    'TCP/IP Services for OpenVMS',
    'HP',
    'hp:tcp\\/ip_services_for_openvms',
    { os: 'OpenVMS' },
  ),
  named(/\bMultiNet FTP Server(?: Process)? V?/i, 'MultiNet', 'Process Software', undefined, {
    os: 'OpenVMS',
  }),
  named(/\bIBM OS\/2\b/i, 'OS/2 FTP server', 'IBM', undefined, { os: 'OS/2' }),
  named(/\bFTP Server for NW\b/i, 'NetWare FTP Server', 'Novell', undefined, { os: 'NetWare', ...silent }),
  named(/\(Data ONTAP (?<version>\d[\w.]{0,12})/, 'Data ONTAP FTP server', 'NetApp', 'netapp:data_ontap', {
    os: 'Data ONTAP',
  }),
  named(/\(Version (?<version>\d[\w.]{0,12})\/OpenBSD(?:\)|\/)/, 'OpenBSD ftpd', 'OpenBSD', 'openbsd:ftpd', {
    os: 'OpenBSD',
  }),
  named(/\bwzd(?:ftpd)?\b(?: server)?/, 'wzdftpd', 'wzdftpd', 'wzdftpd:wzdftpd'),
  named(/\bbetaftpd\b/i, 'BetaFTPD', 'BetaFTPD', 'betaftpd:betaftpd'),
  named(/\bTroll[- ]FTPd?\b/i, 'Troll FTPd', 'Trolltech'),
  named(/\bpublicfile\b/i, 'publicfile', 'D. J. Bernstein'),
  named(/\bSwiFTP\b/i, 'SwiFTP', 'SwiFTP', undefined, { os: 'Android' }),
  named(/\bjftpgw\b/i, 'jftpgw', 'jftpgw'),
  named(
    /\bGauntlet\b|\bFTP proxy \(Version V?(?<version>\d[\w.]{0,12})\)/i,
    'FWTK ftp-gw',
    'Trusted Information Systems',
    undefined,
    { device: 'firewall' },
  ),
  named(/\bXitami FTP\b/i, 'Xitami', 'iMatix', 'imatix:xitami'),
  named(/\bConnect:Enterprise\b/i, 'Connect:Enterprise', 'IBM'),
  named(/\bTumbleweed\b/i, 'SecureTransport', 'Axway', 'axway:securetransport'),
  named(/\bMultiNet\b/i, 'MultiNet', 'Process Software', undefined, { os: 'OpenVMS', ...silent }),
  named(/\bTP-?LINK FTP\b/i, 'TP-LINK FTP server', 'TP-LINK', undefined, { device: 'router' }),
  named(/\bLinksys Smart Wi-?Fi FTP\b/i, 'Smart Wi-Fi FTP server', 'Linksys', undefined, {
    device: 'router',
  }),
  named(/\bFreebox\b/, 'Freebox FTP server', 'Free', undefined, { device: 'router', ...silent }),
  named(/^(?<device>[\w.-]{2,30}) FTP version 1\.0 ready at \w{3} /, 'ZyNOS FTP server', 'ZyXEL', undefined, {
    os: 'ZyNOS',
    ...silent,
  }),
])
