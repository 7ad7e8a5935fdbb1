import SIP
import Telephony

extension LegEnd {
    /// Why whom we called was not reached, where the call ended so.
    var noAnswer: NoAnswer {
        switch (by, status) {
        case (.us, nil): .timeout
        // What we found out ourselves, a silence included, is no word of theirs.
        case (.failure, _): .unreachable
        // Nobody answers at the other end of a gateway: 480 (RFC 3398 §7.2.4.1).
        case (_, 408), (_, 480), (_, 487): .timeout
        case (_, 486), (_, 600): .busy
        case (_, 403), (_, 603), (_, 607), (_, 608): .declined
        case (_, _): .unreachable
        }
    }
}

extension PhoneBridgeError {
    /// Why nobody was rung.
    var noAnswer: NoAnswer {
        switch reason {
        case .notAllowed, .address: .notAllowed
        case .configuration, .listening, .certificate, .portsExhausted, .media, .encryption,
            .unresolved, .closed:
            .unreachable
        }
    }
}
