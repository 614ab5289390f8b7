import { lazyList } from '../lazily.ts'
import type { ProductRule } from './product-rule.ts'
import { sipDeviceRules } from './rules-sip-devices.ts'

/** SIP: the header fields `Server` and `User-Agent` (RFC 3261, sections 20.35 and 20.41). */
export const sipRules: Iterable<ProductRule> = lazyList(() => [
  {
    on: /^kamailio \((?<version>\d[\w.]{0,20})/i,
    product: 'Kamailio',
    vendor: 'Kamailio',
    cpe: 'kamailio:kamailio',
  },
  {
    on: /^OpenSIPS \((?<version>\d[\w.]{0,20})/i,
    product: 'OpenSIPS',
    vendor: 'OpenSIPS',
    cpe: 'opensips:opensips',
  },
  {
    on: /^Sip EXpress router \((?<version>\d[\w.]{0,20})/i,
    product: 'SIP Express Router',
    vendor: 'iptel.org',
  },
  { on: /^FPBX-(?<version>\d[\w.]{0,30})/, product: 'FreePBX', vendor: 'Sangoma', cpe: 'sangoma:freepbx' },
  { on: /^Asterisk(?: PBX)?/i, product: 'Asterisk', vendor: 'Sangoma', cpe: 'digium:asterisk' },
  {
    on: /^FreeSWITCH(?:-mod_sofia)?/i,
    product: 'FreeSWITCH',
    vendor: 'SignalWire',
    cpe: 'freeswitch:freeswitch',
  },
  { on: /^3CXPhoneSystem/i, product: '3CX Phone System', vendor: '3CX' },
  {
    on: /^Cisco-SIPGateway\/IOS-(?<version>\d[\w.]{0,30})/,
    product: 'IOS',
    vendor: 'Cisco',
    cpe: 'cisco:ios',
  },
  {
    on: /^FortiVoice\/?(?=\d)|^FortiVoice-(?<device>[\w-]{1,20})/,
    product: 'FortiVoice',
    vendor: 'Fortinet',
    cpe: 'fortinet:fortivoice',
  },
  { on: /^M5T SIP(?: Stack|-UA SAFE)\/v?/, product: 'SIP Stack', vendor: 'Media5' },
  { on: /^Wildix (?<device>\w{1,10})-/, product: 'Wildix', vendor: 'Wildix' },
  { on: /^PBX-IP Media Gateway\//, product: 'Media Gateway', vendor: 'Dialogic' },
  { on: /^Cisco\/(?<device>SPA\d{3}\w?)-(?<version>\d[\w.]{0,20})/, product: 'SIP adapter', vendor: 'Cisco' },
  { on: /^Yealink (?:SIP-)?(?<device>[\w-]{1,20})/, product: 'SIP phone', vendor: 'Yealink' },
  { on: /^Grandstream (?<device>[\w-]{1,20})/, product: 'SIP phone', vendor: 'Grandstream' },
  { on: /^snom(?<device>\w{0,10})/i, product: 'SIP phone', vendor: 'snom' },
  { on: /^Poly(?:com)?(?<device>[\w-]{0,40})-UA/i, product: 'SIP phone', vendor: 'Poly' },
  { on: /^(?:AVM )?FRITZ!(?:OS|Box)/i, product: 'FRITZ!Box', vendor: 'AVM', device: 'router' },
  ...sipDeviceRules,
])
