// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A room of the house: a library target with its tests beside it.
func room(
    _ name: String,
    _ dependencies: [Target.Dependency] = [],
    tests: [Target.Dependency] = []
) -> [Target] {
    [
        .target(name: name, dependencies: dependencies, swiftSettings: settings),
        .testTarget(
            name: "\(name)Tests",
            dependencies: [.byName(name: name), "TestSupport"] + tests,
            swiftSettings: settings
        ),
    ]
}

/// A C library of the system: a module map and a shim, no logic.
func system(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

/// The system calls of Linux that Swift's `Glibc` leaves out: a module map and a shim.
let linux = Target.systemLibrary(name: "CLinux")

// Arrows only point down: a room uses rooms of lower floors and nothing of its own floor.
var targets: [Target] = []

// Floor 0: C libraries.
targets += [
    system("CALSA", pkgConfig: "alsa", apt: "libasound2-dev"),
    system("CESpeakNG", pkgConfig: "espeak-ng", apt: "libespeak-ng-dev"),
    system("CCares", pkgConfig: "libcares", apt: "libc-ares-dev"),
    system("CEBUR128", pkgConfig: "libebur128", apt: "libebur128-dev"),
    system("CSndFile", pkgConfig: "sndfile", apt: "libsndfile1-dev"),
    system("CSoxr", pkgConfig: "soxr", apt: "libsoxr-dev"),
    linux,
    system("CSRTP", pkgConfig: "libsrtp2", apt: "libsrtp2-dev"),
    system("CSpanDSP", pkgConfig: "spandsp", apt: "libspandsp-dev"),
]

// Floor 1: what all share.
targets += room("Telephony")

// Floor 2: the pure core.
targets += room(
    "Flows",
    [
        "Telephony", .product(name: "Yams", package: "Yams"),
        .product(name: "Crypto", package: "swift-crypto"),
    ]
)
targets += room("Transcripts", ["Telephony"])
targets += room(
    "SIP",
    [
        "Telephony", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HeapModule", package: "swift-collections"),
    ]
)
targets += room("Media", ["Telephony"])
targets += room("Queues", ["Telephony"])
targets += room("Reports", ["Telephony"])

// Floor 3: how a call, its flow and its line act on each other.
targets += room("CallCentre", ["Telephony", "Flows", "Queues"])
targets += room("Charts", ["Telephony", "Flows"])

// Floor 4: sound, disk, network.
targets += room("SoundFiles", ["Telephony", "CSndFile", "CSoxr", "CEBUR128"], tests: ["CSndFile"])
targets += room(
    "Prompts",
    [
        "Telephony", "CESpeakNG", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Subprocess", package: "swift-subprocess"),
    ],
    tests: ["SoundFiles"]
)
targets += room("Tones", ["Telephony", "CSpanDSP"], tests: ["CSpanDSP"])
targets += room("SoundCard", ["Telephony", "CALSA"], tests: ["Media", "Tones"])
targets += room(
    "WebClient",
    [
        "Telephony", .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
    ],
    tests: [
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
    ]
)
targets += room(
    "PhoneBridge",
    [
        "Telephony", "SIP", "Media", "CSRTP", "CCares", "CLinux",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
    ],
    tests: [
        "SIP", "Media", "Tones", "SoundFiles", "CAllocations",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
    ]
)
targets += room(
    "CallLog",
    ["Telephony", "Reports", .product(name: "GRDB", package: "GRDB.swift")],
    tests: ["Reports", .product(name: "GRDB", package: "GRDB.swift")]
)

// Floor 5: the two drivers of the core.
targets += room(
    "Switchboard", ["Telephony", "Flows", "Queues", "Transcripts", "CallCentre", "CallLog"])
targets += room(
    "Rehearsal", ["Telephony", "Flows", "Queues", "Reports", "Transcripts", "CallCentre"])

// Floor 6: the command, and the benchmark.
targets += [
    .executableTarget(
        name: "allo",
        dependencies: [
            "Telephony", "Flows", "Queues", "Reports", "Transcripts", "CallCentre", "Charts",
            "SoundFiles", "Prompts", "Tones", "SoundCard", "WebClient", "SIP", "Media",
            "PhoneBridge", "CallLog",
            "Switchboard", "Rehearsal",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
            .product(name: "Logging", package: "swift-log"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        ],
        swiftSettings: settings,
        plugins: ["TemplatesPlugin"]
    ),
    // What `allo new` begins with: the services of `flows`, brought into the command when it is
    // built.
    .executableTarget(name: "embed-templates", swiftSettings: settings),
    .plugin(
        name: "TemplatesPlugin", capability: .buildTool(), dependencies: ["embed-templates"],
        path: "Sources/TemplatesPlugin"),
    .executableTarget(
        name: "allo-bench",
        dependencies: [
            "Telephony", "Flows", "Queues", "Reports", "Transcripts", "CallCentre", "SoundFiles",
            "Prompts", "SoundCard", "SIP", "Media", "PhoneBridge", "CallLog", "Switchboard",
            "Rehearsal",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
            .product(name: "NIOCore", package: "swift-nio"),
            .product(name: "NIOPosix", package: "swift-nio"),
        ],
        swiftSettings: settings
    ),
    .testTarget(
        name: "alloTests",
        dependencies: [
            "allo", "Telephony", "Media", "Tones", "SIP", "Reports", "TestSupport",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ],
        // Read where they stand, by tests that show commands wrong flows and logs.
        exclude: ["Defects", "QueueLogs"], swiftSettings: settings),
    .testTarget(
        name: "PhonePeersTests",
        dependencies: [
            "allo", "Telephony", "Media", "Tones", "CallLog", "Reports", "TestSupport",
        ],
        exclude: ["Scenarios", "Phones"], swiftSettings: settings),
    // C, as it stands between the program of the tests and the allocator of the system.
    .target(name: "CAllocations", path: "Tests/Allocations"),
    .target(
        name: "TestSupport",
        dependencies: ["Telephony", "Flows", "Transcripts", "CallCentre"],
        path: "Tests/TestSupport",
        swiftSettings: settings
    ),
]

// What finds faults by itself: every part that reads what others send, fed by chance (`make fuzz`).
targets += [
    .target(
        name: "FuzzTargets", dependencies: ["Telephony", "SIP", "Media"],
        path: "Tests/Fuzz/Targets", swiftSettings: settings),
    .testTarget(
        name: "FuzzTests", dependencies: ["FuzzTargets", "TestSupport"], path: "Tests/Fuzz/Tests",
        swiftSettings: settings),
]
if Context.environment["ALLO_FUZZ"] != nil {
    // Only libFuzzer links it: it brings its own main program.
    targets.append(
        .executableTarget(
            name: "allo-fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Program",
            swiftSettings: settings))
}

let package = Package(
    name: "allo",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
    ],
    targets: targets
)
