import { lazyList } from '../lazily.ts'
import type { ProductRule } from './product-rule.ts'

/** NNTP: the text of the greeting, and the value of IMPLEMENTATION. */
export const nntpRules: Iterable<ProductRule> = lazyList(() => [
  {
    on: /\b(?:InterNetNews(?: server| NNRP server| NNTP server)?|INN)\b,? ?(?:INN )?(?<version>\d[\w.]{0,20})?/,
    product: 'INN',
    vendor: 'ISC',
    cpe: 'isc:inn',
  },
  { on: /\bLeafnode NNTP [Dd]aemon, version |\bleafnode[- ]/i, product: 'Leafnode', vendor: 'Leafnode' },
  { on: /\bDiablo\b/, product: 'Diablo', vendor: 'Diablo' },
  { on: /\bNNTPCache\b/i, product: 'NNTPCache', vendor: 'NNTPCache' },
  { on: /\(sn version (?<version>\d[\w.]{0,20})\)/, product: 'sn', vendor: 'sn' },
  { on: /\bCCProxy\b/i, product: 'CCProxy', vendor: 'Youngzsoft', os: 'Windows', cpe: 'youngzsoft:ccproxy' },
  { on: /\bLyris ListManager\b/i, product: 'ListManager', vendor: 'Lyris', cpe: 'lyris:list_manager' },
  {
    on: /\bNNTP Service (?<version>\d[\d.]{2,20}) Version\b|\bMicrosoft (?:Exchange|NNTP)\b/,
    product: 'IIS NNTP service',
    vendor: 'Microsoft',
    os: 'Windows',
  },
  { on: /\bDNEWS(?:TM)? Version (?<version>\d[\w.]{0,20})|\bDNews\b/i, product: 'DNews', vendor: 'NetWin' },
  { on: /\bTyphoon v(?<version>\d[\w.]{0,20})/, product: 'Typhoon', vendor: 'Highwinds' },
  { on: /\bCyclone v?(?<version>\d[\w.]{0,20})/, product: 'Cyclone', vendor: 'Highwinds' },
  { on: /\bTwister v?(?<version>\d[\w.]{0,20})/, product: 'Twister', vendor: 'Highwinds' },
  { on: /\bHamster\b/i, product: 'Hamster', vendor: 'Hamster', os: 'Windows' },
  { on: /\bPapercut\b/i, product: 'Papercut', vendor: 'Papercut' },
  { on: /\bLotus Domino\b/i, product: 'Lotus Domino', vendor: 'IBM', cpe: 'ibm:lotus_domino' },
  { on: /\bCyrus NNTP v?/i, product: 'Cyrus', vendor: 'Carnegie Mellon University', cpe: 'cyrus:imap' },
  { on: /\bNetscape-Collabra\/?/i, product: 'Collabra Server', vendor: 'Netscape' },
  { on: /\bJames\b/, product: 'James', vendor: 'Apache', cpe: 'apache:james' },
  { on: /\bWendzelNNTPd\b/i, product: 'WendzelNNTPd', vendor: 'WendzelNNTPd' },
  { on: /\bnntp-?2nntp\b/i, product: 'nntp2nntp' },
  { on: /\bKerio (?:Connect|MailServer)\b/i, product: 'Connect', vendor: 'Kerio', cpe: 'kerio:connect' },
  { on: /\bMDaemon\b/i, product: 'MDaemon', vendor: 'Alt-N', os: 'Windows', cpe: 'altn:mdaemon' },
  { on: /\bCommuniGate Pro\b/i, product: 'CommuniGate Pro', vendor: 'CommuniGate Systems' },
])
