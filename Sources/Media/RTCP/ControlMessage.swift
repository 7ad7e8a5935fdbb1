/// One RTCP datagram between two parties: a compound of reports, a description and perhaps a
/// goodbye (RFC 3550 §6).
public struct ControlMessage: Equatable, Sendable {
    /// The number of the sender's stream (SSRC).
    public var source: UInt32
    /// How the sender's own stream stands; nil where it sends none.
    public var information: SenderInformation?
    /// How it receives our stream; nil where it receives none.
    public var report: ReceptionReport?
    /// Whether it leaves (BYE).
    public var isGoodbye: Bool

    /// Joins the parts.
    public init(
        source: UInt32, information: SenderInformation? = nil, report: ReceptionReport? = nil,
        isGoodbye: Bool = false
    ) {
        self.source = source
        self.information = information
        self.report = report
        self.isGoodbye = isGoodbye
    }
}

/// Packet types (RFC 3550 §12.1).
enum ControlType {
    static let senderReport: UInt8 = 200
    static let receiverReport: UInt8 = 201
    static let description: UInt8 = 202
    static let goodbye: UInt8 = 203
}
