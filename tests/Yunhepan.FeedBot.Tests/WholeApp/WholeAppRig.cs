using Yunhepan.FeedBot.TelegramEmulator;
using Yunhepan.FeedBot.TelegramEmulator.Admin;
using Yunhepan.FeedBot.TelegramEmulator.Limits;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>
/// Runs tests of whole processes one after another, because they are heavy, next to one of <see cref="WholeAppFaultTests"/>.
/// </summary>
[CollectionDefinition(Name)]
public sealed class WholeAppTests
{
    public const string Name = "whole app";

    /// <summary>The collection of tests in which the process is killed, frozen or disconnected.</summary>
    public const string Faults = "whole app: faults";
}

[CollectionDefinition(WholeAppTests.Faults)]
public sealed class WholeAppFaultTests;

/// <summary>
/// A folder with feeds.json and data, a portal to poll and a Telegram emulator; the process between them is the real one.
/// </summary>
internal sealed class WholeAppRig : IAsyncDisposable
{
    private WholeAppRig(ScriptedOrigin origin, TelegramEmulatorServer telegram)
    {
        (Origin, Telegram) = (origin, telegram);
        Portal = new TodaysPortal(origin);
    }

    public TestFolder Folder { get; } = new();

    public ScriptedOrigin Origin { get; }

    public TelegramEmulatorServer Telegram { get; }

    public TodaysPortal Portal { get; }

    public string FeedsFile => Folder.PathOf("feeds.json");

    public string DataFolder => Folder.PathOf("data");

    /// <summary>As an operator would set them, in the environment; a test may add to them.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public static async Task<WholeAppRig> StartAsync()
    {
        var telegram = await TelegramEmulatorServer.StartAsync(new EmulatorOptions { Limits = LimitOptions.Off });
        var rig = new WholeAppRig(await ScriptedOrigin.StartAsync(), telegram);
        rig.Environment["Telegram__Token"] = telegram.Token;
        rig.Environment["Telegram__BaseUrl"] = telegram.BaseUrl.ToString();
        rig.Environment["Fetching__AllowedPrivateHosts__0"] = "127.0.0.1";
        rig.Environment["Fetching__PerHostSpacing"] = "00:00:00";
        rig.Environment["Fetching__PerHostConcurrency"] = "8";
        rig.Environment["Polling__ShortestEvery"] = "00:00:01";
        rig.Environment["Polling__StartSpread"] = "00:00:00";
        rig.Environment["Polling__LongestWait"] = "00:00:02";
        rig.Environment["Refreshing__PageRetry"] = "00:00:01";
        rig.Environment["Refreshing__PageAttempts"] = "20";
        rig.Environment["Publishing__FreshForMilliseconds"] = "0";
        rig.WriteFeeds(("portal", "/news/"));
        return rig;
    }

    /// <summary>Writes feeds.json with a category <c>news</c> and these sources in it.</summary>
    public void WriteFeeds(params (string Id, string Path)[] sources) => File.WriteAllText(FeedsFile, $$"""
        {
          "categories": [
            { "id": "news", "name": { "zh": "新闻", "en": "News" } },
            { "id": "food", "name": { "zh": "美食", "en": "Food" } }
          ],
          "sources": [
            {{string.Join(",\n    ", sources.Select(s => $$"""{ "id": "{{s.Id}}", "url": "{{Origin.Url(s.Path)}}", "category": "news", "every": "1s" }"""))}}
          ]
        }
        """);

    /// <summary>Starts the service on this data folder without waiting for it.</summary>
    public FeedBotProcess Launch(params string[] arguments) => FeedBotProcess.Start(
        Folder.Path,
        [.. arguments is [] ? ["run"] : arguments, "--urls", "http://127.0.0.1:0", "--data", DataFolder, "--feeds", FeedsFile],
        Environment.Select(pair => (pair.Key, pair.Value)));

    /// <summary>Starts the service on this data folder.</summary>
    public async Task<FeedBotProcess> RunAsync()
    {
        var process = Launch();
        await process.WaitUntilServingAsync();
        return process;
    }

    /// <summary>Runs a command that ends by itself, in the folder.</summary>
    public Task<Ended> CommandAsync(params string[] arguments) =>
        FeedBotProcess.RunToEndAsync(Folder.Path, arguments, Environment.Select(pair => (pair.Key, pair.Value)));

    /// <summary>People who tap a category, as people do.</summary>
    public async Task<IReadOnlyList<ChatHandle>> FollowersAsync(int count)
    {
        await Telegram.WaitForPollAsync(FeedBotProcess.Patience);
        List<ChatHandle> chats = [.. Enumerable.Range(1, count).Select(n => Telegram.CreatePrivateChat($"读者{n}"))];
        foreach (var chat in chats)
            chat.SendCommand("start");
        foreach (var chat in chats)
        {
            await chat.WaitForTextAsync("欢迎", FeedBotProcess.Patience);
            var answer = await chat.WaitForAnswerAsync(chat.Press("新闻"), FeedBotProcess.Patience);
            Assert.Contains("已关注", answer.Text, StringComparison.Ordinal);
        }

        return chats;
    }

    /// <summary>How often a chat was sent an article of the portal.</summary>
    public static int TimesSent(ChatHandle chat, int article) =>
        chat.BotMessages.Count(message => message.Text.Contains(TodaysPortal.Title(article), StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await Telegram.DisposeAsync();
        await Origin.DisposeAsync();
        Folder.Dispose();
    }
}

/// <summary>A temporary folder that is deleted with its test.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("feedbot-test-").FullName;

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
