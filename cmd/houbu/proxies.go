package main

import (
	"errors"
	"fmt"
	"net/netip"
	"strings"
)

// parseProxies reads the --trusted-proxy flags: addresses and networks, one or
// several, with commas between them.
func parseProxies(flags []string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, flag := range flags {
		for text := range strings.SplitSeq(flag, ",") {
			proxy, err := parseProxy(strings.TrimSpace(text))
			if err != nil {
				return nil, fmt.Errorf("--trusted-proxy %q 不是 IP 地址或网段：请写成 127.0.0.1、10.0.0.0/8 或 2001:db8::/32", text)
			}
			out = append(out, proxy)
		}
	}
	return out, nil
}

// parseProxy reads an address or a network. Peers are known by their IPv4
// address where they have one, so the mapped form becomes that.
func parseProxy(text string) (netip.Prefix, error) {
	proxy, err := netip.ParsePrefix(text)
	if err != nil {
		addr, err := netip.ParseAddr(text)
		if err != nil {
			return netip.Prefix{}, fmt.Errorf("read an address: %w", err)
		}
		if addr.Zone() != "" {
			return netip.Prefix{}, errors.New("read an address: it has a zone")
		}
		proxy = netip.PrefixFrom(addr, addr.BitLen())
	}
	const mapped = 96 // bits that stand before an IPv4 address in IPv6
	if proxy.Addr().Is4In6() && proxy.Bits() >= mapped {
		proxy = netip.PrefixFrom(proxy.Addr().Unmap(), proxy.Bits()-mapped)
	}
	return proxy.Masked(), nil
}
