"""Writes a line of JSON for every attempt at a TCP connection and every UDP packet, on all interfaces.

No packet is missed unseen: each line tells how many the kernel has dropped so far. Ends with its input.
"""

import ctypes
import json
import select
import socket
import struct
import sys

ETH_P_ALL, ETH_P_IP, ETH_P_IPV6 = 3, 0x0800, 0x86DD
# Each packet is seen as it goes out, and once more as it comes in.
PACKET_OUTGOING = 4
SOL_PACKET, PACKET_STATISTICS, SO_ATTACH_FILTER = 263, 6, 26
TCP, UDP = 6, 17
SYN, ACK = 0x02, 0x10
BYTES_KEPT = 128

# linux/bpf_common.h. Offsets are from the IP header; no IPv6 extension headers, which nothing here sends.
LOAD_HALF, LOAD_BYTE, LOAD_BYTE_BEHIND_X, X_HEADER_LENGTH = 0x28, 0x30, 0x50, 0xB1
IF_EQUAL, GO_TO, AND, RETURN = 0x15, 0x05, 0x54, 0x06
SKF_AD_PROTOCOL = 0xFFFFF000
PROGRAM = (
    ("", LOAD_HALF, SKF_AD_PROTOCOL),
    ("", IF_EQUAL, ETH_P_IP, "", "not IPv4"),
    ("", LOAD_BYTE, 9),
    ("", IF_EQUAL, UDP, "keep", ""),
    ("", IF_EQUAL, TCP, "", "drop"),
    ("", X_HEADER_LENGTH, 0),
    ("", LOAD_BYTE_BEHIND_X, 13),
    ("", GO_TO, "flags"),
    ("not IPv4", IF_EQUAL, ETH_P_IPV6, "", "drop"),
    ("", LOAD_BYTE, 6),
    ("", IF_EQUAL, UDP, "keep", ""),
    ("", IF_EQUAL, TCP, "", "drop"),
    ("", LOAD_BYTE, 40 + 13),
    ("flags", AND, SYN | ACK),
    ("", IF_EQUAL, SYN, "keep", "drop"),
    ("keep", RETURN, BYTES_KEPT),
    ("drop", RETURN, 0),
)


def assembled():
    labels = {line[0]: index for index, line in enumerate(PROGRAM) if line[0]}

    def distance(label, index):
        return labels[label] - index - 1 if label else 0

    for index, (_, code, operand, *targets) in enumerate(PROGRAM):
        if isinstance(operand, str):
            operand = distance(operand, index)
        if_true, if_false = (distance(label, index) for label in targets or ("", ""))
        yield struct.pack("=HBBI", code, if_true, if_false, operand)


def open_wire():
    wire = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(ETH_P_ALL))
    code = ctypes.create_string_buffer(b"".join(assembled()))
    wire.setsockopt(
        socket.SOL_SOCKET, SO_ATTACH_FILTER, struct.pack("HL", len(PROGRAM), ctypes.addressof(code))
    )
    # What came before the filter did: the kernel's own greetings.
    while select.select([wire], [], [], 0)[0]:
        wire.recv(BYTES_KEPT)
    return wire


def read(packet):
    if packet[0] >> 4 == 4:
        family, addresses, header = socket.AF_INET, (packet[12:16], packet[16:20]), (packet[0] & 15) * 4
        protocol = packet[9]
    else:
        family, addresses, header = socket.AF_INET6, (packet[8:24], packet[24:40]), 40
        protocol = packet[6]
    source, target = (socket.inet_ntop(family, address) for address in addresses)
    source_port, target_port = struct.unpack_from("!HH", packet, header)
    return {
        "protocol": "udp" if protocol == UDP else "tcp",
        "source": source,
        "sourcePort": source_port,
        "target": target,
        "targetPort": target_port,
    }


def tell(line):
    print(json.dumps(line), flush=True)


wire = open_wire()
dropped = 0
tell({"ready": True})
while True:
    ready, _, _ = select.select([wire, sys.stdin], [], [])
    if wire in ready:
        packet, origin = wire.recvfrom(BYTES_KEPT)
        if origin[2] != PACKET_OUTGOING:
            continue
        # Reading the count sets it back to 0.
        dropped += struct.unpack("II", wire.getsockopt(SOL_PACKET, PACKET_STATISTICS, 8))[1]
        tell({**read(packet), "dropped": dropped})
    elif sys.stdin in ready:
        break
