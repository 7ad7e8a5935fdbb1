/// What has headers and a body: requests, responses, and messages of either kind.
///
/// The properties read the headers' text whenever they are asked; keep what is needed often.
/// Those of the headers that every message must have are never nil for a message that
/// ``MessageReader`` has read.
public protocol HeaderBearing {
    /// The headers in their order.
    var headers: HeaderFields { get set }
    /// The body as it came.
    var body: [UInt8] { get }
}

extension Request: HeaderBearing {}
extension Response: HeaderBearing {}

extension HeaderBearing {
    /// The hop that sent the message; setting it replaces this hop and leaves the others.
    public var topVia: Via? {
        get {
            headers.first(.via)?.scanned { scanner in
                guard let via = Via(scanner: &scanner) else { return nil }
                scanner.skipBlanks()
                return scanner.isAtEnd || scanner.peek == UInt8(ascii: ",") ? via : nil
            }
        }
        set {
            guard let newValue, let first = headers.first(.via) else { return }
            let others = HeaderList.elements(first).dropFirst()
            headers.setFirst(.via, ([newValue.description] + others).joined(separator: ", "))
        }
    }

    /// All hops, the last one first; nil where one of them is broken.
    public var vias: [Via]? { values(.via, Via.init(scanner:)) }

    /// Who sent the request.
    public var from: NameAddress? {
        get { headers.first(.from).flatMap { NameAddress($0) } }
        set { headers[.from] = newValue?.description }
    }

    /// Whom the request is for.
    public var to: NameAddress? {
        get { headers.first(.to).flatMap { NameAddress($0) } }
        set { headers[.to] = newValue?.description }
    }

    /// What the messages of one call have in common.
    public var callID: String? {
        get { headers.first(.callID) }
        set { headers[.callID] = newValue }
    }

    /// The place of the request in its dialog.
    public var cSeq: CSeq? {
        get { headers.first(.cSeq).flatMap { CSeq($0) } }
        set { headers[.cSeq] = newValue?.description }
    }

    /// Where the sender can be reached; nil where one of them is broken, also for `*`.
    public var contacts: [NameAddress]? { values(.contact, NameAddress.init(scanner:)) }

    /// The hops the request shall still pass; nil where one of them is broken.
    public var routes: [NameAddress]? { values(.route, NameAddress.init(scanner:)) }

    /// The hops that want to stay on the way; nil where one of them is broken.
    public var recordRoutes: [NameAddress]? {
        values(.recordRoute, NameAddress.init(scanner:))
    }

    /// The callers that a trusted network vouches for; nil where one of them is broken.
    public var assertedIdentities: [NameAddress]? {
        values(.assertedIdentity, NameAddress.init(scanner:))
    }

    /// How many more hops the request may take, 0...255.
    public var maxForwards: UInt8? { number(.maxForwards, upTo: 255).map { UInt8($0) } }

    /// How long something stays valid, in seconds.
    public var expires: Duration? { seconds(.expires) }

    /// The shortest registration that is accepted, in seconds.
    public var minExpires: Duration? { seconds(.minExpires) }

    /// When to try again; a comment or parameters after the seconds are left out.
    public var retryAfter: Duration? {
        headers.first(.retryAfter)?.scanned { scanner in
            scanner.takeNumber().map { .seconds(Int64($0)) }
        }
    }

    /// The extensions the other side must understand.
    public var require: [String] { headers.list(.require) }

    /// The extensions the sender understands.
    public var supported: [String] { headers.list(.supported) }

    /// The methods the sender understands.
    public var allow: [Method] { headers.list(.allow).map(Method.init) }

    private func values<Value>(
        _ name: HeaderName, _ read: (inout ByteScanner) -> Value?
    ) -> [Value]? {
        var values: [Value] = []
        for line in headers where line.name == name {
            guard let some = line.value.scanned({ $0.takeList(read) }) else { return nil }
            values += some
        }
        return values
    }

    private func number(_ name: HeaderName, upTo bound: UInt64) -> UInt64? {
        headers.first(name)?.read { $0.takeNumber(upTo: bound) }
    }

    private func seconds(_ name: HeaderName) -> Duration? {
        number(name, upTo: UInt64(UInt32.max)).map { .seconds(Int64($0)) }
    }
}
