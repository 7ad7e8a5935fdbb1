import Telephony
import Testing

@testable import Flows

/// What the checker reads of trunks, telephones and ways out beyond the example of each code.
@Suite struct TelephoneTests {
    private static let flow = CodeExplanation.File.steps("fin:\n  hang-up: Au revoir.")

    private func fixture(_ centre: String) -> CheckFixture {
        CheckFixture([.centre(centre), Self.flow])
    }

    private static let whole = """
        telephone:
          listen: ["udp:0.0.0.0:5060", "tcp:0.0.0.0", "tls:[2001:db8::10]"]
          media: 20000..29999
          media-address: 192.0.2.10
          public-address: 203.0.113.5
          certificate: tls/chaine.pem
          private-key: tls/cle.pem
        trunks:
          ovh:
            from: [198.51.100.0/24, "2001:db8:1::/48"]
            codecs: [pcmu, pcma]
            user: durand
            password-file: secrets/ovh
            register: sip.exemple.fr
            address: sips:sip.exemple.fr:5080
            authorities: tls/autorites.pem
            asserts-identity: yes
            require-srtp: yes
            calls-per-second: 50
            sessions: 200
            allows: ["+33", "@exemple.fr"]
        phones:
          from: [192.168.10.0/24]
          users:
            claire: {password-environment: CLAIRE}
        destinations:
          siege: {address: "01 88 00 00 99", ring: 20s}
          site: {address: "sip:astreinte@Exemple.FR", trunk: ovh}
        levels: {level1: 1, level2: {rank: 2, destination: siege}}
        """

