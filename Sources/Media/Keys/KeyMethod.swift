/// How the keys of a call reach us.
public enum KeyMethod: Hashable, Sendable {
    /// As telephone events in the stream (RFC 4733).
    case telephoneEvent
    /// As SIP INFO requests.
    case info
    /// As tones in the sound (ITU-T Q.23).
    case inBand
}

/// Settles which of the methods a call's keys are taken from, so that no key counts twice.
///
/// Many telephones send one key in two forms. Tones are listened to only where no telephone events
/// were negotiated; of what is left, the first method that brings a key is the call's method, and
/// keys of the other are dropped.
///
/// ```
///            takes(m), m possible              renegotiated, m no longer possible
///   open ────────────────────────▶ chosen(m) ────────────────────────────────────▶ open
/// ```
public struct KeyMethodChoice: Equatable, Sendable {
    /// The method of the call; nil before its first key.
    public private(set) var chosen: KeyMethod?
    private var hasTelephoneEvents: Bool

    /// The choice of a new call, still open.
    ///
    /// - Parameter telephoneEvents: whether a payload type for them was negotiated.
    public init(telephoneEvents: Bool) { hasTelephoneEvents = telephoneEvents }

    /// Whether it is worth listening for tones in the sound.
    public var listensInBand: Bool { isPossible(.inBand) && (chosen == nil || chosen == .inBand) }

    /// Whether a key counts that came by a method. The first that does settles the choice.
    public mutating func takes(_ method: KeyMethod) -> Bool {
        guard isPossible(method) else { return false }
        if chosen == nil { chosen = method }
        return chosen == method
    }

    /// A later offer was agreed on. The method stays, unless it is no longer possible.
    public mutating func renegotiated(telephoneEvents: Bool) {
        hasTelephoneEvents = telephoneEvents
        if let chosen, !isPossible(chosen) { self.chosen = nil }
    }

    private func isPossible(_ method: KeyMethod) -> Bool {
        switch method {
        case .telephoneEvent: hasTelephoneEvents
        case .info: true
        case .inBand: !hasTelephoneEvents
        }
    }
}
