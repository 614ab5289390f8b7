import { expect, it } from 'vitest'
import { operatingSystem } from '../../../../src/fingerprint/products/operating-system.ts'

const any = ':*:*:*:*:*:*:*'

it.each([
  ['OpenSSH_9.2p1 Debian-2+deb12u3', 'Debian', `debian:debian_linux:12${any}`],
  ['9.9.3-P2-Ubuntu-1:9.9.3.dfsg.P2-4ubuntu1.1', 'Ubuntu', `canonical:ubuntu_linux:*${any}`],
  ['Ubuntu/10.10 UPnP/1.0', 'Ubuntu', `canonical:ubuntu_linux:10.10${any}`],
  ['OpenSSH_7.4p1 Raspbian-10+deb9u7', 'Raspbian', `raspbian:raspbian:9${any}`],
  ['Apache/2.4 (Win32)', 'Windows', `microsoft:windows:*${any}`],
  ['FTP server (SunOS 5.10) ready', 'Solaris', `oracle:solaris:5.10${any}`],
  ['Apache/2.4.37 (Rocky Linux)', 'Rocky Linux', `rockylinux:rocky_linux:*${any}`],
  ['pfSense gw.example.test 2.7.2-RELEASE FreeBSD 14.0', 'pfSense', `netgate:pfsense:*${any}`],
  ['FreeBSD/8.4-NETSCALER-10.5', 'NetScaler', `citrix:netscaler_firmware:10.5${any}`],
  ['5.1.66-0+squeeze1-log', 'Debian', `debian:debian_linux:*${any}`],
  ['Apache/2.0.53 (RHEL)', 'Red Hat Linux', `redhat:enterprise_linux:*${any}`],
  ['Apache/2.0.52 (iSeries)', 'IBM i', `ibm:i:*${any}`],
  ['Apache/2.4.37 (Oracle Linux)', 'Oracle Linux', `oracle:linux:*${any}`],
  ['JUNOS 21.2R3.8', 'Junos', `juniper:junos:21.2r3.8${any}`],
  ['Data ONTAP Release 9.8', 'Data ONTAP', `netapp:data_ontap:9.8${any}`],
  ['VMkernel 6.7.0', 'ESXi', `vmware:esxi:6.7.0${any}`],
  ['OSF1V4.0', 'Tru64 UNIX', `hp:tru64:4.0${any}`],
  ['NetBSD 1.6.2_STABLE', 'NetBSD', `netbsd:netbsd:1.6.2${any}`],
])('%s', (text, name, cpe) => {
  expect(operatingSystem(text)).toEqual({ name, cpe: `cpe:2.3:o:${cpe}` })
})

it('finds none where there is none', () => {
  expect(operatingSystem('nginx/1.22.1')).toBeUndefined()
})

it('knows systems that have no CPE name', () => {
  expect(operatingSystem('EqualLogic (R) storage array')).toEqual({ name: 'EqualLogic' })
})

it('takes what a product implies, with a CPE name where there is one', () => {
  expect(operatingSystem('', 'Windows')).toEqual({
    name: 'Windows',
    cpe: `cpe:2.3:o:microsoft:windows:*${any}`,
  })
  expect(operatingSystem('', 'VRP')).toEqual({ name: 'VRP' })
  expect(operatingSystem('', 'constructor')).toEqual({ name: 'constructor' })
})
