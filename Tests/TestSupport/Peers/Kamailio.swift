import Foundation

/// Kamailio in front of Allo: a registrar, and a dispatcher that passes calls on.
///
/// A call to a user who has registered goes to that phone; any other goes to Allo, over the
/// transport that was chosen.
package final class Kamailio: Sendable {
    /// Where it listens for UDP and TCP; TLS is the next port but one.
    package let port: UInt16
    /// Its port for TLS.
    package var tls: UInt16 { port + 2 }
    private let folder: TestFolder
    private let program: ChildProcess

    /// Starts it before the Allo that listens at `port` for `transport` (`udp`, `tcp` or `tls`);
    /// returns once it listens, at the port `ours` where that is given.
    package init(
        before port: UInt16, over transport: String, certificate: Certificate,
        at ours: UInt16? = nil
    ) async throws {
        let folder = try TestFolder("kamailio")
        self.folder = folder
        self.port = try ours ?? Ports.reserve(4)
        try folder.write("1 sip:127.0.0.1:\(port);transport=\(transport)\n", to: "dispatcher.list")
        try folder.write(
            """
            [server:default]
            method = TLSv1.2+
            certificate = \(certificate.chain)
            private_key = \(certificate.key)
            verify_certificate = no
            require_certificate = no
            [client:default]
            method = TLSv1.2+
            certificate = \(certificate.chain)
            private_key = \(certificate.key)
            verify_certificate = no
            require_certificate = no

            """, to: "tls.cfg")
        try folder.write(Self.configuration(port: self.port, folder: folder), to: "kamailio.cfg")
        program = try ChildProcess(
            peer: "/usr/sbin/kamailio", package: "kamailio",
            [
                "-f", folder.file("kamailio.cfg"), "-DD", "-E", "-n", "1", "-N", "1", "-m", "32",
                "-M", "4", "-Y", folder.path, "-w", folder.path,
                "-P", folder.file("pid"),
            ], owner: folder, patience: .seconds(100), deathSignal: "TERM")
        try await Ports.untilTaken(self.port, by: program)
        try await Ports.untilTaken(tls, by: program)
    }

    deinit {
        // Its first process ends the others; killed, it would leave them.
        program.send(SIGTERM)
    }

    /// How a caller reaches somebody through it.
    package func uri(_ user: String, over transport: String = "udp") -> String {
        "sip:\(user)@127.0.0.1:\(transport == "tls" ? tls : port);transport=\(transport)"
    }

    /// What it says of itself.
    package var log: Hearing { program.errors }

    /// Ends it.
    package func stop() async throws {
        program.send(SIGTERM)
        _ = try await program.remains()
    }

    private static func configuration(port: UInt16, folder: TestFolder) -> String {
        """
        debug=2
        log_stderror=yes
        children=1
        tcp_children=1
        auto_aliases=no
        dns=no
        rev_dns=no
        enable_tls=yes
        listen=udp:127.0.0.1:\(port)
        listen=tcp:127.0.0.1:\(port)
        listen=tls:127.0.0.1:\(port + 2)
        loadmodule "tm.so"
        loadmodule "sl.so"
        loadmodule "rr.so"
        loadmodule "pv.so"
        loadmodule "maxfwd.so"
        loadmodule "usrloc.so"
        loadmodule "registrar.so"
        loadmodule "textops.so"
        loadmodule "siputils.so"
        loadmodule "xlog.so"
        loadmodule "dispatcher.so"
        loadmodule "tls.so"
        modparam("tls", "config", "\(folder.file("tls.cfg"))")
        modparam("usrloc", "db_mode", 0)
        modparam("dispatcher", "list_file", "\(folder.file("dispatcher.list"))")
        modparam("rr", "enable_double_rr", 1)
        request_route {
            if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
            if (has_totag()) {
                if (loose_route()) { t_relay(); exit; }
                if (is_method("ACK")) { if (t_check_trans()) { t_relay(); } exit; }
                sl_send_reply("404", "Not here"); exit;
            }
            if (is_method("CANCEL")) { if (t_check_trans()) { t_relay(); } exit; }
            t_check_trans();
            if (is_method("REGISTER")) {
                if (save("location")) { xlog("L_ERR", "registered $fU\\n"); }
                exit;
            }
            if (is_method("OPTIONS") && uri == myself) { sl_send_reply("200", "OK"); exit; }
            record_route();
            if (lookup("location")) { t_relay(); exit; }
            if (!ds_select_dst("1", "4")) { sl_send_reply("503", "Nobody"); exit; }
            t_relay();
        }

        """
    }
}
