import Foundation

/// What calls cost that last: processor time, memory, and how many there can be.
extension TelephoneSpeed {
    private static let calls = 1_000

    /// A thousand calls in which a prompt plays, by both clients.
    func soundFigures() throws -> [Figure] {
        var figures = try ringFigures(sends: false) + ringFigures(sends: true)
        guard let client else { return figures }
        for sends in [false, true] {
            let results = try repeated(3) {
                try serving { server in
                    try client.run(server, "load", hold(TelephoneSpeed.calls, sends: sends))
                }
            }
            let name = name(sends, by: "the independent client")
            figures += [
                Figure(
                    "\(name): CPU per call second", .milliseconds, results.map(\.ms_per_call_s),
                    goal: .below(sends ? 0.32 : 0.20)),
                Figure(
                    "\(name): spacing error, 99 % below", .milliseconds, results.map(\.j99),
                    goal: .always(below: 10)),
                Figure(
                    "\(name): calls out of pace", .calls, results.map { Double($0.pps_out1pct) },
                    goal: .always(below: 1)),
                Figure("\(name): its own CPU", .processors, results.map(\.client_cpu)),
            ]
            if !sends {
                figures.append(
                    Figure(
                        "memory of a call", .kibibytes, results.map(\.memoryPerCall),
                        goal: .below(30)))
            }
        }
        return figures
    }

    /// The most calls at once of which each is in pace and on time.
    func peakFigures() throws -> [Figure] {
        guard let client else { return [] }
        return try [false, true].flatMap { sends in
            let steps =
                sends
                ? [1_000, 2_000, 3_000, 3_500, 4_000, 4_500, 5_000, 6_000]
                : [2_000, 3_000, 4_000, 4_500, 5_000, 6_000, 7_000, 8_000]
            var best: (calls: Int, result: LoadClient.Result)?
            for calls in steps {
                let result = try serving { server in
                    try client.run(server, "load", hold(calls, sends: sends))
                }
                print(
                    "\(calls) calls, callers \(sends ? "sending" : "silent"): "
                        + "\(result.calls) lasted, \(result.pps_out1pct) out of pace, "
                        + "\(result.lost) packets lost, 99 % within \(result.j99) ms, "
                        + "\(result.ms_per_call_s) CPU-ms a call second, client at "
                        + "\(result.client_cpu) of a core, \(result.drops) dropped there")
                guard result.isEven(of: calls) else { break }
                best = (calls, result)
            }
            let name = "most calls at once in pace and on time, callers \(state(sends))"
            var figures = [
                Figure(
                    name, .calls, [Double(best?.calls ?? 0)],
                    goal: sends ? .none : .atLeast(5_000))
            ]
            if let best {
                figures += [
                    Figure(
                        "  CPU per call second then", .milliseconds, [best.result.ms_per_call_s]),
                    Figure("  memory of a call then", .kibibytes, [best.result.memoryPerCall]),
                    Figure("  the client's own CPU then", .processors, [best.result.client_cpu]),
                ]
            }
            return figures
        }
    }

    /// The same by `allo ring`; the server's time is taken while all calls are there.
    private func ringFigures(sends: Bool) throws -> [Figure] {
        let rate = 200.0
        let rise = Double(TelephoneSpeed.calls) / rate
        let window = isQuick ? 4.0 : 6.0
        let hold = rise + 4 + window + 1
        var costs: [Double] = []
        var reports: [RingClient.Report] = []
        for _ in 0..<(isQuick ? 1 : 3) {
            try serving { server in
                let running = try ring.start(
                    server, "load",
                    [
                        "--calls", "\(TelephoneSpeed.calls)", "--rate", "\(rate)", "--hold",
                        "\(hold)",
                    ]
                        + (sends ? [] : ["--listen-only"]))
                Thread.sleep(forTimeInterval: rise + 4)
                let before = (server.processorTime, ContinuousClock.now)
                Thread.sleep(forTimeInterval: window)
                let spent = server.processorTime - before.0
                let seconds = (ContinuousClock.now - before.1) / .seconds(1)
                costs.append(spent / seconds / Double(TelephoneSpeed.calls))
                reports.append(try running.report())
            }
        }
        let name = name(sends, by: "allo ring")
        let spacing = reports.compactMap(\.packets.spacingError?.p99)
        var figures = [
            Figure(
                "\(name): CPU per call second", .milliseconds, costs,
                goal: .below(sends ? 0.32 : 0.20)),
            Figure(
                "\(name): calls that failed", .calls, reports.map { Double($0.failed) },
                goal: .always(below: 1)),
        ]
        if !spacing.isEmpty {
            figures.append(
                Figure(
                    "\(name): spacing error, 99 % below", .milliseconds, spacing,
                    goal: .always(below: 10)))
        }
        figures.append(
            Figure(
                "\(name): its own CPU", .processors,
                reports.map { $0.ownProcessor.seconds / $0.elapsed }))
        return figures
    }

    private func hold(_ calls: Int, sends: Bool) -> [String] {
        ["-n", "\(calls)", "-r", "200", "-w", "5", "-t", isQuick ? "4" : "6", "-k", "32"]
            + (sends ? ["-x"] : [])
    }

    private func name(_ sends: Bool, by client: String) -> String {
        "1 000 calls, callers \(state(sends)), by \(client)"
    }

    private func state(_ sends: Bool) -> String { sends ? "sending" : "silent" }
}
