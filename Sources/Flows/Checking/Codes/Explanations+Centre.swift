extension DiagnosticCode {
    private static let end = "\nfin:\n  hang-up: Au revoir."

    private static let centre = CodeExplanation.File.centre(
        """
        levels: {level1: 1}
        music: {attente: {piece: calme}}
        queues:
          level1: {level: level1, music: attente}
        calendars:
          boutique: {open: {monday-friday: "09:00-18:00"}}
        endpoints:
          solde: {url: "https://exemple.fr/solde", method: GET}
        directories:
          clients: {file: clients.csv, telephone: [telephone]}
        destinations:
          siege: {address: "+33188000099"}
        """)

    /// Steps that name something of the centre file, wrong and right.
    private static func naming(
        _ title: String, _ reason: String, _ wrong: String, _ right: String
    ) -> CodeExplanation {
        CodeExplanation(
            title, reason, wrong: [centre, .customers, .steps(wrong + end)],
            right: [centre, .customers, .steps(right + end)])
    }

    private static func lookUp(directory: String, column: String) -> String {
        "debut:\n  look-up: \(directory)\n  by: \(column)\n  key: caller\n"
            + "  found: fin\n  missing: fin"
    }

    /// What a fault of names that the centre file gives means.
    var centreExplanation: CodeExplanation? {
        switch self {
        case .unknownQueue:
            Self.naming(
                "there is no such queue",
                "Queues are declared in the centre file, so that one flow runs in test and in "
                    + "production.",
                "debut:\n  queue: levle1  # here\n  timeout: fin",
                "debut:\n  queue: level1\n  timeout: fin")
        case .unknownCalendar:
            Self.naming(
                "there is no such calendar", "Opening hours are declared in the centre file.",
                "debut:\n  hours: boutiqe  # here\n  open: fin\n  closed: fin",
                "debut:\n  hours: boutique\n  open: fin\n  closed: fin")
        case .unknownDirectory:
            Self.naming(
                "there is no such customer file", "Customer files are declared in the centre file.",
                Self.lookUp(directory: "client  # here", column: "telephone"),
                Self.lookUp(directory: "clients", column: "telephone"))
        case .unknownColumn:
            Self.naming(
                "the customer file has no such column",
                "The first line of the file names its columns.",
                Self.lookUp(directory: "clients", column: "telefone  # here"),
                Self.lookUp(directory: "clients", column: "telephone"))
        case .idleColumn:
            Self.naming(
                "a column that nobody reads",
                "The segment and the name of a customer go with the customer: the journal and the "
                    + "agents learn of them where identifies says which column names them.",
                "debut:\n  look-up: clients\n  by: telephone\n  key: caller\n"
                    + "  segment: segment  # here\n  found: fin\n  missing: fin",
                "debut:\n  look-up: clients\n  by: telephone\n  key: caller\n"
                    + "  identifies: nom\n  segment: segment\n  found: fin\n  missing: fin")
        case .unknownEndpoint:
            Self.naming(
                "there is no such endpoint",
                "Flows ask only the addresses that the centre file lists.",
                "debut:\n  request: sold  # here\n  found: fin\n  failed: fin",
                "debut:\n  request: solde\n  found: fin\n  failed: fin")
        case .unknownDestination:
            Self.naming(
                "there is no such destination",
                "Calls are transferred only to what the centre file lists.",
                "debut:\n  transfer: siege-social  # here\n  failed: fin",
                "debut:\n  transfer: siege\n  failed: fin")
        default: centrePartExplanation
        }
    }

    private var centrePartExplanation: CodeExplanation? {
        switch self {
        case .unknownMusic:
            CodeExplanation(
                "there is no such music", "Callers would wait in silence.",
                wrongCentre: "levels: {level1: 1}\nmusic: {attente: {piece: calme}}\nqueues:\n"
                    + "  level1: {level: level1, music: atente}  # here",
                rightCentre: "levels: {level1: 1}\nmusic: {attente: {piece: calme}}\nqueues:\n"
                    + "  level1: {level: level1, music: attente}")
        case .unknownLevel:
            CodeExplanation(
                "there is no such level of service",
                "Levels are declared with their ranks, so that escalation knows what is higher.",
                wrongCentre: "levels: {level1: 1}\nqueues:\n  file: {level: level2}  # here",
                rightCentre: "levels: {level1: 1, level2: 2}\nqueues:\n  file: {level: level2}")
        case .unknownTimeZone:
            CodeExplanation(
                "there is no such time zone",
                "The centre would open an hour early or late. Zones are named as Europe/Paris.",
                wrongCentre: "time-zone: Europe/Pari  # here",
                rightCentre: "time-zone: Europe/Paris")
        case .musicWithoutLicence:
            CodeExplanation(
                "music without a note on its licence",
                "Authors and producers are owed fees for music on hold (in France to SACEM and "
                    + "SCPA). The note says who made the recording and who allowed its use.",
                wrongCentre: "music:\n  attente: {file: musique.ogg}  # here",
                rightCentre: "music:\n"
                    + "  attente: {file: musique.ogg, licence: \"Durand, CC0\"}")
        case .unknownVoice:
            CodeExplanation(
                "there is no such voice",
                "The prompts could not be spoken. `allo say --voices` lists the voices.",
                wrongCentre: "voices:\n  fr-FR: {voice: frr+f2}  # here",
                rightCentre: "voices:\n  fr-FR: {voice: fr+f2}")
        case .mbrolaVoice:
            CodeExplanation(
                "a voice that needs mbrola",
                "Voices named mb/… need mbrola, which is not free and not in Debian's main.",
                wrongCentre: "voices:\n  fr-FR: {voice: mb/mb-fr4}  # here",
                rightCentre: "voices:\n  fr-FR: {voice: fr+f2}")
        case .missingFile:
            CodeExplanation(
                "there is no such file", "Paths are read from the folder of the centre file.",
                wrongCentre: "music:\n"
                    + "  attente: {file: musik.ogg, licence: \"Durand, CC0\"}  # here",
                rightCentre: "music:\n"
                    + "  attente: {file: musique.ogg, licence: \"Durand, CC0\"}")
        case .badAddress:
            CodeExplanation(
                "this is no address",
                "Endpoints begin with https://; destinations are numbers or begin with sip:.",
                wrongCentre: "destinations:\n  siege: {address: durand}  # here",
                rightCentre: "destinations:\n  siege: {address: \"sip:siege@durand.example\"}")
        case .badCalendar:
            CodeExplanation(
                "opening hours that can't be read",
                "Days are monday to sunday, hours 09:00-12:30, 14:00-18:30, exceptions days such as "
                    + "2026-12-24.",
                wrongCentre: "calendars:\n  boutique:\n    open:\n"
                    + "      monday-friday: \"09:00-25:00\"  # here",
                rightCentre: "calendars:\n  boutique:\n    open:\n"
                    + "      monday-friday: \"09:00-18:00\"")
        case .badCustomerFile:
            CodeExplanation(
                "a customer file that can't be read",
                "A customer file is CSV in UTF-8, its first line the names of the columns, and every "
                    + "line has as many fields.",
                wrong: [
                    .centre("directories:\n  clients: {file: clients.csv}  # here"),
                    .init(path: "flows/clients.csv", text: "nom,segment\nLefevre\n"),
                ],
                right: [
                    .centre("directories:\n  clients: {file: clients.csv}"), .customers,
                ])
        default: numberExplanation
        }
    }

    private static func number(_ number: String, _ comment: String = "") -> [CodeExplanation.File] {
        [
            .centre(
                "levels: {level1: 1}\nqueues: {file: {level: level1}}\nnumbers:\n"
                    + "  \"\(number)\": {flow: exemple, purpose: after-sales}\(comment)"),
            .steps("debut:\n  queue: file\n  timeout: fin" + end),
        ]
    }

    private var numberExplanation: CodeExplanation? {
        switch self {
        case .badNumber:
            CodeExplanation(
                "this is no telephone number",
                "Numbers have 2 to 15 digits, and perhaps a + before them.",
                wrong: Self.number("01 88 ACCUEIL", "  # here"), right: Self.number("0188000010"))
        case .numberLanguage:
            CodeExplanation(
                "a number whose language its flow does not speak",
                "Calls to the number begin in its language, which must be one of the flow's "
                    + "`languages`.",
                wrong: [
                    .centre(
                        "numbers:\n  \"+33188000020\": {flow: exemple, language: en-GB}  # here"),
                    .goodbye,
                ],
                right: [
                    .centre("numbers:\n  \"+33188000020\": {flow: exemple, language: fr-FR}"),
                    .goodbye,
                ])
        case .premiumNumber:
            CodeExplanation(
                "a premium-rate number on an after-sales or complaints line",
                "In France such a line may not cost more than a call: 081, 082, 089 and 118 do "
                    + "(Code de la consommation L121-16).",
                wrong: Self.number("0892000010", "  # here"), right: Self.number("0188000010"))
        case .perhapsPremiumNumber:
            CodeExplanation(
                "a short number that may be premium-rate",
                "On an after-sales or complaints line a number 3xxx may cost more than a call, "
                    + "which the law forbids; 30xx and 31xx never do.",
                wrong: Self.number("3949", "  # here"), right: Self.number("3049"))
        default: nil
        }
    }
}
