/** For operators without templates of their own in the home's folder `dhcp`. */

export const globalTemplate = `authoritative;
default-lease-time 3600;
max-lease-time 43200;
ddns-update-style none;
log-facility local7;

shared-network subscribers {
{SUBNETS}
}
`;

export const subnetTemplate = `subnet {NETWORK} netmask {MASK} {
option subnet-mask {MASK};
option routers {ROUTERS};
{DENYMEMBERS}include "{HOSTS}";
}
`;
