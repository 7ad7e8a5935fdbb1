import Flows
import Foundation
import PhoneBridge
import Telephony

/// A centre that was read and checked, with all that serving it needs.
struct LoadedCentre {
    let program: FlowProgram
    let speech: Speech
    let configuration: Configuration
    /// The folder of the centre file.
    let folder: String
    /// The PINs of the agents.
    let pins: [AgentID: Secret]

    /// Samples per second of telephone lines, in hertz (G.711).
    static let rate = 8_000

    /// Reads the files and checks them.
    ///
    /// - Throws: ``Failure`` where no call can be taken; what is wrong has been told.
    init(_ place: CentrePlace) async throws {
        try place.check()
        let project = try await Project(path: place.flows, centre: place.centre)
        program = try project.program()
        guard var telephone = program.centre.telephone else {
            throw Failure(
                "\(place.centre) has no ‘telephone’: it says where to listen; see flows/README.md")
        }
        if !place.listeners.isEmpty { telephone.listeners = place.listeners }
        speech = try Speech(project: project, program: program, rate: LoadedCentre.rate)
        configuration = try Configuration(
            program.centre, telephone, folder: project.centreFolder)
        folder = project.centreFolder
        var pins: [AgentID: Secret] = [:]
        for agent in program.centre.agents.values {
            pins[agent.id] = try agent.pin.map { Secret(try $0.read(in: project.centreFolder)) }
        }
        self.pins = pins
    }
}

/// Where the files of a centre are, and where it listens in place of what they say.
struct CentrePlace {
    /// The centre file.
    var centre: String
    /// The folder of the flows.
    var flows: String
    /// Where to listen; empty for what the centre file says.
    var listeners: [Centre.Listener]

    /// Sees whether there is a centre file.
    ///
    /// - Throws: ``Failure`` where there is none.
    func check() throws {
        guard FileManager.default.fileExists(atPath: centre) else {
            throw Failure("there is no centre file \(centre): name yours with --centre")
        }
    }
}
