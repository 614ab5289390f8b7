// The public door: what an application may use. Everything else may change between versions.
export { scan, type Scan } from './scan.ts'
export type { AddressSpec, ScanOptions, ServiceOptions } from './scan-options.ts'
export { pathBounds, timings, type Timing, type TimingName } from './scan-timing.ts'
export type { Checkpoint, CheckpointBlock, CheckpointHost } from './model/checkpoint.ts'
export {
  isPortOpen,
  waitForPort,
  type DoorOptions,
  type PortReady,
  type WaitForPortOptions,
} from './wait-for-port.ts'
export { findOpenPorts, identify } from './scan-shortcuts.ts'

// Stages, and what joins them
export { pipe, type Stage } from './flow/stage.ts'
export { collect } from './flow/collect.ts'
export type { AnyIterable } from './flow/pull.ts'
export { mapConcurrent, type MapConcurrentOptions, type Work } from './flow/map-concurrent.ts'
export { mapItems, tapItems } from './flow/map-items.ts'
export { expandTargets, type ExpandTargetsOptions } from './targets/expand-targets.ts'
export { resolveHosts, type ResolveHostsOptions } from './resolve/resolve-hosts.ts'
export { discoverHosts, type DiscoverHostsOptions } from './discover/discover-hosts.ts'
export { spreadPorts, type SpreadPortsOptions } from './targets/spread-ports.ts'
export type { Coverage, ResumedBlock, SpreadResume } from './targets/spread-resume.ts'
export { probePorts } from './probe/probe-ports.ts'
export type { Canary } from './probe/canary.ts'
export type { Pause, ProbePortsOptions, StopAfter } from './probe/probe-settings.ts'
export { ProbeCounts } from './probe/probe-counts.ts'
export { ProbeProgress, type UnfinishedBlock } from './probe/probe-progress.ts'
export type { RttHistogram } from './probe/rtt-histogram.ts'
export { hardwareAddresses, type HardwareAddressesOptions } from './discover/hardware-addresses.ts'
export type { VendorOf } from './discover/vendor-list.ts'
export { reverseNames, type ReverseNamesOptions } from './resolve/reverse-names.ts'
export { identifyServices, type IdentifyServicesOptions } from './fingerprint/identify-services.ts'

// Targets and ports
export { checkTargets } from './targets/check-targets.ts'
export { countTargets, type CountOptions, type TargetCount } from './targets/count-targets.ts'
export { targetsFromFile } from './targets/targets-from-file.ts'
export { targetsFromStream } from './targets/targets-from-stream.ts'
export { localInterface, type LocalInterfaceOptions } from './targets/local-interface.ts'
export { formatPorts } from './model/format-ports.ts'
export { portCount } from './model/port-count.ts'
export { parsePorts, subtractPorts, type ParsePortsOptions } from './targets/parse-ports.ts'
export { parseAddressSet } from './targets/parse-address-set.ts'
export type { AddressRange, RangeV4, RangeV6 } from './net/address-range.ts'
export type { AddressSet } from './net/address-set.ts'
export { normalizeAddress } from './net/embedded-address.ts'
export { specialBlocks, specialPurpose, type SpecialPurpose } from './net/special-addresses.ts'
export { portName } from './model/port-names.ts'

// Names
export type { ResolveOptions, Resolver } from './resolve/resolver.ts'
export { systemResolver, type SystemResolverOptions } from './resolve/system-resolver.ts'
export { dnsResolver, type DnsResolverOptions } from './resolve/dns-resolver.ts'
export { cachedResolver, type CachedResolverOptions } from './resolve/cached-resolver.ts'

// Who is there
export type { Discoverer, Discovery, DiscoverTools } from './discover/discoverer.ts'
export { tcpPing, type TcpPingOptions } from './discover/tcp-ping.ts'
export { arpPing, type ArpPingOptions } from './discover/arp-ping.ts'
export { createNeighbours, type Neighbours, type NeighboursOptions } from './net/neighbours.ts'
export type { Neighbour } from './net/arp-table.ts'

