import Foundation
import Testing

@testable import allo

/// Dates of mails, as RFC 5322 has them and as old ones did.
@Suite struct MailDateTests {
    @Test(arguments: [
        ("Mon, 2 Nov 2026 09:30:00 +0100", "2026-11-02T08:30:00Z"),
        ("2 Nov 2026 09:30 +0000", "2026-11-02T09:30:00Z"),
        ("Mon, 02 Nov 26 09:30:00 EST", "2026-11-02T14:30:00Z"),
        ("Mon,2 Nov 2026 09:30:00 PDT", "2026-11-02T16:30:00Z"),
        ("Thu, 13 Feb 69 23:32 -0330", "1969-02-14T03:02:00Z"),
        ("1 Jan 100 00:00:00 GMT", "2000-01-01T00:00:00Z"),
        (
            "Thu,\t13\tFeb (winter (cold)) 1969 23:32:00 -0330 (Newfoundland)",
            "1969-02-14T03:02:00Z"
        ),
        ("Mon, 2 Nov 2026 09:30:00 Z", "2026-11-02T09:30:00Z"),
        ("Mon 2 Nov 2026 09:30:00", "2026-11-02T09:30:00Z"),
        ("29 Feb 2028 00:00:60 +0000", "2028-02-29T00:01:00Z"),
    ])
    func `a date is read`(_ written: String, _ expected: String) {
        #expect(MailDate.read(written)?.ISO8601Format() == expected)
    }

    @Test(arguments: [
        "", "yesterday", "Mon, 31 Feb 2026 09:30:00 +0100", "2 Nov 2026", "2 Nov 2026 25:00 +0000",
        "0 Nov 2026 09:30 +0000", "2 Nov 20266 09:30 +0000", "2 Nov 2026 09:61 +0000",
    ])
    func `what is no date is none`(_ written: String) {
        #expect(MailDate.read(written) == nil)
    }
}
