"""A softphone made of pjsua2: commands come in line by line, what happens goes out the same way.

Arguments: udp or tcp, the wav file to say, the wav file for what is heard, the first of 20 ports,
how it holds: sendonly (RFC 3264) or zero (the address 0.0.0.0, RFC 2543), its name or number, its
address, and where it registers with which password, if it does.
"""

import ctypes
import os
import queue
import sys
import threading

import pjsua2

TRANSPORTS = {
    "udp": pjsua2.PJSIP_TRANSPORT_UDP,
    "tcp": pjsua2.PJSIP_TRANSPORT_TCP,
}
HOLDS = {
    "sendonly": pjsua2.PJSUA_CALL_HOLD_TYPE_RFC3264,
    "zero": pjsua2.PJSUA_CALL_HOLD_TYPE_RFC2543,
}
# How long packets wait before they are heard, in milliseconds.
PLAYOUT_DELAY = 100


def tell(text):
    print(text, flush=True)


class Call(pjsua2.Call):
    """One call, with its sound between two files."""

    def __init__(self, account, player, recorder, call=pjsua2.PJSUA_INVALID_ID):
        super().__init__(account, call)
        self.player = player
        self.recorder = recorder

    def onCallState(self, _):
        info = self.getInfo()
        tell(f"state {info.stateText} {info.lastStatusCode}")

    def onCallMediaState(self, _):
        # Kept in a variable: what it holds goes with it.
        info = self.getInfo()
        for medium in info.media:
            if medium.type != pjsua2.PJMEDIA_TYPE_AUDIO:
                continue
            if medium.status == pjsua2.PJSUA_CALL_MEDIA_ACTIVE:
                audio = self.getAudioMedia(medium.index)
                audio.startTransmit(self.recorder)
                self.player.startTransmit(audio)
                tell("media")
            elif medium.status == pjsua2.PJSUA_CALL_MEDIA_LOCAL_HOLD:
                tell("held")

    def onCallTransferStatus(self, prm):
        tell(f"transfer {int(prm.statusCode)}")

    def packets(self):
        """How many packets have come since the last agreement."""
        return self.getStreamStat(0).rtcp.rxStat.pkt

    def onDtmfDigit(self, digit):
        tell(f"key {digit.digit}")


class Account(pjsua2.Account):
    """Who calls, and is called."""

    def __init__(self):
        super().__init__()
        self.files = ()
        self.incoming = None

    def onRegState(self, prm):
        tell(f"registered {int(prm.code)}")

    def onIncomingCall(self, prm):
        # Whatever has no object at the end of this is refused.
        self.incoming = Call(self, *self.files, prm.callId)
        tell("incoming")


def keep_delay(config):
    """What is heard never slips against what was sent: no packet is left out to catch up."""
    config.jbInit = config.jbMinPre = config.jbMaxPre = PLAYOUT_DELAY
    # The binding has no names for the ways to catch up, so the number goes into what it gives.
    way = config.jbDiscardAlgo
    ctypes.c_int.from_address(int(way)).value = 0  # PJMEDIA_JB_DISCARD_NONE
    config.jbDiscardAlgo = way


def start(endpoint, transport, port, hold, user, address, registrar="", password=""):
    endpoint.libCreate()
    config = pjsua2.EpConfig()
    # Everything runs in this thread: Python callbacks from others would have to be guarded.
    config.uaConfig.threadCnt = 0
    config.uaConfig.mainThreadOnly = True
    config.logConfig.level = 1
    config.logConfig.consoleLevel = 1
    config.medConfig.ecOptions = 0
    config.medConfig.noVad = True
    config.medConfig.clockRate = 8000
    keep_delay(config.medConfig)
    endpoint.libInit(config)
    endpoint.audDevManager().setNullDev()
    transport_config = pjsua2.TransportConfig()
    transport_config.port = port
    transport_config.boundAddress = address
    endpoint.transportCreate(TRANSPORTS[transport], transport_config)
    endpoint.libStart()
    for codec in endpoint.codecEnum2():
        isWanted = codec.codecId.startswith("PCM")
        endpoint.codecSetPriority(codec.codecId, 200 if isWanted else 0)
    account_config = pjsua2.AccountConfig()
    account_config.idUri = f"sip:{user}@{address}"
    if registrar:
        account_config.regConfig.registrarUri = registrar
        credentials = pjsua2.AuthCredInfo("digest", "*", user, 0, password)
        account_config.sipConfig.authCreds.append(credentials)
    account_config.callConfig.holdType = HOLDS[hold]
    account_config.mediaConfig.transportConfig.port = port + 2
    account_config.mediaConfig.transportConfig.portRange = 16
    account_config.mediaConfig.transportConfig.boundAddress = address
    account = Account()
    account.create(account_config)
    return account


def main():
    transport, says, heard, port, hold, user, address, *register = sys.argv[1:]
    endpoint = pjsua2.Endpoint()
    account = start(endpoint, transport, int(port), hold, user, address, *register)
    recorder = pjsua2.AudioMediaRecorder()
    recorder.createRecorder(heard)
    player = pjsua2.AudioMediaPlayer()
    player.createPlayer(says, pjsua2.PJMEDIA_FILE_NO_LOOP)
    account.files = (player, recorder)
    commands = queue.Queue()

    def read():
        for line in sys.stdin:
            commands.put(line.split())
        commands.put(["quit"])

    threading.Thread(target=read, daemon=True).start()
    tell("ready")
    call = None
    # The call that waits while another one is asked.
    first = None
    while True:
        endpoint.libHandleEvents(10)
        try:
            command, *arguments = commands.get_nowait()
        except queue.Empty:
            continue
        if command == "dial":
            call = Call(account, player, recorder)
            call.makeCall(arguments[0], pjsua2.CallOpParam(True))
        elif command == "answer":
            call = account.incoming
            parameters = pjsua2.CallOpParam()
            parameters.statusCode = 200
            call.answer(parameters)
        elif command in ("key", "info"):
            parameters = pjsua2.CallSendDtmfParam()
            parameters.digits = arguments[0]
            if command == "info":
                parameters.method = pjsua2.PJSUA_DTMF_METHOD_SIP_INFO
            call.sendDtmf(parameters)
        elif command == "hold":
            call.setHold(pjsua2.CallOpParam(True))
        elif command == "retrieve":
            parameters = pjsua2.CallOpParam(True)
            parameters.opt.flag = pjsua2.PJSUA_CALL_UNHOLD
            call.reinvite(parameters)
        elif command == "transfer":
            call.xfer(arguments[0], pjsua2.CallOpParam(True))
        elif command == "consult":
            first = call
            call = Call(account, player, recorder)
            call.makeCall(arguments[0], pjsua2.CallOpParam(True))
        elif command == "attended":
            first.xferReplaces(call, pjsua2.CallOpParam(True))
        elif command == "packets":
            tell(f"packets {call.packets()}")
        elif command == "hangup":
            call.hangup(pjsua2.CallOpParam())
        elif command == "quit":
            break
    # The files are written to their ends here; the rest of the library may go with the process.
    del call
    del first
    account.incoming = None
    account.files = ()
    del recorder
    del player
    sys.stdout.flush()
    endpoint.libDestroy()
    os._exit(0)


main()
