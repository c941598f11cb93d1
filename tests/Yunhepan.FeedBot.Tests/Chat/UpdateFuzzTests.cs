// The waits of the emulator have an end of their own.
#pragma warning disable xUnit1051
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Telegram;
using Yunhepan.FeedBot.TelegramEmulator;
using Yunhepan.FeedBot.TelegramEmulator.Admin;
using Yunhepan.FeedBot.TelegramEmulator.Limits;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>Ten thousand malformed updates break nothing, reach nothing private and add no row beyond the quotas.</summary>
public sealed class UpdateFuzzTests : IAsyncLifetime
{
    private const int Chats = 24;

    private readonly TcpListener _inside = new(IPAddress.Loopback, 0);
    private TelegramEmulatorServer _telegram = null!;

    public async ValueTask InitializeAsync()
    {
        _inside.Start();
        _telegram = await TelegramEmulatorServer.StartAsync(new EmulatorOptions { Limits = LimitOptions.Off });
    }

    public async ValueTask DisposeAsync()
    {
        await _telegram.DisposeAsync();
        _inside.Dispose();
    }

    [Fact]
    public async Task Eight_thousand_that_are_polled()
    {
        await using var app = await ChatApp.StartAsync(Settings(isWebhook: false));
        await _telegram.WaitForPollAsync(Eventually.Patience);
        var (updates, person) = (Generator(20261130), _telegram.CreatePrivateChat("小林", started: true));

        for (var batch = 1; batch <= 8; batch++)
        {
            _telegram.InjectUpdates(Enumerable.Range(0, 1_000).Select(_ => (Func<int, string>)(number => updates.Next(number, mayBreak: false))));
            await AnswersAsync(person, batch);
        }

        await AssertSoundAsync(app);
    }

    [Fact]
    public async Task Two_thousand_that_are_pushed()
    {
        var port = FreePort();
        await using var app = await ChatApp.StartAsync(
            port, Settings(isWebhook: true), null, new SourceCatalogue { Site = new Site { BaseUrl = $"http://127.0.0.1:{port}" } });
        await _telegram.WaitForCallAsync(call => call.Method == "setWebhook", Eventually.Patience);
        var (updates, person) = (Generator(17), _telegram.CreatePrivateChat("小林", started: true));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        http.DefaultRequestHeaders.TryAddWithoutValidation(TelegramWebhook.SecretHeader, app.Services.GetRequiredService<TelegramWebhook>().Secret);
        var url = new Uri(app.BaseUrl, "/telegram/110201543");
        var pushed = Enumerable.Range(1_000, 2_000).Select(number => updates.Next(number, mayBreak: true)).ToList();

        foreach (var (batch, some) in pushed.Chunk(500).Index())
        {
            await Parallel.ForEachAsync(some, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (text, cancel) =>
            {
                using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new("application/json") } };
                using var response = await http.PostAsync(url, content, cancel);
                Assert.True(response.StatusCode == HttpStatusCode.OK, $"{response.StatusCode}: {text}");
            });
            await AnswersAsync(person, batch + 1);
        }

        await Eventually.TrueAsync(() => app.AskAsync<AlertsDb, int>(db => db.ReceivedUpdates.CountAsync(u => u.Text != null)).GetAwaiter().GetResult() == 0);
        Assert.InRange(await app.AskAsync<AlertsDb, int>(db => db.ReceivedUpdates.CountAsync()), 1_000, 2_004);
        await AssertSoundAsync(app);
    }

    // Answers come as fast as they can, so that the tests are short.
    private (string Key, string Value)[] Settings(bool isWebhook) =>
    [
        ("Telegram:Token", _telegram.Token), ("Telegram:BaseUrl", _telegram.BaseUrl.ToString()), ("Telegram:Webhook", isWebhook.ToString()), ("Chat:AddSources", "Open"),
        ("Telegram:PerSecond", "100000"), ("Telegram:PerChatPerSecond", "100000"), ("Telegram:PerGroupPerMinute", "60000"),
    ];

    private MalformedUpdates Generator(int seed) => new(
        seed, [.. Enumerable.Range(0, Chats).Select(i => (i % 3 == 0 ? _telegram.CreateSupergroup($"群{i}", forum: i % 2 == 0) : _telegram.CreatePrivateChat($"人{i}", started: true)).Id)],
        $"http://127.0.0.1:{((IPEndPoint)_inside.LocalEndpoint).Port}/");

    /// <summary>A good message that comes after the malformed ones is answered as ever.</summary>
    private static async Task AnswersAsync(ChatHandle person, int times)
    {
        person.SendText("/help");
        await person.WaitForMessageAsync(_ => person.BotMessages.Count(message => message.Text.Contains("可以这样用", StringComparison.Ordinal)) == times);
    }

    private async Task AssertSoundAsync(ChatApp app)
    {
        var faults = app.Log.Where(line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal)).ToList();
        Assert.True(faults.Count == 0, $"{faults.Count} faults: {string.Join('\n', faults.Select(fault => fault[..Math.Min(fault.Length, 900)]).DistinctBy(fault => fault.Length > 200 ? fault[^200..] : fault).Take(8))}");
        Assert.False(_inside.Pending(), "somebody reached the private network");
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AlertsDb>();
        Assert.All(
            await db.Subscriptions.GroupBy(s => s.SubscriberId).Select(g => g.Count()).ToListAsync(), count => Assert.InRange(count, 1, 200));
        Assert.All(await db.UndoSteps.GroupBy(s => s.SubscriberId).Select(g => g.Count()).ToListAsync(), count => Assert.InRange(count, 1, 20));
        Assert.All(await db.ManagedChats.GroupBy(s => s.PersonId).Select(g => g.Count()).ToListAsync(), count => Assert.InRange(count, 1, 30));
        var chats = await db.Subscribers.CountAsync();
        Assert.InRange(chats, 1, 600);
        Assert.InRange(await db.OpenQuestions.CountAsync(), 0, chats);
        Assert.Equal(0, await db.AddedSources.CountAsync() + await db.SourceImports.CountAsync() + await db.PushDevices.CountAsync() + await db.Receipts.CountAsync());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
