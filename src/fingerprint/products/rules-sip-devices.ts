import { lazyList } from '../lazily.ts'
import { named, type ProductRule } from './product-rule.ts'

const phone = 'SIP phone'
const windows = { os: 'Windows' } as const

/** SIP: phones, adapters and gateways, by maker and model; programs that are met more seldom. */
export const sipDeviceRules: Iterable<ProductRule> = lazyList(() => [
  named(
    /^Cisco-CUCM(?<version>\d[\d.]{0,8})/,
    'Unified Communications Manager',
    'Cisco',
    'cisco:unified_communications_manager',
  ),
  named(/^Cisco-(?<device>CP[\w-]{2,12})\/(?<version>\d[\w.-]{0,20})/, phone, 'Cisco'),
  named(
    /^(?:Linksys|Sipura|Cisco)\/(?<device>(?:SPA|PAP|WRP|RTP|ATA)\w{2,8})-(?<version>\d[\w.]{0,20})/,
    'SIP adapter',
    'Cisco',
  ),
  named(
    /^Avaya CM\/R0?(?<version>\d[\w.]{0,20})/,
    'Communication Manager',
    'Avaya',
    'avaya:communication_manager',
  ),
  named(/^Avaya (?:SIP |one-X|IP Office|Session)/i, 'Avaya SIP server', 'Avaya'),
  named(/^Aastra (?<device>\w{3,10})\/(?<version>\d[\w.]{0,20})/, phone, 'Aastra'),
  named(/^Mitel[- ](?<device>[\w-]{3,20})(?:[- ]SIP-Phone)?[ /](?<version>\d[\w.]{0,20})/i, phone, 'Mitel'),
  named(/^Panasonic[_ -](?<device>KX-\w{3,10})\/?(?<version>\d[\w.]{0,20})?/i, phone, 'Panasonic'),
  named(
    /^(?:Gigaset|Siemens) (?<device>[A-Z]?\w{3,8}(?: ?IP)?)[\w ]{0,12}\/(?<version>\d[\w.]{0,20})/,
    phone,
    'Gigaset',
  ),
  named(/^Fanvil (?<device>[\w-]{1,12}) (?<version>\d[\w.]{0,20})/, phone, 'Fanvil'),
  named(/^Htek (?<device>[\w-]{1,12}) V?(?<version>\d[\w.]{0,20})/i, phone, 'Htek'),
  named(/^OBIHAI\/(?<device>OBi\w{2,6})-(?<version>\d[\w.]{0,20})/i, 'SIP adapter', 'Obihai'),
  named(
    /^(?:HUAWEI|Huawei)[- ](?<device>[\w-]{2,20}(?: \w{2,12})?)\/(?<version>V\d{3}R\d{3}\w{0,12})/,
    'SIP gateway',
    'Huawei',
  ),
  named(
    /^(?:Thomson|Technicolor) ?(?<device>[\w-]{3,12})(?:[ /]Build (?<version>\d[\w.]{0,20}))?/,
    'SIP gateway',
    'Technicolor',
  ),
  named(/^SpeedTouch (?<device>\w{3,8})[\w ]{0,12}\/(?<version>\d[\w.]{0,20})/, 'SpeedTouch', 'Thomson'),
  named(
    /^Audiocodes-Sip-Gateway-(?<device>[\w -]{2,30}?)\/v\.?(?<version>\d[\w.]{0,20})/i,
    'SIP gateway',
    'AudioCodes',
  ),
  named(/^AddPac SIP Gateway/i, 'SIP gateway', 'AddPac'),
  named(/^Patton (?<device>SN\w{3,8})/, 'SmartNode', 'Patton', undefined, { versioned: false }),
  named(/^Mediatrix (?<device>\w{3,8})/i, 'SIP gateway', 'Media5', undefined, { versioned: false }),
  named(
    /^(?:Alcatel-Lucent )?OmniPCX Enterprise R(?<version>\d[\w.]{0,20})/,
    'OmniPCX Enterprise',
    'Alcatel-Lucent',
  ),
  named(/^innovaphone (?<device>\w{3,10})\/(?<version>\w[\w.]{0,20})/i, 'SIP gateway', 'innovaphone'),
  named(
    /^LANCOM (?<device>[\w -]{3,20}?) \/? ?(?<version>\d[\w.]{3,20})/i,
    'SIP gateway',
    'LANCOM Systems',
    undefined,
    { os: 'LCOS' },
  ),
  named(/\bDrayTek (?<device>Vigor ?\w{3,8})/i, 'Vigor', 'DrayTek', undefined, { versioned: false }),
  named(
    /^(?:OpenScape|HiPath) ?(?<device>[\w ]{2,20}?)[ /]V?(?<version>\d[\w.]{0,20})/i,
    'OpenScape',
    'Unify',
  ),
  named(/^RTCC\/(?<version>\d[\w.]{0,20})/, 'Lync Server', 'Microsoft', 'microsoft:lync_server', windows),
  named(/^BroadWorks\b/i, 'BroadWorks', 'Cisco', 'cisco:broadworks'),
  named(/^sipX(?:ecs|proxy|registry)?\/(?<version>\d[\w.]{0,20})/i, 'sipXecs', 'SIPfoundry'),
  named(/^YATE\//i, 'Yate', 'Null Team', 'yate:yate'),
  named(/^OpenSer \((?<version>\d[\w.]{0,20})/i, 'OpenSER', 'OpenSER'),
  named(/^miniSIPServer\b/i, 'miniSIPServer', 'MYVOIPAPP', undefined, windows),
  named(/^OfficeSIP\b/i, 'OfficeSIP Server', 'OfficeSIP', undefined, windows),
  named(/^Linphone(?:Android|iPhone|Desktop)?\//i, 'Linphone', 'Belledonne', 'linphone:linphone'),
  named(/^MicroSIP\//i, 'MicroSIP', 'MicroSIP', undefined, windows),
  named(/^(?:baresip)\b/i, 'baresip', 'baresip'),
  named(/^PJSUA\b/i, 'PJSUA', 'Teluu', 'teluu:pjsip'),
  named(/^friendly-scanner\b/i, 'SIPVicious', 'EnableSecurity', undefined, { versioned: false }),
])
