"""Unit files for systemd: the schedule, the catalogue and a daily backup, with as few rights as they need."""

from __future__ import annotations

import re

_USER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\$?")
_PLAIN = re.compile(r"[\w./+:@%=,-]+")
_HARDENED = """\
User={user}
Group={user}
UMask=0027
NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths={writes}
ProtectHome=read-only
PrivateTmp=yes
PrivateDevices=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
CapabilityBoundingSet=
AmbientCapabilities=
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
"""

_SCHEDULE = """\
[Unit]
Description=Fundtrace schedule: crawls what is due
Wants=network-online.target
After=network-online.target

[Service]
ExecStart={program} --data {data} schedule run
EnvironmentFile=-/etc/fundtrace.env
Restart=on-failure
RestartSec=30
KillMode=mixed
TimeoutStopSec=15
{hardened}
[Install]
WantedBy=multi-user.target
"""

_CATALOGUE = """\
[Unit]
Description=Fundtrace catalogue
After=network.target

[Service]
ExecStart={program} --data {data} serve --host 127.0.0.1 --port 8001
EnvironmentFile=-/etc/fundtrace.env
Restart=on-failure
RestartSec=5
TimeoutStopSec=15
{hardened}
[Install]
WantedBy=multi-user.target
"""

_BACKUP = """\
[Unit]
Description=Fundtrace backup, made and verified

[Service]
Type=oneshot
ExecStart={program} --data {data} backup {backup}
ExecStart={program} --data {data} backup {backup} --verify
Nice=10
{hardened}"""

_TIMER = """\
[Unit]
Description=Fundtrace backup, once a day

[Timer]
OnCalendar=*-*-* 03:30
RandomizedDelaySec=30m
Persistent=true

[Install]
WantedBy=timers.target
"""


def units(program: str, data: str, user: str, backup: str) -> dict[str, str]:
    """The unit files by name; paths must be absolute. ValueError for a user that cannot be one."""
    if not _USER.fullmatch(user):
        raise ValueError(f"“{user}” is no name of an account")
    program, data, backup = map(_quoted, (program, data, backup))
    rights = {"user": user}
    own = _HARDENED.format(writes=data, **rights)
    both = _HARDENED.format(writes=f"{data} {backup}", **rights)
    values = {"program": program, "data": data, "backup": backup}
    return {
        "fundtrace-schedule.service": _SCHEDULE.format(hardened=own, **values),
        "fundtrace-catalogue.service": _CATALOGUE.format(hardened=own, **values),
        "fundtrace-backup.service": _BACKUP.format(hardened=both, **values),
        "fundtrace-backup.timer": _TIMER,
    }


def _quoted(path: str) -> str:
    """A path as systemd reads it in a unit file: percent signs doubled, in quotation marks where needed."""
    if "$" in path or not path.isprintable():
        raise ValueError(f"{path!r} holds a sign that means something else in a unit file")
    text = path.replace("%", "%%")
    if _PLAIN.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
