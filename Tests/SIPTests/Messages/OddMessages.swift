import SIP
import Testing

/// A message as it might come from the network, and what becomes of it.
struct OddMessage: Sendable, CustomTestStringConvertible {
    enum Outcome: Equatable, Sendable {
        case read
        case answered(Int, MessageError.Reason)
        case silence(MessageError.Reason)
    }

    let what: String
    let bytes: [UInt8]
    let outcome: Outcome

    init(_ what: String, _ text: MessageText, _ outcome: Outcome) {
        self.init(what, text.bytes, outcome)
    }

    init(_ what: String, _ bytes: [UInt8], _ outcome: Outcome) {
        self.what = what
        self.bytes = bytes
        self.outcome = outcome
    }

    var testDescription: String { what }
}

extension OddMessage {
    private static let usual = MessageText()

    /// After the ideas of RFC 4475 §3.1.1: odd to look at, and right.
    static let valid: [OddMessage] = [
        OddMessage("nothing odd", usual, .read),
        OddMessage(
            "compact names",
            MessageText(headers: [
                "v: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK-1", "f: <sip:a@b.fr>;tag=1",
                "t: <sip:c@d.fr>", "i: x", "CSeq: 1 INVITE", "m: <sip:a@b.fr>", "l: 0",
            ]), .read),
        OddMessage("names in odd case", usual.with("From", "fROM: <sip:a@b.fr>;TAG=1"), .read),
        OddMessage("blanks before a colon", usual.with("To", "To \t : <sip:c@d.fr>"), .read),
        OddMessage("no blank behind a colon", usual.with("To", "To:<sip:c@d.fr>"), .read),
        OddMessage(
            "folded headers", usual.with("Via", "Via: SIP/2.0/UDP\r\n 192.0.2.7\r\n\t;branch=z9"),
            .read),
        OddMessage(
            "a fold right after the colon", usual.with("CSeq", "CSeq:\r\n  1\r\n  INVITE"), .read),
        OddMessage(
            "a folded subject with an empty fold", usual.and("Subject: a\r\n  \r\n b"), .read),
        OddMessage("leading zeros in CSeq", usual.with("CSeq", "CSeq: 0001   INVITE"), .read),
        OddMessage("the largest CSeq", usual.with("CSeq", "CSeq: 2147483647 INVITE"), .read),
        OddMessage(
            "blanks in a Via", usual.with("Via", "Via: SIP / 2.0 / UDP  b.fr : 5060 ; branch = z9"),
            .read),
        OddMessage(
            "two Vias in a line",
            usual.with(
                "Via", "Via: SIP/2.0/UDP a.fr;branch=z1 , SIP/2.0/TCP b.fr;branch=z2"), .read),
        OddMessage(
            "a Via of an unknown transport", usual.with("Via", "Via: SIP/2.0/SCTP a.fr;branch=z"),
            .read),
        OddMessage(
            "a Via of version 6", usual.with("Via", "Via: SIP/2.0/UDP [2001:db8::7]:5070;branch=z"),
            .read),
        OddMessage(
            "a received address of version 6 without brackets",
            usual.with(
                "Via", "Via: SIP/2.0/UDP [2001:db8::7];received=2001:db8::8;branch=z"), .read),
        OddMessage(
            "escapes in a name", usual.with("From", #"From: "A \"B\" \\ <x>" <sip:a@b.fr>;tag=1"#),
            .read),
        OddMessage(
            "a comma and a semicolon in quotes",
            usual.with("From", #"From: "a, b; c" <sip:a@b.fr>;tag=1"#), .read),
        OddMessage(
            "a name in UTF-8", usual.with("From", "From: \"Élodie 電話\" <sip:a@b.fr>"), .read),
        OddMessage(
            "a name of several words", usual.with("From", "From: Anne B. (home) <sip:a@b.fr>"),
            .read),
        OddMessage("an empty name", usual.with("From", "From: \"\" <sip:a@b.fr>;tag=1"), .read),
        OddMessage("no brackets", usual.with("From", "From: sip:a@b.fr;tag=1"), .read),
        OddMessage(
            "no tag at all, as before RFC 3261", usual.with("From", "From: <sip:a@b.fr>"), .read),
        OddMessage("a tel URI in From", usual.with("From", "From: <tel:+33-1-99>;tag=1"), .read),
        OddMessage(
            "an unknown scheme in the Request-URI", usual.first("INVITE urn:service:sos SIP/2.0"),
            .read),
        OddMessage(
            "a scheme nobody knows", usual.first("INVITE nobodyKnows:x.y?z=%41 SIP/2.0"), .read),
        OddMessage(
            "escaped characters in a user", usual.first("INVITE sip:a%40b%00%20c@d.fr SIP/2.0"),
            .read),
        OddMessage(
            "semicolons in a user", usual.first("INVITE sip:a;x=1;y@d.fr SIP/2.0"), .read),
        OddMessage(
            "a sharp sign in a user, not escaped", usual.first("INVITE sip:#21#@d.fr SIP/2.0"),
            .read),
        OddMessage(
            "a method nobody knows",
            usual.first(
                "Fête~1".replacing("ê", with: "!") + " sip:a@b.fr SIP/2.0", cSeq: "1 F!te~1"), .read
        ),
        OddMessage(
            "a version in lower case", usual.first("INVITE sip:a@b.fr sip/2.0"), .read),
        OddMessage("empty lines in front", Array(("\r\n\r\n" + usual.string).utf8), .read),
        OddMessage("line feeds alone", MessageText(lineEnd: "\n"), .read),
        OddMessage("an empty header", usual.and("Subject:"), .read),
        OddMessage("an unknown header", usual.and("X-%Odd'~: <<;,\"open"), .read),
        OddMessage(
            "a long value", usual.and("X-Long: " + String(repeating: "x", count: 8_000)), .read),
        OddMessage("256 headers", usual.filled(to: 256), .read),
        OddMessage("more bytes than told", usual.body("abcdef", length: "3"), .read),
        OddMessage("a body without a length", usual.body("abcdef", length: nil), .read),
        OddMessage("leading zeros in a length", usual.body("abc", length: "000003"), .read),
        OddMessage("a body that is binary", usual.body("\0\r\n\r\n\u{FF}", length: "7"), .read),
        OddMessage("no Max-Forwards, as before RFC 3261", usual.with("Max-Forwards"), .read),
        OddMessage(
            "a date of another zone", usual.and("Date: Fri, 1 Jan 2010 16:00:00 EST"), .read),
        OddMessage("an Expires beyond all bounds", usual.and("Expires: 99999999999999999"), .read),
        OddMessage(
            "a broken Contact, for the dialog to refuse", usual.with("Contact", "Contact: <"), .read
        ),
        OddMessage(
            "a response without words", MessageText(firstLine: "SIP/2.0 200"), .read),
        OddMessage(
            "a response with words of UTF-8", MessageText(firstLine: "SIP/2.0 480 Pas là ☎"), .read),
        OddMessage("an unknown status", MessageText(firstLine: "SIP/2.0 699 Why not"), .read),
    ]

    /// After the ideas of RFC 4475 §3.1.2 and §3.3: broken, and answered where the
    /// headers of the answer are readable.
    static let broken: [OddMessage] = [
        OddMessage("no To", usual.with("To"), .silence(.missing(.to))),
        OddMessage("no From", usual.with("From"), .silence(.missing(.from))),
        OddMessage("no Call-ID", usual.with("Call-ID"), .silence(.missing(.callID))),
        OddMessage("no CSeq", usual.with("CSeq"), .silence(.missing(.cSeq))),
        OddMessage("no Via", usual.with("Via"), .silence(.missing(.via))),
        OddMessage("two To", usual.and("t: <sip:x@y.fr>"), .answered(400, .repeated(.to))),
        OddMessage("two From", usual.and("From: <sip:x@y.fr>"), .answered(400, .repeated(.from))),
        OddMessage("two Call-ID", usual.and("i: zz"), .answered(400, .repeated(.callID))),
        OddMessage("two CSeq", usual.and("CSeq: 8 BYE"), .answered(400, .repeated(.cSeq))),
        OddMessage(
            "two Max-Forwards", usual.and("Max-Forwards: 5"),
            .answered(400, .repeated(.maxForwards))),
        OddMessage(
            "two lengths", usual.body("abc", length: "3\r\nl: 2"),
            .answered(400, .repeated(.contentLength))),
        OddMessage(
            "a length below zero", usual.body("abc", length: "-1"),
            .answered(400, .unreadable(.contentLength))),
        OddMessage(
            "a length beyond all bounds", usual.body("abc", length: "99999999999999999999999"),
            .answered(400, .unreadable(.contentLength))),
        OddMessage(
            "a body that is too short", usual.body("abc", length: "4"),
            .answered(400, .bodyTooShort)),
        OddMessage(
            "a CSeq beyond 31 bits", usual.with("CSeq", "CSeq: 2147483648 INVITE"),
            .silence(.unreadable(.cSeq))),
        OddMessage(
            "a CSeq of 20 digits", usual.with("CSeq", "CSeq: 36893488147419103232 INVITE"),
            .silence(.unreadable(.cSeq))),
        OddMessage(
            "a CSeq without a method", usual.with("CSeq", "CSeq: 1"),
            .silence(.unreadable(.cSeq))),
        OddMessage(
            "a CSeq of another method", usual.with("CSeq", "CSeq: 1 BYE"),
            .answered(400, .methodsDiffer)),
        OddMessage(
            "a Max-Forwards beyond a byte", usual.with("Max-Forwards", "Max-Forwards: 256"),
            .answered(400, .unreadable(.maxForwards))),
        OddMessage(
            "a Max-Forwards of letters", usual.with("Max-Forwards", "Max-Forwards: many"),
            .answered(400, .unreadable(.maxForwards))),
        OddMessage(
            "a quote without an end", usual.with("To", "To: \"Mr. Bell <sip:a@b.fr>"),
            .silence(.unreadable(.to))),
        OddMessage(
            "a bracket without an end", usual.with("To", "To: <sip:a@b.fr;tag=1"),
            .silence(.unreadable(.to))),
        OddMessage(
            "a comma in a name without quotes", usual.with("From", "From: Bell, Al <sip:a@b.fr>"),
            .silence(.unreadable(.from))),
        OddMessage(
            "separators without parameters", usual.with("From", "From: <sip:a@b.fr>;;,;"),
            .silence(.unreadable(.from))),
        OddMessage("an empty To", usual.with("To", "To: "), .silence(.unreadable(.to))),
        OddMessage(
            "a second Via that is broken", usual.with("Via", "Via: SIP/2.0/UDP a.fr;branch=z,,;"),
            .answered(400, .unreadable(.via))),
        OddMessage(
            "a Call-ID with a blank", usual.with("Call-ID", "Call-ID: a b"),
            .silence(.unreadable(.callID))),
        OddMessage(
            "a Call-ID that is not ASCII", usual.with("Call-ID", "Call-ID: é"),
            .silence(.unreadable(.callID))),
        OddMessage(
            "a header without a colon", usual.and("Subject"), .answered(400, .headerLine)),
        OddMessage("a header without a name", usual.and(": x"), .answered(400, .headerLine)),
        OddMessage("a blank in a name", usual.and("X Y: x"), .answered(400, .headerLine)),
        OddMessage(
            "a NUL in a value", usual.and("Subject: a\0b"), .answered(400, .controlCharacter)),
        OddMessage(
            "a carriage return in a value", usual.and("Subject: a\rVia: b"),
            .answered(400, .controlCharacter)),
        OddMessage(
            "an escape sequence for terminals", usual.and("Subject: \u{1B}[2J"),
            .answered(400, .controlCharacter)),
        OddMessage(
            "a fold before the first header",
            MessageText(
                headers: [" folded: 1"] + usual.headers), .answered(400, .headerLine)),
        OddMessage(
            "a URI in brackets", usual.first("INVITE <sip:a@b.fr> SIP/2.0"),
            .answered(400, .firstLine)),
        OddMessage(
            "a blank in the URI", usual.first("INVITE sip:a@b.fr; lr SIP/2.0"),
            .answered(400, .firstLine)),
        OddMessage(
            "two blanks in the first line", usual.first("INVITE  sip:a@b.fr SIP/2.0"),
            .answered(400, .firstLine)),
        OddMessage(
            "a blank at the end of the first line", usual.first("INVITE sip:a@b.fr SIP/2.0 "),
            .answered(400, .firstLine)),
        OddMessage("no URI", usual.first("INVITE SIP/2.0"), .answered(400, .firstLine)),
        OddMessage(
            "a broken escape", usual.first("INVITE sip:a%4@b.fr SIP/2.0"),
            .answered(400, .firstLine)),
        OddMessage(
            "a port beyond 65535", usual.first("INVITE sip:a@b.fr:65536 SIP/2.0"),
            .answered(400, .firstLine)),
        OddMessage(
            "an address that is none", usual.first("INVITE sip:a@300.1.1.1 SIP/2.0"),
            .answered(400, .firstLine)),
        OddMessage("version 7", usual.first("INVITE sip:a@b.fr SIP/7.0"), .answered(505, .version)),
        OddMessage(
            "no end of the headers", Array(usual.string.utf8.dropLast(2)),
            .answered(400, .noEndOfHeaders)),
        OddMessage(
            "a value that is too long", usual.and("X: " + String(repeating: "x", count: 8_190)),
            .answered(513, .headerTooLong)),
        OddMessage(
            "a value that is too long in folds",
            usual.and("X: " + String(repeating: "x\r\n ", count: 8_190)),
            .answered(513, .headerTooLong)),
        OddMessage("257 headers", usual.filled(to: 257), .answered(513, .tooManyHeaders)),
        OddMessage(
            "more than 64 KiB", usual.body(String(repeating: "x", count: 65_536), length: "65536"),
            .answered(513, .tooLarge)),
    ]

    /// Garbage, broken responses and broken ACKs: nobody is answered.
    static let silent: [OddMessage] = [
        OddMessage("nothing", [], .silence(.firstLine)),
        OddMessage("line ends", Array("\r\n\r\n\r\n".utf8), .silence(.firstLine)),
        OddMessage("zeros", [UInt8](repeating: 0, count: 500), .silence(.firstLine)),
        OddMessage("bytes of all values", Array(0...255), .silence(.firstLine)),
        OddMessage("half a word", Array("INVI".utf8), .silence(.firstLine)),
        OddMessage(
            "a first line alone", Array("INVITE sip:a@b.fr SIP/2.0\r\n\r\n".utf8),
            .silence(.missing(.via))),
        OddMessage(
            "a request of the web", MessageText(firstLine: "GET / HTTP/1.1"), .silence(.firstLine)),
        OddMessage(
            "a blank in front", MessageText(firstLine: " INVITE sip:a@b.fr SIP/2.0"),
            .silence(.firstLine)),
        OddMessage(
            "a method that is no token", MessageText(firstLine: "IN<VITE sip:a@b.fr SIP/2.0"),
            .silence(.firstLine)),
        OddMessage(
            "a NUL in the first line", MessageText(firstLine: "INVITE sip:a\0@b.fr SIP/2.0"),
            .silence(.firstLine)),
        OddMessage(
            "a Via that can't be read", usual.with("Via", "Via: SIP/2.0/UDP ;branch=z"),
            .silence(.unreadable(.via))),
        OddMessage(
            "an ACK that is broken", usual.first("ACK sip:a@b.fr SIP/2.0", cSeq: "x ACK"),
            .silence(.unreadable(.cSeq))),
        OddMessage(
            "a status beyond 699", MessageText(firstLine: "SIP/2.0 700 Odd"), .silence(.firstLine)),
        OddMessage(
            "a status below 100", MessageText(firstLine: "SIP/2.0 099 Odd"), .silence(.firstLine)),
        OddMessage(
            "a status beyond 32 bits", MessageText(firstLine: "SIP/2.0 4294967301 Odd"),
            .silence(.firstLine)),
        OddMessage(
            "a response of version 3", MessageText(firstLine: "SIP/3.0 200 OK"), .silence(.version)),
        OddMessage(
            "a response without CSeq", MessageText(firstLine: "SIP/2.0 200 OK").with("CSeq"),
            .silence(.missing(.cSeq))),
        OddMessage(
            "a response that is too short",
            MessageText(firstLine: "SIP/2.0 200 OK").body("a", length: "2"),
            .silence(.bodyTooShort)),
    ]
}

extension MessageText {
    /// As many headers as told, the rest of no meaning.
    fileprivate func filled(to count: Int) -> MessageText {
        var text = self
        while text.headers.count < count { text.headers.append("X-\(text.headers.count): x") }
        return text
    }
}
