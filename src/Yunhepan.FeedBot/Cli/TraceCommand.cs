using System.CommandLine;
using System.Runtime.CompilerServices;
using Yunhepan.FeedBot.Alerts.Auditing;

namespace Yunhepan.FeedBot.Cli;

/// <c>trace ARTICLE</c>: shows what happened to an article's alerts over all chats; <c>--chats</c> lists each chat.
internal static class TraceCommand
{
    private static readonly Argument<string> Named = ServiceOptions.Article("ARTICLE");
    private static readonly Option<bool> Chats = new("--chats") { Description = "A line for each chat too." };

    public static Command Create()
    {
        var command = ReportCommand.Create(
            "trace", "Shows what became of an article's alerts: sent, held, failed, in how many chats and why.",
            (parsed, services, ct) => ReadAsync(services, parsed.GetValue(Named)!, parsed.GetValue(Chats), ct));
        command.Add(Named);
        command.Add(Chats);
        return command;
    }

    private static async IAsyncEnumerable<ReportLine> ReadAsync(
        IServiceProvider services, string named, bool withChats, [EnumeratorCancellation] CancellationToken ct)
    {
        var traces = services.GetRequiredService<AlertTraces>();
        var articles = await StoredArticles.NamedAsync(services, named, ct);
        if (articles.Count > 1)
            yield return new($"{articles.Count} articles have this address:");
        foreach (var article in articles)
        {
            yield return new($"\"{article.Title}\" ({article.PublicId})");
            var alerts = await traces.ReadAsync(article, ct);
            if (alerts.Count == 0)
                yield return new(
                    $"It has raised no alert: it was there at the first poll of its source, was too old, or is not dealt with yet.");
            foreach (var alert in alerts)
            {
                yield return Line(alert);
                if (!withChats)
                    continue;
                await foreach (var delivery in traces.DeliveriesAsync(alert.Alert, ct))
                    yield return Line(delivery);
            }
        }
    }

    private static ReportLine Line(TracedAlert alert)
    {
        var counts = alert.Outcomes.Select(o => $"{o.Key} {o.Value}").Concat(alert.Waiting.Select(w => $"waiting ({w.Key}) {w.Value}"));
        var became = string.Join(", ", counts.DefaultIfEmpty("nobody"));
        var open = alert.OpenFanOuts > 0 ? $"; {alert.OpenFanOuts} accounts are still at it" : "";
        return new($"alert {alert.Alert}  {Times.Write(alert.RaisedAt)}  {alert.Kind}, {alert.Priority}: {became}{open}") { Data = alert };
    }

    private static ReportLine Line(TracedDelivery delivery)
    {
        var chat = $"chat {delivery.Subscriber} ({delivery.Chat.Platform} {delivery.Chat.ChatId})";
        var became = delivery.Outcome?.ToString() ?? $"waits: {delivery.Hold}";
        var topic = delivery.Topic ?? "the message it has";
        return new($"{chat}  {became}  {Times.Write(delivery.At)}  for {topic}  {delivery.MessageId} {delivery.Reason}", 1)
        {
            Data = delivery,
        };
    }
}
