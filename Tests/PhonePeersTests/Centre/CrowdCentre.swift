import TestSupport
import Testing

/// A centre whose callers and agents are a crowd.
enum CrowdCentre {
    /// The agents of level 1; `desk-5` is the one of level 2.
    static let agents = ["desk-1", "desk-2", "desk-3", "desk-4"]

    /// Serves it; gives its port too.
    static func serve(
        _ desk: Desk, fileLimit: Int? = nil
    ) async throws -> (ChildProcess, UInt16) {
        let server = try desk.start(
            ["serve", "--centre", "centre.yaml", "--transcripts", "--listen", "udp:127.0.0.1:0"],
            fileLimit: fileLimit)
        try #require(await server.output.reaches(lines: 1), "\(server.errors.text)")
        let line = try #require(server.output.text.lines.first)
        return (server, try #require(line.split(separator: ":").last.flatMap { UInt16($0) }))
    }

    /// Its files.
    static func desk(of crowd: Crowd) throws -> Desk {
        let desk = try Desk()
        let there = "127.0.0.1:\(crowd.port)"
        let lines = agents.map {
            "  \($0): {phone: \"sip:\($0)@\(there)\", trunk: monde, levels: [level1], "
                + "wrap-up: 0s, missed-calls: 100}"
        }
        try desk.write(
            """
            format: 1
            centre: durand
            time-zone: Europe/Paris
            country-code: "33"
            telephone: {listen: ["udp:127.0.0.1:5060"]}
            trunks:
              monde:
                from: [127.0.0.1]
                asserts-identity: yes
                address: "\(there)"
                allows: ["+336", "@127.0.0.1"]
                calls-per-second: 1000
            levels: {level1: 1, level2: 2}
            music: {attente: {piece: calme}}
            queues:
              level1: {level: level1, music: attente, whisper: Oui.}
              level2: {level: level2, music: attente}
            agents:
            \(lines.joined(separator: "\n"))
              desk-5:
                {phone: "sip:desk-5@\(there)", trunk: monde, levels: [level2], wrap-up: 0s}
            callbacks: {trunk: monde, from: "+33188000010"}

            """, to: "centre.yaml")
        try desk.write(
            """
            format: 1
            flow: attente
            languages: [fr-FR]
            start: file
            steps:
              file: {queue: level1, next: hang-up, timeout: hang-up}

            """, to: "attente.yaml")
        try desk.write(
            """
            format: 1
            flow: rappel
            languages: [fr-FR]
            start: noter
            steps:
              noter: {callback: level2, accepted: hang-up, refused: fin}
              fin: {hang-up: Au revoir.}

            """, to: "rappel.yaml")
        return desk
    }
}
