"""The session host: many patients at once, one process each.

* ``messages``   what the processes say to each other; ``wire`` carries it, with file descriptors
* ``limits``     how much of everything: pure policy
* ``log``        one JSON line an event
* ``endings``    how a visit's process can end
* ``zygote``     holds the program and the course, no network and no keys; it alone forks
* ``readied``    an app that is composed once, in the zygote; ``stage`` that app
* ``child``      one visit: gives up what it does not need, draws on one terminal, dies with its patient
* ``door``       a session: one patient's line, and one visit after another on it; the same for both doors
* ``latch``      the staff's PIN, judged for all visits
* ``embedded``   the SSH front door; ``ssh_session``, ``ssh_channel``, ``relay`` what it grants
* ``keys``       its host key, and who is enrolled
* ``socket_door``, ``attach``  the way in for an OpenSSH server
* ``front``      the process that holds the doors
* ``health``     tells load balancers and Prometheus how it is; ``metrics`` what is counted
* ``standing``   what the zygote has, as it tells the front door
* ``supervisor`` what systemd is told
* ``reading``    the course read anew, in a process of its own
* ``host``       the start, the signals, and the end of it all
"""
