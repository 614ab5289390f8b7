// Made by scripts/make-port-names.mjs from IANA's port registry; do not edit.
// TCP names in order of port. A name stands one port after the one before, or as many as its base-36 prefix says.
export const TCP_PORT_NAMES = `
tcpmux 4~rje 2~echo 2~discard 2~systat 2~daytime 4~qotd msp chargen ftp-data ftp ssh telnet 2~smtp 2~nsw-fe 2~msg-icp
2~msg-auth 2~dsp 4~time rap rlp 2~graphics nameserver nicname mpm-flags mpm mpm-snd 2~auditd tacacs re-mail-ck
2~xns-time domain xns-ch isi-gl xns-auth 2~xns-mail 4~acas whois++ covia tacacs-ds sql*net bootps bootpc tftp gopher
netrjs-1 netrjs-2 netrjs-3 netrjs-4 2~deos 2~vettcp finger http 2~xfer mit-ml-dev ctf mit-ml-dev mfcobol 2~kerberos
su-mit-tg dnsix mit-dov npp dcp objcall supdup dixie swift-rvf tacnews metagram 2~hostname iso-tsap gppitnp acr-nema
csnet-ns 3com-tsmux rtelnet snagas pop2 pop3 sunrpc mcidas auth 2~sftp ansanotify uucp-path sqlserv nntp cfdptkt erpc
smakynet ntp ansatrader locus-map nxedit locus-con gss-xlicen pwdgen cisco-fna cisco-tna cisco-sys statsrv ingres-net
epmap profile netbios-ns netbios-dgm netbios-ssn emfis-data emfis-cntl bl-idm imap uma uaac iso-tp0 iso-ip jargon
aed-512 sql-net hems bftp sgmp netsc-prod netsc-dev sqlsrv knet-cmp pcmail-srv nss-routing sgmp-traps snmp snmptrap
cmip-man cmip-agent xns-courier s-net namp rsvd send print-srv multiplex cl/1 xyplex-mux mailq vmnet genrad-mux xdmcp
nextstep bgp ris unify audit ocbinder ocserver remote-kis kis aci mumps qft gacp prospero osu-nms srmp irc dn6-nlm-aud
dn6-smm-red dls dls-mon smux src at-rtmp at-nbp at-3 at-echo at-5 at-zis at-7 at-8 qmtp z39.50 914c/g anet ipx vmpwscs
softpc CAIlic dbase mpp uarps imap3 fln-spx rsh-spx cdc masqdialer i~direct sur-meas inbusiness link dsp3270
subntbcst_tftp bhfhs 8~rap set 2~esro-gen openport nsiiops arcisdms hdap bgmp x-bone-ctl sst td-service td-replica
manet 2~pt-tls 9~http-mgmt personal-link cableport-ax rescap corerjd 2~fxp k-block d~tacacss 8~novastorbakcup
entrusttime bhmds asip-webadmin vslmp magenta-logic opalis-robot dpsi decauth zannet pkix-timestamp ptp-event
ptp-general pip rtsps rpki-rtr rpki-rtr-tls 9~texar b~pdap pawserv zserv fatserv csi-sgwp mftp matip-type-a bhoetty
bhoedap4 ndsauth bh611 datex-asn cloanto-net-1 bhevent shrinkwrap 2~scoi2odialog semantix srssend rsvp_tunnel
aurora-cmgr dtk odmr mortgageware qbikgdp rpc2portmap codaauth2 clearcase ulistproc legent-1 legent-2 hassle nip
tnETOS dsETOS is99c is99s hp-collector hp-managed-node hp-alarm-mgr arns ibm-app asa aurp unidata-ldm ldap uis
synotics-relay synotics-broker meta5 embl-ndt netcp netware-ip mptn kryptolan iso-tsap-c2 osb-sd ups genie decap nced
ncld imsp timbuktu prm-sm prm-nm decladebug rmt synoptics-trap smsp infoseek bnet silverplatter onmux hyper-g ariel1
smpte ariel2 ariel3 opc-job-start opc-job-track icad-el smartsdp svrloc ocs_cmu ocs_amu utmpsd utmpcd iasd nnsp
mobileip-agent mobilip-mn dna-cml comscm dsfgw dasp sgcp decvms-sysmgt cvc_hostd https snpp microsoft-ds ddm-rdb
ddm-dfm ddm-ssl as-servermap tserver sfs-smp-net sfs-config creativeserver contentserver creativepartnr macon-tcp
scohelp appleqtc ampr-rcmd skronk datasurfsrv datasurfsrvsec alpes kpasswd submissions digital-vrc mylex-mapd photuris
rcp scx-proxy mondex ljk-login hybrid-pop tn-tl-w1 tcpnethaspsrv tn-tl-fd1 ss7ns spsc iafserver iafdbase ph bgs-nsi
ulpnet integra-sme powerburst avian saft gss-http nest-protocol micom-pfs go-login ticf-1 ticf-2 pov-ray intecourier
pim-rp-disc retrospect siam iso-ill isakmp stmf mbap intrinsa citadel mailbox-lm ohimsrv crs xvttp snare fcp passgo
exec login shell printer videotex talk ntalk utime efs ripng ulp ibm-db2 ncp timed tempo stx custix irc-serv courier
conference netnews netwall windream iiop opalis-rdv nmsp gdomap apertus-ldp uucp uucp-rlogin commerce klogin kshell
appleqtcsrvr dhcpv6-client dhcpv6-server afpovertcp idfp new-rwho cybercash devshr-nts pirp rtsp dsf remotefs
openvms-sysipc sdnskmp teedtap rmonitor monitor chshell nntps 9pfs whoami streettalk banyan-rpc ms-shuttle ms-rome
meter meter sonar banyan-vip ftp-agent vemmi ipcd vnas ipdd decbsrv sntp-heartbeat bdp scc-security philips-vc
keyserver 2~password-chg submission cal eyelink tns-cml http-alt eudora-set http-rpc-epmap tpip cab-protocol smsd
ptcnameservice sco-websrvrmg3 acp ipcserver syslog-conn xmlrpc-beep idxp tunnel soap-beep urm nqs sift-uft npmp-trap
npmp-local npmp-gui hmmp-ind hmmp-op sshell sco-inetmgr sco-sysmgr sco-dtmgr dei-icda compaq-evm sco-websrvrmgr
escp-ip collaborator oob-ws-http cryptoadmin dec_dlm asia passgo-tivoli qmqp 3com-amp3 rda ipp bmpp servstat ginad
rlzdbase ldaps lanserver mcns-sec msdp entrust-sps repcmd esro-emsdp sanity dwr pssc ldp dhcp-failover rrp cadview-3d
obex ieee-mms hello-port repscmd aodv tinc spmp rmc tenfold 2~mac-srvr-admin hap pftp purenoise oob-ws-https sun-dr
doom disclose mecomm meregister vacdsm-sws vacdsm-app vpps-qua cimplex acap dctp vpps-via vpp ggf-ncp mrm entrust-aaas
entrust-aams xfr corba-iiop corba-iiop-ssl mdc-portmapper hcp-wismar asipregistry realm-rusd nmap vatp msexch-routing
hyperwave-isp connendp ha-cluster ieee-mms-ssl rushd uuidgen olsr accessnetwork epp lmp iris-beep 2~elcsd agentx silc
borland-dsj 2~entrust-kmsh entrust-ash cisco-tdp tbrpf iris-xpc iris-xpcs iris-lwz e~netviewdm1 netviewdm2 netviewdm3
a~netgw netrcs 2~flexlm 3~fujitsu-dev ris-cm kerberos-adm rfile pump qrh rrh tell 4~nlogin con ns rxe quotad cycleserv
omserv webster 2~phonebook 2~vid cadlock rtip cycleserv2 submit rpasswd entomb wpages multiling-http 3~wpgs
k~mdbs_daemon device mbap-s 8~fcp-udp i~itm-mcell-s pkix-3-ca-ra netconf-ssh h~dhcp-failover2 gdoi 5~domain-s dlep
6~iscsi owamp-control twamp-control b~rsync d~iclcnet-locate iclcnet_svinfo cddbp c~omginitialrefs smpnameres
ideafarm-door ideafarm-panic 7~kink xact-backup apex-mesh apex-edge 14~rndc 10~ftps-data ftps nas telnets imaps
2~pop3s vsinet maitrd busboy puprouter cadlock2 webpush 9~surf b~exp1 exp2 3~blackjack cap 3~solid-mux 4~netinfo-local
activesync mxxrlogin nsstp ams mtqp sbl netarx danf-ak2 afrog boinc-client dcutility fpitp wfremotertm neod1 neod2
td-postman cma optima-vnet ddt remote-as brvread ansyslmd vfo startron nim nimreg polestar kiosk veracity
kyoceranetdev jstel syscomlan fpo-fns instl_boots instl_bootc cognex-insight gmrupdateserv bsquare-voip cardax
bridgecontrol warmspotMgmt rdrmshc dab-sti-c imgames avocent-proxy asprovatalk socks pvuniwien amt-esd-prot
ansoft-lm-1 ansoft-lm-2 webobjects cplscrambler-lg cplscrambler-in cplscrambler-al ff-annunc ff-fms ff-sm obrpd proofd
rootd nicelink cnrprotocol sunclustermgr rmiactivation rmiregistry mctp pt2-discover adobeserver-1 adobeserver-2 xrl
ftranhc isoipsigport-1 isoipsigport-2 ratio-adp 2~webadmstart lmsocialserver icp ltp-deepspace mini-sql ardus-trns
ardus-cntl ardus-mtrns sacred bnetgame bnetfile rmpp availant-mgr murray hpvmmcontrol hpvmmagent hpvmmdata kwdb-commn
saphostctrl saphostctrls casp caspssl kvm-via-ip dfn aplx omnivision hhb-gateway trim encrypted_admin evm autonoc
mxomss edtools imyx fuscript x9-icue audit-transfer capioverlan elfiq-repl bvtsonar blaze unizensus winpoplanmess
c1222-acse resacommunity nfa iascontrol-oms iascontrol dbcontrol-oms oracle-oms olsv health-polling health-trap sddp
qsm-proxy qsm-gui qsm-remote cisco-ipsla vchat tripwire atc-lm atc-appserver dnap d-cinema-rrp fnet-remote-ui dossier
indigo-server dkmessenger sgi-storman b2n mc-client 3comnetman accelenet llsurfup-http llsurfup-https catchpole
mysql-cluster alias hp-webadmin unet commlinx-avl gpfs caids-sensor fiveacross openvpn rsf-1 netmagic carrius-rshell
cajo-discovery dmidi scol nucleus-sand caiccipc ssslic-mgr ssslog-mgr accord-mgc anthony-data metasage seagull-ais
ipcd3 eoss groove-dpp lupa mpc-lifenet kazaa scanstat-1 etebac5 hpss-ndapi aeroflight-ads aeroflight-ret
qt-serveradmin sweetware-apps nerv tgp vpnz slinkysearch stgxfws dns2go florence zented periscope menandmice-lpm
first-defense univ-appserver search-agent mosaicsyssvc1 bvcontrol tsdos390 hacl-qs nmsd instantia nessus nmasoverip
serialgateway isbconference1 isbconference2 payrouter visionpyramid hermes mesavistaco swldy-sias servergraph
bspne-pcc q55-pcc de-noc de-cache-query de-server shockwave2 opennl opennl-voice ibm-ssd mpshrsv qnts-orb dka prat
dssiapi dellpwrappks epc propel-msgsys watilapp opsmgr excw cspmlockmgr emc-gateway t1distproc ivcollector 2~miva-mqs
dellwebadmin-1 dellwebadmin-2 pictrography healthd emperion productinfo iee-qfx neoiface netuitive routematch navbuddy
jwalkserver winjaserver seagulllms dsdn pkt-krb-ipsec cmmdriver ehtp dproxy sdproxy lpcp hp-sci h323hostcallsc
3~sftsrv boomerang pe-mike re-conn-proto pacmand odsi jtag-server husky rxmon sti-envision bmc_patroldb pdps els
exbit-escp vrts-ipcserver krb5gatekeeper amx-icsp amx-axbnet pip novation brcd delta-mcp dx-instrument wimsic ultrex
ewall netdb-export streetperfect intersan pcia-rxp-b passwrd-policy writesrv digital-notary ischat menandmice-dns
wmc-log-svc kjtsiteserver naap qubes esbroker re101 icap vpjp alta-ana-lm bbn-mmc bbn-mmx sbook editbench
equationbuilder lotusnote relief XSIP-network intuitive-edge cuillamartin pegboard connlcli ftsrv mimer linx timeflies
ndm-requester ndm-server adapt-sna netware-csp dcs screencast gv-us us-gv fc-cli fc-ser chromagrafx molly bytex
ibm-pps cichlid elan dbreporter telesis-licman apple-licman udt_os gwha os-licman atex_elmd checksum cadsi-lm
objective-dbc iclpv-dm iclpv-sc iclpv-sas iclpv-pm iclpv-nls iclpv-nlc iclpv-wsm dvl-activemail audio-activmail
video-activmail cadkey-licman cadkey-tablet goldleaf-licman prm-sm-np prm-nm-np igi-lm ibm-res netlabs-lm tibet-server
sophia-lm here-lm hiq af innosys innosys-acl ibm-mqseries dbstar novell-lu6.2 timbuktu-srv1 timbuktu-srv2
timbuktu-srv3 timbuktu-srv4 gandalf-lm autodesk-lm essbase hybrid zion-lm sais mloadd informatik-lm nms tpdu rgtp
blueberry-lm ms-sql-s ms-sql-m ibm-cics saism tabula eicon-server eicon-x25 eicon-slp cadis-1 cadis-2 ies-lm marcam-lm
proxima-lm ora-lm apri-lm oc-lm peport dwf infoman gtegsc-lm genie-lm interhdl_elmd esl-lm dca valisys-lm nrcabq-lm
proshare1 proshare2 ibm_wrless_lan world-lm nucleus msl_lmd pipes oceansoft-lm csdmbase csdm aal-lm uaiact csdmbase
csdm openmath telefinder taligent-lm clvm-cfg ms-sna-server ms-sna-base dberegister pacerforum airs miteksys-lm afs
confluent lansource nms_topo_serv localinfosrvr docstor dmdocbroker insitu-conf 2~stone-design-1 netmap_lm ica cvc
liberty-lm rfx-lm sybase-sqlany fhc vlsi-lm saiscm shivadiscovery imtc-mcs evb-elm funkproxy utcd symplex diagmond
robcad-lm mvx-lm 3l-l1 wins fujitsu-dtc fujitsu-dtcns ifor-protocol vpad vpac vpvd vpvc atm-zip-office oracle-tns
ricardo-lm cichild-lm ingreslock prospero-np pdap-np tlisrv norp coauthor rap-service rap-listen miroconnect
virtual-places micromuse-lm ampr-info ampr-inter sdsc-lm 3ds-lm intellistor-lm rds rds2 gridgen-elmd simba-cs aspeclmd
vistium-share abbaccuray laplink axon-lm shivahose 3m-image-lm hecmtl-db pciarray sna-cs caci-lm livelan veritas_pbx
arbortext-lm xingmpeg web2host asci-val facilityview pconnectmgr cadabra-lm pay-per-view winddlb corelvideo jlicelmd
tsspmap ets orbixd rdb-dbs-disp chip-lm itscomm-ns mvel-lm oraclenames moldflow-lm hypercube-lm jacobus-lm ioc-sea-lm
tn-tl-r1 mil-2045-47001 msims simbaexpress tn-tl-fd2 intv ibm-abtact pra_elmd triquest-lm vqp gemini-lm ncpm-pm
commonspace mainsoft-lm sixtrak radio radio-sm orbplus-iiop picknfs simbaservices issd aas inspect picodbc icabrowser
slp slm-api stt smart-lm isysg-lm taurus-wh ill netbill-trans netbill-keyrep netbill-cred netbill-auth netbill-prod
nimrod-agent skytelnet xs-openstorage faxportwinport softdataphone ontime jaleosnd udp-sr-port svs-omagent shockwave
t128-gateway lontalk-norm lontalk-urgnt oraclenet8cman visitview pammratc pammrpc loaprobe edb-server1 isdc islc ismc
cert-initiator cert-responder invision isis-am isis-ambc saiseh sightline sa-msg-port rsap concurrent-lm kermit nkd
shiva_confsrvr xnmp alphatech-lm stargatealerts dec-mbadmin dec-mbadmin-h fujitsu-mmpdc sixnetudr sg-lm skip-mc-gikreq
netview-aix-1 netview-aix-2 netview-aix-3 netview-aix-4 netview-aix-5 netview-aix-6 netview-aix-7 netview-aix-8
netview-aix-9 netview-aix-10 netview-aix-11 netview-aix-12 proshare-mc-1 proshare-mc-2 pdp netcomm1 groupwise prolink
darcorp-lm microcom-sbp sd-elmd lanyon-lantern ncpm-hip snaresecure n2nremote cvmon nsjtp-ctrl nsjtp-data firefox
ng-umds empire-empuma sstsys-lm rrirtr rrimwm rrilwm rrifmm rrisat rsvp-encap-1 rsvp-encap-2 mps-raft l2tp deskshare
hb-engine bcs-broker slingshot jetform vdmplay gat-lmd centra impera pptconference registrar conferencetalk sesi-lm
houdini-lm xmsg fj-hdnet h323gatedisc h323gatestat h323hostcall caicci hks-lm pptp csbphonemaster iden-ralp
iberiagames winddx telindus citynl roketz msiccp proxim siipat cambertx-lm privatechat street-stream ultimad gamegen1
webaccess encore cisco-net-mgmt 3Com-nsd cinegrfx-lm ncpm-ft remote-winsock ftrapid-1 ftrapid-2 oracle-em1
aspen-services sslp swiftnet lofr-lm predatar-comms oracle-em2 ms-streaming capfast-lmd cnhrp tftp-mcast spss-lm
www-ldap-gw cft-0 cft-1 cft-2 cft-3 cft-4 cft-5 cft-6 cft-7 bmc-net-adm bmc-net-svc vaultbase essweb-gw kmscontrol
global-dtserv vdab femis powerguardian prodigy-intrnet pharmasoft dpkeyserv answersoft-lm hp-hcip 2~finle-lm windlm
funk-logger funk-license psmond hello nmsp ea1 ibm-dt-2 rsc-robot cera-bcm dpi-proxy vocaltec-admin uma etp netrisk
ansys-lm msmq concomp1 hp-hcip-gwy enl enl-name musiconline fhsp oracle-vp2 oracle-vp1 jerand-lm scientia-sdb radius
radius-acct tdp-suite mmpft harp rkb-oscs etftp plato-lm mcagent donnyworld es-elmd unisys-lm metrics-pas
direcpc-video ardt asi itm-mcell-u optika-emedia net8-cman myrtle tht-treasure udpradio ardusuni ardusmul ste-smsc
csoft1 talnet netopia-vo1 netopia-vo2 netopia-vo3 netopia-vo4 netopia-vo5 direcpc-dll altalink tunstall-pnc slp-notify
fjdocdist alpha-sms gsi ctcd virtual-time vids-avtp buddy-draw fiorano-rtrsvc fiorano-msgsvc datacaptor privateark
gammafetchsvr sunscalar-svc lecroy-vicp mysql-cm-agent msnp paradym-31port entp swrmi udrive viziblebrowser transact
sunscalar-dns canocentral0 canocentral1 fjmpjps fjswapsnp westell-stats ewcappsrv hp-webqosdb drmsmc nettgain-nms
vsat-control ibm-mqseries2 ecsqdmn mqtt idmaps vrtstrapserver leoip filex-lport ncconfig unify-adapter wilkenlistener
childkey-notif childkey-ctrl elad o2server-port 2~b-novative-ls metaagent cymtec-port mc2studios ssdp fjicl-tep-a
fjicl-tep-b linkname fjicl-tep-c sugp tpmd intrastar dawn global-wlink ultrabac mtp rhp-iibp armadp elm-momentum
facelink persona noagent can-nds can-dch can-ferret noadmin tapestry spice xiip discovery-port egs videte-cipc
emsd-port bandwiz-system driveappserver amdsched ctt-broker xmapi xaapi rtmp jetcmeserver jwserver jwclient jvserver
jvclient dic-aida res beeyond-media close-combat dialogic-elmd tekpls sentinelsrm eye2eye ismaeasdaqlive
ismaeasdaqtest bcs-lmserver mpnjsc rapidbase abr-api abr-secure vrtl-vmf-ds unix-status dxadmind simp-all nasmanager
bts-appserver biap-mp webmachine solid-e-engine tivoli-npm slush sns-quote lipsinc lipsinc1 netop-rc netop-school
intersys-cache dlsrap drp tcoflashagent tcoregagent tcoaddressbook unisql unisql-java panquest-xact p2pq estamp lhtp
bb hsrp licensedaemon tr-rsrb-p1 tr-rsrb-p2 mshnet stun-p1 stun-p2 ipsendmsg snmp-tcp-port stun-port perf-port
tr-rsrb-port gdp-port x25-svc-port tcp-id-port cisco-sccp dc globe brutus mailbox berknet invokator dectalk conf news
search raid-cc ttyinfo raid-am troff cypress bootserver cypress-stat terminaldb whosockami xinupageserver servexec
down xinuexpansion3 xinuexpansion4 ellpack scrabble shadowserver submitserver hsrpv6 device2 mobrien-chat blackboard
glogger scoremgr imsldoc e-dpnet applus objectmanager prizma lam interbase isis isis-bcast rimsl cdfunc sdfunc dls
dls-monitor nfs av-emb-config epnsdp clearvisn lot105-ds-upd weblogin iop omnisky rich-cp newwavesearch bmc-messaging
teleniumdaemon netmount icg-swp icg-bridge icg-iprelay dlsrpn aura dlswpn avauthsrvprtcl event-port ah-esp-encap
acp-port msync gxs-data-port vrtl-vmf-sa newlixengine newlixconfig tsrmagt tpcsrvr idware-router autodesk-nlm
kme-trap-port infowave radsec sunclustergeo ada-cip gnunet eli ip-blf sep lrp prp descent3 nbx-cc nbx-au nbx-ser
nbx-dir jetformpreview dialog-port h2250-annex-g amiganetfs rtcm-sc104 zephyr-srv zephyr-clt zephyr-hm minipay mzap
bintec-admin comcam ergolight umsp dsatp idonix-metanet hsl-storm ariascribe kdm ccowcmr mentaclient mentaserver
gsigatekeeper qencp scientia-ssdb caupc-remote gtp-control elatelink lockstep pktcable-cops index-pc-wb net-steward
cs-live xds avantageb2b solera-epmap zymed-zpp avenue gris appworxsrv connect unbind-cluster ias-auth ias-reg
ias-admind tdmoip lv-jc lv-ffx lv-pici lv-not lv-auth veritas-ucl acptsys dynamic3d docent gtp-user ctlptc stdptc
brdptc trp xnds touchnetplus gdbremote apc-2160 apc-2161 navisphere navisphere-sec ddns-v3 x-bone-api iwserver
raw-serial easy-soft-mux brain eyetv msfw-storage msfw-s-storage msfw-replica msfw-array airsync rapi qwave bitspeer
vmrdp mc-gt-srv zookeeper cgn-stat cgn-config nvd onbase-dds gtaua ssmc radware-rpm radware-rpm-s tivoconnect tvbus
asdis drwcs 4~mnp-exchange onehome-remote onehome-help 2~ats imtc-map b2-runtime b2-license jps hpocbus hpssd hpiod
rimf-ps noaaport emwin leecoposserver kali rpi ipcore vtu-comms gotodevice bounzza netiq-ncap netiq ethernet-ip-s
ssh-alt rockwell-csp2 efi-mg rcip-itu di-drm di-msg ehome-ms datalens queueadm wimaxasncp ivs-video infocrypt
directplay sercomm-wlink nani optech-port1-lm aviva-sna imagequery recipe ivsd foliocorp magicom nmsserver hao
pc-mta-addrmap antidotemgrsvr ums rfmp remote-collab dif-port njenet-ssl dtv-chan-req seispoc vrtp pcc-mfp
simple-tx-rx rcts bid-serv apc-2260 comotionmaster comotionback ecwcfg apx500api-1 apx500api-2 mfserver ontobroker amt
mikey starschool mmcals mmcal mysql-im pcttunnell ibridge-data ibridge-mgmt bluectrlproxy s3db xmquery lnvpoller
lnvconsole lnvalarm lnvstatus lnvmaps lnvmailmon nas-metering dna netml dict-lookup sonus-logging eapsp mib-streaming
npdbgmngr konshus-lm advant-lm theta-lm d2k-datamover1 d2k-datamover2 pc-telecommute cvmmon cpq-wbem binderysupport
proxy-gateway attachmate-uts mt-scaleserver tappi-boxnet pehelp sdhelp sdserver sdclient messageservice wanscaler iapp
cr-websystems precise-sft sent-lm attachmate-g32 cadencecontrol infolibria siebel-ns rdlap ofsd 3d-nfsd cosmocall
ansysli idcp xingcsm netrix-sftm nvd tscchat agentview rcc-host snapp ace-client ace-proxy appleugcontrol ideesrv
norton-lambert 3com-webview wrs_registry xiostatus manage-exec nati-logos fcmsys dbm redstorm_join redstorm_find
redstorm_info redstorm_diag psbserver psrserver pslserver pspserver psprserver psdbserver gxtelmd unihub-server futrix
flukeserver nexstorindltd tl1 digiman mediacntrlnfsd oi-2000 dbref qip-login service-ctrl opentable bif-p2p l3-hbmon
rda lanmessenger remographlm hydra docker docker-s swarm 2~etcd-client etcd-server compaq-https ms-olap3 ms-olap4
sd-request sd-data virtualtape vsamredirector mynahautostart ovsessionmgr rsmtp 3com-net-mgmt tacticalauth ms-olap1
ms-olap2 lan900_remote wusage ncl orbiter fmpro-fdal opequus-server cvspserver taskmaster2000 taskmaster2000 iec-104
trc-netpoll jediserver orion railgun-webaccl sns-protocol vrts-registry netwave-ap-mgmt cdn orion-rmi-reg beeyond
codima-rtp rmtserver composit-server cas attachmate-s2s dslremote-mgmt g-talk crmsbits rnrp kofax-svr fjitsuappmgr
vcmp mgcp-gateway ott ft-role venus venus-se codasrv codasrv-se pxc-epmap optilogic topx unicontrol msp sybasedbsynch
spearway pvsw-inet netangel powerclientcsf btpp2sectrans dtn1 bues_service ovwdb hpppssvr ratl netadmin netchat
snifferclient madge-ltd indx-dds wago-io-system altav-remmgt rapido-ip griffin xrpl ms-theater qadmifoper qadmifevent
lsi-raid-mgmt direcpc-si lbm lbf high-criteria qip-msgd mti-tcs-comm taskman-port seaodbc c3 aker-cdp vitalanalysis
ace-server ace-svr-prop ssm-cvs ssm-cssps ssm-els powerexchange giop giop-ssl ttc ttc-ssl netobjects1 netobjects2 pns
moy-corp tsilb qip-qdhcp conclave-cpp groove talarian-mqs bmc-ar fast-rem-serv dirgis quaddb odn-castraq unicontrol
rtsserv rtsclient kentrox-prot nms-dpnss wlbs ppcontrol jbroker spock jdatastore fjmpss fjappmgrbulk metastorm
citrixima citrixadmin facsys-ntp facsys-router maincontrol call-sig-trans willy globmsgsvc pvsw adaptecmgr windb
qke-llc-v3 optiwave-lm ms-v-worlds ema-sent-lm iqserver ncr_ccl utsftp vrcommerce ito-e-gui ovtopmd snifferserver
combox-web-acc madcap btpp2audctr1 upgrade vnwk-prapi vsiadmin lonworks lonworks2 udrawgraph reftek novell-zen sis-emt
vytalvaultbrtp vytalvaultvsmp vytalvaultpipe ipass ads isg-uda-server call-logging efidiningport vcnet-link-v10
compaq-wcp nicetec-nmsvc nicetec-mgmt pclemultimedia lstp labrat mosaixcc delibo cti-redwood hp-3000-telnet coord-svr
pcs-pcw clp spamtrap sonuscallsig hs-port cecsvc ibp trustestablish blockade-bpsp hl7 tclprodebugger scipticslsrvr
rvs-isdn-dcp mpfoncl tributary argis-te argis-ds mon cyaserv netx-server netx-agent masc privilege quartus-tcl
idotdist maytagshuffle netrek mns-mail dts worldfusion1 worldfusion2 homesteadglory citriximaclient snapd hpstgmgr
discp-client discp-server servicemeter nsc-ccs nsc-posa netmon connection wag-service system-monitor versa-tek
lionhead qpasa-agent smntubootstrap neveroffline firepower appswitch-emp cmadmin priority-e-com bruce lpsrecommender
miles-apart metricadbc lmdp aria blwnkl-port gbjd816 moshebeeri dict sitaraserver sitaramgmt sitaradir irdg-post
interintelli pk-electronics backburner solve imdocsvc sybaseanywhere aminet ami-control hdl-srv tragic gte-samp
travsoft-ipx-t novell-ipx-cmd and-lm syncserver upsnotifyprot vpsipport eristwoguns ebinsite interpathpanel sonus
corel_vncadmin unglue kana sns-dispatcher sns-admin sns-query gcmonitor olhost bintec-capi bintec-tapi patrol-mq-gm
patrol-mq-nm extensis alarm-clock-s alarm-clock-c toad tve-announce newlixreg nhserver firstcall42 ewnn ttc-etap
simslink gadgetgate1way gadgetgate2way syncserverssl pxc-sapxom mpnjsomb 2~ncdloadbalance mpnjsosv mpnjsocl mpnjsomg
pq-lic-mgmt md-cg-http fastlynx hp-nnm-data itinternet admins-lms 2~pwrsevent vspread unifyadmin oce-snmp-trap
mck-ivpip csoft-plusclnt tqdata sms-rcinfo sms-xfer sms-chat sms-remctrl sds-admin ncdmirroring emcsymapiport
banyan-net supermon sso-service sso-control aocp raventbs raventdm hpstgmgr2 inova-ip-disco pn-requester pn-requester2
scan-change wkars smart-diagnose proactivesrvr watchdog-nt qotps msolap-ptp2 tams mgcp-callagent sqdr tcim-control
nec-raidplus fyre-messanger g5m signet-ctf ccs-software netiq-mc radwiz-nms-srv srp-feedback ndl-tcp-ois-gw tn-timing
alarm tsb tsb2 murx honyaku urbisnet cpudpencap fjippol-swrly fjippol-polsvr fjippol-cnsl fjippol-port1 fjippol-port2
rsisysaccess de-spot apollo-cc expresspay simplement-tie cnrp apollo-status apollo-gms sabams dicom-iscl dicom-tls
desktop-dna data-insurance qip-audup compaq-scp uadtc uacs exce veronica vergencecm auris rbakcup1 rbakcup2 smpp
ridgeway1 ridgeway2 gwen-sonya lbc-sync lbc-control whosells everydayrc aises www-dev aic-np aic-oncrpc piccolo
fryeserv media-agent plgproxy mtport-regist f5-globalsite initlsmsad urp livestats ac-tech esp-encap tmesis-upshot
icon-discover acc-raid igcp veritas-tcp1 btprjctrl dvr-esm wta-wsp-s cspuni cspmulti j-lan-p corbaloc netsteward
gsiftp atmtcp llm-pass llm-csv lbc-measure lbc-watchdog nmsigport rmlnk fc-faultnotify univision vrts-at-port ka0wuc
cqg-netlan cqg-netlan-1 2~slc-systemlog slc-ctrlrloops itm-lm silkp1 silkp2 silkp3 silkp4 glishd evtp evtp-data
catalyst repliweb starbot nmsigport l3-exprt l3-ranger l3-hawk pdnet bpcp-poll bpcp-trap aimpp-hello aimpp-port-req
amt-blc-port fxp metaconsole webemshttp bears-01 ispipes infomover msrp cesdinv simctlp ecnp activememory
dialpad-voice1 dialpad-voice2 ttg-protocol sonardata astronova-main pit-vpn iwlistener esps-portal npep-messaging
icslap daishi msi-selectplay radix psrt dxmessagebase1 dxmessagebase2 sps-tunnel bluelance aap ucentric-ds synapse
ndsp ndtp ndnp flashmsg topflow responselogic aironetddp spcsdlobby rsom cspclmulti cinegrfx-elmd snifferdata
vseconnector abacus-remote natuslink ecovisiong6-1 citrix-rtmp appliance-cfg powergemplus quicksuite allstorcns
netaspi suitcase m2ua m3ua caller9 webmethods-b2b mao funk-dialout tdaccess blockade epicon boosterware gamelobby
tksocket elvin_server elvin_client kastenchasepad roboer roboeda cesdcdman cesdcdtrn wta-wsp-wtp-s precise-vip
2~mobile-file-dl unimobilectrl redstone-cpss amx-webadmin amx-weblinx circle-x incp 4-tieropmgw 4-tieropmcli qtp
otpatch pnaconsult-lm sm-pas-1 sm-pas-2 sm-pas-3 sm-pas-4 sm-pas-5 ttnrepository megaco-h248 h248-binary fjsvmpor gpsd
wap-push wap-pushsecure esip ottp mpfwsas ovalarmsrv ovalarmsrv-cmd csnotify ovrimosdbman jmact5 jmact6 rmopagt
dfoxserver boldsoft-lm iph-policy-cli iph-policy-adm bullant-srap bullant-rap idp-infotrieve ssc-agent enpp essp
index-net netclip pmsm-webrctl svnetworks signal fjmpcm cns-srv-port ttc-etap-ns ttc-etap-ds h263-video wimd
mylxamport iwb-whiteboard netplan hpidsadmin hpidsagent stonefalls identify hippad zarkov boscap wkstn-mon avenyo
veritas-vis1 veritas-vis2 idrs vsixml rebol realsecure remoteware-un remoteware-cl origo-native remoteware-srv cgms
csoftragent geniuslm ii-admin lotusmtap midnight-tech pxc-ntfy gw trusted-web twsdss gilatskysurfer broker_service
nati-dstp notify_srvr event_listener srvc_registry resource_mgr cifs agriserver csregagent magicnotes nds_sso
arepa-raft agri-gateway LiebDevMgmt_C LiebDevMgmt_DM LiebDevMgmt_A arepa-cas eppc redwood-chat pdb osmosis-aeea
fjsv-gssagt hagel-dump hp-san-mgmt santak-ups cogitate tomato-springs di-traceware journee brp epp responsenet di-ase
hlserver pctrader nsws gds_db galaxy-server apc-3052 dsom-server amt-cnf-prot policyserver cdl-server goahead-fldup
videobeans qsoft interserver cautcpd ncacn-ip-tcp ncadg-ip-udp rprt slinterbase netattachsdmp fjhpjp ls3bcast ls3
mgxswitch xplat-replicate csd-monitor vcrp xbox orbix-locator orbix-config orbix-loc-ssl orbix-cfg-ssl lv-frontpanel
stm_pproc tl1-lv tl1-raw tl1-telnet itm-mccs pcihreq jdl-dbkitchen asoki-sma xdtp ptk-alink stss 1ci-smcs
2~rapidmq-center rapidmq-reg panasas ndl-aps 2~umm-port chmd opcon-xps hp-pxpib slslavemon autocuesmi autocuelog
cardbox cardbox-http business geolocate personnel sim-control wsynch ksysguard cs-auth-svr ccmad mctet-master
mctet-gateway mctet-jserv pkagent d2000kernel d2000webserver pcmk-remote vtr-emulator edix beacon-port a13-an
2~ctx-bridge squid-http netport-id icpv2 netbookmark ms-rule-engine prism-deploy ecp peerbook-port grubd rtnt-1 rtnt-2
incognitorv ariliamulti vmodem rdc-wh-eos seaview tarantella csi-lfap bears-02 rfio nm-game-admin nm-game-server
nm-asses-admin nm-assessor feitianrockey s8-client-port ccmrmi jpegmpeg indura lsa-comm stvp navegaweb-port
tip-app-server doc1lm sflm res-sap imprs newgenpay sossecollector nowcontact poweronnud serverview-as serverview-asn
serverview-gf serverview-rm serverview-icc armi-server t1-e1-over-ip ars-master phonex-port radclientport h2gf-w-2m
mc-brk-srv bmcpatrolagent bmcpatrolrnvu cops-tls apogeex-port smpppd iiw-port odi-port brcm-comm-port pcle-infex
csvr-proxy csvr-sslproxy firemonrcc spandataport magbind ncu-1 ncu-2 embrace-dp-s embrace-dp-c dmod-workspace
tick-port cpq-tasksmart intraintra netwatcher-mon netwatcher-db isns ironmail vx-auth-port pfu-prcallback
netwkpathengine flamenco-proxy avsecuremgmt surveyinst neon24x7 jmq-daemon-1 jmq-daemon-2 ferrari-foam unite
smartpackets wms-messenger xnm-ssl xnm-clear-text glbp digivote aes-discovery fcip-port isi-irp dwnmshttp dwmsgserver
global-cd-port sftdst-port vidigo mdtp whisker alchemy mdap-port apparenet-ts apparenet-tps apparenet-as apparenet-ui
triomotion sysorb sdp-id-port timelot onesaf vieo-fe dvt-system dvt-data procos-lm ssp hicp sysscanner dhe pda-data
pda-sys semaphore cpqrpm-agent cpqrpm-server ivecon-port epncdp2 iscsi-target winshadow necp ecolor-imager ccmail
altav-tunnel ns-cfg-server ibm-dial-out msft-gc msft-gc-ssl verismart csoft-prev user-manager sxmp ordinox-server samd
maxim-asics awg-proxy lkcmserver admind vs-server sysopt datusorb net-assistant 4talk plato e-net directvdata cops
enpc caps-lm sah-lm cart-o-rama fg-fps fg-gip dyniplookup rib-slm cytel-lm deskview pdrncs ceph tarantool mcs-fastmail
opsession-clnt opsession-srvr odette-ftp mysql opsession-prxy tns-server tns-adv dyna-access mcns-tel-ret
appman-server uorb uohost cdid aicc-cmi vsaiport ssrip sdt-lmd officelink2000 vnsstr 5~sftu bbars egptlm
hp-device-disc mcs-calypsoicf mcs-messaging mcs-mailsvr dec-notes directv-web directv-soft directv-tick directv-catlg
anet-b anet-l anet-m anet-h webtie ms-cluster-net bnt-manager influence trnsprntproxy phoenix-rpc pangolin-laser
chevinservices findviatv btrieve ssql fatpipe suitjd ordinox-dbase upnotifyps adtech-test mpsysrmsvr wg-netforce
kv-server kv-agent dj-ilm nati-vi-server creativeserver contentserver creativepartnr 6~tip2 lavenir-lm cluster-disc
vsnm-agent cdbroker cogsys-lm wsicopy socorfs sns-channels geneous fujitsu-neat esp-lm hp-clic qnxnetman gprs-data
backroomnet cbserver ms-wbt-server dsc savant efi-lm d2k-tapestry1 d2k-tapestry2 dyna-lm printer_agent cloanto-lm
mercantile csms csms2 filecast fxaengine-net 3~nokia-ann-ch1 nokia-ann-ch2 ldap-admin BESApi networklens networklenss
biolink-auth xmlblaster svnet wip-port bcinameservice commandport csvr rnmap softaudit ifcp-port bmap rusb-sys-port
xtrm xtrms agps-port arkivio websphere-snmp twcss gcsp ssdispatch ndl-als osdcp opnet-smp opencm pacom gc-config
autocueds spiral-admin hri-port ans-console connect-client connect-server ov-nnm-websrv denali-server monp 3comfaxrpc
directnet dnc-port hotu-chat castorproxy asam sabp-signal pscupd mira prsvp vat vat-control d3winosfi integral
edm-manager edm-stager edm-std-notify edm-adm-notify edm-mgr-sync edm-mgr-cntrl workflow rcst ttcmremotectrl pluribus
jt400 jt400-ssl jaugsremotec-1 jaugsremotec-2 ttntspauto genisar-port nppmp ecomm stun-behavior twrpc plethora
cleanerliverc vulture slim-devices gbs-stp celatalk ifsf-hb-port ltctcp fs-rh-srv dtp-dia colubris swr-port
tvdumtray-port nut ibm3494 seclayer-tcp seclayer-tls ipether232port dashpas-port sccip-media rtmp-port isoft-p2p
avinstalldisc lsp-ping ironstorm ccmcomm apc-3506 nesh-broker interactionweb vt-ssl xss-port webmail-2 aztec arcpd
must-p2p must-backplane smartcard-port 802-11-iapp artifact-msg nvmsgd galileolog mc3ss nssocketport odeumservlink
ecmport eisport starquiz-port beserver-msg-q jboss-iiop jboss-iiop-ssl gf joltid raven-rmp raven-rdp urld-port ms-la
snac ni-visa-remote ibm-diradm ibm-diradm-ssl pnrp-port voispeed-port hacl-monitor qftest-lookup teredo camac
2~symantec-sim interworld tellumat-nms ssmpp apcupsd taserver rbr-discovery questnotify razor sky-transport
personalos-001 mcp-port cctv-port iniserve-port bmc-onekey sdbproxy watcomdebug esimport m2pa quest-data-hub dof-eps
dof-tunnel-sec mbg-ctrl mccwebsvr-port megardsvr-port megaregsvrport tag-ups-1 dmaf-server ccm-port cmc-port
config-port data-port ttat3lb nati-svrloc kfxaclicensing press canex-watch u-dbap emprise-lls emprise-lsc p2pgroup
sentinel isomair wv-csp-sms gtrack-server gtrack-ne bpmd mediaspace shareapp iw-mmogame a14 a15 quasar-server
trap-daemon visinet-gui infiniswitchcl int-rcv-cntrl bmc-jmx-port comcam-io splitlock precise-i3 trendchip-dcp
cpdi-pidas-cm echonet six-degrees dataprotector alaris-disc sigma-port start-network cd3o-protocol sharp-server
aairnet-1 aairnet-2 ep-pcp ep-nsp ff-lr-port haipe-discover dist-upgrade volley bvcdaemon-port jamserverport
ept-machine escvpnet cs-remote-db cs-services distcc wacp hlibmgr sdo servistaitsm scservp ehp-backup xap-ha
netplay-port1 netplay-port2 juxml-port audiojuggler ssowatch cyc xss-srv-port splitlock-gw fjcp nmmp prismiq-plugin
xrpc-registry vxcrnbuport tsp vaprtm abatemgr abatjss immedianet-bcn ps-ams apple-sasl can-nds-ssl can-ferret-ssl
pserver dtp ups-engine ent-engine eserver-pap infoexch dell-rm-port casanswmgmt smile efcp lispworks-orb
mediavault-gui wininstall-ipc calltrax va-pacbase roverlog ipr-dglt newton-dock npds-tracker bts-x73 cas-mapi bmc-ea
faxstfx-port dsx-agent tnmpv2 simple-push simple-push-s daap svn magaya-network intelsync easl 2~bmc-data-coll
telnetcpcd nw-license sagectlpanel kpn-icw lrs-paging netcelera ws-discovery adobeserver-3 adobeserver-4 adobeserver-5
rt-event rt-event-s sun-as-iiops ca-idms portgate-auth edb-server2 sentinel-ent tftps delos-dms anoto-rendezv
wv-csp-sms-cir wv-csp-udp-cir opus-services itelserverport ufastro-instr xsync xserveraid sychrond blizwow na-er-tip
array-manager e-mdu e-woa fksp-audit client-ctrl smap m-wnn multip-msg synel-data pwdis rs-rmi xpanel versatalk
launchbird-lm heartbeat wysdma cst-port ipcs-command sasg gw-call-port linktest linktest-s webdata cimtrak
cbos-ip-port gprs-cube vipremoteagent nattyserver timestenbroker sas-remote-hlp canon-capt grf-port apw-registry
exapt-lmgr adtempusclient gsakmp gbs-smp xo-wave mni-prot-rout rtraceroute sitewatch-s listmgr-port rblcheckd
haipe-otnk cindycollab paging-port ctp ctdhercules zicom ispmmgr dvcprov-port jibe-eb c-h-it-port cognima nnp
abcvoice-port iso-tp0s bim-pem bfd-control bfd-echo upstriggervsw fintrx isrp-port remotedeploy quickbooksrds
tvnetworkvideo sitewatch dcsoftware jaus myblast spw-dialer idps minilock radius-dynauth pwgpsi ibm-mgr vhd soniqsync
iqnet-port tcpdataserver wsmlb spugna sun-as-iiops-ca apocd wlanauth amp neto-wol-server rap-ip neto-dcs
lansurveyorxml sunlps-http tapeware crinis-hb epl-slp scp pmcp acp-discovery acp-conduit acp-policy ffserver warmux
netmpi neteh neteh-ext cernsysmgmtagt dvapps xxnetserver aipn-auth spectardata spectardb markem-dcp mkm-discovery sos
amx-rms flirtmitmir shiprush-db-svr nhci quest-agent rnm v-one-spp an-pcp msfw-control item spw-dnspreload
qtms-bootstrap spectraport sse-app-config sscan stryker-com opentrac informer trap-port trap-port-mom nav-port sasp
winshadow-hd giga-pocket asap-tcp asap-tcp-tls xpl dzdaemon dzoglserver diameter ovsam-mgmt ovsam-d-agent
avocent-adsap oem-agent fagordnc sixxsconfig pnbscada dl_agent xmpcr-interface fotogcad appss-lm igrs idac msdts1 vrpn
softrack-meter topflow-ssl nei-management ciphire-data ciphire-serv dandv-tester ndsconnect rtc-pm-port pcc-image-port
cgi-starapi syam-agent syam-smc sdo-tls sdo-ssh senip itv-control udt_os nimsh nimaux charsetmgr omnilink-port mupdate
topovista-data imoguia-port hppronetman surfcontrolcpa prnrequest prnstatus gbmt-stars listcrt-port listcrt-port-2
agcat wysdmc aftmux pktcablemmcops hyperip exasoftport1 herodotus-net sor-update symb-sb-port mpl-gprs-port zmp
winport natdataservice netboot-pxe smauth-port syam-webserver msr-plugin-port dyn-site plbserve-port sunfm-port
sdp-portmapper mailprox dvbservdsc dbcontrol_agent aamp xecp-node homeportal-web srdp tig sops emcads backupedge ccp
apdap drip namemunge pwgippfax i3-sessionmgr xmlink-connect adrep p2pcommunity gvcp mqe-broker mqe-agent treehopper
bess proaxess sbi-agent thrp sasggprs ati-ip-to-ncpe bflckmgr ppsms ianywhere-dbns landmarks lanrevagent lanrevserver
iconp progistics xk22 airshot opswagent opswmanager secure-cfg-svr smwan 2~starfish eis eisp mapper-nodemgr
mapper-mapethd mapper-ws_ethd centerline dcs-config bv-queryengine bv-is bv-smcsrv bv-ds bv-agent 2~iss-mgmt-ssl
abcsoftware agentsease-db dnx nvcnet terabase newoak pxc-spvr-ft pxc-splr-ft pxc-roid pxc-pin pxc-spvr pxc-splr
netcheque chimera-hwm samsung-unidex altserviceboot pda-gate acl-manager taiclock talarian-mcast1 talarian-mcast2
talarian-mcast3 talarian-mcast4 talarian-mcast5 trap nexus-portal dnox esnm-zoning tnp1-port partimage as-debug bxp
dtserver-port ip-qsig jdmn-port suucp vrts-auth-port sanavigator ubxd wap-push-http wap-push-https ravehd fazzt-ptp
fazzt-admin yo-main houston ldxp nirp ltp npp acp-proto ctp-state 2~wafs cisco-wafs cppdp interact ccu-comm-1
ccu-comm-2 ccu-comm-3 lms wfm kingfisher dlms-cosem dsmeter_iatc ice-location ice-slocation ice-router ice-srouter
avanti_cdp pmas idp ipfltbcst minger tripe aibkup zieto-sock iRAPP cequint-cityid perimlan seraph 2~cssp santools
lorica-in lorica-in-sec lorica-out lorica-out-sec 2~ezmessagesrv 2~applusservice npsp opencore omasgport ewinstaller
ewdgs pvxpluscs sysrqd xtgui bre patrolview drmsfsd dpcp igo-incognito brlp-0 brlp-1 brlp-2 brlp-3 shofar synchronite
j-ac accel izm g2tag xgrid apple-vpns-rp aipn-reg jomamqmonitor cds smartcard-tls hillrserv netscript assuria-slm
minirem e-builder fprams z-wave tigv2 opsview-envoy ddrepl unikeypro nufw nuauth fronet stars nuts_dem nuts_bootp
nifty-hmi cl-db-attach cl-db-request cl-db-remote nettest thrtx cedros_fds oirtgsvc oidocsvc oidsr 2~vvr-control
tgcconnect vrxpservman hhb-handheld agslb PowerAlert-nsa menandmice_noh idig_mux mbl-battd atlinks bzr stat-results
stat-scanner stat-cc nss jini-discovery omscontact omstopology silverpeakpeer silverpeakcomm altcp joost ddgn pslicser
iadt d-cinema-csp ml-svnet pcoip 2~smcluster bccp tl-ipcproxy wello storman MaxumSP httpx macbak pcptcpservice
cyborgnet universe_suite wcpp boxbackupstore csc_proxy vatata pcep sieve 2~azeti pvxplusio spdm aws-wsp 2~hctl
2~eims-admin n~nats 26~corelccam d-data d-data-control srcp owserver batman pinghgl trueconf compx-lockview dserver
mirrtex p6ssmc pscl-mgt perrla choiceview-agt 2~choiceview-clt opentelemetry 2~skytale fdt-rcatp rwhois trim-event
trim-ice 2~geognosisadmin geognosis jaxer-web jaxer-manager publiqare-sync dey-sapi ktickets-rest getty-focus ahsp
netconf-ch-ssh netconf-ch-tls restconf-ch-tls 4~gaia 3~unicall vinainstall m4-network-as elanlm lansurveyor itose
fsportmap net-device plcy-net-svcs pjlink f5-iquery qsnet-trans qsnet-workst qsnet-assist qsnet-cond qsnet-nucl
omabcastltkm matrix_vnet 8~wxbrief epmd elpro_tunnel l2c-control l2c-data remctl psi-ptt tolteces bip cp-spxsvr
cp-spxdpy ctdb a~xandros-cms wiegand apwi-imserver apwi-rxserver apwi-rxspooler 2~omnivisionesx fly 4~ds-srv ds-srvr
ds-clnt ds-user ds-admin ds-mail ds-slp nacagent slscc netcabinet-com itwo-server found 2~vision-mon updog brcd-vr-req
pjj-player workflowdir 2~cbp nvme scaleft tsepisp thingkit 2~netrockey6 beacon-port-2 drizzle omviserver omviagent
rsqlserver wspipe l-acoustics vop 9~saris pharos nv-video upnotifyp n1-fwp n1-rmgmt asc-slmd privatewire camp
ctisystemmsg ctiprogramload nssalertmgr nssagentmgr prchat-user prchat-server prRegister mcp 2~ntske k~agtp 4~hpssmgmt
assyst-dr icms prex-tcp awacs-ice c~ipsec-nat-t z~ehs ehs-ssl wssauthsvc swx-gate 7~worldscores sf-lm lanner-lm
synchromesh aegate gds-adppiw-db ieee-mih menandmice-mon icshostsvc msfrs rsip dtn-bundle 3~hylafax 4~amahi-anywhere
3~kwtc tram bmc-reporting iax deploymentmap 3~cardifftec-back h~rid l3t-at-an 2~ipt-anri-anri ias-session ias-paging
ias-neighbor a21-an-1xbs a16-an-an a17-an-an piranha1 piranha2 mtsserver menandmice-upg irp sixchat sixid
14~dots-signal c~playsta2-app playsta2-lob smaclmgr kar2ouche oms noteit ems contclientms eportcomm mmacomm mmaeds
eportcommdata light acter rfa cxws appiq-mgmt dhct-status dhct-alerts bcs traversal mgesupervision mgemanagement
parliant finisar spike rfid-rp1 autopac msp-os nst mobile-p2p altovacentral prelude mtn conspiracy 8~netxms-agent
netxms-mgmt netxms-sync npqes-test assuria-ins 7~trinity-dist e~truckstar 2~fcis capmux 2~gearman remcap 2~resorcs
4~ipdr-sp solera-lpn ipfix ipfixs lumimgrd sicct openhpid ifsp fmp 4~profilemac ssad spocp snap simon 3~RDCenter
i~converge a~bfd-multi-ctl 2~smart-install sia-ctrl-plane xmcp 4~unified-bus 8~iims iwec ilss notateit o~htcp
a~varadero-0 varadero-1 varadero-2 opcua-tcp quosa gw-asv opcua-tls gw-log wcr-remlib contamac_icm wfc appserv-http
appserv-https sun-as-nodeagt derby-repli g~unify-debug phrelay phrelaydbg cc-tracking wired 5~tritium-can lmcs
2~wsdl-event hislip 3~wmlserver hivestor abbs 3~xcap-portal xcap-control 5~lyskom 5~radmin-port hfcs flr_agent
magiccontrol a~lutap lutcp bones frcs p~eq-office-4940 eq-office-4941 eq-office-4942 7~munin sybasesrvmon pwgwims
sagxtsds dbsyncarbiter g~ccss-qmm ccss-qsm burp d~webyast gerhcs mrip smar-se-port1 smar-se-port2 parallel busycal vrt
8~hfcs-manager commplex-main commplex-link rfe fmpro-internal avt-profile-1 avt-profile-2 wsm-server wsm-server-ssl
synapsis-edge winfs telelpathstart telelpathattack nsp fmpro-v6 2~fmwp 5~zenginkyo-1 zenginkyo-2 mice htuilsrv
scpi-telnet scpi-raw strexec-d strexec-s qvr infobright 3~signacert-agent jtnetd-server jtnetd-status 8~asnaacceler8db
swxadmin logstash osp 3~texai ivocalize mmcc ita-agent ita-manager rlm rlm-admin unot intecom-ps1 intecom-ps2 2~sds
sip sips na-localise csrpc ca-1 ca-2 stanag-5066 authentx bitforestsrv i-net-2000-npr vtsas powerschool ayiya tag-pm
alesquery pvaccess 5~onscreen sdl-ets qcp qfp llrp encrypted-llrp aprigo-cs biotic 6~sentinel-lm hart-ip
5~sentlm-srv2srv socalia talarian-tcp oms-nonsecure actifio-c2c 3~actifioudsagent actifioreplic 4~taep-as-svc
pm-cmdsvr 2~ev-services autobuild 2~gradecam 3~barracuda-bbs d~nbt-pc ppactivation erp-scale 2~ctsd 8~rmonitor_secure
social-alarm 4~atmp esri_sde sde-discovery 2~bzflag asctrl-agent rugameonline mediat 4~snmpssh snmpssh-trap sbackup
vpa ife_icorp winpcs scte104 scte30 4~pcoip-mgmt i~aol aol-1 aol-2 aol-3 cpscomm ampl-lic ampl-tableproxy tunstall-lwp
3~targus-getdata targus-getdata1 targus-getdata2 targus-getdata3 6~nomad 6~noteza 6~3exmp xmpp-client hpvirtgrp
hpvirtctrl hp-server hp-status perfd hpvroom jaxflow jaxflow-data crusecontrol csedaemon enfs eenet galaxy-network
padl2sim mnet-discovery 5~attune xycstatus 2~downtools 3~caacws caaclang2 soagateway caevms movaz-ssc kpdp logcabin
a~3com-njack-1 3com-njack-2 4~xmpp-server cartographerxmp cuelink pk 8~xmpp-bosh undo-lm transmit-port g~presence
nlg-data hacl-hb hacl-gs hacl-cfg hacl-probe hacl-local hacl-test sun-mc-grp sco-aip cfengine jprinter outlaws
2~permabit-cs rrdp opalis-rbt-ipc hacl-poll hpbladems hpdevms pkix-cmc roughtime bsfserver-zn bsfsvr-zn-ssl m~kfserver
xkotodrcp 5~stun-behaviors 3~dns-llq mdns mdnsresponder llmnr ms-smlbiz wsdapi wsdapi-s ms-alerter ms-sideshow
ms-s-sideshow serverwsd2 net-projection y~stresstester elektron-admin securitychase excerpt excerpts mftp
hpoms-ci-lstn hpoms-dps-lstn netsupport systemics-sox foresyte-clear foresyte-sec salient-dtasrv salient-usrmgr actnet
continuus wwiotalk statusd ns-server sns-gateway sns-agent mcntp dj-ice cylink-c netsupport2 salient-mux virtualuser
beyond-remote br-channel devbasic sco-peer-tta telaconsole base radec-corp park-agent postgresql pyrrho sgi-arrayd
sceanics 8~spss 2~smbdirect 5~tiepie 3~surebox apc-5454 apc-5455 apc-5456 5~silkmeter ttl-publisher ttlpriceproxy
quailnet netops-broker 5~apsolab-col apsolab-cols apsolab-tag apsolab-tags 2~apsolab-data p~fcp-addr-srvr1
fcp-addr-srvr2 fcp-srvr-inst1 fcp-srvr-inst2 fcp-cics-gw1 checkoutdb amc psl-management x~matter 3~qftest-lic-mcp
7~cbus 3~sgi-eventmond sgi-esphttp adb freeciv farenet 8~dp-bura westec-connect dof-dps-mc-sec sdt rdmnet-ctrl 4~sdmmp
lsi-bobcat ora-oap 4~fdtracks tmosms0 tmosms1 fac-restore tmo-icon-sync bis-web bis-sync att-mt-sms b~ininmessaging
mctfeed esinstall esmmanager kibana a1-msc a1-bs a3-sdunode a4-sdunode d~efr 9~ninaf htrust symantec-sfdb precise-comm
pcanywheredata pcanywherestat beorl xprtld sfmsso sfm-db-server cssc flcrs ics 7~vfmobile k~nrpe 4~filemq amqps amqp
jms hyperscsi-port v5ua raadmin questdb2-lnchr rrac dccm auriga-router ncxcp 2~coap coaps 4~ggz qmvideo 4~rbsystem
3~kmip 4~supportassist 5~storageos 8~proshareaudio prosharevideo prosharedata prosharerequest prosharenotify dpm
dpm-agent ms-licensing dtpt msdfsr omhs omsdk ms-ilm ms-ilm-sts asgenf io-dist-data openmail unieng b~ida-discover1
ida-discover2 watchdoc-pod watchdoc fcopy-server fcopys-server tunatic tunalyzer 2~rscd 5~openmailg 2~x500ms
9~openmailns s-openmail openmailpxy spramsca spramsd netagent 6~starfield-io 3~vts-rpc 3par-evts 3par-mgmt
3par-mgmt-ssl 2~3par-rcopy 8~xtreamx 5~enlabel-dpl f~icmpd spt-automation 6~autopassdaemon l~shiprush-d-ch reversion
h~wherehoo 4~ppsuitemsg 5~diameters f~jute h~rfb 3~ff-ice ag-swim asmgcs rpas-c2 dsd ipsma agma ats-atn ats-acars
ais-met aoc-acars ipsdtls 1d~indy 5~mppolicy-v5 mppolicy-mgr f~couchdb wsman wsmans wbem-rmi wbem-http wbem-https
wbem-exp-https nuxsl consul-insight cim-rs rms-agent 5~cvsup 1t~ndl-ahp-svc winpharaoh ewctsp 2~gsmp-ancp trip
messageasap ssdtp diagnose-proc directplay8 max dpm-acm msft-dpm-cert iconstructsrv 7~reload-config konspire2b pdtp
ldss doglms b~raxa-mgmt synchronet-db synchronet-rtc synchronet-upd rets dbdb primaserver mpsserver etc-control
sercomm-scadmin globecast-id softcm spc dtspcd dayliteserver wrspice xic xtlserv daylitetouch 4~spdy bex-webadmin
backup-express pnbs 6~damewaremobgtwy 3~nbt-wol 7~pulsonixnls meta-corp aspentec-lm watershed-lm statsci1-lm
statsci2-lm lonewolf-lm montage-lm ricardo-lm tal-pod a~efb-aci ecmp patrol-ism patrol-coll pscribe 11~lm-x 9~qmtps
d~radmind j~jeol-nsdtp-1 jeol-nsdtp-2 jeol-nsdtp-3 jeol-nsdtp-4 7~tl1-raw-ssl tl1-ssh crip e~gld grid grid-alt
v~bmc-grx bmc_ctd_ldap 5~ufmp 9~scup abb-escp nav-data-cmd iona-data 2~repsvc emp-server1 emp-server2 2~hrd-ncs
dt-mgmtsvc dt-vra h~sflow streletz 2~gnutella-svc gnutella-rtr 3~adap 5~pmcs 5~metaedit-mu a~metaedit-se 9~redis
3~metatude-mds 7~clariion-evr01 metaedit-ws r~faxcomservice syserverremote svdrp nim-vdrshell nim-wan b~pgbouncer
8~heliosd 2~tarp kube-apiserver sge_qmaster sge_execd mysql-proxy 9~skip-cert-recv skip-cert-send 8~ieee11073-20701
7~lvision-lm 9~sun-sr-http servicetags ldoms-mgmt SunVTS-RMI sun-sr-jms sun-sr-iiop sun-sr-iiops sun-sr-iiop-aut
sun-sr-jmx sun-sr-admin b~boks boks_servc boks_servm boks_clntd 2~badm_priv badm_pub bdir_priv bdir_pub mgcs-mfp-port
mcer-port 3~netconf-tls syslog-tls elipse-rec s~lds-distrib lds-dump 3~apc-6547 apc-6548 apc-6549 fg-sysupdate sum
5~checkmk-agent 2~xdsxdm 8~sane-port 2~canit_store b~affiliate parsec-master parsec-peer parsec-game joaJewelSuite
h~mshvlm mstmg-sstp wsscomfrmwk 8~bencher 9~odette-ftps kftp-data kftp mcftp ktelnet datascaler-db datascaler-ctl
wago-service nexgen afesc-mc nexgen-aux 3~mxodbc-connect 8~ovsdb d~openflow 2~pcs-sf-ui-man emgmsg b~irc
3~vocaltec-gold p4p-portal vision_server vision_elmd 5~vfbp osaut 8~clever-ctrace clever-tcpip tsa cleverdetect
7~ircs-u 4~kti-icad-srvr e-design-net e-design-web b~ibprotocol fibotrader-com princity-agent 1f~bmc-perf-agent
bmc-perf-mgrd adi-gxp-srvprt plysrv-http plysrv-https 6~ntz-tracker ntz-p2p-storage 7~dgpf-exchg smc-jmx smc-admin
smc-http radg hnmp hnm a~acnet g~pentbox-sim e~ambit-lm a~netmo-default netmo-http 8~iccrushmore i~acctopus-cc k~muse
c~rtimeviewer jetstream n~split-ping b~ethoscan xsmsvc a~bioserver 5~otlp a~jmact3 jmevt2 swismgr1 swismgr2 swistrap
swispol 3~acmsoda conductor r~MobilitySrv iatp-highpri iatp-normalpri afs3-fileserver weblogic afs3-prserver
afs3-vlserver afs3-kaserver afs3-volser afs3-errors afs3-bos afs3-update afs3-rmtsys ups-onlinet talon-disc
talon-engine microtalon-dis microtalon-com talon-webserver spg grasp fisa-svc doceri-ctl dpserve dpserveadmin ctdp
ct2nmcs vmsvc vmsvc-2 loreji-panel 4~op-probe iposplanet 13~arcp iwg1 iba-cfg martalk 7~empowerid j~lazy-ptop
font-service elcn g~rothaga 4~virprot-lm 2~snif 5~scenidm scenccs w~cabsm-comm caistoragemgr cacsambroker fsr
doc-server aruba-server casrmagent cnckadserver ccag-pib nsrp drm-production metalbend zsecure clutild q~fodms dlip
pon-ictp d~PS-Server PS-Capture-Pro b~ramp citrixupp citrixuppg 5~asa-gateways 2~display pads 7~frc-hicp i~cnap
a~watchme-7272 oma-rlp oma-rlp-s oma-ulp oma-ilp oma-ilp-s oma-dcdocbs ctxlic itactionserver1 itactionserver2
mzca-action genstat 2a~lcm-server q~mindfilesys mrssrendezvous nfoldman fse winqedit 2~hexarc 3~rtps-discovery
rtps-dd-ut rtps-dd-mt 8~ionixnetmon daqstream a~mtportmon 5~pmdmgr oveadmgr ovladmgr opi-sock xmpv7 pmd 6~faximum
6~oracleas-https s~sttunnel 2~rise neo4j 4~openit d~telops-lmd 9~silhouette ovbus 7~adcp acplt ovhpas pafec-lm
v~saratoga atul nta-ds nta-us cfs cwmp tidp nls-tl 2~controlone-con 9~sncp 3~cfw 3~vsi-omega 3~dell-eql-asm
aries-kfinder 4~coherence wtmi-panel d~sun-lm i~mipi-debug i~indi 2~simco soap-http zen-pawn xdas hawk tesla-sys-msg
2~pmdfmgt f~cuseeme f~rome 5~authoritygate 4~imqstomp imqstomps imqtunnels imqtunnel imqbrokerd sun-user-https 3~ms-do
3~dmt 4~bolt 2~collaber sovd 7~klio 3~em7-secom 7~sync-em7 scinet c~medimageportal 4~nsdeepfreezectl nitrogen
freezexservice trident-data osvr 6~smip 4~aiagent 3~scriptview msss sstp-1 raqmon-pdu 3~prgp s~inetfs 2~cbt interwise
vstat 2~accu-lmgr 5~minivend popup-reminders 2~office-tools 5~q3ade 3~pnet-conn pnet-enc altbsdp asr ssp-client
9~rbt-wanopt z~apc-7845 apc-7846 csoauth m~mobileanalyzer rbt-smc mdm 7~owms 2~pss 7~ubroker d~mevent tnos-sp tnos-dp
tnos-dps a~qo-secure j~t2-drm t2-brm t~generalsync 5~supercell c~micromuse-ncps quest-vista sossd-collect sossd-agent
f~pushns 2~irdmi2 http-alt vcom-tunnel teradataordbms mcreport p2pevolvenet mxi proxmox warppipe http-alt ajp13
6~cfg-cloud ads-s 3~qbdb hdfs intu-ec-client oa-system arca-api 2~ca-audit-da ca-audit-ds papachi-p2p-srv 5~pro-ed
mindprint vantronix-mgmt 6~ampify enguity-xccetp fs-agent fs-server fs-mgmt 7~rocrail senomix01 senomix02 senomix03
senomix04 senomix05 senomix06 senomix07 senomix08 2~nikatron-dev 5~toad-bi-appsrvr infi-async 3~ucs-isc 4~gadugadu
6~http-alt http-alt us-cli us-srv websnp 2~influxdb simplifymedia radan-http 2~opsmessaging jamlink 6~sac
3~xprint-server ldoms-migr kz-migr d~mtl8000-matrix cp-cluster purityrpc privoxy 3~apollo-data apollo-admin
clickhouse-http 5~paycash-online paycash-wbp indigo-vrmi indigo-vbcp dbabble 8~puppet 8~isdd 5~quantastor 7~patrol
activemq-console lpar2rrd j~intermapper vmware-fdm proremote itach 6~gcp-rphy limnerpressure spytechphone 2~blp1 blp2
4~vvr-data trivnet1 trivnet2 3~lm-perfworks lm-instmgr lm-dta lm-sserver lm-webwatcher m~rexecj d~synapse-nhttps
r~robot-remote 6~ms-mcc 4~synapse-nhttp 2~libelle 9~winbox blp3 hiperscan-id blp4 6~tmi amberon c~hub-open-net
7~tnp-discover tnp garmin-marine t~server-find p~cruise-enum cruise-swroute cruise-config cruise-diags cruise-update
3~m2mservices h~cvd sabarsd abarsd admind svcloud svbackup a~dlpx-sp espeech espeech-rtp 6~aritts 9~pgbackrest
a~cybro-a-bus https-alt pcsync-http copy 3~matrix-fed 2~npmp 7~nexentamv d~cisco-avp pim-port otv vp2p noteshare
q~consul cmtp-mgt ftnmtp 1g~rtsp-alt d-fence c~dof-tunnel x~asterix a~canon-mfnp canon-bjnp1 canon-bjnp2 canon-bjnp3
canon-bjnp4 imink 1e~monetra monetra-admin 2~spartan 7~msi-cps-rm b~sun-as-jmxrmi 2~openremote-ctrl b~vnyx b~semi-grpc
nvc m~ibus h~dey-keyneg d~mc-appserver openqueue ultraseek-http amcs core-of-source sandpolis oktaauthenticat dpap
8~uec 8~msgclnt msgsrvr 6~acd-pm 7~sunwebadmin 4~truecm 1x~dxspider 7~cddbp-alt galaxy4d 2~secure-mqtt 5~http-alt
ddi-tcp-2 ddi-tcp-3 ddi-tcp-4 ddi-tcp-5 ddi-tcp-6 ddi-tcp-7 5~ospf-lite jmb-cds1 jmb-cds2 7~dpp 2~manyone-http
manyone-xml wcbackup dragonfly o~twds g~ub-dns-control cumulus-admin q~nod-provider 9~sunwebadmins http-wmap
https-wmap 6~oracle-ms-ens canto-roboflow bctp cslistener etlservicemgr dynamid 3~golem 3~ogs-server pichat sdr
a~tambora panagolin-ident paragent swa-1 swa-2 swa-3 swa-4 g~cassandra 8~versiera fio-cmgmt 9~CardWeb-IO k~glrpc
3~emc-pp-mgmtsvc aurora ibm-rsyscon net2display classic sqlexec sqlexec-ssl prometheus xmltec-xmlmail kafka copycat
7~pdl-datastream bacula-dir bacula-fd bacula-sd peerwire xadmin astergate astergatefax 4~hexxorecore 8~mxit 3~grcmp
grcp 8~dddp t~apani1 apani2 apani3 apani4 apani5 j~sirius-agent 8~sun-as-jpda 9~elasticsearch wap-wsp-wtp wap-wsp-s
wap-wsp-wtp-s wap-vcard wap-vcal wap-vcard-s wap-vcal-s rjcdb-vcards almobile-system oma-mlp oma-mlp-s serverviewdbms
serverstart ipdcesgbs insis acme fsc-port 5~teamcoherence x~mon n~pegasus pegasus-ctl pgps swtp-port1 swtp-port2
callwaveiam visd n2h2server 2~cumulus 5~armtechdaemon storview armcenterhttp armcenterhttps 5~elasticsearch-transport
6~sphinxql 4~sapms 2~sphinxapi 6~secure-ts 3~guibase i~gnmi-gnoi gribi 3~mpidcmgr mphlpdmc rancher ctechlicensing
s~fjdmimgr 6~boxp 7~d2dconfig d2ddatatrans adws otp 6~fjinvmgr mpidcagt 3~sec-t4net-srv sec-t4net-clt sec-pc2fax-srv
g~git p~tungsten-https wso2esb-console mindarray-ca 5~sntlkeyssrvr 1e~ismserver z~mngsuite laes-bf j~trispen-sra
4~p4runtime x~ldgateway cba8 msgsys pds mercury-disc pd-admin vscp robix micromuse-ncpw c~streamcomm-ds 2~iadt-tls
2~erunbook_agent erunbook_server condor a~odbcpathway uniport peoctlr peocoll 9~pqsflows q~zoomcp xmms2 tec5-sdctp
q~client-wakeup ccnx 5~board-roar 1b~l5nas-parchan 3~board-voip 3~rasadv 9~tungsten-http 12~davsrc sstp-2 davsrcs
21~sapv1 sd x510 b~cyborg-systems gt-proxy 9~monkeycom 2~iua 9~domaintime 2~sype-transport e~xybrid-cloud p~apc-9950
apc-9951 apc-9952 acis hinp alljoyn-stm b~odnsp c~xybrid-rt visweather 2~pumpkindb 5~kaostransport dsm-scm-target
nsesrvr 2~osm-appsrvr osm-oev palace-1 palace-2 palace-3 palace-4 palace-5 palace-6 distinct32 distinct ndmp
scp-config documentum documentum_s emcrmirccd emcrmird netapp-sync mvs-capacity octopus swdtp-sv rxapi a~abb-hw
u~zabbix-agent zabbix-trapper 4~qptlmd p~amanda famdc j~itap-ddtp ezmeeting-2 ezproxy-2 ezrelay swdtp 3~bctp-server
3~nmea-0183 3~netiq-endpoint netiq-qcheck netiq-endpt netiq-voipa iqrm 8~cimple 3~bmc-perf-sd bmc-gms v~qb-db-server
snmptls snmptls-trap 12~trisoap rsms 1d~kubelet 2~apollo-relay 8~axis-wimp-port tile-ml r~blocks 4b~cirrossp
2p~MOS-lower MOS-upper MOS-aux MOS-soap MOS-soap-opt 4~serverdocs 2b~printopia 4p~gap 5~lpdg 4~nbd 1f~helix k~bveapi
1h~octopustentacle 1l~rmiaux a~irisa metasys 2m~weave 8~origo-sync netapp-icmgmt netapp-icdata sgi-lk 3~sgi-dmfmgr
sgi-soap vce dicom 1d~suncacao-snmp suncacao-jmxmp suncacao-rmi suncacao-csa suncacao-websvc 7~oemcacao-jmxmp
t5-straton oemcacao-rmi oemcacao-websvc q~smsqp dcsl-backup 6~wifree 3~memcached o~xcompute 2c~imip imip-channels
arena-server 1a~atm-uhas 4~hkp 1r~ollama 1j~asgcypresstcps 33~tempest-port n~emc-xsw-dconfig 2p~h323callsigalt
3~emc-xsw-dcache s~intrepid-ssl 19~lanschool 28~xoraya 2j~sysinfo-sp 4~tibsd t~entextxid entextnetwk entexthigh
entextmed entextlow dbisamserver1 dbisamserver2 accuracer accuracer-dbms 2~edbsrvr 2~vipera vipera-ssl 2o~rets-ssl
c~nupaper-ss 1b~cawas 4~hivep 3k~linogridengine 2~rads j~warehouse-sss warehouse n~italk 5l~carb-repl-ctrl 5r~tsaf
34~netperf 87~i-zipqd 1k~bcslogc rs-pias emc-vcas-tcp 5~powwow-client powwow-server 4w~doip-data 8w~bprd bpdbm
bpjava-msvc 2~vnetd 1m~bpcd vopied 2~nbdb nomdb w~dsmcc-config dsmcc-session dsmcc-passthru dsmcc-download dsmcc-ccp
bmdss 9~a-trust-rpc 1q~ucontrol z~dta-systems medevolve 1y~scotty-ft sua w~sage-best-com1 sage-best-com2 2z~vcs-app
icpp icpps 2~gcm-app 4~vrts-tdd vcscmd 4~vad 2o~cps 4k~ca-web-update 2e~xpra c4~hde-lcesrvr-1 hde-lcesrvr-2 1r~hydap
2~onep-tls 9j~xpilot i~3link 5c~cisco-snat 2x~bex-xr c~rabbitmq-management 1w~ptp 77~programmar fmsas fmsascon gsms
i~jwpc jwpc-bin 3w~sun-sea-port solaris-audit 43~etb4j pduncs pdefmns 1d~netserialext1 netserialext2 6~netserialext3
netserialext4 g~connected rdgs 6i~xoms 1a~axon-tunnel 3g~cadsisvr 33~newbay-snc-mc 1e~sgcip 15~intel-rci-mp
amt-soap-http amt-soap-https amt-redir-tcp amt-redir-tls c~isode-dua 3~ncpu 4u~vestasdlp soundsvirtual y~chipper avtp
avdecc 2~isa100-gci 2~trdp-md 9~integrius-stp ssh-mgmt 7d~db-lsp 1j~ailith 4u~ea p~zep zigbee-ip zigbee-ips l~sw-orion
67~biimenu 2w~radpdf w~racf 19~opsec-cvp opsec-ufp opsec-sam opsec-lea opsec-omi ohsc opsec-ela 1i~checkpoint-rtm
iclid clusterxl j~gv-pf 5l~ac-cluster 4r~rds-ib rds-ip x~vdmmesh 2t~ique 34~infotos 7~apc-necmp 34~igrid 7~scintilla
d~j-link 4r~opsec-uaa 3~ua-secureagent q~cora 1r~keysrvr w~keyshadow 2b~mtrgtrans c~hp-sco hp-sca hp-sessmon 3a~milvus
9~fxuptp sxuptp jcp 6x~faircom-db 5s~iec-104-sec dnp-sec dnp microsan commtact-http commtact-https 2~openwebnet
8~ss-idi opendeploy k~nburn_id c~tmophl7mts 2~mountd nfsrdma 8~avesterra 32~tolfab z~ipdtp-port k~ipulse-ics
76~emwavemsg 5a~track 3w~crtech-nlm 59~athand-mmp irtrans a~notezilla-lan 5m~trinket-agent cohesity-agent
8~aigairserver 38~xahaud 60~rdm-tfs dfserver 10~vofr-gateway 5u~tvpm sal 18~webphone netspeak-is netspeak-cs
netspeak-acd netspeak-cps 47~snapenetio optocontrol optohost002 optohost003 optohost004 optohost004 3c~dcap 3~gsidcap
2m~easyengine 1f~wnn6 w~cis s~showcockpit-net 2~shrewd-control 8~cis-secure 4~wibukey 3~codemeter codemeter-cmwan
56~caldsoft-backup i~vocaltec-wconf 5s~talikaserver 11~aws-brf 47~brf-gw 1d~inovaport1 inovaport2 inovaport3
inovaport4 inovaport5 inovaport6 1c~gntp 6p~5afe-dir 13~elxmgmt 1v~novar-dbase novar-alarm novar-global 1i~aequus
aequus-alt 2h~areaguard-neo cm~med-ltp med-fsp-rx med-fsp-tx med-supp med-ovw med-ci med-net-svc 6k~filesphere
7~vista-4gl 20~ild 2~vrmg-ip 1r~intel_rci 27~tonidods 2h~binkp n~bilobit 2h~sdtvwcam a~canditv flashfiler proactivate
2~tcc-http 22~cslg 4o~find 26~icl-twobase1 icl-twobase2 icl-twobase3 icl-twobase4 icl-twobase5 icl-twobase6
icl-twobase7 icl-twobase8 icl-twobase9 icl-twobase10 2j~db2c-tls cx~minecraft b~sauterdongle s~idtp 59~vocaltec-hos
2z~tasp-net niobserver nilinkanalyst niprobe 2p~quake 3p~scscp 23~wnn6-ds 1d~cockroach 3~ezproxy ezmeeting
k3software-svr k3software-cli 38~redis-sentinel 2z~exoline-tcp exoconfig 2~exonet eh~flex-lmadmin 6~chlenix mongodb
mongodb 93~imagepump 2p~jesmsjc 1q~kopek-httphead 7q~ars-vista 2m~astrolink 3f~tw-auth-key nxlmd pqsp 9~gruber-cashreg
1y~thor-engine 3c~voxelstorm 14~siemensgsm 9p~bosswave bf~saltd-licensing 4n~otmp n4~bingbang ndmps pago-services1
pago-services2 amicon-fpsu-ra 2p~rwp 4g~kingdomsonline 3w~gs-realtime ez~dilithium3 1o~ovobs h~ka-sddp 4~autotrac-acp
8t~eldim 1r~pace-licensed g~xqosd 15~tetrinet 4j~lm-mon 1t~dsx_monitor 28~gamesmith-port 53~iceedcp_tx iceedcp_rx
2d~iracinghelper 5z~t1distproc60 47~plex 2b~apm-link 48~sec-ntb-clnt DMExpress 3n~filenet-powsrm filenet-tms
filenet-rpc filenet-nch filenet-rmi filenet-pa filenet-cm filenet-re filenet-pch filenet-peior filenet-obrok o~mlsn
a~retp 2d~idmgratm 2w~wg-endpt-comms 1o~mysqlx 1r~aurora-balaena 5s~diamondport 2~dgi-serv speedtrace 2s~traceroute
66~snip-slave 6i~digilent-adept 9z~turbonote-2 3l~p-net-local p-net-remote 58~dhanalakshmi az~profinet-rt profinet-rtm
profinet-cm profinet-cm-sec f~ethercat k~heathview rt-viewer rt-sound rt-devicemapper rt-classmanager rt-labtracker
rt-helper 2m~axio-disc 72~kitim altova-lm guttersnex openstack-id hw~allpeers ej~febooti-aw 26~observium-agent 2q~mapx
4l~kastenxpipe gy~neckar 8~gdrive-sync 3a~eftp 1h~unisys-eportal 9m~ivs-database ivs-insertion cresco-control
5j~galaxy7-data fairview agpolicy c3~psqlmws 4i~sruth 1t~secrmmsafecopya 5i~vroa h6~turbonote-1 8v~safetynetp b8~sptx
c5~cscp csccredir csccfirewall 7g~fs-qos a~tentacle 31~z-wave-s fo~crestron-cip crestron-ctp crestron-cips
crestron-ctps jr~candp candrp caerpc dl~curiosity recvr-rc 58~reachout ndm-agent-port ip-provision noit-transport
j~shaperai 6d~eq3-update ew-mgmt ciscocsdb iy~z-wave-tunnel 5i~pmcd pmproxy pmwebapi 3d~cognex-dataman acronis-backup
30~rbr-debug 7d~EtherNet/IP-2 2a~m3da 2s~asmp asmps rs-status 17~synctest 9~invision-ag 3n~witsnet 95~cloudcheck
4k~eba 42~dai-shell qdb2service 3x~ssr-servermgr aa~inedo ie~spremotetablet mediabox mbus winrm fg~dbbrowse
1v~directplaysrvr 52~ap 2~bacnet 5c~nimcontroller nimspooler nimhub nimgtw nimbusdb nimbusdbctrl 17~juka 3gpp-cbsp
weandsf 26~isnetserv blp5 bv~com-bardac-dw 1r~iqobject y~robotraconteur 9n~matahari nusrp 45~inspider p1~grpc
8x6~stomp 3~openwire
`

