"""Runs a program in user, mount and network namespaces of its own, in which the loopback interface is the whole internet.

    python3 enter-namespaces.py RESOLV_CONF PROGRAM [ARGUMENT...]

Every IPv4 and IPv6 address leads to the loopback interface there: a listener on all addresses is found under each of
them. RESOLV_CONF takes the place of /etc/resolv.conf. Ends with 77, and says why, where the kernel forbids it.
"""

import ctypes
import os
import socket
import struct
import sys

FORBIDDEN = 77
# linux/sched.h, linux/mount.h
CLONE_NEWNS, CLONE_NEWUSER, CLONE_NEWNET = 0x20000, 0x10000000, 0x40000000
MS_BIND, MS_REC, MS_PRIVATE = 0x1000, 0x4000, 0x40000
# linux/netlink.h, linux/rtnetlink.h
NLM_F_REQUEST, NLM_F_ACK, NLM_F_CREATE_EXCL = 0x1, 0x4, 0x600
RTM_NEWLINK, RTM_NEWROUTE = 16, 24
RTA_OIF = 4
RT_TABLE_LOCAL, RTPROT_STATIC, RT_SCOPE_HOST, RTN_LOCAL = 255, 4, 254, 2
IFF_UP = 1

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


def ask_kernel(netlink, kind, body, flags=0):
    head = struct.pack("=IHHII", 16 + len(body), kind, NLM_F_REQUEST | NLM_F_ACK | flags, 1, 0)
    netlink.send(head + body)
    (code,) = struct.unpack_from("=i", netlink.recv(4096), 16)
    if code != 0:
        raise OSError(-code, os.strerror(-code))


def make_loopback_the_internet():
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as netlink:
        loopback = socket.if_nametoindex("lo")
        ask_kernel(netlink, RTM_NEWLINK, struct.pack("=BxHiII", 0, 0, loopback, IFF_UP, IFF_UP))
        for family in (socket.AF_INET, socket.AF_INET6):
            everything = struct.pack(
                "=BBBBBBBBI", family, 0, 0, 0, RT_TABLE_LOCAL, RTPROT_STATIC, RT_SCOPE_HOST, RTN_LOCAL, 0
            )
            through = struct.pack("=HHI", 8, RTA_OIF, loopback)
            ask_kernel(netlink, RTM_NEWROUTE, everything + through, NLM_F_CREATE_EXCL)


try:
    enter()
    put_in_place(sys.argv[1], of="/etc/resolv.conf")
    make_loopback_the_internet()
except OSError as error:
    print(f"no namespaces here: {error}", file=sys.stderr)
    sys.exit(FORBIDDEN)
os.execvp(sys.argv[2], sys.argv[2:])
