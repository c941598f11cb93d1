using System.Diagnostics;
using System.Globalization;
using System.Net;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.TelegramEmulator.Faults;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>Two nodes share a database, and one is suspended in the middle of its sends, like a paused virtual machine.</summary>
[Collection(WholeAppTests.Faults)]
public sealed class FrozenNodeTests(TestDatabases databases)
{
    private const int Chats = 40;
    private const int InTheAir = 4;

    [Fact]
    public async Task A_node_that_was_frozen_and_wakes_up_sends_nothing_after_another_has_taken_over()
    {
        await using var database = await databases.CreateEmptyAsync(DatabaseEngine.Postgres);
        await using var rig = await WholeAppRig.StartAsync();
        rig.Environment["ConnectionStrings__FeedBot"] = ((DatabaseLocation.Postgres)database.Location).ConnectionString;
        // Shorter, a busy machine is a freeze.
        rig.Environment["Alerts__LaneLease"] = "00:00:05";
        rig.Portal.Publish(1);
        await using var first = await rig.RunAsync();
        var chats = await rig.FollowersAsync(Chats);
        await first.UntilAsync(async () => (await first.TitlesAsync()).Count == 1, "the silent first poll");
        await using var second = FeedBotProcess.Start(
            rig.Folder.Path,
            ["run", "--urls", "http://127.0.0.1:0", "--data", rig.Folder.PathOf("other"), "--feeds", rig.FeedsFile],
            rig.Environment.Select(pair => (pair.Key, pair.Value)));
        await second.WaitUntilServingAsync();

        rig.Telegram.Fail("sendMessage", Fault.Slow(TimeSpan.FromMilliseconds(150)), times: 1000);
        rig.Portal.Publish(1);
        await second.UntilAsync(() => Task.FromResult(Sent(rig, 2) is > 5), "the fan-out to be under way");
        // The first start on an empty database is no fault.
        Assert.DoesNotContain(first.Out, line => line.Contains(" fail: ", StringComparison.Ordinal));
        await SignalAsync("STOP", first);
        await second.UntilAsync(() => Task.FromResult(chats.All(chat => WholeAppRig.TimesSent(chat, 2) > 0)), "the other node to finish");
        await SignalAsync("CONT", first);
        Assert.Equal(HttpStatusCode.OK, (await first.AskAsync("/healthz")).StatusCode);
        // Whatever it wanted to send when it woke up is out before a whole further broadcast is.
        rig.Portal.Publish(1);
        await second.UntilAsync(() => Task.FromResult(chats.All(chat => WholeAppRig.TimesSent(chat, 3) > 0)), "the next article");

        // What had passed its check, and was frozen on its way to the wire, cannot be called back.
        Assert.InRange(Sent(rig, 2) - Chats, 0, InTheAir);
        Assert.Equal(Chats, Sent(rig, 3));
        // Nor is a node that wakes up to what another has done.
        Assert.All((FeedBotProcess[])[first, second], node => Assert.Empty(Faults(node)));
    }

    private static int Sent(WholeAppRig rig, int article) => rig.Telegram.Chats.Sum(chat => WholeAppRig.TimesSent(chat, article));

    // Each with what follows it: a bare category says nothing of what went wrong.
    private static IEnumerable<string> Faults(FeedBotProcess node)
    {
        var lines = node.Out.ToList();
        return lines.Index().Where(line => line.Item.Contains(" fail: ", StringComparison.Ordinal) || line.Item.Contains("duplicate key", StringComparison.Ordinal))
            .Select(line => string.Join('\n', lines.Skip(line.Index).Take(12)));
    }

    private static async Task SignalAsync(string signal, FeedBotProcess process)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {process.Id.ToString(CultureInfo.InvariantCulture)}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
