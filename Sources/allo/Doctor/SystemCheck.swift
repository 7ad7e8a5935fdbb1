import Flows
import Foundation
import Glibc
import Telephony

/// The clock and the bounds of the system.
enum SystemCheck {
    /// Where programs that keep the clock right say that they run: systemd-timesyncd, chrony,
    /// ntpsec and ntpd.
    private static let clockKeepers = [
        "/run/systemd/timesync/synchronized", "/run/chrony/chronyd.pid", "/run/ntpd.pid",
        "/run/ntpsec.pid",
    ]

    static func clock() -> [Finding] {
        guard clockKeepers.contains(where: FileManager.default.fileExists) else {
            return [
                .warn(
                    "clock", "no program is seen that keeps the clock right",
                    do: "opening hours and the times of calls depend on it: "
                        + "install chrony or systemd-timesyncd")
            ]
        }
        return [.ok("clock", "a program keeps the clock right")]
    }

    /// A call takes a pair of sockets, one that is transferred two pairs; the rest is for files.
    static func limits(of centre: Centre) -> [Finding] {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return [] }
        let sessions = centre.trunks.values.reduce(0) { $0 + $1.sessions }
        let wanted = UInt64(sessions) * 4 + 256
        let text = "\(limit.rlim_cur) files may be open"
        guard limit.rlim_cur >= wanted else {
            return [
                .warn(
                    "limits", "\(text), but \(sessions) calls want \(wanted)",
                    do: "raise it: LimitNOFILE=\(wanted) in the unit, or ulimit -n \(wanted)")
            ]
        }
        return [.ok("limits", "\(text), enough for \(sessions) calls")]
    }

    /// The ports that Linux gives to programs that name none.
    static var ephemeralPorts: ClosedRange<UInt16>? {
        // Where Linux does not say, there is nothing to compare.
        guard let text = try? Project.text(of: "/proc/sys/net/ipv4/ip_local_port_range") else {
            return nil
        }
        let ports = text.split(whereSeparator: \.isWhitespace).compactMap { UInt16($0) }
        guard ports.count == 2, ports[0] <= ports[1] else { return nil }
        return ports[0]...ports[1]
    }
}
