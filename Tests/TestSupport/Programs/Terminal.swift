package import Foundation
import Synchronization

/// A terminal without glass and keys (pty(7)), at which a test sits.
package final class Terminal: Sendable {
    /// What a terminal does with what is typed and shown.
    package struct Mode: Equatable {
        package let flags: [tcflag_t]
        package let characters: [UInt8]

        /// Whether keys come one by one, unseen.
        package var isRaw: Bool { flags[3] & tcflag_t(ICANON | ECHO) == 0 }
    }

    /// The end that the test holds.
    package let control: Int32
    /// The device for the program.
    package let path: String
    /// Held until the program has ended, so that the mode it leaves can be seen.
    private let device: Int32
    private let left = Mutex<Mode?>(nil)

    package init() throws {
        var (control, device): (Int32, Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 64)
        guard openpty(&control, &device, &name, nil, nil) == 0 else {
            throw ChildProcess.Failure(description: String(cString: strerror(errno)))
        }
        for end in [control, device] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        self.control = control
        self.device = device
        path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// How it is now, or how it was left.
    package var mode: Mode { left.withLock { $0 } ?? current }

    /// Presses keys; a letter after `^` is pressed with Ctrl.
    package func type(_ keys: String) {
        var bytes: [UInt8] = []
        var isControl = false
        for byte in keys.utf8 {
            if byte == UInt8(ascii: "^") {
                isControl = true
                continue
            }
            bytes.append(isControl ? byte & 0x1F : byte)
            isControl = false
        }
        _ = write(control, bytes, bytes.count)
    }

    /// Notes the mode in which the program left it, and closes the device.
    package func letGo() {
        let mode = current
        left.withLock { $0 = mode }
        close(device)
    }

    private var current: Mode {
        var mode = termios()
        tcgetattr(device, &mode)
        return Mode(
            flags: [mode.c_iflag, mode.c_oflag, mode.c_cflag, mode.c_lflag],
            characters: withUnsafeBytes(of: mode.c_cc) { Array($0) })
    }
}
