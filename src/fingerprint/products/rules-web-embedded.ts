import { lazyList } from '../lazily.ts'
import { named, type ProductRule } from './product-rule.ts'

const silent = { versioned: false } as const
const printer = { device: 'printer' } as const
const management = { device: 'remote management' } as const
const firewall = { device: 'firewall' } as const
const camera = { device: 'camera' } as const
const industrial = { device: 'industrial' } as const
const media = { device: 'media device' } as const

/** HTTP Server field: what devices have built in, by the library or by the maker. */
export const webEmbeddedRules: Iterable<ProductRule> = lazyList(() => [
  named(/^Agranat-EmWeb(?:\/R(?<version>\d[\w.]{0,20}))?/i, 'EmWeb', 'Virata', 'virata:emweb'),
  named(/^(?:Rapid ?Logic)\b/i, 'RapidLogic', 'Wind River', 'windriver:rapidlogic'),
  named(
    /^(?:WindRiver-WebServer|WindWeb|Wind River Web Server)\b/i,
    'WindWeb',
    'Wind River',
    'windriver:windweb',
  ),
  named(/^NET\+(?:ARM|OS)\b/i, 'NET+OS', 'Digi'),
  named(/^Spyglass[_ -]MicroServer\b/i, 'Spyglass MicroServer', 'Spyglass'),
  named(/^(?:InterNiche|NicheStack)\b/i, 'NicheStack', 'InterNiche', 'iniche:nichestack'),
  named(/^lwIP\b/i, 'lwIP', 'lwIP', 'lwip_project:lwip'),
  named(/^uIP\b|^Contiki\b/i, 'Contiki', 'Contiki', 'contiki-os:contiki'),
  named(/^Keil-EWEB\b/i, 'RL-TCPnet', 'Keil'),
  named(/^(?:eCos Embedded Web Server|eCos Web Server)\b/i, 'eCos Web Server', 'eCos', undefined, silent),
  named(/^BarracudaServer\.com\b/i, 'Barracuda Web Server', 'Real Time Logic', undefined, silent),
  named(/^BarracudaHTTP\b/i, 'Barracuda appliance', 'Barracuda', undefined, firewall),
  named(/^MQX HTTP\b/i, 'MQX', 'NXP'),
  named(/^Treck\b/i, 'Treck TCP/IP', 'Treck', 'treck:tcp\\/ip'),
  named(/^Ubicom\b/i, 'Ubicom', 'Ubicom', undefined, { device: 'router' }),

  named(/^EWS-NIC\d\b/i, 'Embedded Web Server', 'Fuji Xerox', undefined, printer),
  named(/^Xerox_MicroServer\b/i, 'Xerox MicroServer', 'Xerox', undefined, printer),
  named(/^Catwalk\b/i, 'Canon HTTP Server', 'Canon', undefined, { ...printer, ...silent }),
  named(/^Lexmark[_ ]Web[_ ]Server\b/i, 'Lexmark web server', 'Lexmark', undefined, printer),
  named(/^OKIDATA-HTTPD\b|^OKI\b/i, 'OKI web server', 'OKI', undefined, printer),
  named(/^TOSHIBA TEC\b/i, 'TopAccess', 'Toshiba', undefined, printer),
  named(/^PRINT_SERVER WEB\b/i, 'print server', 'D-Link', undefined, printer),
  named(/^Zebra(?:Net)?\b/i, 'ZebraNet', 'Zebra', undefined, printer),
  named(/^SyncThru\b|^Samsung\b/i, 'SyncThru Web Service', 'Samsung', undefined, printer),
  named(/^Peerless\b/i, 'Peerless web server', 'Peerless', undefined, printer),

  named(/^HPE-iLO-Server\b/i, 'Integrated Lights-Out', 'HP', 'hp:integrated_lights-out', management),
  named(/^RAC_ONE_HTTP\b/i, 'Remote Access Controller', 'Dell', undefined, management),
  named(/^Sun-ILOM-Web-Server\b/i, 'ILOM', 'Oracle', 'oracle:integrated_lights_out_manager', management),
  named(/^AMI MegaRAC\b/i, 'MegaRAC', 'AMI', 'ami:megarac_sp-x', management),
  named(/^Raritan\b/i, 'Raritan web server', 'Raritan', undefined, management),
  named(/^UPS_Server\b/i, 'Network Management Card', 'Eaton', undefined, { device: 'power device' }),
  named(/^Lantronix\b/i, 'Device Server', 'Lantronix', undefined, { device: 'device server' }),
  named(/^MoxaHttp\b/i, 'Moxa web server', 'Moxa', undefined, { device: 'device server' }),

  named(/^CPWS\b|^Check Point SVN foundation\b/i, 'Check Point web server', 'Check Point', undefined, {
    ...firewall,
    ...silent,
  }),
  named(/^PanWeb Server\b/i, 'PAN-OS', 'Palo Alto Networks', 'paloaltonetworks:pan-os', {
    ...firewall,
    ...silent,
  }),
  named(/^WatchGuard\b/i, 'Firebox', 'WatchGuard', undefined, firewall),
  named(/^Citrix Web PN Server\b/i, 'Web Interface', 'Citrix', undefined, silent),
  named(/^DrayTek\b|^Vigor\b/i, 'Vigor', 'DrayTek', undefined, { device: 'router' }),
  named(/^ZyXEL-RomPager\b|^ZyXEL\b|^ZyWALL\b/i, 'ZyXEL web server', 'ZyXEL', undefined, {
    device: 'router',
  }),
  named(/^IP_SHARER WEB\b/i, 'router web server', 'SMC', undefined, { device: 'router' }),
  named(
    /^Linux, (?:HTTP|STUNNEL)\/1\.\d, (?<device>D[A-Z]{2}-[\w-]{2,12}) Ver (?<version>\d[\w.]{0,12})/i,
    'D-Link web server',
    'D-Link',
    undefined,
    { os: 'Linux' },
  ),
  named(/^(?:NetEVI|DCS-\w{2,8}|dcs-lig-httpd)\b/i, 'D-Link web server', 'D-Link', undefined, {
    ...camera,
    ...silent,
  }),

  named(/\bAvtech\//i, 'AVTECH web server', 'AVTECH', undefined, camera),
  named(/^(?:Vivotek|VVTK-HTTP-Server)\b/i, 'VIVOTEK web server', 'VIVOTEK', undefined, camera),
  named(/^AXIS\b/i, 'AXIS web server', 'AXIS', undefined, camera),
  named(/^(?:Motion|Motion-httpd)\//i, 'Motion', 'Motion', 'motion_project:motion'),
  named(/^MJPG-Streamer\b/i, 'MJPG-streamer', 'MJPG-streamer'),
  named(/^webcamXP\b|^webcam 7\b/i, 'webcamXP', 'Moonware', undefined, { os: 'Windows' }),
  named(/^BlueServer\b/i, 'Blue Iris', 'Perspective Software', 'perspectivesoftware:blue_iris', {
    os: 'Windows',
  }),
  named(/^Avigilon(?:Gateway)?\b/i, 'Avigilon Control Center', 'Avigilon', undefined, camera),
  named(/^GeoHttpServer\b/i, 'GeoVision web server', 'GeoVision', undefined, camera),

  named(/^HTS\/tvheadend\b/i, 'Tvheadend', 'Tvheadend', 'tvheadend:tvheadend', silent),
  named(/^(?:Logitech Media Server|SqueezeCenter|Squeezebox Server)\b/i, 'Logitech Media Server', 'Logitech'),
  named(/^TVersity\b/i, 'TVersity Media Server', 'TVersity', undefined, { os: 'Windows' }),
  named(
    /^WowzaStreamingEngine\b|^WowzaMediaServer\b/i,
    'Wowza Streaming Engine',
    'Wowza',
    'wowza:streaming_engine',
  ),
  named(/^FlashCom\b/i, 'Flash Media Server', 'Adobe', 'adobe:flash_media_server'),
  named(/^AirTunes\b/i, 'AirTunes', 'Apple', undefined, media),
  named(/^Loxone\b/i, 'Miniserver', 'Loxone', undefined, { device: 'home automation' }),
  named(/^Crestron\b/i, 'Crestron web server', 'Crestron', undefined, { device: 'home automation' }),

  named(/^A-B WWW\b/i, 'Allen-Bradley web server', 'Rockwell Automation', undefined, industrial),
  named(/^CIMPLICITY\b/i, 'CIMPLICITY', 'GE', 'ge:cimplicity', industrial),
  named(/^(?:HMS AnyBus|AnyBus)/i, 'AnyBus', 'HMS', undefined, industrial),
  named(/^IPC@CHIP\b/i, 'IPC@CHIP', 'Beck', undefined, industrial),
  named(
    /^EIG Embedded Web Server\b/i,
    'EIG Embedded Web Server',
    'Electro Industries',
    undefined,
    industrial,
  ),
  named(/^Siemens\b|^Siemens-/i, 'Siemens web server', 'Siemens', undefined, industrial),

  named(
    /^(?:Polycom|PolycomSoundPoint|Polycom SoundPoint IP Telephone HTTPd)\b/i,
    'Polycom web server',
    'Polycom',
    undefined,
    { device: 'VoIP phone' },
  ),
  named(/^Avaya\b/i, 'Avaya HTTP server', 'Avaya', undefined, { device: 'VoIP phone' }),
  named(/^Tandberg\b/i, 'TANDBERG web server', 'TANDBERG', undefined, { device: 'video conferencing' }),
  named(/^innovaphone\b/i, 'innovaphone web server', 'innovaphone', undefined, { device: 'VoIP gateway' }),
  named(/^Asterisk\b/i, 'Asterisk', 'Sangoma', 'digium:asterisk'),
  named(/^http server 1\.0$/, 'QTS', 'QNAP', 'qnap:qts', { os: 'QTS', ...silent }),
])
