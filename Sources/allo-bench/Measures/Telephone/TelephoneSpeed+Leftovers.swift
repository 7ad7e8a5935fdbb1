import Foundation

/// What calls leave behind.
extension TelephoneSpeed {
    /// How long answered transactions rest (RFC 3261 timers H and J), and a little.
    private static let rest = 34.0

    /// How much more memory there is after a second load like the first, once all of it is over.
    func leftoverFigure() throws -> Figure {
        let growth = try serving { server in
            let first = try memory(of: server, after: 1_500)
            let second = try memory(of: server, after: 1_500)
            return Double(second - first) / Double(max(1, first)) * 100
        }
        return Figure(
            "memory after a second load, more than after the first", .percent, [growth],
            goal: .always(below: 5))
    }

    private func memory(of server: ServedCentre, after calls: Int) throws -> Int {
        let report = try ring.run(
            server, "load", ["--calls", "\(calls)", "--rate", "300", "--hold", "1"])
        guard report.failed == 0 else { throw Problem("\(report.failed) calls failed") }
        Thread.sleep(forTimeInterval: TelephoneSpeed.rest)
        return server.memory
    }
}
