import { lazyList } from '../lazily.ts'
import type { ProductRule } from './product-rule.ts'

/** RTSP: the header field `Server` (RFC 7826, section 18.46). */
export const rtspRules: Iterable<ProductRule> = lazyList(() => [
  {
    on: /^WMServer\/(?<version>\d[\d.]{0,20})/,
    product: 'Windows Media Server',
    vendor: 'Microsoft',
    os: 'Windows',
    cpe: 'microsoft:windows_media_services',
  },
  {
    on: /^GStreamer RTSP [Ss]erver/,
    product: 'GStreamer RTSP server',
    vendor: 'GStreamer',
    cpe: 'gstreamer:gstreamer',
  },
  { on: /^gortsplib\b|^mediamtx\b/i, product: 'MediaMTX', vendor: 'MediaMTX', versioned: false },
  {
    on: /^Wowza (?:Streaming Engine|Media Server)[ \w]{0,30}? (?<version>\d{1,4}\.[\w.]{1,20})/,
    product: 'Wowza Streaming Engine',
    vendor: 'Wowza',
    cpe: 'wowza:streaming_engine',
  },
  { on: /^Wowza\b/, product: 'Wowza Streaming Engine', vendor: 'Wowza', cpe: 'wowza:streaming_engine' },
  { on: /^DSS\//, product: 'Darwin Streaming Server', vendor: 'Apple', cpe: 'apple:darwin_streaming_server' },
  {
    on: /^QTSS\//,
    product: 'QuickTime Streaming Server',
    vendor: 'Apple',
    cpe: 'apple:quicktime_streaming_server',
  },
  { on: /^AirTunes\//, product: 'AirTunes', vendor: 'Apple' },
  { on: /^(?:VLC|vlc)\//, product: 'VLC media player', vendor: 'VideoLAN', cpe: 'videolan:vlc_media_player' },
  {
    on: /^(?:RealServer|Helix|RealMedia)\b[\w ]{0,40}?[ /](?:Version )?(?<version>\d[\w.]{0,20})/i,
    product: 'Helix Server',
    vendor: 'RealNetworks',
    cpe: 'realnetworks:helix_server',
  },
  {
    on: /\bLIVE555 Streaming Media v/i,
    product: 'LIVE555 Media Server',
    vendor: 'Live Networks',
    cpe: 'live555:live555',
  },
  { on: /^EasyDarwin\b/i, product: 'EasyDarwin', vendor: 'EasyDarwin' },
  { on: /^ZLMediaKit\b/i, product: 'ZLMediaKit', vendor: 'ZLMediaKit' },
  { on: /^Hipcam RealServer\//i, product: 'Hipcam RealServer', vendor: 'Hipcam', device: 'IP camera' },
  { on: /^HiIpcam\//i, product: 'HiIpcam', vendor: 'HiSilicon', device: 'IP camera', versioned: false },
  { on: /^Hikvision\b|^HIKVISION\b/i, product: 'RTSP server', vendor: 'Hikvision', device: 'IP camera' },
  { on: /^Dahua Rtsp Server|^Rtsp Server\//i, product: 'RTSP server', device: 'IP camera' },
  { on: /^AvigilonOnvifNvt\//, product: 'ONVIF camera', vendor: 'Avigilon', device: 'IP camera' },
  { on: /^Linux\/\S{1,40} Ze-PRO/, product: 'Ze-PRO', device: 'IP camera', os: 'Linux', versioned: false },
  { on: /^TP-LINK\b/i, product: 'Streaming Media Server', vendor: 'TP-LINK', device: 'IP camera' },
  { on: /^Boa\/|^D-Link\b/, product: 'RTSP server', vendor: 'D-Link', device: 'IP camera' },
  {
    on: /^Cseries\b|^UBNT Streaming Server/i,
    product: 'Streaming Server',
    vendor: 'Ubiquiti',
    device: 'IP camera',
  },
  { on: /^AXIS\b/i, product: 'RTSP server', vendor: 'AXIS', device: 'IP camera' },
])
