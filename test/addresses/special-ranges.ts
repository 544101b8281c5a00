/** A range of addresses: `a.b.c.d/n` or IPv6 in eight groups or with `::`. */
type Range = readonly [cidr: string, what: string];

/**
 * What is no public address by IANA's registries "IPv4 Special-Purpose Address Space" and "IPv6 Special-Purpose Address
 * Space" (RFC 6890 with its updates), row by row, also where a row is globally reachable: nobody's pages lie there. And by
 * the registries of address space: multicast, and in IPv6 all that is outside of 2000::/3, which is the one block that is
 * handed out (RFC 4291). Written out here, so that no library judges itself.
 */
export const specialRanges: readonly Range[] = [
  ['0.0.0.0/8', 'this network'],
  ['10.0.0.0/8', 'private use'],
  ['100.64.0.0/10', 'shared by carriers; the metadata of Alibaba Cloud'],
  ['127.0.0.0/8', 'loopback; the runtime interface of Lambda'],
  ['169.254.0.0/16', 'link local; the metadata of AWS, Google Cloud and others'],
  ['172.16.0.0/12', 'private use'],
  ['192.0.0.0/24', 'IETF protocol assignments; the metadata of Oracle Cloud'],
  ['192.0.2.0/24', 'documentation'],
  ['192.31.196.0/24', 'AS112'],
  ['192.52.193.0/24', 'multicast tunnels (AMT)'],
  ['192.88.99.0/24', '6to4 relays, given up'],
  ['192.168.0.0/16', 'private use'],
  ['192.175.48.0/24', 'AS112, direct delegation'],
  ['198.18.0.0/15', 'benchmarks'],
  ['198.51.100.0/24', 'documentation'],
  ['203.0.113.0/24', 'documentation'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved, and broadcast'],
  ['168.63.129.16/32', 'public space, but the host of a machine at Azure'],
  ['::/3', 'not handed out: loopback, compatible, translated (SIIT), NAT64, discard'],
  ['2001::/23', 'IETF protocol assignments: Teredo, benchmarks, AMT, AS112, ORCHID'],
  ['2001:db8::/32', 'documentation'],
  ['2002::/16', '6to4'],
  ['2620:4f:8000::/48', 'AS112, direct delegation'],
  ['3fff::/20', 'documentation'],
  ['4000::/2', 'not handed out; segment routing (5f00::/16)'],
  [
    '8000::/1',
    'not handed out: unique local (fc00::/7), link local (fe80::/10), site local, multicast (ff00::/8)',
  ],
];

/** Parts of these that have a meaning of their own: looked at as often as the others, however small they are. */
export const rangesWithin: readonly Range[] = [
  ['100.100.100.200/32', 'metadata of Alibaba Cloud'],
  ['127.0.0.1/32', 'loopback'],
  ['169.254.169.254/32', 'metadata'],
  ['169.254.170.2/32', 'credentials of a container on AWS'],
  ['192.0.0.192/32', 'metadata of Oracle Cloud'],
  ['255.255.255.255/32', 'broadcast'],
  ['::/128', 'unspecified'],
  ['::1/128', 'loopback'],
  ['::/96', 'compatible'],
  ['::ffff:0:0:0/96', 'translated (SIIT)'],
  ['64:ff9b::/96', 'NAT64'],
  ['64:ff9b:1::/48', 'NAT64 of a network of its own'],
  ['100::/64', 'discard'],
  ['100:0:0:1::/64', 'dummy prefix'],
  ['2001::/32', 'Teredo'],
  ['2001:2::/48', 'benchmarks'],
  ['2001:3::/32', 'AMT'],
  ['2001:4:112::/48', 'AS112'],
  ['2001:10::/28', 'ORCHID'],
  ['2001:20::/28', 'ORCHIDv2'],
  ['2001:30::/28', 'drones'],
  ['5f00::/16', 'segment routing'],
  ['fc00::/7', 'unique local'],
  ['fd00:ec2::254/128', 'metadata of AWS'],
  ['fe80::/10', 'link local'],
  ['fec0::/10', 'site local, given up'],
  ['ff00::/8', 'multicast'],
];
