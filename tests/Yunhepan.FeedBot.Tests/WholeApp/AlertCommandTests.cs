using System.Text.Json;
using Yunhepan.FeedBot.TelegramEmulator.Faults;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>Tests the operator's commands about alerts while the service runs.</summary>
[Collection(WholeAppTests.Name)]
public sealed class AlertCommandTests
{
    [Fact]
    public async Task The_operator_audits_what_was_due_sees_what_failed_sends_it_again_and_traces_an_article()
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.Portal.Publish(2);
        await using var process = await rig.RunAsync();
        var chats = await rig.FollowersAsync(3);
        await process.UntilAsync(async () => (await process.TitlesAsync()).Count == 2, "the silent first poll");
        rig.Telegram.Fail("sendMessage", Fault.Error(400, "Bad Request: message has a thing that nobody foresaw"));
        rig.Portal.Publish(1);
        await process.UntilAsync(() => Task.FromResult(chats.Sum(chat => WholeAppRig.TimesSent(chat, 3)) == 2), "two of three messages");
        await process.UntilAsync(async () => (await rig.CommandAsync("dead-letters", "--data", rig.DataFolder)).Out.EndsWith("1 dead letter.", StringComparison.Ordinal), "the dead letter");

        var audit = await rig.CommandAsync("audit", "--data", rig.DataFolder);
        Assert.Equal((0, ""), (audit.ExitCode, string.Join('\n', audit.Error)));
        Assert.EndsWith("1 alerts, 3 deliveries due: 2 sent, 0 waiting, 1 not sent for a known reason, 0 missing", audit.Out, StringComparison.Ordinal);
        Assert.Contains("1 Rejected", audit.Out, StringComparison.Ordinal);

        var letter = JsonDocument.Parse((await rig.CommandAsync("dead-letters", "--data", rig.DataFolder, "--json")).Out).RootElement;
        Assert.Equal("Rejected", letter.GetProperty("outcome").GetString());
        Assert.Contains("nobody foresaw", letter.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(TodaysPortal.Title(3), letter.GetProperty("title").GetString());

        Assert.Equal("Requeued: 1", (await rig.CommandAsync("dead-letters", "--data", rig.DataFolder, "--requeue")).Out);
        await process.UntilAsync(() => Task.FromResult(chats.All(chat => WholeAppRig.TimesSent(chat, 3) == 1)), "the third message");
        await process.UntilAsync(
            async () => (await rig.CommandAsync("audit", "--data", rig.DataFolder)).Out.EndsWith("3 sent, 0 waiting, 0 not sent for a known reason, 0 missing", StringComparison.Ordinal),
            "a clean account");

        var trace = await rig.CommandAsync("trace", rig.Origin.Url(TodaysPortal.PathOf(3)).ToString(), "--chats", "--data", rig.DataFolder, "--feeds", rig.FeedsFile);
        Assert.StartsWith($"\"{TodaysPortal.Title(3)}\"", trace.Out, StringComparison.Ordinal);
        Assert.Contains("New, Normal: Sent 3", trace.Out, StringComparison.Ordinal);
        Assert.Equal(3, trace.Out.Split('\n').Count(line => line.StartsWith("  chat ", StringComparison.Ordinal) && line.Contains("Sent", StringComparison.Ordinal)));
        var told = await rig.CommandAsync("explain", rig.Origin.Url(TodaysPortal.PathOf(3)).ToString(), "--data", rig.DataFolder, "--json");
        Assert.Equal(TodaysPortal.Title(3), JsonDocument.Parse(told.Out).RootElement.GetProperty("title").GetString());
        var counted = JsonDocument.Parse((await rig.CommandAsync("audit", "--data", rig.DataFolder, "--json")).Out).RootElement;
        Assert.Equal(3, counted.GetProperty("alerts")[0].GetProperty("outcomes").GetProperty("Sent").GetInt32());
        Assert.True(counted.GetProperty("isBalanced").GetBoolean());
        Assert.Equal("No complaint is open.", (await rig.CommandAsync("complaints", "--data", rig.DataFolder, "--feeds", rig.FeedsFile)).Out);
        Assert.StartsWith("Nothing has been taken down", (await rig.CommandAsync("takedowns", "--data", rig.DataFolder, "--feeds", rig.FeedsFile)).Out, StringComparison.Ordinal);
        var unknown = await rig.CommandAsync("trace", "https://nowhere.example/", "--data", rig.DataFolder, "--feeds", rig.FeedsFile);
        Assert.Contains("no article is stored under https://nowhere.example/", unknown.TheOneLine, StringComparison.Ordinal);
    }
}
