/// The faults that checking finds, each with a code that stays the same for good.
///
/// `F0xx` are about the file, `F1xx` about steps and flows, `F2xx` about the centre, `F3xx` about
/// variables and expressions, `F4xx` about what callers meet, `F5xx` about prompts, `F6xx` about
/// simulations.
public enum DiagnosticCode: String, CaseIterable, Hashable, Sendable {
    // The file.
    case notUTF8 = "F001"
    case fileTooLarge = "F002"
    case emptyFile = "F003"
    case syntax = "F004"
    case nestedTooDeep = "F005"
    case anchor = "F006"
    case tag = "F007"
    case mergeKey = "F008"
    case duplicateKey = "F009"
    case severalDocuments = "F010"
    case tab = "F011"
    case commentedChoice = "F012"
    case unknownKey = "F013"
    case missingKey = "F014"
    case missingValue = "F015"
    case wrongForm = "F016"
    case wrongValue = "F017"
    case outOfRange = "F018"
    case badName = "F019"
    case unknownFormat = "F020"

    // Steps and flows.
    case unknownStepKind = "F101"
    case twoStepKinds = "F102"
    case unknownStep = "F103"
    case unreachableStep = "F104"
    case reservedName = "F105"
    case fileName = "F106"
    case flowTwice = "F107"
    case unknownFlow = "F108"
    case callsItself = "F109"
    case unknownParameter = "F110"
    case missingParameter = "F111"
    case unknownExit = "F112"
    case missingExit = "F113"
    case unknownResult = "F114"
    case idleExit = "F115"
    case transferElsewhere = "F116"
    case idleColumn = "F117"

    // The centre.
    case unknownQueue = "F201"
    case unknownCalendar = "F202"
    case unknownDirectory = "F203"
    case unknownColumn = "F204"
    case unknownEndpoint = "F205"
    case unknownDestination = "F206"
    case unknownMusic = "F207"
    case unknownLevel = "F208"
    case unknownTimeZone = "F209"
    case musicWithoutLicence = "F210"
    case unknownVoice = "F211"
    case mbrolaVoice = "F212"
    case missingFile = "F213"
    case badAddress = "F214"
    case badCalendar = "F215"
    case badCustomerFile = "F216"
    case badNumber = "F217"
    case premiumNumber = "F218"
    case perhapsPremiumNumber = "F219"
    case badListener = "F220"
    case listenerTwice = "F221"
    case incompleteCertificate = "F222"
    case badMediaPorts = "F223"
    case fewMediaPorts = "F224"
    case badNetwork = "F225"
    case networkTwice = "F226"
    case openTrunk = "F227"
    case incompleteAccount = "F228"
    case plainPassword = "F229"
    case unknownTrunk = "F230"
    case noTrunk = "F231"
    case badPrefix = "F232"
    case destinationNotAllowed = "F233"
    case idleAuthorities = "F234"
    case unheardTransport = "F235"
    case badShares = "F236"
    case numberTwice = "F237"
    case phoneTwice = "F238"
    case badPIN = "F239"
    case unknownPhone = "F240"
    case agentWithoutQueue = "F241"
    case queueWithoutAgent = "F242"
    case skillNobodyHas = "F243"
    case mobileCallerNumber = "F244"
    case noCallbacks = "F245"
    case longRetention = "F246"
    case talksNeverRecorded = "F247"
    case numberLanguage = "F248"
    case talksOutside = "F249"

    // Variables and expressions.
    case unknownVariable = "F301"
    case neverSet = "F302"
    case neverRead = "F303"
    case builtInSet = "F304"
    case badExpression = "F305"
    case badTemplate = "F306"
    case noCondition = "F307"
    case secretSpoken = "F308"
    case secretInAddress = "F309"
    case secretLookedUp = "F310"
    case secretShown = "F311"
    case unknownSpokenFormat = "F312"
    case pinNotSecret = "F313"

    // What callers meet.
    case loopWithoutInput = "F401"
    case silence = "F402"
    case silentFailure = "F403"
    case keyNotBound = "F404"
    case keyNotSaid = "F405"
    case keyBeforeFunction = "F406"
    case gapInKeys = "F407"
    case tooManyChoices = "F408"
    case keysOutOfOrder = "F409"
    case firstKeyTimeout = "F410"
    case termKeyIsChoice = "F411"
    case choiceDelaysChoice = "F412"
    case recordingWithoutNotice = "F413"
    case noWayToPerson = "F414"
    case callbackWithoutConsent = "F415"
    case wrongScale = "F416"

    // Prompts.
    case unknownPrompt = "F501"
    case promptMissingInLanguage = "F502"
    case promptNeverUsed = "F503"
    case missingRecording = "F504"
    case unknownLanguage = "F505"
    case textMissingInLanguage = "F506"

    // Simulations.
    case badPeriod = "F601"
    case badArrivals = "F602"
    case unknownProfile = "F603"
    case badPress = "F604"
    case noStaff = "F605"
    case badShifts = "F606"
    case noTalkTime = "F607"
    case badChange = "F608"
}

extension DiagnosticCode {
    /// Whether calls could be taken in spite of the fault.
    public var severity: Diagnostic.Severity {
        switch self {
        case .perhapsPremiumNumber, .neverRead, .keyBeforeFunction, .gapInKeys, .tooManyChoices,
            .keysOutOfOrder, .firstKeyTimeout, .choiceDelaysChoice, .noWayToPerson,
            .promptNeverUsed, .keyNotSaid, .unreachableStep, .silentFailure, .fewMediaPorts,
            .plainPassword, .idleAuthorities, .unheardTransport, .idleExit, .agentWithoutQueue,
            .queueWithoutAgent, .skillNobodyHas, .longRetention, .talksNeverRecorded,
            .callbackWithoutConsent, .wrongScale, .idleColumn, .talksOutside:
            .warning
        default: .error
        }
    }
}
