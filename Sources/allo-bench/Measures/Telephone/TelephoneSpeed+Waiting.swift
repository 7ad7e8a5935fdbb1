/// What callers cost who wait in a queue, beside those who hear a prompt.
extension TelephoneSpeed {
    private static let waiting = 1_000

    /// A thousand callers in one queue: music alone, and with everybody told their place within the
    /// seconds that are measured.
    func waitingFigures() throws -> [Figure] {
        guard let client else { return [] }
        // Callers come for 5 s, and their places are told 10 s after that of each.
        let music = try costs("foule", from: 1, for: 3, client)
        let told = try costs("foule", from: 6, for: 5, client)
        let prompt = try costs("load", from: 1, for: 3, client)
        let name = "\(TelephoneSpeed.waiting) callers in a queue: CPU per call second"
        return [
            Figure(
                "\(name), music", .milliseconds, music,
                // No more than one who hears a prompt, within what runs differ by.
                goal: .below(max(prompt.max() ?? 0, Self.noise))),
            Figure("\(name), each told their place", .milliseconds, told),
            Figure("  and hearing a prompt instead", .milliseconds, prompt),
        ]
    }

    /// What is taken for nothing.
    private static let noise = 0.01

    private func costs(
        _ flow: String, from start: Int, for seconds: Int, _ client: LoadClient
    ) throws -> [Double] {
        try repeated(5) {
            try serving { server in
                try client.run(
                    server, flow,
                    [
                        "-n", "\(TelephoneSpeed.waiting)", "-r", "200", "-w", "\(start)",
                        "-t", "\(seconds)", "-k", "32",
                    ]
                ).ms_per_call_s
            }
        }
    }
}
