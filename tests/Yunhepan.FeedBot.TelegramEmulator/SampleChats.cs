namespace Yunhepan.FeedBot.TelegramEmulator;

/// <summary>Creates a few chats when the emulator is started by hand.</summary>
internal static class SampleChats
{
    public static void AddTo(TelegramEmulatorServer server)
    {
        server.CreatePrivateChat("小林", "xiaolin");
        server.CreatePrivateChat("Alice", "alice", language: "en");
        server.CreateGroup("任城区邻里群", "王阿姨");
        server.CreateSupergroup("运河畔 · 讨论", forum: true, username: "yunhepan_talk", owner: "老张");
        server.CreateChannel("济宁快讯", "jining_alerts");
    }
}