    @Test func `a whole telephone is read`() throws {
        let fixture = fixture(Self.whole)
        #expect(fixture.printed == "")
        let centre = try #require(fixture.result.program?.centre)
        #expect(
            centre.telephone
                == Centre.Telephone(
                    listeners: [
                        .init(.udp, IPEndpoint(.v4(0), port: 5_060)),
                        .init(.tcp, IPEndpoint(.v4(0), port: 5_060)),
                        .init(.tls, try #require(IPEndpoint("[2001:db8::10]:5061"))),
                    ], mediaPorts: 20_000...29_999, mediaAddress: IPAddress("192.0.2.10"),
                    publicAddress: IPAddress("203.0.113.5"),
                    certificate: .init(chain: "tls/chaine.pem", privateKey: "tls/cle.pem")))
        #expect(
            centre.trunks["ovh"]
                == Centre.Trunk(
                    name: "ovh",
                    networks: [
                        try #require(IPNetwork("198.51.100.0/24")),
                        try #require(IPNetwork("2001:db8:1::/48")),
                    ], codecs: [.pcmu, .pcma],
                    account: .init(user: "durand", password: .file("secrets/ovh")),
                    registrar: "sip.exemple.fr", address: "sips:sip.exemple.fr:5080",
                    authorities: "tls/autorites.pem", assertsIdentity: true, requiresSRTP: true,
                    callsPerSecond: 50, sessions: 200,
                    allows: ["+33", "@exemple.fr"]))
        #expect(centre.phones?.users == ["claire": .environment("CLAIRE")])
        #expect(
            centre.levels["level2"]
                == Centre.Level(
                    name: "level2", rank: 2, destinations: [Centre.Share("siege")]))
    }

    @Test func `a trunk has the limits of the design unless it names others`() throws {
        let fixture = fixture("trunks: {ovh: {from: [198.51.100.1]}}")
        let trunk = try #require(fixture.result.program?.centre.trunks["ovh"])
        #expect(trunk == Centre.Trunk(name: "ovh", networks: trunk.networks))
        #expect((trunk.callsPerSecond, trunk.sessions) == (30, 1_000))
        #expect(trunk.allows.isEmpty)
        #expect(!trunk.assertsIdentity)
    }

    @Test func `a way out is a number with its country, through its trunk`() throws {
        let centre = try #require(fixture(Self.whole).result.program?.centre)
        #expect(
            try centre.route(to: "siege")
                == Centre.Route(trunk: "ovh", address: "+33188000099", patience: .seconds(20)))
        #expect(try centre.route(to: "site").address == "sip:astreinte@Exemple.FR")
        #expect(throws: Centre.NoRoute.unknownDestination("x")) { try centre.route(to: "x") }
    }

    @Test(arguments: [
        ("+33188000099", true), ("+331", true), ("+34188000099", false), ("33188000099", false),
        ("sip:a@exemple.fr", true), ("sip:a@EXEMPLE.fr:5070;transport=tcp", true),
        ("sip:a@exemple.fr.evil.test", false), ("sip:+33188000099@evil.test", false),
        ("sip:exemple.fr@evil.test", false), ("sips:a@exemple.fr", true),
    ])
    func `a trunk allows what its list begins, and hosts only whole`(
        _ address: String, _ isAllowed: Bool
    ) {
        let trunk = Centre.Trunk(name: "t", networks: [], allows: ["+33", "@exemple.fr"])
        #expect(trunk.allows(address) == isAllowed)
        #expect(!Centre.Trunk(name: "t", networks: []).allows(address))
    }

    @Test func `the gate of outgoing legs is closed for what the checker did not see`() throws {
        var centre = try #require(fixture(Self.whole).result.program?.centre)
        centre.destinations["siege"]?.address = "+882990000"
        #expect(throws: Centre.NoRoute.notAllowed(address: "+882990000", trunk: "ovh")) {
            try centre.route(to: "siege")
        }
        centre.trunks = [:]
        #expect(throws: Centre.NoRoute.noTrunk) { try centre.route(to: "siege") }
    }

    @Test(arguments: [
        ("+33188000010", "a"), ("0033188000010", "a"), ("33188000010", "a"), ("0188000010", "a"),
        ("01 88 00 00 10", "a"), ("3949", "b"), ("+333949", nil), ("188000010", nil), ("a", nil),
        ("+34188000010", nil), ("", nil),
    ])
    func `a number is found however it is dialled`(_ called: String, _ flow: String?) throws {
        var centre = Centre(name: "c", zone: .utc)
        centre.numbers[try #require(PhoneNumber("+33188000010"))] = .init(flow: "a", purpose: nil)
        centre.numbers[try #require(PhoneNumber("3949"))] = .init(flow: "b", purpose: nil)
        #expect(centre.flow(called: called) == flow)
    }

    @Test(arguments: [
        ("+33188000020", "en-GB"), ("0188000020", "en-GB"), ("+33188000010", "fr-FR"),
        ("exemple", "fr-FR"),
    ])
    func `a call begins in the language of its number`(_ called: String, _ language: String) throws
    {
        let fixture = CheckFixture([
            .centre(
                """
                numbers:
                  "+33188000010": {flow: exemple}
                  "+33188000020": {flow: exemple, language: en-GB}
                """),
            .steps(
                "fin:\n  hang-up: {fr-FR: Au revoir., en-GB: Goodbye.}",
                extra: "languages: [fr-FR, en-GB]"),
        ])
        let program = try #require(fixture.result.program, "\(fixture.printed)")
        var state = FlowState(program: program)
        let effects = FlowInterpreter().step(
            &state,
            on: .arrived(
                Arrival(
                    flow: "exemple", caller: CallerID(rawValue: "c"), from: nil, to: called,
                    unixMilliseconds: 0)), now: .zero)
        let arrival = effects.compactMap { effect in
            if case .journal(.arrived(let arrival)) = effect { arrival } else { nil }
        }.first
        #expect(arrival?.language.rawValue == language)
        #expect(state.language.rawValue == language)
    }

    @Test(arguments: [("en-GB", ["F248 3:53"]), ("de-DE", ["F505 3:53"]), ("fr-FR", [])])
    func `a number's language is one of its flow's`(_ language: String, _ codes: [String]) {
        let fixture = CheckFixture([
            .centre("numbers: {\"+33188000010\": {flow: exemple, language: \(language)}}"),
            .goodbye,
        ])
        #expect(fixture.codes == codes, "\(fixture.printed)")
    }

    @Test(arguments: [
        ("listen: [\"udp:0.0.0.0:5060\", \"udp:[::]:5060\"]", []),
        ("listen: [\"udp:0.0.0.0:0\", \"udp:0.0.0.0:0\"]", []),
        ("listen: [\"tls:0.0.0.0:5060\", \"tcp:127.0.0.1:5060\"]", ["F222 4:12", "F221 4:32"]),
        ("listen: [\"udp:host.example\"]", ["F220 4:12"]),
        ("listen: [\"udp:0.0.0.0:5060\"]\n  media-address: 0.0.0.0", ["F214 5:18"]),
        ("listen: [\"udp:0.0.0.0:5060\"]\n  media: 800..999", ["F223 5:10"]),
        ("listen: [\"udp:0.0.0.0:5060\"]\n  media: 5000..5999", ["F223 5:10"]),
        ("listen: [\"udp:0.0.0.0:5060\"]\n  media: 6000..6002", ["F223 5:10"]),
        ("listen: [\"udp:0.0.0.0:5060\"]\n  media: 6000..99999", ["F018 5:10"]),
        ("listen: [\"udp:0.0.0.0:5060\"]\n  private-key: x", ["F222 5:16"]),
        ("listen: []", ["F018 4:11"]),
    ])
    func `faults of the telephone are told at their place`(_ lines: String, _ codes: [String]) {
        #expect(fixture("telephone:\n  \(lines)").codes == codes)
    }

    @Test(arguments: [
        ("from: [0.0.0.0/0], require-digest: yes", ["F228 3:33", "F227 3:21"]),
        ("from: [10.0.0.0/8]", []),
        ("from: [0.0.0.0/7]", ["F227 3:21"]),
        ("from: [127.0.0.1, 127.0.0.0/8]", ["F226 3:32"]),
        ("from: [host.example]", ["F225 3:21"]),
        ("from: [10.0.0.1], register: \"a b\", user: x, password-file: y", ["F214 3:42"]),
        ("from: [10.0.0.1], user: x", ["F228 3:38"]),
        ("from: [10.0.0.1], user: x, password-file: a, password-environment: B", ["F228 3:59"]),
        ("from: [10.0.0.1], codecs: [opus]", ["F017 3:41"]),
        ("from: [10.0.0.1], allows: [\"@a b\"]", ["F232 3:41"]),
        ("from: [10.0.0.1], sessions: 0", ["F018 3:42"]),
        ("from: [10.0.0.1], address: 10.0.0.1, authorities: a", ["F234 3:64"]),
        ("from: [10.0.0.1], authorities: a", ["F234 3:45"]),
        ("from: [10.0.0.1], address: \"sip:pbx.test:5060\", authorities: a", ["F234 3:75"]),
        (
            "from: [10.0.0.1], address: \"sip:pbx.test;transport=tcp\", authorities: a",
            ["F234 3:84"]
        ),
        ("from: [10.0.0.1], address: \"sip:10.0.0.1:1;transport=tls\", authorities: a", []),
        ("from: [10.0.0.1], address: \"sips:10.0.0.1\", authorities: a", []),
        ("from: [10.0.0.1], address: pbx.test, authorities: a", []),
    ])
    func `faults of a trunk are told at their place`(_ trunk: String, _ codes: [String]) {
        let fixture = fixture("trunks: {a: {\(trunk)}}")
        #expect(Set(fixture.codes) == Set(codes), "\(fixture.printed)")
    }

    @Test func `phones without a password, or from a trunk's network, are refused`() {
        let fixture = fixture(
            """
            trunks: {a: {from: [10.0.0.0/8]}}
            phones:
              from: [10.1.0.0/16]
              users: {claire: {password-file: x}, marc: {password: ""}}
            """)
        #expect(
            self.fixture("phones: {from: [10.0.0.1], users: {claire: {}}}").codes
                .contains("F228 3:36"))
        #expect(
            Set(fixture.codes).isSuperset(of: ["F226 5:10", "F017 6:56"]), "\(fixture.printed)")
    }

    @Test func `files that can't be read are told`() {
        let flow = SourceText(path: Self.flow.path, text: Self.flow.text)
        let centre = SourceText(
            path: "flows/centre.yaml",
            text: """
                format: 1
                centre: c
                trunks: {a: {from: [10.0.0.1], user: x, password-file: secrets/b,
                  address: "sips:b.test", authorities: tls/b}}
                """)
        let references = CentreReferences(of: centre)
        #expect(references.files == ["secrets/b", "tls/b"])
        let result = FlowChecker.check(
            centre: centre, flows: [flow], resources: ResourceListing(files: ["secrets/a"]))
        #expect(
            result.diagnostics.map { "\($0.code.rawValue) \($0.position.line)" } == [
                "F213 3", "F213 4",
            ])
        #expect(result.diagnostics.first?.suggestion == "secrets/a")
    }

    @Test(arguments: [
        ("address: \"sips:b.test\"", "tls", true), ("address: \"sips:b.test\"", "udp", false),
        ("address: \"sip:b.test;transport=tcp\"", "tcp", true),
        ("address: \"sip:b.test;transport=tcp\"", "udp", false),
        ("address: \"sip:10.0.0.1;transport=TLS\"", "tcp", false),
        ("address: 10.0.0.1", "udp", true), ("address: 10.0.0.1", "tcp", false),
        ("address: \"b.test:5060\"", "tcp", false), ("address: b.test", "tcp", true),
        ("user: u, password-file: p, register: \"sips:b.test\"", "udp", false),
        ("user: u, password-file: p, register: \"sips:c.test\", address: b.test", "udp", true),
    ])
    func `a trunk whose transport nothing listens for is told at its address`(
        _ wayOut: String, _ transport: String, _ isHeard: Bool
    ) throws {
        let listen = "telephone: {listen: [\"\(transport):192.0.2.10\"]"
        let files = transport == "tls" ? ", certificate: c, private-key: k}" : "}"
        let fixture = fixture("\(listen)\(files)\ntrunks:\n  a: {from: [10.0.0.1], \(wayOut)}")
        #expect(fixture.codes.map { $0.prefix(6) } == (isHeard ? [] : ["F235 5"]))
        #expect(fixture.result.program != nil)
    }

    @Test(arguments: [
        "a: {from: [10.0.0.1], user: x, password: ne-pas-faire}",
        "a: {from: [10.0.0.1], user: x, pasword: ne-pas-faire}",
        "a: {from: [10.0.0.1], user: x, Password: \"ne-pas-faire\", sessions: no}",
        "a:\n    from: [10.0.0.1]\n    user: x\n    password: >\n      ne-pas-faire\n",
        "a: {from: [10.0.0.1], password: ne-pas-faire",
        "a: {from: [10.0.0.1], password: [ne-pas-faire]}",
        "a: {from: [10.0.0.1], password: *ne-pas-faire}",
        "a:\n    from: [10.0.0.1]\n    password:\n      - ne-pas-faire\n",
    ])
    func `no diagnostic shows a password`(_ trunk: String) throws {
        let fixture = fixture("trunks:\n  \(trunk)")
        #expect(!fixture.result.diagnostics.isEmpty)
        #expect(!fixture.printed.contains("ne-pas-faire"), "\(fixture.printed)")
        let json = DiagnosticJSON.text(fixture.result.diagnostics)
        #expect(!json.contains("ne-pas-faire"), "\(json)")
        if let trunk = fixture.result.program?.centre.trunks["a"] {
            #expect(!"\(trunk)".contains("ne-pas-faire"))
            var dumped = ""
            dump(trunk, to: &dumped)
            #expect(!dumped.contains("ne-pas-faire"))
        }
    }
}