// UDP names in the same way; =n stands for n ports in a row whose names are those over TCP.
export const UDP_PORT_NAMES = `
=1 4~=1 2~=1 2~=1 2~=1 2~=1 4~=7 2~=1 2~=1 2~=1 2~=1 2~=1 4~=3 2~=6 2~=3 2~=5 2~=1 4~=d 2~=1 2~=3 2~=5 2~=c 2~=d 2~=s
2~=29 i~=7 8~=2 2~=b gist a~=5 2~=2 l~=f b~=1 b~=f 2~=2b quic =c macon-udp =8 igmpv3lite =8 tn-tl-w2 =11 biff who
syslog =5 router =1s 2~=11 asf-rmcp =z 2~=4 asf-secure-rmcp =12 2~=4 2~=7 pana d~=3 a~=2 2~=1 3~=3 kerberos-iv =4 4~=8
2~=1 2~=4 notify acmaint_dbd acmaint_transd =2 3~=1 k~=3 8~=1 i~=3 h~=2 5~=2 6~=1 owamp-test twamp-test b~=1 d~=2
accessbuilder c~=4 7~=4 rift-lies rift-ties 22~=4 3~=3 puparp =2 a~=1 b~=2 3~=2 6a44 2~=1 4~=24 2~nfsd-keepalive =1z
accelenet-data =2l 2~=o 3~=2w 2~=2b 2~=t ncube-lm =r shivasound =u tn-tl-r2 =f radio-bc =27 netcomm2 =24 2~=l 2~=7
2~=33 2~=13 macromedia-fcs =1t wizard =2 emce oracle raid-cd raid-am terminaldb whosockami pipe_server servserv
raid-ac raid-cd raid-sf raid-cs =1 bootclient rellpack about =1 xinuexpansion1 xinuexpansion2 =2 xribs =4b eforward =5
ssmd 3~=4 4~=3 2~=l EtherNet/IP-1 =2 2~=41 2~=1 6~dali 3~=3 sd-capacity =n 2~=7l 2~=a 2~=30 veritas-udp1 =m 2~=t 2~=1d
2~=j 2~=23 2~=8 ping-pong =1o 2~=k 2~=4 2~=6 autocuetime =g 2~=4 2~=1 ndl-aas =4r 2~=l 5~=15 6~=e gprs-sig =g 3~=2a
ltcudp =v galileo =q 2~=i 3~=7 dmaf-caster =3a 3~=16 2~=s 2~=22 2~=l asap-udp 2~=3 2~=33 2~=d 2~=1h 2~=s ascomalarm
2~=5 fortisphere-vm 2~ftsync 3~=v 2~=n 2~=o iadt-disc 3~=1 mma-discovery sm-disc 3~=9 3~=1 3~dsmipv6 azeti-bd 3~=1
2~=1 2~=1 2t~=b 9~=5 2~geognosisman =3 5~=1 7~=1 lisp-data lisp-control =h 2~nacnl afore-vdp-disc 4~shadowstream 2~=3
l2c-disc =2 2~=5 a~=2 4~apwi-disc =1 5~=7 6~smallchat vision-mon-disc 3~pjj-player-disc 2~axysbridge 2~=1 5~=2 4~=1
2~=1 9~netblox =h m~agtp-quic 4~=1 2~=1 2~=1 c~=1 3~m-bus-oms v~armagetronad =4 7~=8 2~=3 mtcevrunqss mtcevrunqman =1
7~=4 m~=1 hrpd-ith-at-an =9 k~ventoso p~=1 c~=z 8~=3 9~=1 e~=1 a26-fap-fgw fcis-disc =1 gsmtap =1 2~ohmtrigger 5~=5
sicct-sdp =3 intelliadm-disc buschtrommel 2~=4 simon-disc gre-in-udp gre-udp-dtls t~=1 cncp 4~vxlan vxlan-gpe roce =1
uet veroce 6~=3 notateit-disc aja-ntv4-disc n~=1 a~=3 opcua-udp =b g~=5 5~=2 inst-discovery 3~socp-t socp-c 2~=2 9~=1
5~=2 e~=1 m~an-signaling atsc-mh-ssc 3~=3 7~=4 h~=2 a~ctxs-vpp 6~=6 8~=f onpsocket 6~=8 2~=1 2~dmp b~=2 lxi-evntsvc
2~vpm-udp iscape 2~=4 rlm-disc 2~=3 locus-disc =4 2~=4 2~=6 4~pixelpusher cp-spxrpts =6 7~magpie =2 5~=2 talarian-udp
=1 2~tinymessage hughes-ap 6~=2 4~emb-proj-cmd 4~=1 d~=1 3~minotaur-sa =1 8~=1 5~=3 2~=2 9~vpa-disc =4 m~=4 7~=4 k~=5
7~=4 8~downtools-disc capwap-control capwap-data =5 c~=2 5~=1 cuelink-disc =1 a~=1 g~=d 2~=4 4~=1 o~=2 5~=1
pcp-multicast pcp =c kdnet x~=13 pmip6-cntl pmip6-data 6~=1 7~tiepie-disc 3~=4 5~=5 9~apsolab-rpc q~=7 y~=1 d~=2
personal-agent =1 b~=2 rdmnet-device 4~=1 7~=6 c~=4 esmagent =4 m~=8 10~zre-disc =b brightcore =2 3~gog-multiplayer =2
o~=c 4~io-dist-group =2 b~=8 2~=1 5~=1 2~=1 9~=6 6~=1 4~=3 ibar =1 cisco-redu waascluster 6~=1 spdp j~=2 19~=1 4~=1
11~=1 3~=c 1d~=1 5~=2 f~=9 7~=1 1t~=3 3~=6 6~gue geneve p25cai miami-bcast 2~=3 doglms-notify c~=d 6~tipc 4~=3 9~=1
7~=a b~ecmp-data =3 11~=1 thermo-calc 8~=1 d~=1 j~jeol-nsddp-1 jeol-nsddp-2 jeol-nsddp-3 jeol-nsddp-4 7~=3 f~=2 v~=2
5~=1 9~scup-disc =1 nav-data 3~=3 2~hrd-ns-disc j~=1 3~=2 3~=1 5~=1 5~=1 3~ndn 7~=1 c~=1 7~=2 r~=1 2~svdrp-disc =2
m~sun-sr-https =3 9~=2 8~=1 7~=1 9~=a b~=4 2~=6 dccp-udp 3~=2 s~=2 3~=5 7~=1 8~=1 2~rp-reputation b~=5 r~=1 9~=5 3~=4
4~cisco-vpath-tun mpls-pm mpls-udp mpls-udp-dtls h~=1 4~palcom-disc d~=4 5~vfbp-disc =1 a~=1 7~babel 3~babel-dtls 2~=3
b~=2 1g~=5 d~bfd-lag =4 2~=2 a~=1 u~=1 a~=2 8~=1 i~acctopus-st d~bittorrent 7~=1 10~=1 b~=2 a~=1 5~=1 a~=6 3~=1
b~qolyester h~=4 afs3-callback =g 2~doceri-view =6 5~=1 a~quest-disc u~=2 iba-cfg-disc 8~=1 8~zixi-transport
7~jdp-disc 4~=3 6~aes-x170 e~=1 2~=1 5~=2 w~=6 3~=3 3~=1 7~janus-disc j~=2 q~=1 8~aspcoordination 9~frc-hicp-disc i~=1
a~=a mzca-alert 2b~=1 q~=5 2~=1 3~=3 8~=2 9~ipluminary =1 5~=6 6~=1 6~=1 u~=1 i~=1 9~=2 9~=2 v~=8 cloudsignaling a~=1
6~=1 4~=1 4~coherence-disc e~=1 i~=1 i~=1 3~=3 4~=1 f~=1 f~=1 b~=4 3~=1 9~=1 8~=1 a~=2 c~=1 4~=5 6~=1 4~=1 3~=1 2~=2
3~=1 u~=3 2~=1 3~s-bfd 2~=2 2~=1 5~=1 3~=5 vns-tp 8~=1 z~=2 q~mipv6tls 8~=1 7~=1 d~=4 a~=1 j~=2 t~=1 5~=1 c~=2
2~sossd-disc g~usicontentpush =1 irdmi =3 2~=1 wpl-disc =2 9~cisco-cloudsec 2~=1 intu-ec-svcdisc =3 2~=3 5~=3 6~=2
b~=8 aero e~=1 6~=1 sunproxyadmin =2 3~d-s-n =2 9~=1 3~=1 b~skynetflow 4~=2 2~=1 3~=2 6~=5 g~=1 eor-game b~=1
patrol-snmp l~=1 2~=1 8~=1 2~=2 4~=3 aesop 2~=5 3~aruba-papi j~=1 hncp-udp-port hncp-dtls-port b~=1 n~espeasy-p2p a~=1
4~=1 2~libelle-disc a~=1 2~=1 6~=2 j~=3 t~=1 p~=5 3~=1 marathontp g~=4 d~=2 g~aws-as2 9~=1 pcsync-https =1 copy-disc
5~=1 m~vxlan-linux =2 q~fmtp cmtp-av 2~lsp-self-ping 1f~=2 c~=1 x~=1 9~canon-cpp-disc =5 1p~msi-cps-rm-disc b~=1
1a~dtp-net =1 u~=4 4~=1 g~=2 6~=1 7~=1 4~=1 pfcp 2~hes-clip ssports-bcast 3gpp-monp 1s~=1 7~=1 3~=1 5~ddi-udp-1
ddi-udp-2 ddi-udp-3 ddi-udp-4 ddi-udp-5 ddi-udp-6 ddi-udp-7 5~=3 9~=4 15~=1 q~=1 nod-client 8~=3 8~=4 5~ogs-client
2~=1 2~d-star 9~=7 y~CardWeb-RT k~=1 cisco-aqos 3~=6 websm =1 XmlIpcRegSvc 8~=6 astergate-disc 5~=1 8~=1 c~=1 t~=5
j~=1 8~=1 9~wap-wsp =h 5~=1 x~=1 m~traingpsdata =8 n2receive =1 5~=4 5~vrace i~=1 3~=1 m~=2 2~=1 s~=1 6~=1 g~=2 3~=3
g~=1 p~=2 6~=1 1e~=1 m~sma-spw d~=2 j~=1 11~=9 c~=1 6~=1 a~=2 3~mc-comm z~=2 q~=2 5~=1 1b~=1 3~=1 3~=1 9~=1 12~=3
21~=1 3~kca-service a~=2 9~=1 sctp-tunneling =1 enrp 2~multicast-ping 6~=1 2~=1 13~=4 2~alljoyn-mcm alljoyn a~=1 l~=1
3~=b ubiquiti-discovery =2 4~=3 e~cefd-vmp r~=2 t~=2 j~=5 3~=1 3~=1 nmea-onenet 2~=5 b~=1 w~=1 snmpdtls snmpdtls-trap
12~=1 rscs 1f~=1 eapol-relay 7~=1 s~=1 47~bngsync 1p~hip-nat-t 14~=5 74~=1 5~=1 5~nmc-disc 1e~=1 k~=1 32~=1 a~=2 2m~=1
b~=1 2~myq-termlink 3~=2 1d~=5 6~snss u~=1 7~=1 3~=1 30~=3 1a~=1 4~=1 1n~lsdp 4q~=1 3c~=1 3~=1 s~=1 19~lanschool-mpt
28~=1 x2e-disc 2i~=1 x~=9 ghvpn 3~=2 2o~=1 c~=1 1b~=1 4~=1 3k~=1 l~=2 n~=1 bc~=1 bb~=1 1k~=2 emc-vcas-udp 5~=2
4w~doip-disc 8w~=3 2~=1 1m~=2 2~=2 w~=5 20~=1 z~=1 1z~=2 scotty-disc v~=2 2z~=2 3~=1 4~=1 5~=1 2o~=1 4k~=1 ei~=2 1r~=1
3a~v2g-secc 6b~=1 i~=1 5c~=1 2x~=1 28~=1 76~2ping 5~alfin 4e~=1 44~=3 1d~=2 6~=2 g~=1 7u~vtp 6i~=1 1e~=1 15~=5 c~=1
4y~vxworks-debug y~=3 cpsp 2~trdp-pd =1 9~=2 7d~db-lsp-disc 6d~=1 p~=3 6s~=1 51~=7 1i~=1 l~=1 5l~=1 1h~heythings 3a~=2
x~vdmmesh-disc 2t~=1 34~=1 7~=1 34~=1 7~=1 3h~minecraft-bedrock 1n~=1 3~=1 q~cora-disc 1r~=1 w~=1 2b~=1 c~=3 3j~=3
6v~mle 5v~=5 2~=1 7~ss-idi-disc 2~=1 k~=1 c~=1 2~=2 3a~=1 z~=1 k~=1 76~=1 5a~=1 95~=2 fe~=1 10~=1 5u~=1 19~=5 47~=6
7g~=1 w~=1 s~=1 2~shrewd-stream 8~=1 4~=1 3~=1 5p~vocaltec-phone 5s~=1 11~=1 47~=1 1d~=6 7f~s102 m~5afe-disc 13~=1
1v~=3 gm~=7 6k~=1 7~=1 20~=1 hid 1s~=1 27~=1 2h~=1 n~bilobit-update o~udpstp 23~=3 2~=1 4q~assoc-disc 20~=1 26~=a
ls~=1 2z~=4 1f~bf-game bf-master 19~=1 3p~=1 23~=1 1g~=4 67~exoline-udp =1 2~=1 em~steam 96~=1 2p~=1 1q~=1 7q~=1 61~=2
3b~a27-ran-ran 29~=1 14~=1 pr~=1 n6~=3 amicon-fpsu-s 74~=1 cq~lantronix 36~samsung-disc 2z~=1 1o~=1 h~ka-kdp d~yawn
8k~=1 27~=1 15~=1 4j~=1 41~=1 53~=2 2d~=1 5z~=1 6i~=1 48~=2 3n~=b o~=1 2n~=1 6b~=1 5s~=1 3~speedtrace-disc 2s~=1
mtrace 65~=1 gh~=1 3l~=2 58~edi_service az~=4 profinet-rt-sec e~=1 l~=1 3~=1 2o~=1 73~altova-lm-disc hy~=1 be~wlcp
cm~=1 gy~=1 4z~=1 9o~crescoctrl-disc 5j~=3 152~=1 8v~=1 n~k-patentssensor mq~=3 a~ortec-disc 76~=1 3b~=1 bf~tailscale
49~=2 jt~=3 dm~recvr-rc-disc 58~=3 k~shaperai-disc 6c~hmip-routing eq3-config ew-disc-cmd =1 og~=2 66~domiq 9~=1
1b~asihpi 62~=1 2a~m3da-disc 2s~asmp-mon 1i~=1 3n~=1 95~cloudcheck-ping 4k~=1 43~=1 3x~=1 sp~=2 2s~jvl-mactalk cp~=1
1v~=1 52~=1 2~=1 presonus-ucnet 5b~=4 3h~=2 bv~=1 1r~=1 y~=1 9o~nusdp-disc 26b~wireguard
`
