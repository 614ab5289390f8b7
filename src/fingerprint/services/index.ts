import type { ServiceProbe } from '../service-probe.ts'
import { ninePfs } from './9pfs.ts'
import { adb } from './adb.ts'
import { afp } from './afp.ts'
import { ajp13 } from './ajp13.ts'
import { amqp } from './amqp.ts'
import { apcupsd } from './apcupsd.ts'
import { asteriskManager } from './asterisk-manager.ts'
import { bacnet } from './bacnet.ts'
import { beanstalkd } from './beanstalkd.ts'
import { bgp } from './bgp.ts'
import { bitcoin } from './bitcoin.ts'
import { boinc } from './boinc.ts'
import { bolt } from './bolt.ts'
import { bzflag } from './bzflag.ts'
import { bzr } from './bzr.ts'
import { cassandra } from './cassandra.ts'
import { ceph } from './ceph.ts'
import { chargen } from './chargen.ts'
import { checkmkAgent } from './checkmk-agent.ts'
import { clamd } from './clamd.ts'
import { clickhouse } from './clickhouse.ts'
import { coap } from './coap.ts'
import { cvspserver } from './cvspserver.ts'
import { dap } from './dap.ts'
import { dask } from './dask.ts'
import { daytime } from './daytime.ts'
import { db2 } from './db2.ts'
import { deluge } from './deluge.ts'
import { dict } from './dict.ts'
import { dnp3 } from './dnp3.ts'
import { dns } from './dns.ts'
import { dtls } from './dtls.ts'
import { echo } from './echo.ts'
import { enip } from './enip.ts'
import { epmd } from './epmd.ts'
import { erlangDist } from './erlang-dist.ts'
import { fastcgi } from './fastcgi.ts'
import { festival } from './festival.ts'
import { finger } from './finger.ts'
import { firebird } from './firebird.ts'
import { ftp } from './ftp.ts'
import { ganglia } from './ganglia.ts'
import { gearman } from './gearman.ts'
import { giop } from './giop.ts'
import { git } from './git.ts'
import { gkrellm } from './gkrellm.ts'
import { gopher } from './gopher.ts'
import { gpsd } from './gpsd.ts'
import { h2Database } from './h2-database.ts'
import { h323 } from './h323.ts'
import { hazelcast } from './hazelcast.ts'
import { hotrod } from './hotrod.ts'
import { hsqldb } from './hsqldb.ts'
import { httpHost } from './http-host.ts'
import { http } from './http.ts'
import { http2 } from './http2.ts'
import { hylafax } from './hylafax.ts'
import { ident } from './ident.ts'
import { iec104 } from './iec104.ts'
import { ike } from './ike.ts'
import { imap } from './imap.ts'
import { iperf } from './iperf.ts'
import { iperf3 } from './iperf3.ts'
import { ipmi } from './ipmi.ts'
import { ipp } from './ipp.ts'
import { irc } from './irc.ts'
import { iscsi } from './iscsi.ts'
import { javaRmi } from './java-rmi.ts'
import { jdwp } from './jdwp.ts'
import { kafka } from './kafka.ts'
import { kerberosAdm } from './kerberos-adm.ts'
import { kerberos } from './kerberos.ts'
import { l2tp } from './l2tp.ts'
import { lcdproc } from './lcdproc.ts'
import { ldap } from './ldap.ts'
import { libvirt } from './libvirt.ts'
import { lmtp } from './lmtp.ts'
import { lpd } from './lpd.ts'
import { managesieve } from './managesieve.ts'
import { mdns } from './mdns.ts'
import { memcachedBinary } from './memcached-binary.ts'
import { memcached } from './memcached.ts'
import { milter } from './milter.ts'
import { minecraft } from './minecraft.ts'
import { modbus } from './modbus.ts'
import { mongodb } from './mongodb.ts'
import { mpd } from './mpd.ts'
import { mqtt } from './mqtt.ts'
import { msSqlM } from './ms-sql-m.ts'
import { msrpc } from './msrpc.ts'
import { mssql } from './mssql.ts'
import { mumble } from './mumble.ts'
import { munin } from './munin.ts'
import { mysql } from './mysql.ts'
import { mysqlx } from './mysqlx.ts'
import { nats } from './nats.ts'
import { nbd } from './nbd.ts'
import { netbiosNs } from './netbios-ns.ts'
import { nfs } from './nfs.ts'
import { nntp } from './nntp.ts'
import { nrpe } from './nrpe.ts'
import { ntp } from './ntp.ts'
import { nut } from './nut.ts'
import { opcUa } from './opc-ua.ts'
import { openvpn } from './openvpn.ts'
import { openwire } from './openwire.ts'
import { oracle } from './oracle.ts'
import { pjl } from './pjl.ts'
import { pop3 } from './pop3.ts'
import { postfixPolicy } from './postfix-policy.ts'
import { postgresql } from './postgresql.ts'
import { pptp } from './pptp.ts'
import { pulseaudio } from './pulseaudio.ts'
import { pyro } from './pyro.ts'
import { pythonMultiprocessing } from './python-multiprocessing.ts'
import { qemuMonitor } from './qemu-monitor.ts'
import { qmp } from './qmp.ts'
import { quake3 } from './quake3.ts'
import { quic } from './quic.ts'
import { rabbitmqStream } from './rabbitmq-stream.ts'
import { radius } from './radius.ts'
import { rdp } from './rdp.ts'
import { redis } from './redis.ts'
import { relp } from './relp.ts'
import { rpcbind } from './rpcbind.ts'
import { rrdcached } from './rrdcached.ts'
import { rsh } from './rsh.ts'
import { rsync } from './rsync.ts'
import { rtmp } from './rtmp.ts'
import { rtsp } from './rtsp.ts'
import { s7 } from './s7.ts'
import { sane } from './sane.ts'
import { sip } from './sip.ts'
import { smb } from './smb.ts'
import { smtp } from './smtp.ts'
import { snmp } from './snmp.ts'
import { socks5 } from './socks5.ts'
import { spamd } from './spamd.ts'
import { sphinx } from './sphinx.ts'
import { spice } from './spice.ts'
import { ssdp } from './ssdp.ts'
import { ssh } from './ssh.ts'
import { stomp } from './stomp.ts'
import { stun } from './stun.ts'
import { svn } from './svn.ts'
import { tacacs } from './tacacs.ts'
import { tarantool } from './tarantool.ts'
import { telnet } from './telnet.ts'
import { tftp } from './tftp.ts'
import { time } from './time.ts'
import { tls } from './tls.ts'
import { torControl } from './tor-control.ts'
import { torOrport } from './tor-orport.ts'
import { unison } from './unison.ts'
import { varnishCli } from './varnish-cli.ts'
import { vnc } from './vnc.ts'
import { vtun } from './vtun.ts'
import { whois } from './whois.ts'
import { x11 } from './x11.ts'
import { xdmcp } from './xdmcp.ts'
import { xmppClient, xmppServer } from './xmpp.ts'
import { xpra } from './xpra.ts'
import { zabbix } from './zabbix.ts'
import { zmtp } from './zmtp.ts'
import { zookeeper } from './zookeeper.ts'

