public import Telephony

/// What somebody at a keypad did.
public enum KeypadEvent: Equatable, Sendable {
    /// A key was pressed.
    case key(Digit)
    /// Ctrl-D was pressed, or the terminal went away.
    case hangUp
}

/// Turns what a terminal sends into keys: `0`…`9`, `*`, `#`, `A`…`D`, and Ctrl-D to hang up.
///
/// Arrows and function keys, which are sent as several characters (ECMA-48 §5.4), are no keys.
struct KeypadInput {
    private enum State {
        case plain
        case escape
        /// Inside a control sequence, which a byte of 0x40...0x7E ends.
        case sequence
        /// One more byte belongs to it, as in the F1 of many terminals (`ESC O P`).
        case single
    }

    private var state = State.plain

    /// What one more byte means, or nil when it means nothing.
    mutating func event(for byte: UInt8) -> KeypadEvent? {
        switch state {
        case .plain:
            if byte == 0x1B {
                state = .escape
                return nil
            }
            if byte == 0x04 { return .hangUp }
            return Digit(Character(Unicode.Scalar(byte))).map(KeypadEvent.key)
        case .escape:
            switch byte {
            case UInt8(ascii: "["): state = .sequence
            case UInt8(ascii: "O"): state = .single
            case 0x1B: state = .escape
            default:
                // A lone Escape, pressed before this key.
                state = .plain
                return event(for: byte)
            }
            return nil
        case .sequence:
            if (0x40...0x7E).contains(byte) { state = .plain }
            return nil
        case .single:
            state = .plain
            return nil
        }
    }
}
