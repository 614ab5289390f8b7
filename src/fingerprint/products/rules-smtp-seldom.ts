import { lazyList } from '../lazily.ts'
import { named, type ProductRule } from './product-rule.ts'

const windows = { os: 'Windows' } as const
const silent = { versioned: false } as const

/** SMTP greetings of services that many mail is sent through, of small servers and of old ones. */
export const smtpSeldomRules: Iterable<ProductRule> = lazyList(() => [
  named(/\bCheckPoint FireWall-1\b/i, 'FireWall-1', 'Check Point', undefined, {
    device: 'firewall',
    ...silent,
  }),
  named(/\bWorldMail\b/i, 'WorldMail', 'Qualcomm', 'qualcomm:worldmail', windows),
  named(/\bVOPmail\b/i, 'VOPMail', 'Vircom', undefined, windows),
  named(/\bCMailServer\b/i, 'CMailServer', 'Youngzsoft', 'youngzsoft:cmailserver', windows),
  named(/\beXtremail\b/i, 'eXtremail', 'eXtremail', 'extremail:extremail'),
  named(/\bEmailArchitect\b/i, 'EmailArchitect Email Server', 'AdminSystem', undefined, windows),
  named(/\bRockliffe SMTPRA\b/i, 'MailSite', 'Rockliffe', 'rockliffe:mailsite'),
  named(/\bDavMail\b/, 'DavMail', 'DavMail', 'davmail_project:davmail'),
  named(
    /\bProtonMail Bridge\b|\bProton Mail Bridge\b/i,
    'Proton Mail Bridge',
    'Proton',
    'protonmail:protonmail',
    silent,
  ),
  named(/\b(?:Zarafa|Kopano)\b/i, 'Kopano', 'Kopano', 'kopano:groupware_core'),
  named(/\b(?:atmail|@mail)\b/i, 'atmail', 'atmail', 'atmail:atmail'),
  named(/\bCarbonio\b|\bZextras\b/i, 'Carbonio', 'Zextras', 'zextras:carbonio'),
  named(/\bXeams\b/i, 'Xeams', 'Synametrics', 'synametrics:xeams'),
  named(/\bInbucket\b/i, 'Inbucket', 'Inbucket', 'inbucket:inbucket'),
  named(/\bEventMachine SMTP Server\b/i, 'MailCatcher', 'MailCatcher', undefined, silent),
  named(/\bchasquid\b/i, 'chasquid', 'chasquid', 'chasquid_project:chasquid'),
  named(/\bGuerrilla\b/, 'Go-Guerrilla', 'Guerrilla Mail'),
  named(/\bKumoMTA\b/i, 'KumoMTA', 'KumoCorp'),
  named(/\bIndiMail\b/i, 'IndiMail', 'IndiMail'),
  named(/\bMeTA1\b/, 'MeTA1', 'MeTA1'),
  named(/\bMasqMail\b/i, 'masqmail', 'masqmail', 'masqmail:masqmail'),
  named(/\bMMDF\b/, 'MMDF', 'MMDF'),
  named(/\bOpenMail\b/, 'OpenMail', 'HP', 'hp:openmail'),
  named(/\bTeamware\b/i, 'Teamware Office', 'Fujitsu'),
  named(/\bcc:Mail\b/i, 'cc:Mail', 'Lotus'),
  named(/\bASSP\b/, 'ASSP', 'ASSP'),
  named(/\bMailCleaner\b/i, 'MailCleaner', 'MailCleaner', 'mailcleaner:mailcleaner'),
  named(/\bSpamExperts\b/i, 'SpamExperts', 'N-able', undefined, silent),
  named(/\bMailChannels\b/i, 'MailChannels', 'MailChannels', undefined, silent),
  named(/\bMailjet\b/i, 'Mailjet', 'Mailjet', undefined, silent),
  named(/^SG ESMTP service ready\b|\bSendGrid\b/i, 'SendGrid', 'Twilio', undefined, silent),
  named(/\bCloudflare Email\b/i, 'Email Routing', 'Cloudflare', undefined, silent),
  named(/\bYandex\b/i, 'Yandex Mail', 'Yandex', undefined, silent),
  named(/\bMail\.Ru\b/i, 'Mail.Ru', 'VK', undefined, silent),
  named(/\bzoho(?:mail)?\.\w{2,3}\b[^\n]{0,40}\bSMTP/i, 'Zoho Mail', 'Zoho', undefined, silent),
  named(/\bFirewall ?Gateway\b|\bSidewinder\b/i, 'Sidewinder', 'Secure Computing', undefined, {
    device: 'firewall',
  }),
  named(/\bArchiveopteryx\b/i, 'Archiveopteryx', 'Oryx', 'archiveopteryx:archiveopteryx'),
  named(/\bHurricane Server\b/i, 'Hurricane Server', 'Hurricane', undefined, windows),
  named(/\bNoticeware\b/i, 'NoticeWare Email Server', 'NoticeWare', undefined, windows),
  named(/\bMailtraq\b/i, 'Mailtraq', 'Mailtraq', undefined, windows),
  named(/\bWebEasyMail\b/i, 'WebEasyMail', 'WebEasyMail', undefined, windows),
])
