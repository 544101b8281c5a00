"""Runs a program in user, mount and network namespaces of its own, in which the loopback interface is the whole internet.

    python3 enter-namespaces.py RESOLV_CONF PROGRAM [ARGUMENT...]

Every IPv4 and IPv6 address leads to the loopback interface there: a listener on all addresses is found under each of
them. A network card is there as well, without which a browser believes to be offline and tries no WebRTC. RESOLV_CONF takes the place of /etc/resolv.conf. Ends with 77, and says why, where the kernel forbids it.
"""

import ctypes
import os
import socket
import struct
import sys
import time

FORBIDDEN = 77
# linux/sched.h, linux/mount.h
CLONE_NEWNS, CLONE_NEWUSER, CLONE_NEWNET = 0x20000, 0x10000000, 0x40000000
MS_BIND, MS_REC, MS_PRIVATE = 0x1000, 0x4000, 0x40000
# linux/netlink.h, linux/rtnetlink.h
NLM_F_REQUEST, NLM_F_ACK, NLM_F_CREATE_EXCL = 0x1, 0x4, 0x600
RTM_NEWLINK, RTM_NEWADDR, RTM_NEWROUTE = 16, 20, 24
IFLA_IFNAME, IFLA_LINKINFO, IFLA_INFO_KIND = 3, 18, 1
IFA_LOCAL, RTA_OIF = 2, 4
RT_TABLE_LOCAL, RTPROT_STATIC, RT_SCOPE_HOST, RTN_LOCAL = 255, 4, 254, 2
IFF_UP = 1
# linux/if_addr.h
IFA_F_TENTATIVE = 0x40
CARD, CARD_ADDRESS = "eth0", "192.0.2.2"
SETTLED_SECONDS = 10

libc = ctypes.CDLL(None, use_errno=True)


def check(result):
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def enter():
    user, group = os.geteuid(), os.getegid()
    check(libc.unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET))
    for name, line in (
        ("setgroups", "deny"),
        ("uid_map", f"0 {user} 1"),
        ("gid_map", f"0 {group} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(line)


def put_in_place(file, of):
    # Otherwise the machine itself would see the file change.
    check(libc.mount(None, b"/", None, MS_REC | MS_PRIVATE, None))
    check(libc.mount(file.encode(), of.encode(), None, MS_BIND, None))


class Netlink:
    def __enter__(self):
        self.socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
        return self

    def __exit__(self, *_):
        self.socket.close()

    def ask(self, kind, body, flags=0):
        head = struct.pack("=IHHII", 16 + len(body), kind, NLM_F_REQUEST | NLM_F_ACK | flags, 1, 0)
        self.socket.send(head + body)
        (code,) = struct.unpack_from("=i", self.socket.recv(4096), 16)
        if code != 0:
            raise OSError(-code, os.strerror(-code))


def attribute(kind, value):
    padding = bytes(-len(value) % 4)
    return struct.pack("=HH", 4 + len(value), kind) + value + padding


def switch_on(netlink, name):
    netlink.ask(RTM_NEWLINK, struct.pack("=BxHiII", 0, 0, socket.if_nametoindex(name), IFF_UP, IFF_UP))


def make_loopback_the_internet(netlink):
    switch_on(netlink, "lo")
    for family in (socket.AF_INET, socket.AF_INET6):
        everything = struct.pack(
            "=BBBBBBBBI", family, 0, 0, 0, RT_TABLE_LOCAL, RTPROT_STATIC, RT_SCOPE_HOST, RTN_LOCAL, 0
        )
        through = attribute(RTA_OIF, struct.pack("=I", socket.if_nametoindex("lo")))
        netlink.ask(RTM_NEWROUTE, everything + through, NLM_F_CREATE_EXCL)


def settled_cards():
    with open("/proc/self/net/if_inet6") as addresses:
        rows = [line.split() for line in addresses]
    return {name for _, _, _, _, flags, name in rows if not int(flags, 16) & IFA_F_TENTATIVE}


def look_for_no_duplicates():
    # A card's address is its own here; to look for another card that has it would take a second or two.
    for cards in ("all", "default"):
        with open(f"/proc/sys/net/ipv6/conf/{cards}/accept_dad", "w") as file:
            file.write("0")


def wait_for_cards():
    # A card gets its signal, and then its IPv6 address, some time after it is switched on. A browser that sees it come
    # drops the requests that wait for a connection (ERR_NETWORK_CHANGED).
    late = time.monotonic() + SETTLED_SECONDS
    while not {name for _, name in socket.if_nameindex()} <= settled_cards():
        if time.monotonic() > late:
            # No OSError: the kernel has allowed all of it, so the proof must fail and not be skipped.
            raise RuntimeError("the network cards have got no addresses")
        time.sleep(0.01)


def add_card(netlink):
    any_card = struct.pack("=BxHiII", 0, 0, 0, 0, 0) + attribute(IFLA_IFNAME, CARD.encode())
    kind = attribute(IFLA_LINKINFO, attribute(IFLA_INFO_KIND, b"veth"))
    netlink.ask(RTM_NEWLINK, any_card + kind, NLM_F_CREATE_EXCL)
    address = struct.pack("=BBBBI", socket.AF_INET, 24, 0, 0, socket.if_nametoindex(CARD))
    own = attribute(IFA_LOCAL, socket.inet_aton(CARD_ADDRESS))
    netlink.ask(RTM_NEWADDR, address + own, NLM_F_CREATE_EXCL)
    # A pair of cards is made, of which one has a signal only when the other is on as well.
    for _, name in socket.if_nameindex():
        switch_on(netlink, name)
    wait_for_cards()


try:
    enter()
    put_in_place(sys.argv[1], of="/etc/resolv.conf")
    with Netlink() as netlink:
        make_loopback_the_internet(netlink)
        look_for_no_duplicates()
        add_card(netlink)
except OSError as error:
    print(f"no namespaces here: {error}", file=sys.stderr)
    sys.exit(FORBIDDEN)
os.execvp(sys.argv[2], sys.argv[2:])
