// The emulator starts without a token of its own.
#pragma warning disable xUnit1051
using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Chat.Telegram;
using Yunhepan.FeedBot.Hosting;
using Yunhepan.FeedBot.Hosting.Health;
using Yunhepan.FeedBot.TelegramEmulator;

namespace Yunhepan.FeedBot.Tests.Chat;

public sealed class TelegramTroubleTests
{
    [Fact]
    public async Task Without_a_token_telegram_is_off_and_says_so_once()
    {
        await using var app = await ChatApp.StartAsync();
        Assert.Single(app.Log, line => line.Contains("Telegram is off", StringComparison.Ordinal));
        Assert.False(app.Services.GetRequiredService<TelegramStatus>().IsOn);
    }

    [Fact]
    public async Task A_refused_token_says_so_in_one_clear_line_and_polling_begins_by_itself_once_it_works()
    {
        await using var telegram = await TelegramEmulatorServer.StartAsync();
        await using var app = await ChatApp.StartAsync(("Telegram:Token", "999:revoked-secret"), ("Telegram:BaseUrl", telegram.BaseUrl.ToString()));
        await Eventually.TrueAsync(() => app.Log.Any(line => line.Contains("refuses the token of bot 999", StringComparison.Ordinal)));
        Assert.DoesNotContain(app.Log, line => line.Contains("revoked-secret", StringComparison.Ordinal));
        var status = app.Services.GetRequiredService<TelegramStatus>();
        Assert.True(status.IsRefused);
        Assert.Equal("the token of bot 999 is refused (error 401)", status.Problem);

        var check = new ChatAccountsCheck(app.Services.GetRequiredService<TelegramBots>(), app.Services.GetRequiredService<LaneBoard>());
        var health = await check.CheckHealthAsync(new HealthCheckContext(), ChatApp.Cancel);
        Assert.Equal((HealthStatus.Degraded, "telegram: the token of bot 999 is refused (error 401)"), (health.Status, health.Description));

        var links = new ChatTopicLinks(status);
        Assert.Null(links.BotUrl);
        telegram.AddBot("999:revoked-secret", "late_bot");
        await Eventually.TrueAsync(() => status is { Username: "late_bot", IsRefused: false, Problem: null });
        // The pages link to the bot by the name that Telegram gave.
        Assert.Equal("https://t.me/late_bot", links.BotUrl);
        Assert.Single(app.Log, line => line.Contains("refuses the token of bot 999", StringComparison.Ordinal));
        Assert.Equal(HealthStatus.Healthy, (await check.CheckHealthAsync(new HealthCheckContext(), ChatApp.Cancel)).Status);
    }

    [Fact]
    public async Task A_wrong_setting_is_named_and_the_secret_is_not_shown()
    {
        var bad = await Assert.ThrowsAsync<OptionsValidationException>(() => ChatApp.StartAsync(("Telegram:Token", "my secret")));
        Assert.Contains("Telegram:Token", bad.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("my secret", bad.Message, StringComparison.Ordinal);
        var missing = await Assert.ThrowsAsync<OptionsValidationException>(() => ChatApp.StartAsync(("Telegram:TokenFile", "/no/such/file")));
        Assert.Contains("Telegram:TokenFile", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_that_cannot_be_read_is_skipped_alone()
    {
        await using var telegram = await PoisonedTelegram.StartAsync();
        await using var app = await ChatApp.StartAsync(("Telegram:Token", "123:abc"), ("Telegram:BaseUrl", telegram.BaseUrl));
        await Eventually.TrueAsync(() => telegram.Sent.Any(body => body.Contains("77", StringComparison.Ordinal)));
        await Eventually.TrueAsync(() => telegram.Confirmed >= 12);
        Assert.Contains(app.Log, line => line.Contains("update 10 cannot be read", StringComparison.Ordinal));
    }

    /// <summary>A Bot API whose first update lacks what every client relies on, and whose second is sound.</summary>
    private sealed class PoisonedTelegram(WebApplication app) : IAsyncDisposable
    {
        private const string Batch =
            """
            {"ok":true,"result":[
            {"update_id":10,"message":{"message_id":"not a number","date":"yesterday","chat":7,"text":"/help"}},
            {"update_id":11,"message":{"message_id":5,"date":1700000000,"chat":{"id":77,"type":"private"},"from":{"id":77,"is_bot":false,"first_name":"A"},"text":"/help"}}]}
            """;

        private const string Message = """{"ok":true,"result":{"message_id":6,"date":1700000000,"chat":{"id":77,"type":"private"},"text":"x"}}""";

        private int _confirmed;

        public ConcurrentQueue<string> Sent { get; } = new();

        public int Confirmed => Volatile.Read(ref _confirmed);

        public string BaseUrl => app.Urls.First();

        public static async Task<PoisonedTelegram> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            var server = new PoisonedTelegram(builder.Build());
            await server.RunAsync();
            return server;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private Task RunAsync()
        {
            app.MapPost("/{bot}/{method}", async (HttpRequest request, string method) =>
            {
                using var reader = new StreamReader(request.Body);
                var body = await reader.ReadToEndAsync(ChatApp.Cancel);
                return Results.Text(await AnswerAsync(method, body), "application/json");
            });
            return app.StartAsync(ChatApp.Cancel);
        }

        private async Task<string> AnswerAsync(string method, string body)
        {
            switch (method.ToLowerInvariant())
            {
                case "getme":
                    return """{"ok":true,"result":{"id":123,"is_bot":true,"first_name":"B","username":"b_bot"}}""";
                case "sendmessage":
                    Sent.Enqueue(body);
                    return Message;
                case "getupdates" when body.Contains("\"offset\":12", StringComparison.Ordinal):
                    Volatile.Write(ref _confirmed, 12);
                    await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, ChatApp.Cancel);
                    return """{"ok":true,"result":[]}""";
                case "getupdates":
                    return Batch;
                default:
                    return """{"ok":true,"result":true}""";
            }
        }
    }
}
