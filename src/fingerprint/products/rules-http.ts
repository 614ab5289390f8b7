import { lazyList } from '../lazily.ts'
import type { ProductRule } from './product-rule.ts'

import { webApplicationRules } from './rules-web-applications.ts'
import { webCloudRules } from './rules-web-clouds.ts'
import { webDeviceRules } from './rules-web-devices.ts'
import { webEmbeddedRules } from './rules-web-embedded.ts'
import { webSeldomServerRules } from './rules-web-seldom-servers.ts'
import { webServerRules } from './rules-web-servers.ts'

/** Names that stand anywhere in the field, in the form that UPnP demands: system, `UPnP/1.0`, product. */
const upnpRules: Iterable<ProductRule> = lazyList(() => [
  {
    on: /\bMiniUPnPd\b/i,
    product: 'MiniUPnPd',
    vendor: 'MiniUPnP Project',
    cpe: 'miniupnp_project:miniupnpd',
  },
  {
    on: /\bPortable SDK for UPnP devices\b/i,
    product: 'libupnp',
    vendor: 'libupnp',
    cpe: 'libupnp_project:libupnp',
  },
  { on: /\bSonos\b/i, product: 'Sonos', vendor: 'Sonos', device: 'media device' },
  {
    on: /\bRoku\/(?<version>\d[\d.]{0,10})|^Roku\b/i,
    product: 'Roku',
    vendor: 'Roku',
    device: 'media device',
  },
  { on: /\bPMS\/(?<version>\d[\d.]{0,10})/, product: 'PS3 Media Server', vendor: 'PMS' },
  { on: /\bMiniDLNA\b/i, product: 'MiniDLNA', vendor: 'ReadyMedia', cpe: 'readymedia_project:readymedia' },
  {
    on: /\bSynology\/DSM\b/i,
    product: 'DSM',
    vendor: 'Synology',
    os: 'DSM',
    device: 'storage',
    versioned: false,
  },
  { on: /\bAllegro-Software-RomUpnp\b/i, product: 'RomUPnP', vendor: 'Allegro Software' },
  // UPnP Device Architecture 1.0: system, then "UPnP/1.0", then the product.
  { on: /\bUPnP\/[12]\.\d,?\s{1,2}(?<product>[A-Za-z][\w .-]{0,60}?)\/(?<version>\d[\w.-]{0,30})/ },
  { on: /\bUPnP\/[12]\.\d/, versioned: false },
])

/** HTTP: the value of the Server field (RFC 9110, section 10.2.4). Its comments stay for the system's hint. */
export const httpRules: Iterable<ProductRule> = lazyList(() => [
  ...webServerRules,
  ...webApplicationRules,
  ...webDeviceRules,
  ...webSeldomServerRules,
  ...webCloudRules,
  ...webEmbeddedRules,
  ...upnpRules,
])
