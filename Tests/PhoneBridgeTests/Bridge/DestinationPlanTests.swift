import SIP
import Telephony
import Testing

@testable import PhoneBridge

@Suite struct DestinationPlanTests {
    private static var configuration: Configuration {
        var configuration = Configuration(listeners: [])
        configuration.trunks = ["national", "mobile", "silent"].map {
            Trunk(name: $0, networks: [])
        }
        configuration.trunks[0].address = Trunk.Address(host: "national.test")
        configuration.trunks[1].address = Trunk.Address(
            host: "192.0.2.9", port: 5080, transport: .tcp)
        configuration.destinations = Destinations(
            prefixes: [
                .init("+33", through: "national"), .init("+336", through: "mobile"),
                .init("+44", through: "silent"),
            ],
            hosts: [.init("Agents.test"), .init("far.test", through: "mobile")])
        return configuration
    }

    @Test(arguments: [
        ("+33199001122", "sip:+33199001122@national.test", "national.test", "national"),
        ("+33 6 12 34 56 78", "sip:+33612345678@192.0.2.9:5080", "192.0.2.9", "mobile"),
        ("sip:anne@agents.test", "sip:anne@agents.test", "agents.test", nil),
        (
            "sip:anne@far.test;transport=udp", "sip:anne@far.test;transport=udp", "192.0.2.9",
            "mobile"
        ),
    ])
    func `what is listed can be rung`(
        address: String, target: String, host: String, trunk: String?
    ) throws {
        let plan = try DestinationPlan(address, in: DestinationPlanTests.configuration)
        #expect(plan.target.description == target)
        #expect(plan.place.host == host)
        #expect(plan.trunk == trunk)
    }

    @Test(arguments: [
        ("+1900555", PhoneBridgeError.Reason.notAllowed), ("0800112233", .notAllowed),
        ("sip:anne@elsewhere.test", .notAllowed), ("sip:anne@agents.test.evil.test", .notAllowed),
        ("sip:+33199001122@elsewhere.test", .notAllowed), ("", .address), ("http://x", .address),
        ("+44123456", .configuration),
    ])
    func `anything else can't`(address: String, reason: PhoneBridgeError.Reason) {
        #expect {
            try DestinationPlan(address, in: DestinationPlanTests.configuration)
        } throws: { ($0 as? PhoneBridgeError)?.reason == reason }
    }
}
