public import ArgumentParser
public import Reports

extension ReportLanguage: ExpressibleByArgument {
    /// French where the one who asks has set their machine to it.
    static func usual(environment: [String: String]) -> ReportLanguage {
        let setting = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
            .first { !$0.isEmpty }
        return setting?.hasPrefix("fr") == true ? .french : .english
    }
}
