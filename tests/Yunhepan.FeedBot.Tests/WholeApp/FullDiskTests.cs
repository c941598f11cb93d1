using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>Simulates a full disk: the kernel prevents the process' files from growing, and allows it again later.</summary>
[Collection(WholeAppTests.Faults)]
public sealed class FullDiskTests
{
    private const int Chats = 10;

    [Fact]
    public async Task A_disk_that_is_full_for_a_while_stops_the_alerts_and_loses_and_repeats_none()
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.Portal.Publish(2);
        await using var process = await rig.RunAsync();
        var chats = await rig.FollowersAsync(Chats);
        await process.UntilAsync(async () => (await process.TitlesAsync()).Count == 2, "the silent first poll");

        await LimitFilesAsync(process, "0");
        rig.Portal.Publish(3);
        await process.UntilAsync(
            () => Task.FromResult(process.Everything.Contains("disk", StringComparison.Ordinal)), "a word about the disk");
        Assert.False(process.HasExited, process.Everything);
        Assert.All(chats, chat => Assert.Equal(0, WholeAppRig.TimesSent(chat, 3)));
        await process.UntilAsync(async () => await ReadyAsync(process) == HttpStatusCode.ServiceUnavailable, "/readyz to say that nothing can be written");
        Assert.Contains("nothing can be written", await (await process.AskAsync("/readyz")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        // Said by each that meets it, once in a while.
        Assert.All(
            process.Out.Where(line => line.Contains("disk", StringComparison.Ordinal)).GroupBy(WithoutTime),
            same => Assert.InRange(same.Count(), 1, 2));

        await LimitFilesAsync(process, "unlimited");
        await process.UntilAsync(
            () => Task.FromResult(chats.All(chat => Enumerable.Range(3, 3).All(n => WholeAppRig.TimesSent(chat, n) > 0))), "every article in every chat");
        Assert.All(chats, chat => Assert.All(Enumerable.Range(3, 3), n => Assert.Equal(1, WholeAppRig.TimesSent(chat, n))));
        Assert.Equal(5, (await process.TitlesAsync()).Count);
        await process.UntilAsync(async () => await ReadyAsync(process) == HttpStatusCode.OK, "/readyz to say that all is well again");
    }

    private static async Task<HttpStatusCode> ReadyAsync(FeedBotProcess process) => (await process.AskAsync("/readyz")).StatusCode;

    private static string WithoutTime(string line) => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private static async Task LimitFilesAsync(FeedBotProcess process, string bytes)
    {
        using var prlimit = Process.Start("/usr/bin/prlimit", ["--pid", process.Id.ToString(CultureInfo.InvariantCulture), $"--fsize={bytes}:unlimited"]);
        await prlimit.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, prlimit.ExitCode);
    }
}
