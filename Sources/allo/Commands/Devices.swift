import ArgumentParser
import SoundCard

/// Lists the sound devices of this machine.
struct Devices: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the sound devices that calls can be heard and keys be taken from.")

    func run() async throws {
        let devices = SoundDevice.all()
        if devices.isEmpty { Output.message("ALSA knows no sound device on this machine") }
        for device in devices {
            let uses = device.uses.map(\.rawValue).sorted().joined(separator: ", ")
            Output.line("\(device.name)\t\(uses)\t\(device.summary)")
        }
    }
}