// Connections and strategies
export type {
  Connection,
  Connector,
  DialFailure,
  DialOptions,
  ReadEnd,
  ReadOptions,
  Received,
} from './net/connection.ts'
export { tcpConnector, type TcpConnectorOptions } from './net/tcp-connector.ts'
export { udpConnector, type UdpConnectorOptions } from './net/udp-connector.ts'
export { startTls, type StartTlsOptions, type TlsFailure } from './net/start-tls.ts'
export type { Handshake, TlsConnection } from './net/tls-connection.ts'
export { tlsConnector, type TlsConnectorOptions } from './net/tls-connector.ts'
export { createLimiter, type AcquireOptions, type Limiter, type Release } from './net/limiter.ts'
export { createRate, withRate, type Rate, type RateOptions } from './net/rate.ts'
export { withLimiter } from './net/limited.ts'
export { withPolicy, type Policy } from './net/policy.ts'
export { withDeadlines } from './net/deadlines.ts'
export { outcomeOf } from './net/outcome.ts'
export { createPacer, type Pacer, type PacerOptions } from './pace/pacer.ts'
export type { PastTries, Path, PortTries, TrySent } from './pace/path.ts'
export type { PathBounds } from './pace/path-bounds.ts'
export type { RateBounds } from './pace/rate-control.ts'
export type { RetryBounds } from './pace/retry-rule.ts'
export type { TimeoutBounds } from './pace/rtt-estimator.ts'
export type { SendWindow } from './pace/send-window.ts'
export type { Attempt, Leave, ProbeStrategy, TryEnd } from './probe/strategy.ts'
export { tcpConnect, type TcpConnectOptions } from './probe/tcp-connect.ts'
export { tcpBanner, type TcpBannerOptions } from './probe/tcp-banner.ts'
export { udpPayload, type UdpPayloadOptions } from './probe/udp-payload.ts'

// Services
export { recognize } from './fingerprint/recognize.ts'
export { isService, type ServiceNamed } from './fingerprint/is-service.ts'
export type { ServiceDetails } from './fingerprint/service-details.ts'
export { commonServices } from './fingerprint/services/index.ts'
export { pattern, type PatternFields } from './fingerprint/pattern.ts'
export { loadProbes } from './fingerprint/user-probes/load-probes.ts'
export type {
  MatchDefinition,
  ProbeDefinition,
  ProbeFile,
} from './fingerprint/user-probes/probe-definition.ts'
export { loadRecog, type LoadRecogOptions, type Recog } from './fingerprint/recog/load-recog.ts'
export { withProducts } from './fingerprint/products/with-products.ts'
export type { ProductField, ProductSource } from './fingerprint/products/product-source.ts'
export type { SoftwareFacts } from './fingerprint/products/product-rule.ts'
export { openerFor, type OpenerOptions, type Speaker } from './fingerprint/opener.ts'
export { payloadsFor, type PayloadsOptions } from './fingerprint/payloads.ts'
export type {
  AnswerContext,
  DetailStep,
  HelloContext,
  Match,
  Matcher,
  Reaction,
  ServiceProbe,
  StartTls,
  StepContext,
} from './fingerprint/service-probe.ts'

