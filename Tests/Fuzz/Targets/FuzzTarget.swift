import Glibc

/// A part of Allo that is fed whatever a fuzzer makes up.
///
/// A run that returns has found nothing. One that traps has found a fault: either the part trapped,
/// which would end every call, or it broke a promise that the target holds it to (``promise(_:_:)``).
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// One SIP message in a datagram, all its typed headers, and its way back to bytes.
    case datagram
    /// A stream of SIP messages, cut at any place.
    case stream
    /// A URI, alone and in a header.
    case uri
    /// The value of one header, read as every type.
    case header
    /// A session description, offered to us, and answering our offer.
    case session
    /// The headers of digest authentication, both ways.
    case digest
    /// Datagrams of sound: RTP, its keys, its sources.
    case rtp
    /// Datagrams of reports: RTCP.
    case rtcp
    /// The transaction layer, by a script of messages, answers, failures and time.
    case transactions
    /// The user agent, by a script of messages, commands, failures and time.
    case userAgent = "user-agent"
    /// Addresses and networks.
    case address

    /// Feeds it these bytes.
    package func run(_ bytes: [UInt8]) {
        switch self {
        case .datagram: DatagramFuzz.run(bytes)
        case .stream: StreamFuzz.run(bytes)
        case .uri: ValueFuzz.readURI(bytes)
        case .header: ValueFuzz.readHeader(bytes)
        case .session: SessionFuzz.run(bytes)
        case .digest: DigestFuzz.run(bytes)
        case .rtp: RTPFuzz.run(bytes)
        case .rtcp: RTPFuzz.runControl(bytes)
        case .transactions: TransactionFuzz.run(bytes)
        case .userAgent: UserAgentFuzz.run(bytes)
        case .address: ValueFuzz.readAddress(bytes)
        }
    }
}

/// Traps where a promise is broken, in release builds too.
func promise(_ isKept: @autoclosure () -> Bool, _ promise: @autoclosure () -> String) {
    guard !isKept() else { return }
    fatalError("a promise is broken: \(promise())")
}

/// Tells what a script does, where the variable `FUZZ_TRACE` is set: to understand what was found.
func trace(_ text: @autoclosure () -> String) {
    guard isTracing else { return }
    // Unbuffered: the last lines count, and a trap follows them.
    let bytes = Array("\(text())\n".utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
}

private let isTracing = getenv("FUZZ_TRACE") != nil
