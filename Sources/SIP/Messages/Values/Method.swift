/// What a request asks for; case matters (RFC 3261 §7.1).
///
/// Any token is a method: those outside the known ones are read as well, so that they can be
/// refused with 501.
public struct Method: RawRepresentable, Hashable, Sendable {
    /// The name as it is sent.
    public let rawValue: String

    /// Names a method; the text must be a token of RFC 3261 §25.1 to be sent.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// RFC 3261 §13.
    public static let invite = Method(rawValue: "INVITE")
    /// RFC 3261 §13.
    public static let ack = Method(rawValue: "ACK")
    /// RFC 3261 §15.
    public static let bye = Method(rawValue: "BYE")
    /// RFC 3261 §9.
    public static let cancel = Method(rawValue: "CANCEL")
    /// RFC 3261 §11.
    public static let options = Method(rawValue: "OPTIONS")
    /// RFC 3261 §10.
    public static let register = Method(rawValue: "REGISTER")
    /// RFC 3311.
    public static let update = Method(rawValue: "UPDATE")
    /// RFC 3262.
    public static let prack = Method(rawValue: "PRACK")
    /// RFC 6086.
    public static let info = Method(rawValue: "INFO")
    /// RFC 3515.
    public static let refer = Method(rawValue: "REFER")
    /// RFC 6665.
    public static let notify = Method(rawValue: "NOTIFY")
    /// RFC 6665.
    public static let subscribe = Method(rawValue: "SUBSCRIBE")
    /// RFC 3428.
    public static let message = Method(rawValue: "MESSAGE")
    /// RFC 3903.
    public static let publish = Method(rawValue: "PUBLISH")

    /// The methods that have an RFC; any other is answered with 501 rather than 405.
    public static let known: Set<Method> = [
        .invite, .ack, .bye, .cancel, .options, .register, .update, .prack, .info, .refer, .notify,
        .subscribe, .message, .publish,
    ]
}

extension Method: CustomStringConvertible {
    /// The name as it is sent.
    public var description: String { rawValue }
}
