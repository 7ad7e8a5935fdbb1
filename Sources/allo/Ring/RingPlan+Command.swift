import Foundation
import Media
import PhoneBridge
import SIP
import SoundFiles
import Telephony

extension RingPlan {
    /// Reads what the options of the command name.
    ///
    /// - Throws: ``Failure``, or the error of a file that can't be used.
    init(_ command: Ring) async throws {
        var settings = PhoneBridge.CallSettings()
        settings.isFree = true
        settings.requiresSRTP = command.srtp
        settings.telephoneEvents = command.keyMethod != .inBand
        settings.listensOnly = command.listenOnly
        settings.user = command.from
        settings.patience = .seconds(32)
        if let user = command.user {
            guard let password = ProcessInfo.processInfo.environment["ALLO_PASSWORD"] else {
                throw Failure("--user needs the password in ALLO_PASSWORD")
            }
            settings.credentials = Trunk.Credentials(user: user, password: password)
        }
        target = command.uri
        arrivals = ArrivalPlan(calls: command.calls, rate: command.rate)
        self.settings = settings
        method = command.keyMethod.method
        keys = try command.keys.map(command.script)
        speech = try command.send.map { try SoundPreparer().recording(at: $0, rate: 8_000) }
        if let path = command.flowTranscript {
            let project = try await Project(path: command.flows, centre: command.centre)
            let program = try project.program()
            expected = try await ExpectedCall(
                TranscriptFile(path: path), program: program,
                speech: Speech(project: project, program: program, rate: 8_000))
        }
        let usual = keys == nil && expected == nil ? 10.0 : 300
        hold = .seconds(command.hold ?? usual)
    }
}

extension Ring {
    /// A bridge that only places calls.
    func bridgeConfiguration() throws -> Configuration {
        let target = SIPURI(uri)
        let isLocal: Bool =
            switch target?.host {
            case .address(let address): address.isLoopback
            case .name(let name): name == "localhost"
            case nil: false
            }
        let isVersion6: Bool =
            if case .address(let address) = target?.host { address.isVersion6 } else { false }
        let address: IPAddress =
            if let bind, let address = IPAddress(bind) { address } else if isLocal {
                isVersion6 ? .v6(0, 1) : .loopback
            } else { isVersion6 ? .v6(0, 0) : .v4(0) }
        var configuration = Configuration(
            listeners: [
                ListenAddress(.udp, at: IPEndpoint(address, port: 0)),
                ListenAddress(.tcp, at: IPEndpoint(address, port: 0)),
            ],
            mediaPorts: 32_768...65_535)
        configuration.limits.calls = max(configuration.limits.calls, calls)
        // A server that says nothing for long is none of our business here.
        configuration.limits.silence = .seconds(86_400)
        configuration.name = "Allo ring"
        return configuration
    }
}
