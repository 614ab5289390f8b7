import { lazyList } from '../lazily.ts'
import { named, type ProductRule } from './product-rule.ts'

const silent = { versioned: false } as const

/** HTTP: realms of a log-in that one product alone asks for; as `name: value` of the header field. */
export const webRealmRules: Iterable<ProductRule> = lazyList(() => [
  named(/^www-authenticate: \w{1,12} realm="(?:cPanel|WHM)\b/, 'cPanel', 'cPanel', 'cpanel:cpanel', silent),
  named(
    /^www-authenticate: \w{1,12} realm="BIG-IP\b/,
    'BIG-IP LTM',
    'F5',
    'f5:big-ip_local_traffic_manager',
    silent,
  ),
  named(/^www-authenticate: \w{1,12} realm="level_15(?:_or_view)?_access"/, 'IOS', 'Cisco', 'cisco:ios', {
    os: 'IOS',
    ...silent,
  }),
  named(
    /^www-authenticate: \w{1,12} realm="GoAhead"/,
    'GoAhead Webserver',
    'EmbedThis',
    'embedthis:goahead',
    silent,
  ),
  named(
    /^www-authenticate: \w{1,12} realm="Logitech Media Server"/,
    'Logitech Media Server',
    'Logitech',
    undefined,
    silent,
  ),
  named(/^www-authenticate: \w{1,12} realm="SpeedTouch\b/i, 'SpeedTouch', 'Thomson', undefined, {
    device: 'router',
    ...silent,
  }),
  named(/^www-authenticate: \w{1,12} realm="DD-WRT"/, 'DD-WRT', 'DD-WRT', 'dd-wrt:dd-wrt', {
    device: 'router',
    ...silent,
  }),
  named(
    /^www-authenticate: \w{1,12} realm="TP-?LINK (?<device>[\w /-]{2,60})"/i,
    'TP-LINK web interface',
    'TP-LINK',
    undefined,
    silent,
  ),
  named(
    /^www-authenticate: \w{1,12} realm="NETGEAR (?<device>[\w -]{2,40})"/i,
    'NETGEAR web interface',
    'NETGEAR',
    undefined,
    silent,
  ),
  named(
    /^www-authenticate: \w{1,12} realm="(?<device>DCS-\w{3,10})"/,
    'D-Link web interface',
    'D-Link',
    undefined,
    silent,
  ),
  named(/^www-authenticate: \w{1,12} realm="AXIS_\w{6,16}"/, 'AXIS web interface', 'AXIS', undefined, {
    device: 'camera',
    ...silent,
  }),
  named(
    /^www-authenticate: \w{1,12} realm="(?:Hikvision|DS-[\w-]{4,30})"/i,
    'Hikvision Web Server',
    'Hikvision',
    undefined,
    { device: 'camera', ...silent },
  ),
  named(
    /^www-authenticate: \w{1,12} realm="Tomcat Manager Application"/,
    'Tomcat',
    'Apache',
    'apache:tomcat',
    silent,
  ),
  named(
    /^www-authenticate: \w{1,12} realm="Nagios(?: Core| Access)?"/,
    'Nagios',
    'Nagios',
    'nagios:nagios',
    silent,
  ),
  named(
    /^www-authenticate: \w{1,12} realm="ejabberd"/i,
    'ejabberd',
    'ProcessOne',
    'process-one:ejabberd',
    silent,
  ),
  named(
    /^www-authenticate: \w{1,12} realm="VLC stream"/i,
    'VLC media player',
    'VideoLAN',
    'videolan:vlc_media_player',
    silent,
  ),
  named(/^www-authenticate: \w{1,12} realm="(?:APC|NetBotz)\b/, 'Network Management Card', 'APC', undefined, {
    device: 'power device',
    ...silent,
  }),
])
