import Flows
import Foundation
import Telephony

/// Looks at all that serving a centre needs, one part after the other.
struct Examination {
    let place: CentrePlace
    /// The file of the journal.
    let journal: String

    /// What was found, in the order of looking.
    func findings() async -> [Finding] {
        let project: Project
        do {
            try place.check()
            project = try await Project(path: place.flows, centre: place.centre)
        } catch {
            return [.fail("files", "\(error)", do: "allo doctor --centre FILE looks at another")]
        }
        let check = project.check()
        var findings = [files(check)]
        findings += SystemCheck.clock() + JournalCheck(path: journal).findings()
        guard let program = check.program else { return findings }
        let centre = program.centre
        findings += await VoiceCheck(project: project, program: program).findings()
        guard var telephone = centre.telephone else {
            findings.append(
                .fail(
                    "listeners", "the centre file does not say where to listen",
                    do: "give it a ‘telephone’: see flows/README.md"))
            return findings
        }
        if !place.listeners.isEmpty { telephone.listeners = place.listeners }
        findings += ListenerCheck(telephone: telephone).findings()
        findings += AddressCheck(centre: centre, telephone: telephone).findings()
        findings += PasswordCheck(centre: centre, folder: project.centreFolder).findings()
        findings += CertificateCheck(
            telephone: telephone, folder: project.centreFolder, now: Date()
        ).findings()
        findings += await TrunkCheck(
            centre: centre, telephone: telephone, folder: project.centreFolder
        ).findings()
        findings += SystemCheck.limits(of: centre)
        return findings
    }

    private func files(_ check: CheckResult) -> Finding {
        let errors = check.diagnostics.count { $0.severity == .error }
        let warnings = check.diagnostics.count - errors
        if errors > 0 {
            return .fail(
                "files", "\(errors) faults in the flows and the centre file",
                do: "allo check \(place.flows) tells where")
        }
        if warnings > 0 {
            return .warn(
                "files", "\(warnings) warnings in the flows and the centre file",
                do: "allo check \(place.flows) tells where")
        }
        return .ok("files", "the flows and the centre file are without fault")
    }
}
