import Foundation

/// The machine that is measured.
enum Machine {
    static var description: String {
        "\(ProcessInfo.processInfo.activeProcessorCount) cores, \(processor)"
    }

    private static var processor: String {
        let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let model = lines.split(separator: "\n").first { $0.hasPrefix("model name") }
        return model?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
            ?? "unknown processor"
    }
}
