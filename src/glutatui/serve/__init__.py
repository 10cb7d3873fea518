"""The session host: many patients at once, one process each.

* ``service``    what a host is made of; ``limits`` how much of everything: pure policy
* ``messages``   what the processes say to each other; ``wire`` carries it, with file descriptors
* ``log``        one JSON line an event
* ``endings``    how a visit's process can end
* ``host``       the start, the signals, and the end of it all

The process that starts visits:

* ``zygote``     holds the program and the course, no network and no keys; it alone forks
* ``readied``    an app that is composed once, in the zygote; ``stage`` that app; ``packing`` the memory it leaves
* ``studio``     draws first frames ahead of need; ``stills`` how they reach the front door
* ``standing``   what the zygote has, as it tells the front door
* ``reading``    the course read anew, in a process of its own
* ``supervisor`` what systemd is told
* ``courier``    brings answers to the journal that hosts share, in processes of its own

One visit:

* ``child``      gives up what it does not need, draws on one terminal, dies with its patient
* ``isolation``  what it gives up; ``turns`` when it lets others go first
* ``lines``      a visit line by line; ``badges`` who of the staff looked

The process that holds the doors:

* ``front``      puts it together; ``nursery`` its side of the zygote
* ``door``       a session: one patient's line, and one visit after another on it; the same for both doors
* ``control``    tells a visit about its terminal; ``watch`` ends one that does not answer
* ``latch``      the staff's PIN, judged for all visits
* ``embedded``   the SSH front door; ``ssh_session``, ``ssh_channel``, ``relay`` what it grants
* ``keys``       its host key, and who is enrolled
* ``socket_door``, ``attach``  the way in for an OpenSSH server; ``tty_line`` a terminal that came by it
* ``terms``      a terminal's settings as checked data; ``screens`` what is written on it between two visits
* ``listening``  sockets that others connect to
* ``health``     tells load balancers and Prometheus how it is; ``metrics`` what is counted
"""
