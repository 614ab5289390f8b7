import { rtspRules } from '../../../../src/fingerprint/products/rules-rtsp.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

ruleTests('rtsp', rtspRules, [
  ['WMServer/9.6.7600.16385', 'Windows Media Server', '9.6.7600.16385', 'Windows'],
  ['GStreamer RTSP server', 'GStreamer RTSP server'],
  ['gortsplib', 'MediaMTX'],
  ['Wowza Streaming Engine 4.8.5 build20200616153358', 'Wowza Streaming Engine', '4.8.5'],
  ['DSS/5.5.5 (Build/489.16; Platform/Linux; Release/Darwin; )', 'Darwin Streaming Server', '5.5.5'],
  ['AirTunes/220.68', 'AirTunes', '220.68'],
  ['VLC/3.0.18', 'VLC media player', '3.0.18'],
  ['Helix Server Version 15.0.1.106 (linux)', 'Helix Server', '15.0.1.106'],
  ['Hipcam RealServer/V1.0', 'Hipcam RealServer', '1.0'],
])