export type { BacnetDetails } from './fingerprint/services/bacnet.ts'
export type { AdbDetails } from './fingerprint/services/adb.ts'
export type { Ajp13Details } from './fingerprint/services/ajp13.ts'
export type { AmqpDetails } from './fingerprint/services/amqp.ts'
export type { SaneDetails } from './fingerprint/services/sane.ts'
export type { AfpDetails } from './fingerprint/services/afp.ts'
export type { RpcProgramDetails } from './fingerprint/services/rpc-programs.ts'
export type { IscsiDetails } from './fingerprint/services/iscsi.ts'
export type { MumbleDetails } from './fingerprint/services/mumble.ts'
export type { MilterDetails } from './fingerprint/services/milter.ts'
export type { SpamdDetails } from './fingerprint/services/spamd.ts'
export type { ClamdDetails } from './fingerprint/services/clamd.ts'
export type { DictDetails } from './fingerprint/services/dict.ts'
export type { BgpDetails } from './fingerprint/services/bgp.ts'
export type { BitcoinDetails } from './fingerprint/services/bitcoin.ts'
export type { BoltDetails } from './fingerprint/services/bolt.ts'
export type { CassandraDetails } from './fingerprint/services/cassandra.ts'
export type { RabbitmqStreamDetails } from './fingerprint/services/rabbitmq-stream.ts'
export type { TarantoolDetails } from './fingerprint/services/tarantool.ts'
export type { H2DatabaseDetails } from './fingerprint/services/h2-database.ts'
export type { ClickhouseDetails } from './fingerprint/services/clickhouse.ts'
export type { CephDetails } from './fingerprint/services/ceph.ts'
export type { CheckmkAgentDetails } from './fingerprint/services/checkmk-agent.ts'
export type { Db2Details } from './fingerprint/services/db2.ts'
export type { DtlsDetails } from './fingerprint/services/dtls.ts'
export type { EpmdDetails, EpmdNode } from './fingerprint/services/epmd.ts'
export type { ErlangDistDetails } from './fingerprint/services/erlang-dist.ts'
export type { FirebirdDetails } from './fingerprint/services/firebird.ts'
export type { GitDetails } from './fingerprint/services/git.ts'
export type { GpsdDetails } from './fingerprint/services/gpsd.ts'
export type { H323Details } from './fingerprint/services/h323.ts'
export type { IdentDetails } from './fingerprint/services/ident.ts'
export type { IkeDetails } from './fingerprint/services/ike.ts'
export type { IpmiDetails } from './fingerprint/services/ipmi.ts'
export type { IppDetails } from './fingerprint/services/ipp.ts'
export type { IrcDetails } from './fingerprint/services/irc.ts'
export type { JavaRmiDetails } from './fingerprint/services/java-rmi.ts'
export type { JdwpDetails } from './fingerprint/services/jdwp.ts'
export type { KafkaDetails } from './fingerprint/services/kafka.ts'
export type { KafkaApi, KafkaVersions } from './fingerprint/services/kafka-versions.ts'
export type { KerberosDetails } from './fingerprint/services/kerberos.ts'
export type { L2tpDetails } from './fingerprint/services/l2tp.ts'
export type { LdapDetails } from './fingerprint/services/ldap.ts'
export type { LmtpDetails } from './fingerprint/services/lmtp.ts'
export type { MailDetails } from './fingerprint/mail-reply.ts'
export type { ManagesieveDetails } from './fingerprint/services/managesieve.ts'
export type { MinecraftDetails } from './fingerprint/services/minecraft.ts'
export type { MongodbDetails } from './fingerprint/services/mongodb.ts'
export type { MpdDetails } from './fingerprint/services/mpd.ts'
export type { MqttDetails } from './fingerprint/services/mqtt.ts'
export type { MsSqlMonitorDetails } from './fingerprint/services/ms-sql-m.ts'
export type { MssqlDetails } from './fingerprint/services/mssql.ts'
export type { MysqlxDetails } from './fingerprint/services/mysqlx.ts'
export type { NatsDetails } from './fingerprint/services/nats.ts'
export type { NbdDetails } from './fingerprint/services/nbd.ts'
export type { NfsDetails } from './fingerprint/services/nfs.ts'
export type { NntpDetails } from './fingerprint/services/nntp.ts'
export type { OpenwireDetails } from './fingerprint/services/openwire.ts'
export type { OracleDetails } from './fingerprint/services/oracle.ts'
export type { PptpDetails } from './fingerprint/services/pptp.ts'
export type { QuicDetails } from './fingerprint/services/quic.ts'
export type { RadiusDetails } from './fingerprint/services/radius.ts'
export type { RshDetails } from './fingerprint/services/rsh.ts'
export type { RdpDetails, RdpSecurity } from './fingerprint/services/rdp.ts'
export type { RsyncDetails } from './fingerprint/services/rsync.ts'
export type { RtmpDetails } from './fingerprint/services/rtmp.ts'
export type { RtspDetails } from './fingerprint/services/rtsp.ts'
export type { SmbDetails, NetbiosSsnDetails } from './fingerprint/services/smb.ts'
export type { NtlmHost } from './fingerprint/ntlm.ts'
export type { Socks5Details, Socks5Method } from './fingerprint/services/socks5.ts'
export type { StompDetails } from './fingerprint/services/stomp.ts'
export type { SvnDetails } from './fingerprint/services/svn.ts'
export type { TelnetDetails } from './fingerprint/services/telnet.ts'
export type { TelnetOption } from './fingerprint/telnet-options.ts'
export type { TftpDetails } from './fingerprint/services/tftp.ts'
export type { TimeDetails } from './fingerprint/services/time.ts'
export type { VncDetails } from './fingerprint/services/vnc.ts'
export type { X11Details } from './fingerprint/services/x11.ts'
export type { XdmcpDetails } from './fingerprint/services/xdmcp.ts'
export type { XmppDetails } from './fingerprint/services/xmpp-stream.ts'
export type { ZabbixDetails } from './fingerprint/services/zabbix.ts'
export type { LcdprocDetails } from './fingerprint/services/lcdproc.ts'
export type { QmpDetails } from './fingerprint/services/qmp.ts'
export type { AsteriskManagerDetails } from './fingerprint/services/asterisk-manager.ts'
export type { SpiceDetails } from './fingerprint/services/spice.ts'
export type { TorControlDetails } from './fingerprint/services/tor-control.ts'
export type { VarnishCliDetails } from './fingerprint/services/varnish-cli.ts'
export type { FastcgiDetails } from './fingerprint/services/fastcgi.ts'
export type { TorOrportDetails } from './fingerprint/services/tor-orport.ts'
export type { Quake3Details } from './fingerprint/services/quake3.ts'
export type { ApcupsdDetails } from './fingerprint/services/apcupsd.ts'
export type { NrpeDetails } from './fingerprint/services/nrpe.ts'
export type { NinePDetails } from './fingerprint/services/9pfs.ts'
export type { GkrellmDetails } from './fingerprint/services/gkrellm.ts'
export type { ZookeeperDetails } from './fingerprint/services/zookeeper.ts'
export type { CoapDetails } from './fingerprint/services/coap.ts'
export type { Dnp3Details } from './fingerprint/services/dnp3.ts'
export type { DnsDetails } from './fingerprint/services/dns.ts'
export type { EnipDetails } from './fingerprint/services/enip.ts'
export type { FtpDetails } from './fingerprint/services/ftp.ts'
export type { GangliaDetails } from './fingerprint/services/ganglia.ts'
export type { BzflagDetails } from './fingerprint/services/bzflag.ts'
export type { BzrDetails } from './fingerprint/services/bzr.ts'
export type { DaskDetails } from './fingerprint/services/dask.ts'
export type { GiopDetails } from './fingerprint/services/giop.ts'
export type { PyroDetails } from './fingerprint/services/pyro.ts'
export type { PythonMultiprocessingDetails } from './fingerprint/services/python-multiprocessing.ts'
export type { UnisonDetails } from './fingerprint/services/unison.ts'
export type { HttpDetails } from './fingerprint/services/http.ts'
export type { FaviconHash } from './fingerprint/favicon-hash.ts'
export type { Http2Details } from './fingerprint/services/http2.ts'
export type { ImapDetails } from './fingerprint/services/imap.ts'
export type { LibvirtDetails } from './fingerprint/services/libvirt.ts'
export type { LpdDetails } from './fingerprint/services/lpd.ts'
export type { MdnsDetails } from './fingerprint/services/mdns.ts'
export type { MemcachedDetails } from './fingerprint/services/memcached.ts'
export type { ModbusDetails } from './fingerprint/services/modbus.ts'
export type { MsrpcDetails } from './fingerprint/services/msrpc.ts'
export type { DceInterface } from './fingerprint/services/dcerpc-message.ts'
export type { MysqlDetails } from './fingerprint/services/mysql.ts'
export type { NetbiosNsDetails } from './fingerprint/services/netbios-ns.ts'
export type { NtpDetails } from './fingerprint/services/ntp.ts'
export type { OpcUaDetails } from './fingerprint/services/opc-ua.ts'
export type { OpcUaEndpoint } from './fingerprint/services/opc-ua-endpoints.ts'
export type { OpenvpnDetails } from './fingerprint/services/openvpn.ts'
export type { PjlDetails } from './fingerprint/services/pjl.ts'
export type { Pop3Details } from './fingerprint/services/pop3.ts'
export type { PostgresqlAuth, PostgresqlDetails, PostgresqlError } from './fingerprint/services/postgresql.ts'
export type { PulseaudioDetails } from './fingerprint/services/pulseaudio.ts'
export type { RedisDetails } from './fingerprint/services/redis.ts'
export type { RelpDetails } from './fingerprint/services/relp.ts'
export type { RpcbindDetails } from './fingerprint/services/rpcbind.ts'
export type { RpcProgram } from './fingerprint/services/rpcbind-dump.ts'
export type { S7Details } from './fingerprint/services/s7.ts'
export type { SipDetails } from './fingerprint/services/sip.ts'
export type { SmtpDetails } from './fingerprint/services/smtp.ts'
export type { SnmpDetails } from './fingerprint/services/snmp.ts'
export type { SnmpEngine } from './fingerprint/services/snmp-engine.ts'
export type { SsdpDetails } from './fingerprint/services/ssdp.ts'
export type { SshAlgorithms } from './fingerprint/services/ssh-algorithms.ts'
export type { SshHostKey } from './fingerprint/services/ssh-key-exchange.ts'
export type { SshDetails } from './fingerprint/services/ssh.ts'
export type { StunDetails } from './fingerprint/services/stun.ts'
export type { TacacsDetails } from './fingerprint/services/tacacs.ts'
export type { TlsDetails } from './fingerprint/services/tls.ts'
export type { ZmtpDetails } from './fingerprint/services/zmtp.ts'

