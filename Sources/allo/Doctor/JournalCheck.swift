import Foundation
import Glibc

/// Whether the journal can be written, and how long the disk takes to keep what it is given.
struct JournalCheck {
    let path: String

    /// More than that, and callers wait for their answer.
    private static let slow = Duration.milliseconds(25)
    /// A week of a busy centre.
    private static let leastFree: UInt64 = 2 << 30
    private static let tries = 20

    func findings() -> [Finding] {
        let folder = Paths.parent(of: path)
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        } catch {
            return [
                .fail(
                    "journal", "the folder \(folder) can't be made",
                    do: "name another file with --journal")
            ]
        }
        if FileManager.default.fileExists(atPath: path),
            !FileManager.default.isWritableFile(atPath: path)
        {
            return [
                .fail("journal", "\(path) may not be written", do: "give it to the user of Allo")
            ]
        }
        guard let times = syncTimes(in: folder) else {
            return [
                .fail(
                    "journal", "nothing can be written in \(folder)",
                    do: "give the folder to the user of Allo, or make room")
            ]
        }
        return [speed(times), room(in: folder)]
    }

    private func speed(_ times: [Duration]) -> Finding {
        let median = times[times.count / 2]
        let worst = times[times.count - 1]
        let text = "the disk keeps a record in \(median.inTenths) ms, \(worst.inTenths) ms at worst"
        if median > JournalCheck.slow {
            return .warn(
                "journal", text,
                do: "callers wait so long for their answer: put the journal on a faster disk")
        }
        return .ok("journal", text)
    }

    /// How long it took to write a page and see it kept, in ascending order.
    private func syncTimes(in folder: String) -> [Duration]? {
        var name = Array(Paths.join(folder, "allo-doctor-XXXXXX").utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { return nil }
        defer {
            close(descriptor)
            unlink(name)
        }
        let page = [UInt8](repeating: 0x55, count: 4_096)
        var times: [Duration] = []
        for _ in 0..<JournalCheck.tries {
            let start = ContinuousClock.now
            guard write(descriptor, page, page.count) == page.count, fdatasync(descriptor) == 0
            else { return nil }
            times.append(.now - start)
        }
        return times.sorted()
    }

    private func room(in folder: String) -> Finding {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else {
            return .warn("journal", "the room on the disk is not known", do: "df \(folder)")
        }
        let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
        let text = "\(free >> 20) MiB are free in \(folder)"
        guard free >= JournalCheck.leastFree else {
            return .warn("journal", text, do: "make room: with a full disk no call is taken")
        }
        return .ok("journal", text)
    }
}

extension Duration {
    /// In milliseconds with one decimal.
    fileprivate var inTenths: String {
        let tenths = self / .microseconds(100)
        return "\(Int(tenths) / 10).\(Int(tenths) % 10)"
    }
}
