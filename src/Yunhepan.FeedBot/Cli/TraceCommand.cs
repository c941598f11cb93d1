using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Hosting;

namespace Yunhepan.FeedBot.Cli;

/// <summary><c>trace ARTICLE</c>: what became of an article's alerts over all chats; <c>--chats</c> goes through them one by one.</summary>
internal static class TraceCommand
{
    private static readonly Argument<string> Named = new(
        "ARTICLE") { Description = "Its number, its id as in the feeds, the address of its page here, or its address on its own site." };
    private static readonly Option<bool> Chats = new("--chats") { Description = "A line for each chat too." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line." };

    public static Command Create()
    {
        var command = new Command("trace", "Shows what became of an article's alerts: sent, held, failed, in how many chats and why.")
        {
            Named, Chats, Json, ServiceOptions.Data, ServiceOptions.Feeds,
        };
        command.SetAction((parsed, ct) => StoredArticles.UseAsync(
            new FeedBotSettings { DataFolder = parsed.GetValue(
                ServiceOptions.Data)!, FeedsFile = parsed.GetValue(ServiceOptions.Feeds)!, Quiet = true },
            services => RunAsync(parsed, services.GetRequiredService<AlertTraces>(), ct)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, AlertTraces traces, CancellationToken ct)
    {
        var wanted = parsed.GetValue(Named)!;
        var meant = await traces.FindArticlesAsync(wanted, ct);
        if (meant.Count == 0)
            return await CliErrors.FailAsync($"no article is stored under {wanted}");
        if (meant.Count > 1 && !parsed.GetValue(Json))
            await Console.Out.WriteLineAsync($"{meant.Count} articles have this address:");
        foreach (var article in meant)
            await WriteAsync(parsed, traces, article, ct);
        return ExitCodes.Done;
    }

    private static async Task WriteAsync(ParseResult parsed, AlertTraces traces, Article article, CancellationToken ct)
    {
        var json = parsed.GetValue(Json);
        if (!json)
            await Console.Out.WriteLineAsync($"\"{article.Title}\" ({article.PublicId})");
        var alerts = await traces.OfAsync(article, ct);
        if (alerts.Count == 0 && !json)
            await Console.Out.WriteLineAsync(
                "It has raised no alert: it was there at the first poll of its source, was too old, or is not dealt with yet.");
        foreach (var alert in alerts)
        {
            await Console.Out.WriteLineAsync(json ? JsonSerializer.Serialize(alert, TraceJson.Default.TracedAlert) : Line(alert));
            if (!parsed.GetValue(Chats))
                continue;
            await foreach (var delivery in traces.DeliveriesAsync(alert.Alert, ct))
                await Console.Out.WriteLineAsync(
                    json ? JsonSerializer.Serialize(delivery, TraceJson.Default.TracedDelivery) : Line(delivery));
        }
    }

    private static string Line(TracedAlert alert)
    {
        var counts = alert.Outcomes.Select(o => $"{o.Key} {o.Value}").Concat(alert.Waiting.Select(w => $"waiting ({w.Key}) {w.Value}"));
        var open = alert.OpenFanOuts > 0 ? $"; {alert.OpenFanOuts} accounts are still at it" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"alert {alert.Alert}  {Times.Write(
                alert.RaisedAt)}  {alert.Kind}, {alert.Priority}: {string.Join(", ", counts.DefaultIfEmpty("nobody"))}{open}");
    }

    private static string Line(TracedDelivery delivery) => string.Create(
        CultureInfo.InvariantCulture,
        $"  chat {delivery.Subscriber} ({delivery.Chat.Platform} {delivery.Chat.ChatId})  {delivery.Outcome?.ToString()
            ?? $"waits: {delivery.Hold}"}  {(delivery.At is { } at ? Times.Write(at) : "-")}  for {delivery.Topic
            ?? "the message it has"}  {delivery.MessageId} {delivery.Reason}");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(TracedAlert))]
[JsonSerializable(typeof(TracedDelivery))]
internal sealed partial class TraceJson : JsonSerializerContext;
