import Telephony

/// Which handled calls were enough, and after which the caller called again.
///
/// A call is repeated when the same caller calls again with the same motive within seven days of
/// it; calls without a motive are alike in that. Only the next such call counts against it.
public struct FirstContact: Hashable, Sendable {
    /// How long a caller has to call again.
    public static let span = Duration.seconds(7 * 86_400)

    /// Who called what for.
    private struct Matter: Hashable, Sendable {
        let caller: CallerID
        let motive: String?
    }

    /// The last call of each matter, and when it came in.
    private var last: [Matter: CallFacts] = [:]

    /// No calls.
    public init() {}

    /// Takes in the next call in order of arrival.
    ///
    /// - Returns: the handled call that it repeats, for ``TallyBook/add(repeatOf:)``.
    public mutating func take(_ call: CallFacts) -> CallFacts? {
        guard let caller = call.caller, call.isIncoming else { return nil }
        let before = last.updateValue(call, forKey: Matter(caller: caller, motive: call.motive))
        guard let before, before.isHandled, call.repeats(before) else { return nil }
        return before
    }
}

extension CallFacts {
    /// Whether this call comes from the same caller for the same motive as an earlier one, within
    /// ``FirstContact/span`` of it.
    public func repeats(_ earlier: CallFacts) -> Bool {
        isIncoming && earlier.isIncoming && caller != nil && caller == earlier.caller
            && motive == earlier.motive && call != earlier.call && arrived >= earlier.arrived
            && arrived.since(earlier.arrived) <= FirstContact.span
    }
}