/** The services that are recognised unless `services.probes` says otherwise; common ones first. */
export const commonServices: readonly ServiceProbe[] = [
  tls,
  http,
  ssh,
  ftp,
  smtp,
  pop3,
  imap,
  mysql,
  postgresql,
  redis,
  memcached,
  dns,
  snmp,
  ntp,
  sip,
  stun,
  openvpn,
  rpcbind,
  coap,
  netbiosNs,
  mdns,
  ssdp,
  xmppClient,
  xmppServer,
  managesieve,
  ldap,
  rsync,
  git,
  epmd,
  erlangDist,
  ajp13,
  javaRmi,
  jdwp,
  socks5,
  telnet,
  nntp,
  irc,
  rtsp,
  mqtt,
  amqp,
  zookeeper,
  nats,
  smb,
  lmtp,
  tftp,
  ike,
  quic,
  dtls,
  ipmi,
  l2tp,
  radius,
  xdmcp,
  svn,
  zabbix,
  bgp,
  pptp,
  rtmp,
  minecraft,
  adb,
  bitcoin,
  h323,
  echo,
  chargen,
  daytime,
  time,
  ident,
  finger,
  whois,
  gopher,
  stomp,
  openwire,
  kafka,
  mongodb,
  cassandra,
  bolt,
  rdp,
  vnc,
  x11,
  mssql,
  mysqlx,
  oracle,
  ipp,
  db2,
  firebird,
  msSqlM,
  http2,
  httpHost,
  opcUa,
  mpd,
  nbd,
  gpsd,
  munin,
  kerberos,
  nfs,
  rsh,
  msrpc,
  nut,
  lcdproc,
  qmp,
  qemuMonitor,
  asteriskManager,
  spice,
  torControl,
  varnishCli,
  fastcgi,
  mumble,
  quake3,
  dict,
  clamd,
  spamd,
  hylafax,
  cvspserver,
  milter,
  iscsi,
  afp,
  relp,
  iperf3,
  pulseaudio,
  apcupsd,
  nrpe,
  xpra,
  zmtp,
  ganglia,
  beanstalkd,
  gearman,
  tarantool,
  ceph,
  clickhouse,
  h2Database,
  hsqldb,
  sphinx,
  hotrod,
  libvirt,
  deluge,
  torOrport,
  rabbitmqStream,
  tacacs,
  checkmkAgent,
  ninePfs,
  gkrellm,
  sane,
  memcachedBinary,
  hazelcast,
  kerberosAdm,
  dap,
  bzr,
  unison,
  vtun,
  rrdcached,
  dask,
  pythonMultiprocessing,
  pyro,
  festival,
  postfixPolicy,
  bzflag,
  giop,
  boinc,
  iperf,
]

/** The services that are asked only where they are named: what hears their probe may print, move or raise an alarm. */
export const optInServices: readonly ServiceProbe[] = [lpd, pjl, modbus, s7, dnp3, bacnet, enip, iec104]
