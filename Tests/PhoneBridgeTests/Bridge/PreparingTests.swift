import SIP
import Telephony
import Testing
import Tones

@testable import PhoneBridge

@Suite struct PreparingTests {
    @Test(arguments: [false, true])
    func `sounds are encoded for the codecs of all calls before one comes`(hasPhones: Bool) {
        var configuration = Configuration(listeners: [])
        var trunk = Trunk(name: "provider", networks: [])
        trunk.codecs = [.g722, .pcmu]
        configuration.trunks = [trunk]
        if hasPhones { configuration.phones = PhoneGroup(networks: [], realm: "r", passwords: [:]) }
        let sound = Sound(samples: (0..<320).map { Int16($0 * 50) }, rate: 8_000)
        PhoneBridge.prepare([sound], for: configuration, coders: [.g722: { G722Coder() }])
        let made = AudioCodec.allCases.filter { codec in
            var isMade = true
            _ = sound.payload(as: codec.name) { _ in
                isMade = false
                return []
            }
            return isMade
        }
        // Phones speak G.711.
        #expect(Set(made) == (hasPhones ? [.g722, .pcmu, .pcma] : [.g722, .pcmu]))
    }
}
