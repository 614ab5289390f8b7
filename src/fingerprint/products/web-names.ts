/** Names of web applications that are known by more than one sign. */
export const tomcat = { product: 'Tomcat', vendor: 'Apache', cpe: 'apache:tomcat' } as const
export const haproxy = { product: 'HAProxy', vendor: 'HAProxy', cpe: 'haproxy:haproxy' } as const
export const jenkins = { product: 'Jenkins', vendor: 'Jenkins', cpe: 'jenkins:jenkins' } as const
export const consul = { product: 'Consul', vendor: 'HashiCorp', cpe: 'hashicorp:consul' } as const
export const influx = { product: 'InfluxDB', vendor: 'InfluxData', cpe: 'influxdata:influxdb' } as const
export const kibana = { product: 'Kibana', vendor: 'Elastic', cpe: 'elastic:kibana' } as const
export const gitea = { product: 'Gitea', vendor: 'Gitea', cpe: 'gitea:gitea' } as const
export const gitlab = { product: 'GitLab', vendor: 'GitLab', cpe: 'gitlab:gitlab' } as const
export const prosody = { product: 'Prosody', vendor: 'Prosody', cpe: 'prosody:prosody' } as const
export const cups = {
  product: 'CUPS',
  vendor: 'OpenPrinting',
  cpe: 'openprinting:cups',
  device: 'print server',
}
export const i2pd = { product: 'i2pd', vendor: 'PurpleI2P', cpe: 'i2pd:i2pd' } as const
export const privoxy = { product: 'Privoxy', vendor: 'Privoxy', cpe: 'privoxy:privoxy' } as const
export const radicale = { product: 'Radicale', vendor: 'Kozea', cpe: 'radicale:radicale' } as const
export const notebook = { product: 'Jupyter Notebook', vendor: 'Jupyter', cpe: 'jupyter:notebook' } as const
export const jupyter = {
  product: 'Jupyter Server',
  vendor: 'Jupyter',
  cpe: 'jupyter:jupyter_server',
} as const
export const silent = { versioned: false } as const
