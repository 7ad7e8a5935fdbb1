/// How much memory `allo call` takes, from its start to its end.
///
/// The call goes the way of most sound: the welcome, the menu, and the queue with its music. It is
/// played to the `null` device of ALSA, which nobody hears.
struct CallMemory {
    let command: Command
    let flow: String

    func figures() throws -> [Figure] {
        let home = command.workplace.newFolder("home")
        return [
            try figure("nothing cached", home: home), try figure("all cached", home: home),
        ]
    }

    private func figure(_ state: String, home: String) throws -> Figure {
        let process = try command.run(
            ["call", flow, "--keys", "0", "--at", "2026-11-23 10:00:00", "--device", "null"],
            home: home)
        guard process.peakMemory > ChildProcess.ownPeakMemory else {
            throw Problem("the benchmark itself takes more memory than what it measures")
        }
        return Figure(
            "allo call \(flow), peak memory, \(state)", .mebibytes,
            [Double(process.peakMemory) / 1_048_576], goal: .always(below: 120))
    }
}