// Plain data
export type { Block, BlockProgress, Shard } from './model/block.ts'
export { systemClock, type Clock } from './model/clock.ts'
export type { Endpoint, Transport } from './model/endpoint.ts'
export { ScanError, type ErrorCode, type ErrorFacts, type ResolveFailure } from './model/errors.ts'
export type {
  HostEvent,
  HostMark,
  HostReason,
  NeighbourReason,
  Notice,
  ScanEvent,
  Skipped,
  SkipReason,
  StateCounts,
  Warning,
} from './model/event.ts'
export type { Family, Host, NamedHost, ResolvedHost } from './model/host.ts'
export { seededRandom, type Random } from './model/random.ts'
export type { ReportRecord, ScanEnd, ScanStart } from './model/record.ts'
export type { HostReport, ScanReport } from './model/report.ts'
export type {
  Exchange,
  NoVerdict,
  Opener,
  Opening,
  Outcome,
  Payload,
  Payloads,
  PortMark,
  PortResult,
  PortState,
  Reason,
  Verdict,
} from './model/result.ts'
export type { Certificate, Confidence, Service, TlsSession } from './model/service.ts'
export type {
  ScanChannels,
  ScanEndMessage,
  ScanErrorMessage,
  ScanHostsMessage,
  ScanStartMessage,
  WatchedScan,
} from './model/scan-channels.ts'
export type { Engine, ScanStats } from './model/stats.ts'
export type { PortSet, PortSpec, TargetInput, TargetObject, Targets } from './model/target.ts'
export { version } from './model/version.ts'
