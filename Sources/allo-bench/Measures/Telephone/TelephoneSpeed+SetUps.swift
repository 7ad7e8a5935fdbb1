import Foundation

/// What it takes to set calls up and to end them: time, processor time, and how many there can be.
extension TelephoneSpeed {
    func setUpFigures() throws -> [Figure] {
        try [true, false].flatMap { journals in
            try latencyFigures(journals) + agreementFigures(journals) + mostFigures(journals)
        }
    }

    /// How soon calls are answered, at 50 a second.
    private func latencyFigures(_ journals: Bool) throws -> [Figure] {
        let seconds = isQuick ? 5 : 10
        let reports = try repeated(3) {
            try serving(journals: journals) { server in
                try ring.run(
                    server, "load", ["--calls", "\(50 * seconds)", "--rate", "50", "--hold", "1"])
            }
        }
        let spans = reports.compactMap(\.setUp)
        let name = "INVITE to 200 at 50/s, \(journal(journals)), by allo ring"
        var figures: [Figure] = []
        if !spans.isEmpty {
            figures = [
                Figure(
                    "\(name), 50 % below", .milliseconds, spans.map(\.p50),
                    goal: .below(journals ? 8 : 0.6)),
                Figure(
                    "\(name), 99 % below", .milliseconds, spans.map(\.p99),
                    goal: .below(journals ? 25 : 1.6)),
            ]
        }
        guard let client else { return figures }
        let results = try repeated(3) {
            try serving(journals: journals) { server in
                try client.run(server, "load", rate(50, seconds: seconds, hold: 1_000))
            }
        }
        let other = "INVITE to 200 at 50/s, \(journal(journals)), by the independent client"
        return figures + [
            Figure(
                "\(other), 50 % below", .milliseconds, results.map(\.t200_p50),
                goal: .below(journals ? 8 : 0.6)),
            Figure(
                "\(other), 99 % below", .milliseconds, results.map(\.t200_p99),
                goal: .below(journals ? 25 : 1.6)),
        ]
    }

    /// What a set-up costs at 300 a second, by both clients, which hang up at once.
    private func agreementFigures(_ journals: Bool) throws -> [Figure] {
        let seconds = isQuick ? 3 : 5
        let name = "set-up and tear-down at 300/s, \(journal(journals))"
        var failed: [Double] = []
        let costs = try repeated(3) {
            try serving(journals: journals) { server in
                let before = server.processorTime
                let report = try ring.run(
                    server, "load", ["--calls", "\(300 * seconds)", "--rate", "300", "--hold", "0"])
                failed.append(Double(report.failed))
                return (server.processorTime - before) / Double(max(1, report.answered))
            }
        }
        let figures = [
            Figure("\(name), by allo ring", .milliseconds, costs, goal: .below(0.5)),
            Figure("\(name), by allo ring, failed", .calls, failed, goal: .always(below: 1)),
        ]
        guard let client else { return figures }
        let results = try repeated(3) {
            try serving(journals: journals) { server in
                try client.run(server, "load", rate(300, seconds: seconds, hold: 0))
            }
        }
        return figures + [
            Figure(
                "\(name), by the independent client", .milliseconds, results.map(\.ms_per_call),
                goal: .below(0.5)),
            Figure(
                "\(name), by the independent client, failed", .calls,
                results.map { Double($0.failed) }, goal: .always(below: 1)),
        ]
    }

    /// How many calls a second can be set up, and what happens with twice as many.
    private func mostFigures(_ journals: Bool) throws -> [Figure] {
        guard let client else { return [] }
        let seconds = isQuick ? 4 : 6
        var best: (rate: Int, result: LoadClient.Result)?
        for calls in [1_000, 1_500, 2_000, 2_250, 2_500, 2_750, 3_000, 4_000] {
            let result = try serving(journals: journals) { server in
                try client.run(server, "load", rate(calls, seconds: seconds, hold: 0))
            }
            tell("\(calls) set-ups/s, \(journal(journals))", result)
            guard result.failed == 0 else { break }
            best = (calls, result)
        }
        let name = "set-ups/s without a failure, \(journal(journals))"
        var figures = [Figure(name, .perSecond, [Double(best?.rate ?? 0)], goal: .atLeast(2_500))]
        guard let best else { return figures }
        figures += [
            Figure(
                "  CPU of each then", .milliseconds, [best.result.ms_per_call], goal: .below(0.5)),
            Figure("  INVITE to 200 then, 99 % below", .milliseconds, [best.result.t200_p99]),
            Figure("  the client's own CPU then", .processors, [best.result.client_cpu]),
        ]
        let flood = try serving(journals: journals) { server in
            let flood = try client.run(
                server, "load", rate(2 * best.rate, seconds: seconds, hold: 0))
            let after = try client.run(server, "load", rate(50, seconds: 2, hold: 0))
            tell("\(2 * best.rate) set-ups/s, \(journal(journals))", flood)
            tell("50 set-ups/s just after that", after)
            return (flood: flood, failedAfter: after.failed)
        }
        let answered = Double(flood.flood.answered) / Double(seconds)
        figures += [
            Figure(
                "  set-ups/s with twice as many coming", .perSecond, [answered],
                goal: .atLeast(Double(best.rate) / 2)),
            Figure(
                "  calls then that got neither a 200 nor a 503", .calls,
                [Double(flood.flood.failed - (flood.flood.refusals[503] ?? 0))],
                goal: .always(below: 1)),
            Figure(
                "  calls that failed just after", .calls, [Double(flood.failedAfter)],
                goal: .always(below: 1)),
        ]
        return figures
    }

    private func tell(_ load: String, _ result: LoadClient.Result) {
        print(
            "\(load): \(result.answered) of \(result.attempted) answered, refusals "
                + "\(result.refusals), \(result.retrans) retransmissions, "
                + "\(result.t200_p50)/\(result.t200_p99) ms, \(result.ms_per_call) CPU-ms each, "
                + "client at \(result.client_cpu) of a core")
    }

    private func rate(_ rate: Int, seconds: Int, hold: Int) -> [String] {
        ["-R", "-r", "\(rate)", "-t", "\(seconds)", "-H", "\(hold)", "-k", "8"]
    }

    private func journal(_ journals: Bool) -> String {
        journals ? "with the journal" : "without the journal"
    }
}
