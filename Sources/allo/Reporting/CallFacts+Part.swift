import Reports
import Telephony

extension CallFacts {
    /// What of the call belongs to a queue, level, agent …; nil where nothing does.
    ///
    /// Of an agent or a provider, it is the visits in which they talked, as far as they did.
    func part(of subject: ReportSubject) -> CallFacts? {
        var part = self
        switch subject.dimension {
        case .all, .step: return self
        case .segment: return segment == subject.value ? self : nil
        case .motive: return motive == subject.value ? self : nil
        case .number: return called == subject.value ? self : nil
        case .language: return language?.rawValue == subject.value ? self : nil
        case .flowVersion: return subject.covers(flowVersion) ? self : nil
        case .queue: part.visits = visits.filter { $0.queue == subject.value }
        case .level: part.visits = visits.filter { $0.level == subject.value }
        case .agent, .provider:
            part.visits = visits.compactMap {
                $0.part(of: subject.value, isProvider: subject.dimension == .provider)
            }
        }
        guard !part.visits.isEmpty else { return nil }
        part.surveys = surveys.filter { survey in
            part.visits.contains { $0.number == survey.visit }
        }
        return part
    }
}

extension VisitFacts {
    fileprivate func part(of name: String, isProvider: Bool) -> VisitFacts? {
        var part = self
        part.talks = talks.filter { $0.agent == name && $0.isProvider == isProvider }
        part.offers = offers.filter { $0.agent == name && $0.isProvider == isProvider }
        return part.talks.isEmpty ? nil : part
    }
}
