"""One harness for an office under test: its services in a folder, and what comes to them.

    services.py      services over SQLite in a folder, the clock that a test moves, the one engine
    counter.py       Counter: cases judged by hand; nothing is read, nothing leaves the outbox
    office.py        Office: mails in by Maildir, pages read, letters out to an outbox
    real_office.py   RealOffice: Dovecot, SMTP and HTTP, lived through day by day
    desk.py          Desk: the API with its users, and the seat of one of them
"""
